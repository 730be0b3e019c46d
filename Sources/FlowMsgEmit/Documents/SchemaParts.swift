package import FlowMsgJSON
import FlowMsgModel

/// What the printed schemas have in common; every fact comes from the schema's table.
package enum SchemaParts {
  /// The dialect of all of them.
  package static let dialect = "https://json-schema.org/draft/2020-12/schema"

  /// An object that has all of `properties` and nothing else, but for those in `optional`.
  package static func closed(
    _ properties: [(String, JSONValue)], optional: Set<String> = [], description: String? = nil
  ) -> JSONValue {
    let required = properties.map(\.0).filter { !optional.contains($0) }
    var members: [(String, JSONValue)] = [("type", "object")]
    if let description { members.append(("description", .string(description))) }
    if !required.isEmpty { members.append(("required", strings(required))) }
    members.append(("properties", .object(properties)))
    members.append(("additionalProperties", false))
    return .object(members)
  }

  /// A list of `items`.
  package static func list(of items: JSONValue, description: String? = nil) -> JSONValue {
    var members: [(String, JSONValue)] = [("type", "array")]
    if let description { members.append(("description", .string(description))) }
    members.append(("items", items))
    return .object(members)
  }

  /// A value of one type.
  package static func plain(_ type: String, _ description: String) -> JSONValue {
    ["type": .string(type), "description": .string(description)]
  }

  /// A string or null.
  package static func nullable(_ description: String) -> JSONValue {
    ["type": ["string", "null"], "description": .string(description)]
  }

  /// A whole number of at least `minimum`.
  package static func count(from minimum: Int, _ description: String) -> JSONValue {
    ["type": "integer", "minimum": JSONValue(minimum), "description": .string(description)]
  }

  /// One of these words.
  package static func choice(_ words: [String], _ description: String) -> JSONValue {
    ["enum": strings(words), "description": .string(description)]
  }

  /// A list of strings.
  package static func strings(_ words: [String]) -> JSONValue { .array(words.map { .string($0) }) }

  /// What a field is for, with where that and its limit come from.
  static func description(of field: Field) -> String {
    var text = "\(field.meaning) (source: \(field.provenance.rawValue)"
    if let limit = field.limit, limit.provenance != field.provenance {
      text += "; length: \(limit.provenance.rawValue)"
    }
    text += ")"
    if let advised = field.limit?.advised { text += "; some providers still cut it at \(advised)" }
    return text
  }

  /// A fact's meaning with where it comes from.
  static func description<Value>(of fact: Fact<Value>) -> String {
    "\(fact.meaning) (source: \(fact.provenance.rawValue))"
  }

  /// A phone number: digits alone, not 0 first.
  package static var phoneNumber: JSONValue {
    let digits = Schema.phoneDigits.value
    return [
      "type": "string", "pattern": "^[1-9][0-9]{\(digits.lowerBound - 1),\(digits.upperBound - 1)}$",
      "description": .string(description(of: Schema.phoneDigits)),
    ]
  }
}
