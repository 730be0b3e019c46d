package import FlowMsgJSON
package import FlowMsgModel

/// A parameter of an open form.
package struct FormParameter: Sendable {
  /// Its name.
  package var name: String
  /// Its type, an index into the contracts' types.
  package var type: Int
  /// The value that it takes where none is given.
  package var defaultValue: JSONValue?

  /// A parameter.
  package init(name: String, type: Int, defaultValue: JSONValue?) {
    self.name = name
    self.type = type
    self.defaultValue = defaultValue
  }
}

/// `message.open.json`: the bodies of a message in all its locales, with holes for its parameters, and what may fill them.
///
/// `schema open` describes it. A hole for a value is `{"$param": "cliente.nome"}`, a text with holes
/// `{"$text": ["Olá, ", {"$param": "nome"}]}`; a key of the message's own that begins with `$` has one more.
package enum OpenFormWriter {
  /// The file's name.
  package static func fileName(message: String) -> String { "\(message).open.json" }

  /// The whole document.
  package static func document(message: String, parameters: JSONValue, variants: [JSONValue]) -> JSONValue {
    [
      "version": JSONValue(OpenFormat.version), "message": .string(message), "parameters": parameters,
      "variants": .array(variants),
    ]
  }

  /// One locale's body, with holes. `tag` is the locale that is listed for the base, `choices` the pointers of the lists whose
  /// items a component offers for choice, `shown` what components show of what rows fill in, `orders` what of that is in order.
  package static func variant(
    locale: String?, tag: String?, bot: Bot?, choices: [String] = [], shown: [ShownPlace] = [],
    orders: [ShownOrder] = [],
    of message: borrowing Message
  ) -> JSONValue {
    var members: [JSONValue.Member] = [.init("locale", .optional(locale))]
    if let tag, locale == nil { members.append(.init("tags", [.string(tag)])) }
    members.append(.init("bot", bot.map(ManifestEntry.value) ?? .null))
    members.append(.init("type", message[Schema.type].map { value(of: $0, in: message.tape) } ?? .null))
    if !choices.isEmpty { members.append(.init("choices", .array(choices.map(JSONValue.string)))) }
    if !shown.isEmpty { members.append(.init("shown", .array(shown.map(value)))) }
    if !orders.isEmpty { members.append(.init("orders", .array(orders.map(value)))) }
    members.append(.init("body", body(of: message)))
    return .object(members)
  }

  private static func value(of place: ShownPlace) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("at", .string(place.pointer)), .init("property", .string(place.property)),
      .init("screen", .string(place.screen)),
    ]
    let traits = PropertyUse.Traits.names.filter { place.traits.contains($0.trait) }.map(\.name)
    if !traits.isEmpty { members.append(.init("traits", .array(traits.map(JSONValue.string)))) }
    if !place.screens.isEmpty { members.append(.init("screens", .array(place.screens.map(JSONValue.string)))) }
    return .object(members)
  }

  private static func value(of order: ShownOrder) -> JSONValue {
    let side = { (side: ShownOrder.Side) -> JSONValue in
      .object([
        .init("property", .string(side.property)),
        side.pointer.map { .init("at", .string($0)) } ?? .init("value", .string(side.value)),
      ])
    }
    return .object([
      .init("lower", side(order.lower)), .init("upper", side(order.upper)), .init("screen", .string(order.screen)),
    ])
  }

  /// The body with its holes, as every body is laid out.
  package static func body(of message: borrowing Message) -> JSONValue {
    var visitor = FormVisitor(tape: message.tape)
    Schema.layout.run(message, &visitor)
    return .object(visitor.members)
  }

  /// A value of a tape, with its holes.
  package static func value(of node: Int, in tape: borrowing ValueTape) -> JSONValue {
    switch tape.nodes[node].kind {
    case .string: return .string(tape.string(of: node))
    case .number: return .number(tape.string(of: node))
    case .true: return .bool(true)
    case .false: return .bool(false)
    case .null, .broken, .member: return .null
    case .hole: return hole(tape.string(of: node))
    case .template:
      let parts = tape.children(of: node).map { child in
        let text = tape.string(of: child)
        return tape.nodes[child].kind == .hole ? hole(text) : JSONValue.string(text)
      }
      return .object([(OpenFormat.text, .array(parts))])
    case .array: return .array(tape.children(of: node).map { value(of: $0, in: tape) })
    case .object:
      return .object(
        tape.children(of: node).filter { tape.nodes[$0].kind == .member }.map { member(at: $0, in: tape) })
    }
  }

  /// A member of a tape's object, with the holes of its value.
  fileprivate static func member(at node: Int, in tape: borrowing ValueTape) -> JSONValue.Member {
    .init(OpenFormat.escaped(tape.string(of: node)), value(of: node + 1, in: tape))
  }

  private static func hole(_ path: String) -> JSONValue { .object([(OpenFormat.parameter, .string(path))]) }

  // MARK: Types

  /// The parameters as a JSON Schema (2020-12) of the object that gives them, in the order in which they are declared.
  package static func schema(of parameters: [FormParameter], in contracts: borrowing Contracts) -> JSONValue {
    var properties: [JSONValue.Member] = []
    for parameter in parameters {
      var type = schema(of: parameter.type, in: contracts)
      if let value = parameter.defaultValue, case .object(let members) = type {
        type = .object(members + [.init("default", value)])
      }
      properties.append(.init(parameter.name, type))
    }
    let required = parameters.filter { $0.defaultValue == nil }.map { JSONValue.string($0.name) }
    return object(properties, required)
  }

  private static func object(_ properties: [JSONValue.Member], _ required: [JSONValue]) -> JSONValue {
    [
      "type": "object", "properties": .object(properties), "required": .array(required),
      "additionalProperties": false,
    ]
  }

  private static func schema(of type: Int, in contracts: borrowing Contracts) -> JSONValue {
    let node = contracts.types[type]
    switch node.kind {
    case .string: return bounded("string", node, "minLength", "maxLength", contracts)
    case .integer: return bounded("integer", node, "minimum", "maximum", contracts)
    case .number: return bounded("number", node, "minimum", "maximum", contracts)
    case .boolean: return ["type": "boolean"]
    case .oneOf:
      let first = Int(node.first)
      return [
        "enum": .array((first..<first + Int(node.count)).map { .string(contracts.string(contracts.choices[$0])) })
      ]
    case .list:
      guard case .object(var members) = bounded("array", node, "minItems", "maxItems", contracts) else { return .null }
      members.insert(.init("items", schema(of: Int(node.first), in: contracts)), at: 1)
      return .object(members)
    case .shape:
      let fields = contracts.fields[Int(node.first)..<Int(node.first) + Int(node.count)]
      return object(
        fields.map { .init(contracts.string($0.key), schema(of: Int($0.type), in: contracts)) },
        fields.filter { !$0.isOptional }.map { .string(contracts.string($0.key)) })
    case .any, .broken: return true
    }
  }

  private static func bounded(
    _ name: String, _ node: TypeNode, _ minimum: String, _ maximum: String, _ contracts: borrowing Contracts
  ) -> JSONValue {
    var members: [JSONValue.Member] = [.init("type", .string(name))]
    if node.minimum != .none { members.append(.init(minimum, .number(contracts.string(node.minimum)))) }
    if node.maximum != .none { members.append(.init(maximum, .number(contracts.string(node.maximum)))) }
    return .object(members)
  }
}

/// Puts the body of a form together.
private struct FormVisitor: BodyVisitor {
  let tape: ValueTape
  /// The members so far of the container that is open.
  private(set) var members: [JSONValue.Member] = []
  private var around: [[JSONValue.Member]] = []

  init(tape: ValueTape) { self.tape = tape }

  mutating func enter(_ container: BodyContainer) {
    around.append(members)
    members = []
  }

  mutating func leave(_ container: BodyContainer) {
    members = (around.popLast() ?? []) + [.init(container.name, .object(members))]
  }

  mutating func visit(_ field: FieldID, at node: Int) {
    members.append(.init(Schema[field].wireName, OpenFormWriter.value(of: node, in: tape)))
  }

  mutating func visitMember(of field: FieldID, at node: Int) {
    members.append(OpenFormWriter.member(at: node, in: tape))
  }
}
