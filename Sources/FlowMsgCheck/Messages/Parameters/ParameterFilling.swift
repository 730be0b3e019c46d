import FlowMsgJSON
import FlowMsgModel
import FlowMsgText

/// What fills the open parameters where a body without holes is made: what is set from outside, or a default.
final class ParameterFilling {
  private let chain: Chain
  private let resolved: ResolvedMessage
  private let tape: ValueTape
  private let values: ValueEvaluator
  /// Values that are written in no source, while places point into them.
  @exclusivity(unchecked) private var externalValues: [SourceUnit] = []

  init(_ context: MessageContext, _ chain: Chain, _ values: ValueEvaluator) {
    (self.chain, resolved, tape, self.values) = (chain, context.resolved, context.tape, values)
  }

  /// Releases what was made for one message.
  func removeAll() { if !externalValues.isEmpty { externalValues.removeAll() } }

  /// The value that is the source `made`, as long as the message is checked.
  func keep(_ made: ForeignValue.Made) -> Place? {
    if made.value != nil { externalValues.append(made.unit) }
    return made.value
  }

  /// What fills each open parameter: what is set, else its default; nil where there is neither.
  func filled(_ set: [String: Place]) -> [Place?] {
    chain.openParameters.map { parameter in
      (set[parameter.name] ?? (parameter.isDefaultRefused ? nil : parameter.defaultValue))
        .map { ordered($0, parameter.type) }
    }
  }

  /// The open parameters, their defaults put on the tape behind its values.
  func openValues() -> [OpenParameterValue] {
    chain.openParameters.map { parameter in
      OpenParameterValue(
        name: parameter.name, type: parameter.type, defaultNode: parameter.defaultValue.map(values.value))
    }
  }

  // MARK: Order

  /// A value whose objects have their members in the order of their type: what fills a parameter comes out so, however it
  /// was written, as an open form may be filled from columns.
  private func ordered(_ place: Place, _ type: Int) -> Place {
    guard hasShape(type) else { return place }
    let node = values.value(place)
    return ForeignValue.json(json(node, type).bytes(.compact)).unit(resolved.file).flatMap(keep) ?? place
  }

  private func hasShape(_ type: Int, depth: Int = 0) -> Bool {
    let node = resolved.contracts.types[type]
    switch node.kind {
    case .shape: return true
    case .list: return depth < Limits.nesting && hasShape(Int(node.first), depth: depth + 1)
    default: return false
    }
  }

  private func json(_ node: Int, _ type: Int) -> JSONValue {
    let expected = type < 0 ? nil : resolved.contracts.types[type]
    switch tape.nodes[node].kind {
    case .object:
      var members = tape.children(of: node).map { member in
        let key = tape.string(of: member)
        let field = expected?.kind == .shape ? fieldIndex(key, expected) : nil
        return (order: field?.order ?? .max, member: JSONValue.Member(key, json(member + 1, field?.type ?? -1)))
      }
      members.sort { $0.order < $1.order }
      return .object(members.map(\.member))
    case .array:
      let item = expected?.kind == .list ? Int(expected?.first ?? 0) : -1
      return .array(tape.children(of: node).map { json($0, item) })
    case .string: return .string(tape.string(of: node))
    case .number: return .number(tape.string(of: node))
    case .true: return .bool(true)
    case .false: return .bool(false)
    default: return .null
    }
  }

  private func fieldIndex(_ key: String, _ shape: TypeNode?) -> (order: Int, type: Int)? {
    guard let shape else { return nil }
    for (i, field) in resolved.contracts.members(of: shape).enumerated()
    where resolved.contracts.string(field.key) == key { return (i, Int(field.type)) }
    return nil
  }
}

/// A parameter that is open, as an open form lists it.
package struct OpenParameterValue {
  /// Its name.
  package var name: String
  /// Its type, an index into the contracts' types.
  package var type: Int
  /// The node of its default on the tape.
  package var defaultNode: Int?
}
