import FlowMsgModel

/// Bytes in the pool of a form's tables.
struct TableRange: BitwiseCopyable {
  var start = 0
  /// Less than 0 where there is nothing.
  var count = -1
}

/// One node of the parameters' types, laid out for filling. The nodes are in pre-order; lists are not looked into.
struct FormNode: BitwiseCopyable {
  /// What it may be.
  let type: TypeNode
  /// How it is written in a cell.
  let cell: CellForm
  var isRequired: Bool
  /// The object it is a member of, or -1.
  var parent: Int
  /// The node after it and everything in it.
  var end = 0
  /// The key as it is in the output, with its colon.
  var key = TableRange()
  /// What it is where nothing is given: a range of `FormTables.presets`.
  var preset = TableRange()

  init(_ type: TypeNode, isRequired: Bool, parent: Int) {
    (self.type, cell) = (type, type.kind.facts.cell)
    (self.isRequired, self.parent) = (isRequired, parent)
  }

  var content: TypeContent { type.content }
  var isText: Bool { type.isText }
}

/// Where the value of a node is, for the current row.
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
  /// Keys, defaults and the literal parts of bodies. Written only while the tables are made.
  let pool: ByteSink
  /// The types, a view of them, and what members are where nothing is given.
  let types: FormTypes
  let view: TypeView
  let defaults: [Int: OpenForm.Preset]
  /// The path of each node, for messages.
  let paths: [String]

  init(
    nodes: [FormNode], presets: [PresetEntry], pool: ByteSink, types: FormTypes, defaults: [Int: OpenForm.Preset],
    paths: [String]
  ) {
    self.nodes = PlainList(nodes)
    self.presets = PlainList(presets)
    self.pool = pool
    (self.types, view, self.defaults) = (types, types.view, defaults)
    self.paths = paths
  }

  func bytes(_ range: TableRange) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: pool.base + range.start, count: max(0, range.count))
  }

  /// The node at a path such as `cliente.nome`.
  func node(_ path: String) -> Int? { paths.firstIndex(of: path) }

  /// What messages call the type of a node.
  func noun(_ node: Int) -> String { view.rowNoun(of: nodes[node].type) }

  /// Whether a text can have the value of a node as a part.
  func goesIntoText(_ node: Int) -> Bool {
    nodes[node].type.kind.facts.textLength(of: nodes[node].type, in: view) != nil
  }
}
