/// The order of JSON numbers by their texts, exact whatever their length and exponent: `1e999999999` is never spelt out,
/// nothing is rounded.
///
/// A number is read as 0.d₁d₂… · 10^(point + exponent), d₁ not 0. Unequal sums of point and exponent decide, else the
/// digits do.
package enum DecimalOrder {
  /// -1, 0 or 1, as `a` is less than, equal to or greater than `b`, both JSON numbers.
  package static func compare(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
    if let x = smallInteger(a), let y = smallInteger(b) { return x < y ? -1 : x > y ? 1 : 0 }
    let x = Parts(a)
    let y = Parts(b)
    if x.sign != y.sign { return x.sign < y.sign ? -1 : 1 }
    return x.sign * compareMagnitudes(x, a, y, b)
  }

  /// The same of two texts.
  package static func compare(_ a: String, _ b: String) -> Int {
    Array(a.utf8).withUnsafeBufferPointer { a in Array(b.utf8).withUnsafeBufferPointer { compare(a, $0) } }
  }

  /// The value of an integer of at most 18 digits without an exponent, else nil: most numbers are such.
  package static func smallInteger(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    let isNegative = text.first == 0x2D
    let digits = text.count - (isNegative ? 1 : 0)
    guard digits > 0, digits <= 18 else { return nil }
    var value = 0
    for i in (isNegative ? 1 : 0)..<text.count {
      let digit = Int(text[i]) - 0x30
      guard digit >= 0, digit <= 9 else { return nil }
      value = value * 10 + digit
    }
    return isNegative ? -value : value
  }

  /// The least integer that is not less than the number `text`; the greatest there is where none is.
  package static func ceiling(of text: UnsafeBufferPointer<UInt8>) -> Int {
    smallInteger(text) ?? leastInteger { compare($0, text) >= 0 }
  }

  /// The greatest integer that is not greater than the number `text`; the least there is where none is.
  package static func floor(of text: UnsafeBufferPointer<UInt8>) -> Int {
    if let value = smallInteger(text) { return value }
    let above = leastInteger { compare($0, text) > 0 }
    // Where all there are are not greater, the last one looked at was the greatest there is.
    return isInteger(.max) { compare($0, text) <= 0 } ? .max : above == .min ? .min : above - 1
  }

  /// The least integer of which `isReached`, which holds for all above one of which it does.
  private static func leastInteger(where isReached: (UnsafeBufferPointer<UInt8>) -> Bool) -> Int {
    var (low, high) = (Int.min, Int.max)
    while low < high {
      // Rounded down, without a sum or difference that overflows.
      let middle = (low >> 1) + (high >> 1) + (low & high & 1)
      if isInteger(middle, isReached) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func isInteger(_ value: Int, _ isTrue: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
    Array(String(value).utf8).withUnsafeBufferPointer { isTrue($0) }
  }

  /// Where the parts of a number are in its text.
  private struct Parts {
    /// -1, 0 or 1.
    var sign = 0
    /// The place of the first digit that is not 0.
    var first = 0
    /// The end of the digits.
    var end = 0
    /// Where the point is, counted from `first` in digits; negative for zeros after the point.
    var point = 0
    /// The exponent's digits, to the end of the text.
    var exponent = 0
    /// Whether the exponent is negative.
    var isExponentNegative = false

    init(_ text: UnsafeBufferPointer<UInt8>) {
      let isNegative = text.first == 0x2D
      var at = isNegative ? 1 : 0
      var hasPoint = false
      while at < text.count, text[at] | 0x20 != 0x65 {
        if text[at] == 0x2E {
          hasPoint = true
        } else if sign == 0, text[at] == 0x30 {
          if hasPoint { point -= 1 }
        } else {
          if sign == 0 { first = at }
          sign = isNegative ? -1 : 1
          if !hasPoint { point += 1 }
        }
        at += 1
      }
      end = at
      exponent = min(at + 1, text.count)
      if exponent < text.count, text[exponent] == 0x2B || text[exponent] == 0x2D {
        isExponentNegative = text[exponent] == 0x2D
        exponent += 1
      }
    }
  }

  private static func compareMagnitudes(
    _ x: Parts, _ a: UnsafeBufferPointer<UInt8>, _ y: Parts, _ b: UnsafeBufferPointer<UInt8>
  ) -> Int {
    guard x.sign != 0 else { return 0 }
    let order = exponentDifference(x, a, y, b) + x.point - y.point
    return order == 0 ? compareDigits(x, a, y, b) : order.signum()
  }

  /// The first exponent less the second, cut off where no text's length could make up for it. From the first digit
  /// down: a difference of 3 or more only grows with the digits that follow, so a great one is final.
  private static func exponentDifference(
    _ x: Parts, _ a: UnsafeBufferPointer<UInt8>, _ y: Parts, _ b: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var difference = 0
    for place in stride(from: max(a.count - x.exponent, b.count - y.exponent), to: 0, by: -1) {
      let one = place <= a.count - x.exponent ? Int(a[a.count - place]) - 0x30 : 0
      let other = place <= b.count - y.exponent ? Int(b[b.count - place]) - 0x30 : 0
      difference = difference * 10 + (x.isExponentNegative ? -one : one) - (y.isExponentNegative ? -other : other)
      if abs(difference) > 1_000_000_000_000_000 { break }
    }
    return difference
  }

  /// The order of the digits, as if zeros followed without end.
  private static func compareDigits(
    _ x: Parts, _ a: UnsafeBufferPointer<UInt8>, _ y: Parts, _ b: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var i = x.first
    var j = y.first
    while i < x.end || j < y.end {
      if i < x.end, a[i] == 0x2E { i += 1 }
      if j < y.end, b[j] == 0x2E { j += 1 }
      let one = i < x.end ? a[i] : 0x30
      let other = j < y.end ? b[j] : 0x30
      if one != other { return one < other ? -1 : 1 }
      i += 1
      j += 1
    }
    return 0
  }
}
