import FlowMsgJSON

/// Lays out the parameters of a form.
struct TableBuilder {
  private var nodes: [FormNode] = []
  private var words: [PoolRange] = []
  private var types: [ParameterType] = []
  private var paths: [String] = []
  private var given: [OpenForm.Preset?] = []
  private let pool: ByteSink

  /// The tables for `parameters`; what cannot be a default is a failure.
  static func tables(_ parameters: [OpenForm.Property], _ pool: ByteSink) throws(RowFault) -> FormTables {
    var builder = TableBuilder(pool: pool)
    for parameter in parameters { builder.add(parameter, parent: -1) }
    return try builder.finish()
  }

  private init(pool: ByteSink) { self.pool = pool }

  private mutating func intern(_ bytes: some Sequence<UInt8>) -> PoolRange {
    let start = pool.count
    for byte in bytes { pool.append(byte) }
    return PoolRange(start: start, count: pool.count - start)
  }

  private mutating func add(_ property: OpenForm.Property, parent: Int) {
    let index = nodes.count
    nodes.append(node(property, parent))
    types.append(property.type)
    paths.append(parent < 0 ? property.name : paths[parent] + "." + property.name)
    given.append(property.preset)
    if case .object(let members) = property.type {
      for member in members { add(member, parent: index) }
    }
    nodes[index].end = nodes.count
  }

  private mutating func node(_ property: OpenForm.Property, _ parent: Int) -> FormNode {
    var node = FormNode(kind: .object, isRequired: property.isRequired, parent: parent)
    node.key = intern(JSONWriter.preparedKey(property.name, .compact))
    switch property.type {
    case .string(let minimum, let maximum): (node.kind, node.minimum, node.maximum) = (.string, minimum, maximum)
    case .integer(let minimum, let maximum): (node.kind, node.minimum, node.maximum) = (.integer, minimum, maximum)
    case .number(let low, let high):
      node.kind = .number
      if let low { node.low = intern(low) }
      if let high { node.high = intern(high) }
    case .boolean: node.kind = .boolean
    case .choice(let choices):
      node.kind = .choice
      node.words = PoolRange(start: words.count, count: choices.count)
      for word in choices { words.append(intern(word)) }
    case .list: node.kind = .list
    case .object: break
    }
    return node
  }

  /// Works out the defaults, inner ones first, as outer ones may leave something to them.
  private mutating func finish() throws(RowFault) -> FormTables {
    var presets: [PresetEntry] = []
    for index in nodes.indices.reversed() {
      guard let preset = given[index] else { continue }
      let entries = try RowValues(tables(presets)).preset(preset, of: index)
      nodes[index].preset = PoolRange(start: presets.count, count: entries.count)
      presets += entries
    }
    return tables(presets)
  }

  private func tables(_ presets: [PresetEntry]) -> FormTables {
    FormTables(nodes: nodes, presets: presets, words: words, pool: pool, types: types, paths: paths)
  }
}
