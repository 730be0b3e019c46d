/// Numbers as CSV has them.
extension GrowingBuffer where Element == UInt8 {
  /// Appends the shortest plain form, or from 10²¹ on the one with an exponent.
  mutating func append(_ number: Decimal) {
    if number.isNegative { append(0x2D as UInt8) }
    let count = Decimal.count(number.digits)
    let whole = count &+ number.exponent
    if whole > 21 { return appendExponent(number, count) }
    if whole <= 0 {
      append("0.")
      appendZeros(0 &- whole)
      appendDigits(number.digits, count, point: nil)
    } else {
      appendDigits(number.digits, count, point: whole < count ? whole : nil)
      appendZeros(whole &- count)
    }
  }

  private mutating func appendExponent(_ number: Decimal, _ count: Int) {
    appendDigits(number.digits, count, point: count > 1 ? 1 : nil)
    append("e+")
    let exponent = UInt64(clamping: count &+ number.exponent &- 1)
    appendDigits(exponent, Decimal.count(exponent), point: nil)
  }

  private mutating func appendZeros(_ count: Int) {
    for _ in 0..<max(0, count) { append(0x30 as UInt8) }
  }

  /// Appends the `count` digits of a number, with a point behind as many of them as `point` says.
  mutating func appendDigits(_ value: UInt64, _ count: Int, point: Int?) {
    let size = count &+ (point == nil ? 0 : 1)
    let start = self.count
    for _ in 0..<max(0, size) { append(0x30 as UInt8) }
    var (rest, place) = (value, start &+ size &- 1)
    while place >= start {
      if let point, place == start &+ point {
        base[place] = 0x2E
      } else {
        base[place] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
      place &-= 1
    }
  }

  /// Appends what is written as a whole number and needs no rounding; false if it is something else.
  @inline(__always)
  mutating func appendWhole(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count > 0, text.count <= 15, text.count == 1 || text[0] != 0x30 else { return false }
    for byte in text where byte &- 0x30 > 9 { return false }
    append(text)
    return true
  }
}
