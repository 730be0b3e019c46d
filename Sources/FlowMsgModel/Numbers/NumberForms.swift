/// How values of the number types are written.
package enum NumberForms {
  /// The greatest length of a value of type `number`, in characters: every 64-bit float has a text this short.
  package static let maximumNumberLength = 24

  /// Whether `text`, a JSON number, is written as an integer is, `0|-?[1-9][0-9]*`, and fits 64 bits.
  package static func isInteger(_ text: UnsafeBufferPointer<UInt8>) -> Bool { integer(text) != nil }

  /// The integer that `text` writes so.
  package static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !text.isEmpty else { return nil }
    let start = text[0] == 0x2D ? 1 : 0
    let digits = text.count &- start
    guard digits > 0, digits <= 19 else { return nil }
    if text[start] == 0x30 { return text.count == 1 ? 0 : nil }
    var value: UInt64 = 0
    for i in start..<text.count {
      let digit = text[i] &- 0x30
      guard digit < 10 else { return nil }
      // 19 digits are less than 2^64.
      value = value &* 10 &+ UInt64(digit)
    }
    guard value <= UInt64(Int64.max) + UInt64(start) else { return nil }
    return Int(truncatingIfNeeded: start == 1 ? 0 &- value : value)
  }

  /// Whether `text` is a number of JSON, at most as long as numbers may be.
  package static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= maximumNumberLength else { return false }
    var at = text.first == 0x2D ? 1 : 0
    let whole = digits(text, &at)
    guard whole == 1 || (whole > 1 && text[at &- whole] != 0x30) else { return false }
    if at < text.count, text[at] == 0x2E {
      at &+= 1
      if digits(text, &at) == 0 { return false }
    }
    if at < text.count, text[at] | 0x20 == 0x65 {
      at &+= 1
      if at < text.count, text[at] == 0x2B || text[at] == 0x2D { at &+= 1 }
      if digits(text, &at) == 0 { return false }
    }
    return at == text.count
  }

  private static func digits(_ text: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int {
    let start = at
    while at < text.count, text[at] &- 0x30 < 10 { at &+= 1 }
    return at &- start
  }
}
