import FlowMsgModel

/// How many bytes values take as compact JSON.
enum JSONSize {
  /// A code point in a string.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    scalar.value < 0x80 ? of(UInt8(scalar.value)) : UTF8.width(scalar)
  }

  /// A byte of UTF-8 in a string.
  static func of(_ byte: UInt8) -> Int {
    switch byte {
    case 0x22, 0x5C, 0x08, 0x09, 0x0A, 0x0C, 0x0D: 2
    case 0..<0x20: 6
    default: 1
    }
  }

  /// The value at `root` of `tape`.
  static func of(_ root: Int, in tape: borrowing ValueTape) -> Int {
    var size = 0
    var isValue = true
    for i in root..<Int(tape.nodes[root].next) {
      let node = tape.nodes[i]
      // A comma before each item and member but the first, which its container takes off again.
      if !isValue { size += 1 }
      isValue = node.kind == .member
      switch node.kind {
      case .string, .hole, .interpolated: size += text(node, tape)
      case .member: size += text(node, tape) + 1
      case .number: size += Int(node.end - node.start)
      case .true, .null, .broken: size += 4
      case .false: size += 5
      case .array, .object: size += Int(node.next) > i + 1 ? 1 : 2
      }
    }
    return size
  }

  private static func text(_ node: ValueNode, _ tape: borrowing ValueTape) -> Int {
    var size = 2
    for i in Int(node.start)..<Int(node.end) { size += of(tape.pool[i]) }
    return size
  }

  /// The body of `message`, and which of its fields takes the most of it.
  static func of(_ message: borrowing Message) -> (total: Int, largest: FieldID?) {
    var visitor = SizeVisitor(tape: message.tape)
    Schema.layout.run(message, &visitor)
    return (visitor.object.end(), visitor.largest?.field)
  }
}

/// Adds up what a body takes.
private struct SizeVisitor: BodyVisitor {
  let tape: ValueTape
  /// The container that is open, and those around it.
  private(set) var object = ObjectSize()
  private var around: [ObjectSize] = []
  private(set) var largest: (field: FieldID, size: Int)?
  /// The members so far of the field whose members are those of a container.
  private var spread: (field: FieldID, object: ObjectSize)?

  init(tape: ValueTape) { self.tape = tape }

  mutating func enter(_ container: BodyContainer) {
    around.append(object)
    object = ObjectSize()
  }

  mutating func leave(_ container: BodyContainer) {
    let inner = object.end()
    object = around.popLast() ?? ObjectSize()
    object.add(container.name.utf8.count + 3 + inner)
  }

  mutating func visit(_ field: FieldID, at node: Int) {
    let value = JSONSize.of(node, in: tape)
    object.add(Schema[field].wireName.utf8.count + 3 + value)
    note(field, value)
  }

  mutating func visitMember(of field: FieldID, at node: Int) {
    let member = JSONSize.of(node, in: tape)
    object.add(member)
    if spread?.field != field { spread = (field, ObjectSize()) }
    spread?.object.add(member)
    if let spread { note(field, spread.object.end()) }
  }

  private mutating func note(_ field: FieldID, _ size: Int) {
    if size > largest?.size ?? -1 { largest = (field, size) }
  }
}

/// What an object takes, member by member.
private struct ObjectSize {
  private var members = 0
  private var count = 0

  /// Adds a member, its key and colon included.
  mutating func add(_ size: Int) {
    members += size
    count += 1
  }

  /// All of it, with brackets and commas.
  func end() -> Int { 2 + members + max(0, count - 1) }
}
