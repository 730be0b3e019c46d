import FlowMsgJSON

/// Bytes in the pool of a form's tables.
struct PoolRange: BitwiseCopyable {
  var start = 0
  /// Less than 0 where there is nothing.
  var count = -1
}

/// One node of the parameters' types, laid out for filling. The nodes stand in pre-order; lists are not looked into.
struct FormNode: BitwiseCopyable {
  enum Kind: UInt8 { case string, integer, number, boolean, choice, list, object }

  var kind: Kind
  var isRequired: Bool
  /// The object it is a member of, or -1.
  var parent: Int
  /// The node after it and everything in it.
  var end = 0
  /// The bounds of a length, a count or an integer.
  var minimum = Int.min
  var maximum = Int.max
  /// The bounds of a number.
  var low = PoolRange()
  var high = PoolRange()
  /// The words of a choice: a range of `FormTables.words`.
  var words = PoolRange()
  /// The key as it stands in the output, with its colon.
  var key = PoolRange()
  /// What it is where nothing is given: a range of `FormTables.presets`.
  var preset = PoolRange()
}

/// Where the value of a node is, for the row at hand.
struct Slot: BitwiseCopyable {
  enum Source: UInt8 { case absent, object, block, scratch, pool }

  var source = Source.absent
  /// Whether it has a character beyond ASCII, and whether a line break or another control.
  var isWide = false
  var hasControl = false
  /// Whether it has a byte of what rules of texts look for: a delimiter of marks, or a part of a placeholder.
  var isSuspect = false
  var start = 0
  var count = 0
  var codePoints = 0
}

/// A slot that a default fills.
struct PresetEntry: BitwiseCopyable {
  var node: Int
  var slot: Slot
}

/// The parameters of a form, flat: what all threads read and none writes.
final class FormTables: @unchecked Sendable {
  let nodes: PlainList<FormNode>
  let presets: PlainList<PresetEntry>
  let words: PlainList<PoolRange>
  /// Keys, words, bounds, defaults and the literal parts of bodies. Written only while the tables are made.
  let pool: ByteSink
  /// The type and the path of each node, for lists and for messages.
  let types: [ParameterType]
  let paths: [String]

  init(
    nodes: [FormNode], presets: [PresetEntry], words: [PoolRange], pool: ByteSink, types: [ParameterType],
    paths: [String]
  ) {
    self.nodes = PlainList(nodes)
    self.presets = PlainList(presets)
    self.words = PlainList(words)
    self.pool = pool
    self.types = types
    self.paths = paths
  }

  func bytes(_ range: PoolRange) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: pool.base + range.start, count: max(0, range.count))
  }

  /// The node at a path such as `cliente.nome`.
  func node(_ path: String) -> Int? { paths.firstIndex(of: path) }
}

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
