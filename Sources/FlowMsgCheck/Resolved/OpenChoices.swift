import FlowMsgJSON
import FlowMsgModel

/// Finds in the data of a message the lists whose items a component offers for choice and that parameters fill: no rule
/// can look at them before the values are known.
package struct OpenChoices {
  private let message: ResolvedMessage
  private var pointers: [String] = []
  private var tape: ValueTape { message.message.tape }
  /// How deep contracts are followed.
  private static let deepest = 4 * Limits.nesting

  /// Their places in the body, as JSON Pointers (RFC 6901), in the order of the data.
  package static func pointers(_ message: ResolvedMessage) -> [String] {
    guard let data = message.message[Schema.data], let screen = message.screen,
      message.contracts.screens[screen].isReadable, let keys = Schema[Schema.data].place.keys
    else { return [] }
    var walk = OpenChoices(message: message)
    let root = keys.map { "/\(JSONPointer.escaped($0))" }.joined()
    walk.look(at: data, type: Int(message.contracts.screens[screen].shape), root, depth: 0)
    return walk.pointers
  }

  private init(message: ResolvedMessage) { self.message = message }

  private mutating func look(at node: Int, type: Int, _ pointer: String, depth: Int) {
    guard depth < Self.deepest else { return }
    let expected = message.contracts.types[type]
    switch tape.nodes[node].kind {
    case .hole: addAll(of: type, pointer, depth: depth)
    case .object where expected.kind == .shape:
      for member in tape.children(of: node) where tape.nodes[member].kind == .member {
        guard member + 1 < Int(tape.nodes[member].next) else { continue }
        let key = tape.string(of: member)
        guard let field = field(key, of: expected) else { continue }
        look(at: member + 1, field: field, "\(pointer)/\(JSONPointer.escaped(key))", depth: depth + 1)
      }
    case .array where expected.kind == .list:
      for (index, item) in tape.children(of: node).enumerated() {
        look(at: item, type: Int(expected.first), "\(pointer)/\(index)", depth: depth + 1)
      }
    default: break
    }
  }

  private mutating func look(at node: Int, field: Int, _ pointer: String, depth: Int) {
    let field = message.contracts.fields[field]
    let isOpen = (node..<Int(tape.nodes[node].next)).contains { tape.nodes[$0].kind == .hole }
    if field.isDataSource {
      if isOpen { pointers.append(pointer) }
    } else if isOpen {
      look(at: node, type: Int(field.type), pointer, depth: depth)
    }
  }

  /// Adds every such list of a value that a parameter fills as a whole.
  private mutating func addAll(of type: Int, _ pointer: String, depth: Int) {
    let shape = message.contracts.types[type]
    guard shape.kind == .shape, depth < Self.deepest else { return }
    for index in Int(shape.first)..<Int(shape.first) + Int(shape.count) {
      let field = message.contracts.fields[index]
      let below = "\(pointer)/\(JSONPointer.escaped(message.contracts.string(field.key)))"
      if field.isDataSource {
        pointers.append(below)
      } else {
        addAll(of: Int(field.type), below, depth: depth + 1)
      }
    }
  }

  private func field(_ key: String, of shape: TypeNode) -> Int? {
    (Int(shape.first)..<Int(shape.first) + Int(shape.count)).first {
      message.contracts.string(message.contracts.fields[$0].key) == key
    }
  }
}
