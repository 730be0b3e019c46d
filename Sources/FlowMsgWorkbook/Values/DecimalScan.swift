/// The digits of a number as it is written.
struct DecimalScan {
  private var isNegative = false
  /// The first 19 significant digits, and how many there are of them.
  private var digits: UInt64 = 0
  private var count = 0
  /// How many significant digits beyond those were passed.
  private var passed = 0
  private var exponent = 0

  /// Reads all of `text`, around which blanks and zero bytes may be; nil if it is no number.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    var (at, end) = (0, text.count)
    while at < end, DecimalScan.isBlank(text[at]) { at &+= 1 }
    while end > at, DecimalScan.isBlank(text[end &- 1]) { end &-= 1 }
    if at < end, text[at] == 0x2D || text[at] == 0x2B {
      isNegative = text[at] == 0x2D
      at &+= 1
    }
    let start = at
    readDigits(text, &at, end, step: 0)
    var hasDigits = at > start
    if at < end, text[at] == 0x2E {
      at &+= 1
      let point = at
      readDigits(text, &at, end, step: -1)
      hasDigits = hasDigits || at > point
    }
    guard hasDigits, readExponent(text, &at, end), at == end else { return nil }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0
  }

  /// Reads digits, each of which moves the point by `step`.
  private mutating func readDigits(_ text: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ end: Int, step: Int) {
    while at < end {
      let digit = text[at] &- 0x30
      guard digit < 10 else { return }
      at &+= 1
      if count < 19 {
        digits = digits &* 10 &+ UInt64(digit)
        exponent &+= step
        if digits > 0 { count &+= 1 }
      } else {
        passed &+= 1
        exponent &+= step &+ 1
      }
    }
  }

  /// Reads an exponent if there is one; false if it has no digits.
  private mutating func readExponent(_ text: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ end: Int) -> Bool {
    guard at < end, text[at] | 0x20 == 0x65 else { return true }
    at &+= 1
    var sign = 1
    if at < end, text[at] == 0x2D || text[at] == 0x2B {
      sign = text[at] == 0x2D ? -1 : 1
      at &+= 1
    }
    let start = at
    var value = 0
    while at < end, text[at] &- 0x30 < 10 {
      value = min(value &* 10 &+ Int(text[at] &- 0x30), 1_000_000)
      at &+= 1
    }
    exponent &+= sign &* value
    return at > start
  }

  /// The number as it is written, if it has at most 15 digits.
  var exact: Decimal? {
    count <= 15 ? Decimal(isNegative: isNegative, digits: digits, exponent: exponent) : nil
  }

  /// The number at 15 digits, if that is sure to be what its double gives at 15 digits.
  var rounded: Decimal? {
    if digits == 0 { return .zero }
    let magnitude = count &+ exponent
    guard passed == 0, magnitude > -290, magnitude < 290 else { return nil }
    if let exact { return exact }
    var divisor: UInt64 = 10
    for _ in 16..<max(count, 16) { divisor &*= 10 }
    let (rest, half) = (digits % divisor, divisor / 2)
    // The double may differ by half of its last bit, and so lie on the other side of what is in the middle.
    let slack = digits >> 53 &+ 1
    guard rest &+ slack < half || rest > half &+ slack else { return nil }
    let whole = digits / divisor &+ (rest > half ? 1 : 0)
    return Decimal(isNegative: isNegative, digits: whole, exponent: exponent &+ count &- 15)
  }
}
