import FlowMsgJSON
import FlowMsgModel

/// Reads the parameters' types, which are written as a JSON Schema of a few words.
struct TypeReader {
  private let reader: OpenFormReader
  private var contracts = Contracts()
  private var presets: [Int: OpenForm.Preset] = [:]
  private var document: JSONDocument { reader.document }
  /// Types of a form are no part of a source.
  private let origin = Origin(0, 0, 0)

  private init(reader: OpenFormReader) { self.reader = reader }

  /// The types of the parameters, the members of the object's type at `node`, and their defaults.
  static func read(
    _ node: Int, _ reader: OpenFormReader
  ) throws(OpenFormFailure) -> (types: FormTypes, presets: [Int: OpenForm.Preset]) {
    var types = TypeReader(reader: reader)
    let root = try types.shape(node, depth: 0)
    return (FormTypes(types.contracts, root: root), types.presets)
  }

  private mutating func shape(_ node: Int, depth: Int) throws(OpenFormFailure) -> TypeNode {
    try checkDepth(depth, node)
    try reader.expect(["type", "properties", "required", "additionalProperties", "default"], in: node)
    guard try reader.string("type", of: node) == ShapeType.schema?.type else {
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
    let names = Set(found.map(\.name))
    if let stray = required.first(where: { !names.contains($0) }) {
      throw reader.failure("\"required\" names \"\(stray)\", which is no property", node)
    }
    return add(found)
  }

  /// A member of an object as it is read.
  private struct Member {
    var name: String
    var field: TypeField
    var preset: OpenForm.Preset?
  }

  private mutating func members(
    of list: Int, required: Set<String>, depth: Int
  ) throws(OpenFormFailure) -> [Member] {
    var found: [Member] = []
    for member in document.members(of: list) {
      guard let value = document.value(ofMember: member) else { continue }
      let name = document.string(of: member)
      let preset = document[value].kind == .object ? document.value("default", of: value) : nil
      let type = try type(value, depth: depth + 1)
      let field = TypeField(
        key: contracts.intern(Array(name.utf8)), type: contracts.add(type), isOptional: !required.contains(name),
        origin: origin)
      found.append(
        Member(name: name, field: field, preset: preset.map { OpenForm.Preset(document: document, node: $0) }))
    }
    return found
  }

  /// The members of one shape are neighbours.
  private mutating func add(_ members: [Member]) -> TypeNode {
    let first = contracts.fields.count
    for member in members {
      if let preset = member.preset { presets[contracts.fields.count] = preset }
      contracts.fields.append(member.field)
    }
    return TypeNode(
      .shape, origin: origin, first: UInt32(truncatingIfNeeded: first),
      count: UInt32(truncatingIfNeeded: members.count))
  }

  private func checkDepth(_ depth: Int, _ node: Int) throws(OpenFormFailure) {
    guard depth <= Schema.nesting.value else { throw reader.failure("types are nested too deep", node) }
  }

  private mutating func type(_ node: Int, depth: Int) throws(OpenFormFailure) -> TypeNode {
    try checkDepth(depth, node)
    if document[node].kind == .object, document.value("enum", of: node) != nil { return try choice(node) }
    let word = try reader.string("type", of: node)
    guard let kind = TypeKind(schemaType: word) else {
      throw reader.failure("there is no type \"\(shown(word.utf8))\"", try reader.member("type", of: node))
    }
    if kind.facts.content == .members { return try shape(node, depth: depth) }
    return try bounded(kind, node, depth)
  }

  private mutating func choice(_ node: Int) throws(OpenFormFailure) -> TypeNode {
    try reader.expect(["enum", "default"], in: node)
    let words = try reader.strings("enum", of: node)
    guard !words.isEmpty else { throw reader.failure("\"enum\" has no word", node) }
    let first = contracts.choices.count
    for word in words { contracts.choices.append(contracts.intern(Array(word.utf8))) }
    return TypeNode(
      .oneOf, origin: origin, first: UInt32(truncatingIfNeeded: first), count: UInt32(truncatingIfNeeded: words.count))
  }

  private mutating func bounded(_ kind: TypeKind, _ node: Int, _ depth: Int) throws(OpenFormFailure) -> TypeNode {
    let facts = kind.facts
    let keys = facts.schema?.bounds
    let items = facts.content == .items ? ["items"] : []
    try reader.expect(
      ["type"] + items + [keys?.minimum, keys?.maximum].compactMap { $0 } + ["default"], in: node)
    var type = TypeNode(kind, origin: origin)
    if facts.content == .items {
      type.first = contracts.add(try self.type(try reader.member("items", of: node), depth: depth + 1))
      type.count = 1
    }
    if let keys {
      type.minimum = try bound(keys.minimum, facts.bounds, node)
      type.maximum = try bound(keys.maximum, facts.bounds, node)
    }
    return type
  }

  private mutating func bound(_ key: String, _ unit: BoundUnit, _ object: Int) throws(OpenFormFailure)
    -> PoolRange
  {
    guard let node = document.value(key, of: object) else { return .none }
    guard document[node].kind == .number else {
      throw reader.failure("found \(document[node].kind.name) as \"\(key)\", expected a number", node)
    }
    let digits = document.written(node)
    if unit != .decimal {
      guard let value = Int(String(decoding: digits, as: UTF8.self)) else {
        throw reader.failure("found \(shown(digits)) as \"\(key)\", expected an integer of 64 bits", node)
      }
      if unit.counted != nil, value < 0 { throw reader.failure("\"\(key)\" is negative", node) }
    }
    return contracts.intern(Array(digits))
  }
}
