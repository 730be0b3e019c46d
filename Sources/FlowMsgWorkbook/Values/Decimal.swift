#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A number with at most 15 significant digits, as spreadsheets show them: digits × 10^exponent.
struct Decimal: Hashable, Sendable {
  var isNegative = false
  /// The digits as one whole number, below 10¹⁵ or equal to it.
  var digits: UInt64 = 0
  var exponent = 0

  static let zero = Decimal()

  /// A text that is a number, rounded as the double that it represents would be; nil if it is none.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    guard let scan = DecimalScan(text) else { return nil }
    if let decimal = scan.rounded {
      self = decimal
      return
    }
    guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else { return nil }
    self.init(value)
  }

  /// A finite number, rounded to 15 significant digits.
  init(_ value: Double) {
    var text: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &text) { bytes in
      _ = withVaList([value]) { vsnprintf(bytes.baseAddress, bytes.count, "%.14e", $0) }
    }
    let digits = withUnsafeBytes(of: &text) { bytes in bytes.withMemoryRebound(to: UInt8.self) { DecimalScan($0) } }
    self = digits?.exact ?? .zero
  }

  init(isNegative: Bool = false, digits: UInt64 = 0, exponent: Int = 0) {
    self.isNegative = isNegative && digits > 0
    self.digits = digits
    self.exponent = digits > 0 ? exponent : 0
    while self.digits > 0, self.digits % 10 == 0 {
      self.digits /= 10
      self.exponent &+= 1
    }
  }

  /// How many digits are before the point; none or fewer if the number is below 1.
  var wholeDigits: Int { digits == 0 ? 0 : Decimal.count(digits) &+ exponent }

  /// The double that this represents.
  var double: Double {
    // Both numbers are doubles without rounding, and so the result is rounded but once.
    if exponent <= 0, exponent > -23 {
      let value = Double(digits) / Decimal.powers[0 &- exponent]
      return isNegative ? -value : value
    }
    return Double("\(isNegative ? "-" : "")\(digits)e\(exponent)") ?? 0
  }

  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// How many digits a number has.
  static func count(_ value: UInt64) -> Int {
    var (count, rest) = (1, value)
    while rest > 9 {
      rest /= 10
      count &+= 1
    }
    return count
  }
}
