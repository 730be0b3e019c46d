import FlowMsgJSON
import FlowMsgModel

/// Lays out the parameters of a form.
struct TableBuilder {
  private var nodes: [FormNode] = []
  private var paths: [String] = []
  private var given: [OpenForm.Preset?] = []
  private let types: FormTypes
  private let defaults: [Int: OpenForm.Preset]
  private let pool: ByteSink

  /// The tables for the parameters of `types`; what cannot be a default is a failure.
  static func tables(
    _ types: FormTypes, _ defaults: [Int: OpenForm.Preset], _ pool: ByteSink
  ) throws(RowFault) -> FormTables {
    var builder = TableBuilder(types, defaults, pool)
    for field in types.root.parts { builder.add(field, parent: -1) }
    return try builder.finish()
  }

  private init(_ types: FormTypes, _ defaults: [Int: OpenForm.Preset], _ pool: ByteSink) {
    (self.types, self.defaults, self.pool) = (types, defaults, pool)
  }

  private mutating func intern(_ bytes: some Sequence<UInt8>) -> TableRange {
    let start = pool.count
    for byte in bytes { pool.append(byte) }
    return TableRange(start: start, count: pool.count - start)
  }

  private mutating func add(_ field: Int, parent: Int) {
    let index = nodes.count
    let (type, name) = (types.type(of: field), types.names[field])
    var node = FormNode(type, isRequired: !types.view.fields[field].isOptional, parent: parent)
    node.key = intern(JSONWriter.preparedKey(name, .compact))
    nodes.append(node)
    paths.append(parent < 0 ? name : paths[parent] + "." + name)
    given.append(defaults[field])
    if node.content == .members {
      for member in type.parts { add(member, parent: index) }
    }
    nodes[index].end = nodes.count
  }

  /// Works out the defaults, inner ones first, as outer ones may leave something to them.
  private mutating func finish() throws(RowFault) -> FormTables {
    var presets: [PresetEntry] = []
    for index in nodes.indices.reversed() {
      guard let preset = given[index] else { continue }
      let entries = try RowValues(tables(presets)).preset(preset, of: index)
      nodes[index].preset = TableRange(start: presets.count, count: entries.count)
      presets += entries
    }
    return tables(presets)
  }

  private func tables(_ presets: [PresetEntry]) -> FormTables {
    FormTables(nodes: nodes, presets: presets, pool: pool, types: types, defaults: defaults, paths: paths)
  }
}
