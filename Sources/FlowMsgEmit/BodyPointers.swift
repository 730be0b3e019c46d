import FlowMsgJSON
package import FlowMsgModel

/// Where the values of a message stand in its body, in the order in which the body has them.
package enum BodyPointers {
  /// One member of an object, or item of a list.
  package struct Entry: Sendable {
    /// Its place in the document, a JSON Pointer (RFC 6901).
    package var pointer: String
    /// The tape's node that holds its value; nil for an object that no statement writes, such as `parameters`.
    package var node: Int?
  }

  /// The entries of `message`, whose body stands at `root` of its document; with `isOpen` keys are those of an open form,
  /// where what holes are in is one value.
  package static func entries(of message: borrowing Message, root: String = "", isOpen: Bool = false) -> [Entry] {
    var walk = Walk(isOpen: isOpen, tape: message.tape)
    let parameters = "\(root)/parameters"
    let payload = "\(parameters)/\(Schema.Endpoint.actionPayload.value)"
    for (i, field) in Schema.fields.enumerated() {
      guard let node = message[FieldID(UInt8(i))] else { continue }
      switch field.place {
      case .body(let name): walk.add("\(root)/\(name)", node)
      case .parameters(let name): walk.add("\(parameters)/\(name)", node, in: [parameters])
      case .actionPayload(let name): walk.add("\(payload)/\(name)", node, in: [parameters, payload])
      case .furtherParameters: walk.addContent(of: node, at: parameters, in: [parameters])
      case .query, .path: break
      }
    }
    return walk.entries
  }

  private struct Walk {
    let isOpen: Bool
    let tape: ValueTape
    var entries: [Entry] = []
    private var opened: Set<String> = []

    init(isOpen: Bool, tape: ValueTape) {
      (self.isOpen, self.tape) = (isOpen, tape)
    }

    /// Adds a value and all in it, after the containers around it that are not there yet.
    mutating func add(_ pointer: String, _ node: Int, in containers: [String] = []) {
      if tape.nodes[node].kind == .broken { return }
      for container in containers where opened.insert(container).inserted {
        entries.append(Entry(pointer: container, node: nil))
      }
      entries.append(Entry(pointer: pointer, node: node))
      addContent(of: node, at: pointer, in: [])
    }

    /// Adds what stands in an object or list. As deep as the tape, which the checker caps.
    mutating func addContent(of node: Int, at pointer: String, in containers: [String]) {
      switch tape.nodes[node].kind {
      case .array:
        for (i, item) in tape.children(of: node).enumerated() { add("\(pointer)/\(i)", item, in: containers) }
      case .object:
        for member in tape.children(of: node) where tape.nodes[member].kind == .member {
          let key = tape.string(of: member)
          add("\(pointer)/\(JSONPointer.escaped(isOpen ? OpenFormat.escaped(key) : key))", member + 1, in: containers)
        }
      default: break
      }
    }
  }
}
