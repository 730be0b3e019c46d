import FlowMsgJSON
package import FlowMsgModel

/// Where the values of a message are in its body, in the order in which the body has them.
package enum BodyPointers {
  /// One member of an object, or item of a list.
  package struct Entry: Sendable {
    /// Its place in the document, a JSON Pointer (RFC 6901).
    package var pointer: String
    /// The tape's node that holds its value; nil for an object that no statement writes, such as `parameters`.
    package var node: Int?
  }

  /// The entries of `message`, whose body is at `root` of its document; with `isOpen` keys are those of an open form,
  /// where what holes are in is one value.
  package static func entries(of message: borrowing Message, root: String = "", isOpen: Bool = false) -> [Entry] {
    var walk = Walk(isOpen: isOpen, tape: message.tape, pointer: root)
    Schema.layout.run(message, &walk)
    return walk.entries
  }

  /// The place of a field's value in a body, of further members of a container that of the container; nil if the field is
  /// not in the body.
  package static func pointer(to field: FieldID) -> String? {
    Schema[field].place.keys.map { keys in keys.map { "/" + JSONPointer.escaped($0) }.joined() }
  }

  private struct Walk: BodyVisitor {
    let isOpen: Bool
    let tape: ValueTape
    /// The place of the container that is open.
    var pointer: String
    var entries: [Entry] = []
    private var around: [String] = []

    init(isOpen: Bool, tape: ValueTape, pointer: String) {
      (self.isOpen, self.tape, self.pointer) = (isOpen, tape, pointer)
    }

    mutating func enter(_ container: BodyContainer) {
      around.append(pointer)
      pointer += "/\(container.name)"
      entries.append(Entry(pointer: pointer, node: nil))
    }

    mutating func leave(_ container: BodyContainer) { pointer = around.popLast() ?? "" }

    mutating func visit(_ field: FieldID, at node: Int) { add("\(pointer)/\(Schema[field].wireName)", node) }

    mutating func visitMember(of field: FieldID, at node: Int) { addMember(node, of: pointer) }

    /// Adds a value and all in it. As deep as the tape, which the checker caps.
    private mutating func add(_ pointer: String, _ node: Int) {
      if tape.nodes[node].kind == .broken { return }
      entries.append(Entry(pointer: pointer, node: node))
      switch tape.nodes[node].kind {
      case .array:
        for (i, item) in tape.children(of: node).enumerated() { add("\(pointer)/\(i)", item) }
      case .object:
        for member in tape.children(of: node) where tape.nodes[member].kind == .member {
          addMember(member, of: pointer)
        }
      default: break
      }
    }

    private mutating func addMember(_ member: Int, of pointer: String) {
      let key = tape.string(of: member)
      add("\(pointer)/\(JSONPointer.escaped(isOpen ? OpenFormat.escaped(key) : key))", member + 1)
    }
  }
}
