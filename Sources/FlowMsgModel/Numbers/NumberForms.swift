/// How values of the number types are written.
package enum NumberForms {
  /// The greatest length of a value of type `number`, in characters: every 64-bit float has a text this short.
  package static let maximumNumberLength = 24

  /// Whether `text`, a JSON number, is written as an integer is, `0|-?[1-9][0-9]*`, and fits 64 bits.
  package static func isInteger(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !text.isEmpty else { return false }
    let start = text[0] == 0x2D ? 1 : 0
    let digits = text.count - start
    guard digits > 0, digits <= 19 else { return false }
    if text[start] == 0x30 { return text.count == 1 }
    var value: UInt64 = 0
    for i in start..<text.count {
      guard text[i] &- 0x30 < 10 else { return false }
      // 19 digits are less than 2^64.
      value = value * 10 + UInt64(text[i] &- 0x30)
    }
    return value <= UInt64(Int64.max) + UInt64(start)
  }
}
