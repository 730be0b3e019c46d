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
      case .string, .hole, .template: size += text(node, tape)
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
    // The braces of the body, of its parameters and of their payload, and the names of the two.
    var total = 2 + "\"parameters\":{},".utf8.count
    var payload = 0
    var largest: (field: FieldID, size: Int)?
    for (i, field) in Schema.fields.enumerated() {
      let id = FieldID(UInt8(i))
      guard let node = message[id] else { continue }
      let value = of(node, in: message.tape)
      if value > largest?.size ?? -1 { largest = (id, value) }
      switch field.place {
      case .body(let name), .parameters(let name): total += name.utf8.count + 4 + value
      case .actionPayload(let name): payload += name.utf8.count + 4 + value
      case .furtherParameters: total += max(0, value - 1)
      case .query, .path: break
      }
    }
    // Each member was counted with a comma: of the body's and the parameters' members, the last has none.
    if payload > 0 { total += payload + 1 + Schema.Endpoint.actionPayload.value.utf8.count + 4 }
    return (total - 2, largest?.field)
  }
}
