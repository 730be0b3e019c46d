/// The digits of a number: zeros before it count, as national numbers have them.
package struct PhoneDigits: BitwiseCopyable, Hashable, Sendable {
  /// The number that the digits are.
  package var value: UInt64
  /// How many digits they are, with the zeros before the number.
  package var count: Int

  /// The digits of a number, without zeros before it.
  package init(_ value: UInt64) {
    self.value = value
    count = Self.count(of: value)
  }

  /// The digits of a number, `count` in all.
  package init(value: UInt64, count: Int) {
    self.value = value
    self.count = count
  }

  /// How many zeros are before the number.
  package var zeros: Int { count &- (value == 0 ? 0 : Self.count(of: value)) }

  /// The first digit, nil where there is none.
  var first: UInt64? {
    guard count > 0 else { return nil }
    return zeros > 0 ? 0 : value / Self.power(count &- 1)
  }

  /// The digits without the first one, which is `first`.
  func dropping(first: UInt64) -> PhoneDigits {
    PhoneDigits(value: value &- first &* Self.power(count &- 1), count: count &- 1)
  }

  /// The first four digits as a set that `NumberShape` compares, nil where there are fewer.
  var head: UInt64? {
    guard 4...19 ~= count else { return nil }
    let four = value / Self.power(count &- 4)
    guard four < 10_000 else { return nil }
    let (high, low) = (four / 100, four % 100)
    return 1 << (high / 10) | 1 << (10 &+ high % 10) | 1 << (20 &+ low / 10) | 1 << (30 &+ low % 10)
  }

  /// How many digits a number has.
  static func count(of value: UInt64) -> Int {
    guard value > 0 else { return 1 }
    let low = ((64 &- value.leadingZeroBitCount) &* 1233) >> 12
    return value >= power(low) ? low &+ 1 : low
  }

  /// Ten to the power of `exponent`, which is held between 0 and 19.
  static func power(_ exponent: Int) -> UInt64 { powers[min(max(exponent, 0), 19)] }

  private static let powers: [UInt64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]
}

extension ByteSink {
  /// Appends a number in decimal digits.
  package func append(decimal value: UInt64) {
    let count = PhoneDigits.count(of: value)
    let place = reserve(count)
    var rest = value
    for index in stride(from: count &- 1, through: 0, by: -1) {
      place[index] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    self.count &+= count
  }
}
