import FlowMsgModel

/// What of two values is compared where one cannot be above the other: days as days, and numbers, milliseconds and counts of
/// items as numbers.
package enum Amount {
  /// The amount that a text has; nil where it has none.
  package static func of(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    let isDay = DayText.isDay(text)
    guard !text.isEmpty, text.count <= 18 else { return nil }
    var value = 0
    for byte in text where !isDay || byte != 0x2D {
      guard byte &- 0x30 < 10 else { return nil }
      value = value &* 10 &+ Int(byte &- 0x30)
    }
    return value
  }

  /// The amount of a value: of a text or number, or how many items a list has.
  package static func of(_ node: Int, in values: some ReadableValues) -> Int? {
    switch values.kind(of: node) {
    case .string, .number: values.withBytes(of: node) { of($0) }
    case .array: values.children(of: node).reduce(0) { count, _ in count + 1 }
    default: nil
    }
  }
}
