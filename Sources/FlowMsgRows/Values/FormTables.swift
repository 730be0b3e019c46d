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
