/// A checked message: a value for each field of the schema that has one. What a backend turns into bytes.
///
/// One object is reused for every message of a thread; `removeAll` keeps its memory.
public final class Message: @unchecked Sendable {
  /// All values of the message.
  public let tape: ValueTape
  /// For each field of `Schema.fields`, by its place there, the tape's node that holds its value, or -1.
  @exclusivity(unchecked) public var slots = InlineArray<16, Int32>(repeating: -1)

  /// The types of the holes in the values, by their node, in order.
  @exclusivity(unchecked) public package(set) var holes: ContiguousArray<Hole> = []

  /// A message without any field.
  public init() { tape = ValueTape() }

  private init(copying other: Message) {
    tape = ValueTape(copying: other.tape)
    (slots, holes) = (other.slots, other.holes)
  }

  /// A message with the same values, which stays as it is when this one is used for others.
  public func copy() -> Message { Message(copying: self) }

  /// The type of what fills the hole at `node`; -1 where there is none.
  package func holeType(_ node: Int) -> Int {
    var low = 0
    var high = holes.count
    while low < high {
      let middle = (low + high) / 2
      if holes[middle].node < node { low = middle + 1 } else { high = middle }
    }
    return low < holes.count && holes[low].node == node ? holes[low].type : -1
  }

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
    if !holes.isEmpty { holes.removeAll(keepingCapacity: true) }
  }
}
