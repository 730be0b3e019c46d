package import FlowMsgJSON
package import FlowMsgModel

/// `message.open.json`: the bodies of a message in all its locales, with holes for its parameters, and what may fill them.
///
/// `schema open` describes it. A hole for a value is `{"$param": "cliente.nome"}`, a text with holes
/// `{"$text": ["Olá, ", {"$param": "nome"}]}`; a key of the message's own that begins with `$` has one more.
package enum OpenFormWriter {
  /// The file's name.
  package static func fileName(message: String) -> String { "\(message).open.json" }

  /// The whole document.
  package static func document(_ message: CompiledMessage) -> JSONValue {
    [
      "version": JSONValue(OpenFormat.version), "message": .string(message.name), "parameters": parameters(of: message),
      "variants": .array(message.variants.map(variant)),
    ]
  }

  /// One locale's body, with holes.
  private static func variant(_ variant: CompiledVariant) -> JSONValue {
    let (values, locale) = (variant.values, variant.locale?.text)
    var members: [JSONValue.Member] = [.init("locale", .optional(locale))]
    if let tag = variant.listed, locale == nil { members.append(.init("tags", [.string(tag.text)])) }
    members.append(.init("bot", variant.bot.map(ManifestEntry.value) ?? .null))
    members.append(.init("type", values[Schema.type].map { value(of: $0, in: values.tape) } ?? .null))
    if !variant.choices.isEmpty { members.append(.init("choices", .array(variant.choices.map(JSONValue.string)))) }
    if !variant.shown.isEmpty { members.append(.init("shown", .array(variant.shown.map(value)))) }
    if !variant.orders.isEmpty { members.append(.init("orders", .array(variant.orders.map(value)))) }
    members.append(.init("body", body(of: values)))
    return .object(members)
  }

  /// What the first example of a message gives its parameters; nil where there is none.
  package static func example(of message: CompiledMessage) -> JSONValue? {
    guard let example = message.example, let tape = message.variants.first?.values.tape else { return nil }
    return .object(example.map { .init($0.name, value(of: $0.node, in: tape)) })
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
    case .interpolated:
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
  package static func parameters(of message: CompiledMessage) -> JSONValue {
    var properties: [JSONValue.Member] = []
    for parameter in message.parameters {
      var type = schema(of: parameter.type, in: message.types)
      if let node = parameter.defaultNode, let tape = message.variants.first?.values.tape,
        case .object(let members) = type
      {
        type = .object(members + [.init("default", value(of: node, in: tape))])
      }
      properties.append(.init(parameter.name, type))
    }
    return object(properties, message.required.map(JSONValue.string))
  }

  /// The parameters of a message that has none.
  package static var noParameters: JSONValue { object([], []) }

  private static func object(_ properties: [JSONValue.Member], _ required: [JSONValue]) -> JSONValue {
    [
      "type": "object", "properties": .object(properties), "required": .array(required),
      "additionalProperties": false,
    ]
  }

  private static func schema(of type: Int, in contracts: borrowing Contracts) -> JSONValue {
    let node = contracts.types[type]
    guard let words = node.kind.facts.schema else { return true }
    guard let name = words.type else {
      return ["enum": .array((contracts.texts(of: type) ?? []).map { .string($0) })]
    }
    if node.content == .members { return shape(node, in: contracts) }
    var members: [JSONValue.Member] = [.init("type", .string(name))]
    if node.content == .items { members.append(.init("items", schema(of: Int(node.first), in: contracts))) }
    guard let keys = words.bounds else { return .object(members) }
    for (key, bound) in [(keys.minimum, node.minimum), (keys.maximum, node.maximum)] where bound != .none {
      members.append(.init(key, .number(contracts.string(bound))))
    }
    return .object(members)
  }

  private static func shape(_ node: TypeNode, in contracts: borrowing Contracts) -> JSONValue {
    var properties: [JSONValue.Member] = []
    var required: [JSONValue] = []
    for field in contracts.members(of: node) {
      let name = contracts.string(field.key)
      properties.append(.init(name, schema(of: Int(field.type), in: contracts)))
      if !field.isOptional { required.append(.string(name)) }
    }
    return object(properties, required)
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
