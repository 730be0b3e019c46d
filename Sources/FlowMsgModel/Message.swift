/// A checked message: a value for each field of the schema that has one. What a backend turns into bytes.
///
/// One value is reused for every message of a compilation; `removeAll` keeps its memory.
public struct Message: Sendable {
  /// All values of the message.
  public var tape = ValueTape()
  /// For each field of `Schema.fields`, by its place there, the tape's node that holds its value, or -1.
  public private(set) var slots: [Int32]

  /// A message without any field.
  public init() {
    slots = Array(repeating: -1, count: Schema.fields.count)
  }

  /// The node that holds the value of `field`, or nil where the message says nothing.
  public subscript(field: FieldID) -> Int? {
    get {
      let slot = slots[Int(field.rawValue)]
      return slot < 0 ? nil : Int(slot)
    }
    set { slots[Int(field.rawValue)] = newValue.map { Int32(truncatingIfNeeded: $0) } ?? -1 }
  }

  /// Drops all fields and values and keeps the memory.
  public mutating func removeAll() {
    tape.removeAll()
    for i in slots.indices { slots[i] = -1 }
  }
}
