package import FlowMsgJSON
import FlowMsgModel

/// `schema body`: the JSON Schema of the request body.
package enum BodyDocument {
  /// The document.
  package static func value() -> JSONValue {
    .object(
      [("$schema", .string(SchemaParts.dialect)), ("title", "the body of a WhatsApp-Flow message")]
        + members(references: "#/$defs/") + [("$defs", .object(definitions(references: "#/$defs/")))])
  }

  /// The members of the body's schema; what it refers to is under `references`.
  static func members(references: String) -> [(String, JSONValue)] { members(of: .body, references) }

  /// What the body's schema refers to.
  static func definitions(references: String) -> [(String, JSONValue)] {
    let value = value(references)
    let any: JSONValue = [
      "description": "any JSON value but null, at any depth: a Flow has no null",
      "type": ["string", "number", "boolean", "array", "object"], "items": value, "additionalProperties": value,
    ]
    return [("value", any)]
  }

  private static func members(of container: BodyContainer, _ references: String) -> [(String, JSONValue)] {
    let rows = Schema.layout.parts(of: container).compactMap { part -> (String, JSONValue, Bool)? in
      switch part {
      case .members: return nil
      case .field(let id):
        let field = Schema[id]
        return (field.wireName, schema(of: field, in: container, references), field.isInEveryBody)
      case .container(let inner):
        let description = inner.fact.map { [("description", JSONValue.string(SchemaParts.description(of: $0)))] } ?? []
        return (inner.name, .object(description + members(of: inner, references)), inner.isRequired)
      }
    }
    let further: JSONValue = Schema.layout.hasFurtherMembers(container) ? value(references) : false
    return object(rows, further: further) + (container == .parameters ? exchange : [])
  }

  /// Without an action the message leaves the screen to the Flow's endpoint, and with one it does not.
  private static var exchange: [(String, JSONValue)] {
    let exchange = Schema.dataExchange.value
    let has: JSONValue = ["required": [.string(BodyContainer.actionPayload.name)]]
    let isExchange: JSONValue = [
      "required": [.string(exchange.member)],
      "properties": [exchange.member: ["const": .string(exchange.value)]],
    ]
    let isNot: JSONValue = ["description": .string(SchemaParts.description(of: Schema.dataExchange)), "not": has]
    return [("if", isExchange), ("then", isNot), ("else", has)]
  }

  private static func value(_ references: String) -> JSONValue { ["$ref": .string("\(references)value")] }

  /// An object of these properties, of which those marked are required, and others that fit `further`.
  private static func object(
    _ rows: [(name: String, schema: JSONValue, isRequired: Bool)], further: JSONValue
  ) -> [(String, JSONValue)] {
    [
      ("type", "object"), ("required", SchemaParts.strings(rows.filter(\.isRequired).map(\.name))),
      ("properties", .object(rows.map { ($0.name, $0.schema) })), ("additionalProperties", further),
    ]
  }

  private static func schema(of field: Field, in container: BodyContainer, _ references: String) -> JSONValue {
    var members: [(String, JSONValue)] = [("description", .string(SchemaParts.description(of: field)))]
    members.append(("type", field.type == .object ? "object" : "string"))
    switch field.type {
    case .screen: members.append(("pattern", .string(screenPattern)))
    case .object:
      members.append(("minProperties", 1))
      if container != .body { members.append(("additionalProperties", value(references))) }
    case .string, .slug, .bot: members.append(("minLength", JSONValue(field.limit?.minimum ?? 1)))
    }
    if let limit = field.limit { members.append(("maxLength", JSONValue(limit.maximum))) }
    return .object(members)
  }

  /// Letters and underscores, but not the reserved id in any case: JSON Schema's patterns know no flag for that.
  private static var screenPattern: String {
    let reserved = Schema.FlowJSON.reservedScreen.value.map { "[\($0.uppercased())\($0.lowercased())]" }.joined()
    return "^(?!\(reserved)$)[A-Za-z_]+$"
  }
}
