import FlowMsgJSON

/// Holds a value against a JSON Schema, as far as the schema of a report goes. A keyword that it does not know is a fault
/// too, so that nothing is passed over.
enum SchemaCheck {
  static func faults(of value: JSONValue, by schema: JSONValue, at path: String = "$") -> [String] {
    guard case .object(let keywords) = schema else { return ["\(path): the schema is no object"] }
    return keywords.flatMap { keyword in
      switch keyword.key {
      case "$schema", "title", "description": [String]()
      case "required", "properties", "additionalProperties", "items": parts(value, keyword, schema, path)
      default: holds(value, keyword) ? [] : ["\(path): \(value.text(.compact)) breaks '\(keyword.key)'"]
      }
    }
  }

  private static func holds(_ value: JSONValue, _ keyword: JSONValue.Member) -> Bool {
    switch (keyword.key, keyword.value) {
    case ("const", let expected): value == expected
    case ("enum", .array(let words)): words.contains(value)
    case ("type", .string(let name)): type(of: value) == name
    case ("type", .array(let names)): names.contains(.string(type(of: value)))
    case ("minimum", .number(let least)): number(value).map { $0 >= Int(least) ?? .max } ?? true
    case ("maximum", .number(let most)): number(value).map { $0 <= Int(most) ?? .min } ?? true
    case ("pattern", .string(let pattern)): matches(value, pattern)
    default: false
    }
  }

  private static func parts(
    _ value: JSONValue, _ keyword: JSONValue.Member, _ schema: JSONValue, _ path: String
  ) -> [String] {
    switch (keyword.key, keyword.value, value) {
    case ("items", let item, .array(let items)):
      return items.enumerated().flatMap { faults(of: $1, by: item, at: "\(path)[\($0)]") }
    case ("required", .array(let names), .object(let members)):
      let missing = names.filter { name in !members.contains { .string($0.key) == name } }
      return missing.map { "\(path): \($0.text(.compact)) is missing" }
    case ("properties", let properties, .object(let members)):
      return members.flatMap { member in
        properties[member.key].map { faults(of: member.value, by: $0, at: "\(path).\(member.key)") } ?? []
      }
    case ("additionalProperties", false, .object(let members)):
      return members.filter { schema["properties"]?[$0.key] == nil }.map { "\(path): '\($0.key)' is unknown" }
    default: return []
    }
  }

  private static func type(of value: JSONValue) -> String {
    switch value {
    case .object: "object"
    case .array: "array"
    case .string: "string"
    case .number(let digits): Int(digits) == nil ? "number" : "integer"
    case .bool: "boolean"
    case .null: "null"
    }
  }

  private static func number(_ value: JSONValue) -> Int? {
    if case .number(let digits) = value { Int(digits) } else { nil }
  }

  private static func matches(_ value: JSONValue, _ pattern: String) -> Bool {
    guard case .string(let text) = value, let regex = try? Regex(pattern) else { return false }
    return text.contains(regex)
  }
}
