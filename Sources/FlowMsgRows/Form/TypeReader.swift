import FlowMsgJSON
import FlowMsgModel

/// Reads the parameters' types, which are written as a JSON Schema of a few words.
struct TypeReader {
  let reader: OpenFormReader
  private var document: JSONDocument { reader.document }

  init(reader: OpenFormReader) { self.reader = reader }

  /// The members of an object's type, in order.
  func properties(of node: Int, depth: Int) throws(OpenFormFailure) -> [OpenForm.Property] {
    guard depth <= Schema.nesting.value else { throw reader.failure("types are nested too deep", node) }
    try reader.expect(["type", "properties", "required", "additionalProperties", "default"], in: node)
    guard try reader.string("type", of: node) == "object" else {
      throw reader.failure("expected the type \"object\"", try reader.member("type", of: node))
    }
    let closed = try reader.member("additionalProperties", of: node)
    guard document[closed].kind == .false else {
      throw reader.failure("\"additionalProperties\" is not false", closed)
    }
    let required = try reader.strings("required", of: node)
    let list = try reader.member("properties", of: node)
    guard document[list].kind == .object else {
      throw reader.failure("found \(document[list].kind.name) as \"properties\", expected an object", list)
    }
    let found = try members(of: list, required: Set(required), depth: depth)
    if let stray = required.first(where: { name in !found.contains { $0.name == name } }) {
      throw reader.failure("\"required\" names \"\(stray)\", which is no property", node)
    }
    return found
  }

  private func members(
    of list: Int, required: Set<String>, depth: Int
  ) throws(OpenFormFailure) -> [OpenForm.Property] {
    var found: [OpenForm.Property] = []
    for member in document.members(of: list) {
      guard let value = document.value(ofMember: member) else { continue }
      let name = document.string(of: member)
      let preset = document[value].kind == .object ? document.value("default", of: value) : nil
      found.append(
        OpenForm.Property(
          name: name, type: try type(value, depth: depth + 1), isRequired: required.contains(name),
          preset: preset.map { OpenForm.Preset(document: document, node: $0) }))
    }
    return found
  }

  private func type(_ node: Int, depth: Int) throws(OpenFormFailure) -> ParameterType {
    guard depth <= Schema.nesting.value else { throw reader.failure("types are nested too deep", node) }
    if document[node].kind == .object, document.value("enum", of: node) != nil { return try choice(node) }
    switch try reader.string("type", of: node) {
    case "string":
      try reader.expect(["type", "minLength", "maxLength", "default"], in: node)
      return .string(minimum: try count("minLength", node) ?? 0, maximum: try count("maxLength", node) ?? .max)
    case "integer":
      try reader.expect(["type", "minimum", "maximum", "default"], in: node)
      return .integer(minimum: try integer("minimum", node) ?? .min, maximum: try integer("maximum", node) ?? .max)
    case "number":
      try reader.expect(["type", "minimum", "maximum", "default"], in: node)
      return .number(minimum: try number("minimum", node), maximum: try number("maximum", node))
    case "boolean":
      try reader.expect(["type", "default"], in: node)
      return .boolean
    case "array": return try list(node, depth)
    case "object": return .object(try properties(of: node, depth: depth))
    case let other:
      throw reader.failure("there is no type \"\(shown(other.utf8))\"", try reader.member("type", of: node))
    }
  }

  private func choice(_ node: Int) throws(OpenFormFailure) -> ParameterType {
    try reader.expect(["enum", "default"], in: node)
    let words = try reader.strings("enum", of: node)
    guard !words.isEmpty else { throw reader.failure("\"enum\" has no word", node) }
    return .choice(words.map { Array($0.utf8) })
  }

  private func list(_ node: Int, _ depth: Int) throws(OpenFormFailure) -> ParameterType {
    try reader.expect(["type", "items", "minItems", "maxItems", "default"], in: node)
    return .list(
      try type(try reader.member("items", of: node), depth: depth + 1), minimum: try count("minItems", node) ?? 0,
      maximum: try count("maxItems", node) ?? .max)
  }

  private func count(_ key: String, _ object: Int) throws(OpenFormFailure) -> Int? {
    guard let value = try integer(key, object) else { return nil }
    guard value >= 0 else { throw reader.failure("\"\(key)\" is negative", try reader.member(key, of: object)) }
    return value
  }

  private func integer(_ key: String, _ object: Int) throws(OpenFormFailure) -> Int? {
    guard let digits = try number(key, object) else { return nil }
    guard let value = Int(String(decoding: digits, as: UTF8.self)) else {
      throw reader.failure(
        "found \(shown(digits)) as \"\(key)\", expected an integer of 64 bits", try reader.member(key, of: object))
    }
    return value
  }

  private func number(_ key: String, _ object: Int) throws(OpenFormFailure) -> [UInt8]? {
    guard let node = document.value(key, of: object) else { return nil }
    guard document[node].kind == .number else {
      throw reader.failure("found \(document[node].kind.name) as \"\(key)\", expected a number", node)
    }
    return Array(document.written(node))
  }
}
