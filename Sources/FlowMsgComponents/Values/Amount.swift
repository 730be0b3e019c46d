import FlowMsgModel

/// What of two values is compared where one cannot be above the other: days as days, and numbers, milliseconds and counts of
/// items as numbers.
package enum Amount {
  /// The amount that a text has; nil where it has none.
  package static func of(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !text.isEmpty, text.count <= 18 else { return nil }
    // Of a day the digits alone count; whether it is a real one is looked at elsewhere.
    guard text.count == 10, text[4] == 0x2D, text[7] == 0x2D else { return digits(text, 0, text.count) }
    guard let year = digits(text, 0, 4), let month = digits(text, 5, 7), let day = digits(text, 8, 10) else {
      return nil
    }
    return year &* 10_000 &+ month &* 100 &+ day
  }

  @inline(__always)
  private static func digits(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var (value, at) = (0, start)
    while at < end {
      let digit = text[at] &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
      at &+= 1
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
