/// A checked message: a value for each field of the schema that has one. What a backend turns into bytes.
///
/// One object is reused for every message of a thread; `removeAll` keeps its memory.
public final class Message: @unchecked Sendable {
  /// All values of the message.
  public let tape = ValueTape()
  /// For each field of `Schema.fields`, by its place there, the tape's node that holds its value, or -1.
  @exclusivity(unchecked) public var slots = InlineArray<16, Int32>(repeating: -1)

  /// A message without any field.
  public init() {}

  /// The node that holds the value of `field`, or nil where the message says nothing.
  @inlinable
  public subscript(field: FieldID) -> Int? {
    get {
      let slot = slots[Int(field.rawValue)]
      return slot < 0 ? nil : Int(slot)
    }
    set { slots[Int(field.rawValue)] = newValue.map { Int32(truncatingIfNeeded: $0) } ?? -1 }
  }

  /// Drops all fields and values and keeps the memory.
  public func removeAll() {
    tape.removeAll()
    for i in slots.indices { slots[i] = -1 }
  }
}
