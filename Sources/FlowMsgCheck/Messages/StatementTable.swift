import FlowMsgModel

/// The statements of a chain by the block and the field that they are written for, the nearest level first. Made once for a
/// message, so that no look-up goes through levels and blocks.
struct StatementTable {
  private struct Entry: BitwiseCopyable {
    var winner: Winner
    var next: Int
  }

  private static let fields = Schema.fields.count
  private var entries: ContiguousArray<Entry> = []
  /// For each block and field the nearest entry, or -1; those outside `in` come first.
  private var first: ContiguousArray<Int> = []
  private var blocks: [LocaleTag: Int] = [:]
  /// The tags of all blocks, in the order in which a reader of the chain meets them, what is furthest up first.
  private(set) var tags: ContiguousArray<LocaleTag> = []
  /// For each tag the nearest level and layer.
  private var nearest: ContiguousArray<(level: Int, layer: Int)> = []

  /// Takes in the levels of another chain.
  mutating func read(_ levels: [Level]) {
    entries.removeAll(keepingCapacity: true)
    first.removeAll(keepingCapacity: true)
    if !blocks.isEmpty { blocks.removeAll(keepingCapacity: true) }
    tags.removeAll(keepingCapacity: true)
    nearest.removeAll(keepingCapacity: true)
    addRow()
    for k in levels.indices.reversed() {
      let layers = levels[k].shape.layers
      for i in layers.indices { add(layers[i], k, i) }
    }
  }

  private mutating func addRow() {
    for _ in 0..<StatementTable.fields { first.append(-1) }
  }

  private mutating func add(_ layer: Layer, _ level: Int, _ index: Int) {
    var row = 0
    if let tag = layer.tag?.tag {
      row = block(tag) + 1
      nearest[row - 1] = (level, index)
    }
    row *= StatementTable.fields
    for (field, node) in layer.statements.enumerated() where node >= 0 {
      entries.append(Entry(winner: Winner(level: level, layer: index, node: Int(node)), next: first[row + field]))
      first[row + field] = entries.count - 1
    }
  }

  private mutating func block(_ tag: LocaleTag) -> Int {
    if let known = blocks[tag] { return known }
    blocks[tag] = tags.count
    tags.append(tag)
    nearest.append((0, 0))
    addRow()
    return tags.count - 1
  }

  /// The blocks for the locales `tags`, those that there are.
  func blocks(for tags: [LocaleTag]) -> [Int] { blocks.isEmpty ? [] : tags.compactMap { blocks[$0] } }

  /// The nearest level that has one of `blocks`, and its layer there.
  func nearest(of blocks: [Int]) -> (level: Int, layer: Int)? {
    var found: (level: Int, layer: Int)?
    for block in blocks where found.map({ nearest[block].level < $0.level }) ?? true { found = nearest[block] }
    return found
  }

  /// The statement of `field` that counts where `blocks` are read: nearest level first; in each, the blocks before the rest.
  func winner(_ field: FieldID, _ blocks: [Int]) -> Winner? {
    var found = translation(of: field, above: -1, blocks)
    let outside = first[Int(field.rawValue)]
    if outside >= 0, found.map({ entries[outside].winner.level < $0.level }) ?? true { found = entries[outside].winner }
    return found
  }

  /// The nearest statement of `field` in one of `blocks` above `level`.
  func translation(of field: FieldID, above level: Int, _ blocks: [Int]) -> Winner? {
    var found: Winner?
    for block in blocks {
      var at = first[(block + 1) * StatementTable.fields + Int(field.rawValue)]
      while at >= 0, entries[at].winner.level <= level { at = entries[at].next }
      if at >= 0, found.map({ entries[at].winner.level < $0.level }) ?? true { found = entries[at].winner }
    }
    return found
  }

  /// All statements of `field`, nearest first: also those of one level's several blocks.
  func statements(_ field: FieldID, _ blocks: [Int]) -> [Winner] {
    var heads = blocks.map { first[($0 + 1) * StatementTable.fields + Int(field.rawValue)] }
    heads.append(first[Int(field.rawValue)])
    var found: [Winner] = []
    while let next = heads.indices.filter({ heads[$0] >= 0 }).min(by: { level(heads[$0]) < level(heads[$1]) }) {
      found.append(entries[heads[next]].winner)
      heads[next] = entries[heads[next]].next
    }
    return found
  }

  private func level(_ entry: Int) -> Int { entries[entry].winner.level }
}
