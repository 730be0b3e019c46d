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

  /// The members of the body's schema; what it refers to stands under `references`.
  static func members(references: String) -> [(String, JSONValue)] {
    let rows = Schema.fields.compactMap { field -> (String, JSONValue, Bool)? in
      guard case .body(let name) = field.place else { return nil }
      return (name, schema(of: field, references), field.isRequired)
    }
    // `parameters` stands where the table has its first row.
    let isBefore = { (name: String) in
      let first = Schema.fields.firstIndex { $0.place.isInParameters } ?? 0
      return Schema.fields[..<first].contains { $0.place == .body(name) }
    }
    let parameters = ("parameters", JSONValue.object(parameterMembers(references)), true)
    return object(rows.filter { isBefore($0.0) } + [parameters] + rows.filter { !isBefore($0.0) })
  }

  /// What the body's schema refers to.
  static func definitions(references: String) -> [(String, JSONValue)] {
    let value: JSONValue = ["$ref": .string("\(references)value")]
    let any: JSONValue = [
      "description": "any JSON value but null, at any depth: a Flow has no null",
      "type": ["string", "number", "boolean", "array", "object"], "items": value, "additionalProperties": value,
    ]
    return [("value", any)]
  }

  private static func parameterMembers(_ references: String) -> [(String, JSONValue)] {
    var rows = Schema.fields.compactMap { field -> (String, JSONValue, Bool)? in
      guard case .parameters(let name) = field.place else { return nil }
      return (name, schema(of: field, references), field.isRequired)
    }
    let action = Schema.Endpoint.actionPayload
    rows.append((action.value, actionPayload(references), false))
    var members = object(rows).filter { $0.0 != "additionalProperties" }
    members.append(("additionalProperties", ["$ref": .string("\(references)value")]))
    let exchange = Schema.dataExchange.value
    let has: JSONValue = ["required": [.string(action.value)]]
    members.append(
      (
        "if",
        [
          "required": [.string(exchange.member)],
          "properties": [exchange.member: ["const": .string(exchange.value)]],
        ]
      ))
    members.append(("then", ["description": .string(SchemaParts.description(of: Schema.dataExchange)), "not": has]))
    members.append(("else", has))
    return members
  }

  private static func actionPayload(_ references: String) -> JSONValue {
    let rows = Schema.fields.compactMap { field -> (String, JSONValue, Bool)? in
      guard case .actionPayload(let name) = field.place else { return nil }
      // A screen may be missing in source, where there is but one; in a body it never is.
      return (name, schema(of: field, references), field.type == .screen)
    }
    let description = SchemaParts.description(of: Schema.Endpoint.actionPayload)
    return .object([("description", .string(description))] + object(rows))
  }

  /// An object of these properties, of which those marked are required, and nothing else.
  private static func object(_ rows: [(name: String, schema: JSONValue, isRequired: Bool)]) -> [(String, JSONValue)] {
    [
      ("type", "object"), ("required", SchemaParts.strings(rows.filter(\.isRequired).map(\.name))),
      ("properties", .object(rows.map { ($0.name, $0.schema) })), ("additionalProperties", false),
    ]
  }

  private static func schema(of field: Field, _ references: String) -> JSONValue {
    var members: [(String, JSONValue)] = [("description", .string(SchemaParts.description(of: field)))]
    members.append(("type", field.type == .object ? "object" : "string"))
    switch field.type {
    case .screen: members.append(("pattern", .string(screenPattern)))
    case .object:
      members.append(("minProperties", 1))
      if field.place != .body(field.wireName) {
        members.append(("additionalProperties", ["$ref": .string("\(references)value")]))
      }
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

extension FieldPlace {
  /// Whether it lies in the body's `parameters`, at whatever depth.
  fileprivate var isInParameters: Bool {
    switch self {
    case .parameters, .furtherParameters, .actionPayload: true
    case .body, .query, .path: false
    }
  }
}
