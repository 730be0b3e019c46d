package import FlowMsgJSON
import FlowMsgModel

/// `schema open`: the JSON Schema of an open form.
package enum OpenDocument {
  /// The document.
  package static func value() -> JSONValue {
    let root = SchemaParts.closed([
      ("version", ["const": JSONValue(OpenFormat.version), "description": "the version of this format"]),
      ("message", SchemaParts.plain("string", "the message's name")),
      ("parameters", ["$ref": "#/$defs/object"]),
      ("variants", variants),
    ])
    guard case .object(let members) = root else { return root }
    return .object(
      [
        .init("$schema", .string(SchemaParts.dialect)),
        .init("title", "NAME.open.json: a message whose parameters are still open"),
      ] + members + [.init("$defs", .object(definitions))])
  }

  private static var variants: JSONValue {
    let body: JSONValue = ["description": "the request body, with holes", "type": "object", "$ref": "#/$defs/value"]
    let variant = SchemaParts.closed(
      [
        ("locale", SchemaParts.nullable("the locale's tag, or null for the base")),
        ("tags", SchemaParts.list(of: ["type": "string"], description: "further tags that select it")),
        ("bot", ManifestDocument.bot),
        (
          "type",
          ["description": .string(Schema[Schema.type].meaning), "anyOf": [["$ref": "#/$defs/text"], ["type": "null"]]]
        ),
        (
          "choices",
          SchemaParts.list(
            of: ["type": "string"],
            description: "JSON Pointers of the body's lists whose items are offered for choice: no two have one id")
        ), ("shown", SchemaParts.list(of: shown, description: "what components of the Flow show of what is filled in")),
        ("orders", SchemaParts.list(of: order, description: "what cannot be above what, for a component of the Flow")),
        ("body", body),
      ], optional: ["tags", "choices", "shown", "orders"])
    return .object([
      ("type", "array"), ("description", "the bodies, one per locale"), ("minItems", 1), ("items", variant),
    ])
  }

  private static var shown: JSONValue {
    let words = { (description: String) in SchemaParts.list(of: ["type": "string"], description: description) }
    return SchemaParts.closed(
      [
        ("at", SchemaParts.plain("string", "the JSON Pointer of the value in the body")),
        ("property", SchemaParts.plain("string", "the component and its property: DatePicker.min-date")),
        ("screen", SchemaParts.plain("string", "the screen that shows it")),
        ("traits", words("what of the component and its version changes what is accepted")),
        ("screens", words("the screens of the Flow, where a tap may lead to one")),
      ], optional: ["traits", "screens"])
  }

  private static var order: JSONValue {
    let side = SchemaParts.closed(
      [
        ("property", SchemaParts.plain("string", "the component and its property: DatePicker.min-date")),
        ("at", SchemaParts.plain("string", "the JSON Pointer of the value in the body")),
        ("value", SchemaParts.plain("string", "the Flow's own value, where it is not in the body")),
      ], optional: ["at", "value"])
    return SchemaParts.closed([
      ("lower", side), ("upper", side), ("screen", SchemaParts.plain("string", "the screen of the component")),
    ])
  }

  private static var definitions: [(String, JSONValue)] {
    let hole = SchemaParts.closed([
      (OpenFormat.parameter, SchemaParts.plain("string", "a parameter, or a path into one: cliente.nome"))
    ])
    let part: JSONValue = ["anyOf": [["type": "string"], ["$ref": "#/$defs/hole"]]]
    let parts = SchemaParts.closed([(OpenFormat.text, SchemaParts.list(of: part, description: "the parts in order"))])
    return [
      ("hole", hole), ("parts", parts),
      ("text", ["anyOf": [["type": "string"], ["$ref": "#/$defs/hole"], ["$ref": "#/$defs/parts"]]]),
      ("value", anyValue), ("type", type), ("object", object),
    ]
  }

  private static var anyValue: JSONValue {
    let literal: JSONValue = [
      "description": "a literal; its keys that begin with $ have one more of them", "type": "object",
      "propertyNames": ["pattern": "^([^$]|\\$\\$|$)"], "additionalProperties": ["$ref": "#/$defs/value"],
    ]
    let list: JSONValue = ["type": "array", "items": ["$ref": "#/$defs/value"]]
    return [
      "anyOf": [
        ["type": ["string", "number", "boolean", "null"]], list, ["$ref": "#/$defs/hole"], ["$ref": "#/$defs/parts"],
        literal,
      ]
    ]
  }

  private static var object: JSONValue {
    SchemaParts.closed(
      [
        ("type", ["const": "object"]),
        (
          "properties",
          [
            "type": "object", "description": "the members, in the order of declaration",
            "additionalProperties": ["$ref": "#/$defs/type"],
          ]
        ), ("required", SchemaParts.list(of: ["type": "string"], description: "those that must be given")),
        ("additionalProperties", ["const": false]), ("default", [:]),
      ], optional: ["default"])
  }

  private static var type: JSONValue { ["anyOf": .array(TypeKind.allCases.compactMap(described))] }

  /// How the types of a kind are written, if they are.
  private static func described(_ kind: TypeKind) -> JSONValue? {
    guard let words = kind.facts.schema else { return nil }
    guard let name = words.type else {
      let words: JSONValue = ["type": "array", "minItems": 1, "items": ["type": "string"]]
      return SchemaParts.closed([("enum", words), ("default", [:])], optional: ["default"])
    }
    if kind.facts.content == .members { return ["$ref": "#/$defs/object"] }
    let items: [(String, JSONValue)] = kind.facts.content == .items ? [("items", ["$ref": "#/$defs/type"])] : []
    let bounds = [words.bounds?.minimum, words.bounds?.maximum].compactMap { $0 }
    return SchemaParts.closed(
      [("type", ["const": .string(name)])] + items + bounds.map { ($0, bound(kind.facts.bounds)) } + [("default", [:])],
      optional: Set(bounds + ["default"]))
  }

  private static func bound(_ unit: BoundUnit) -> JSONValue {
    unit.counted != nil
      ? SchemaParts.count(from: 0, "a bound, inclusive")
      : ["type": "number", "description": "a bound, inclusive, digit for digit"]
  }
}
