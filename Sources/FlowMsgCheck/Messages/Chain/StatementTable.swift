import FlowMsgModel
import FlowMsgSyntax

/// The statements of a chain by the block and the field that they are written for, the nearest level first. Made once for a
/// message, so that no look-up goes through levels and blocks.
///
/// A class, as it is asked all the time through the checker, and a copy of its lists is counted.
final class StatementTable {
  private struct Entry: BitwiseCopyable {
    var winner: StatementRef
    var next: Int
  }

  private static let fields = Schema.fields.count
  @exclusivity(unchecked) private var entries = FlatList<Entry>(capacity: 64)
  /// For each block and field the nearest entry, or -1; those outside `in` come first.
  @exclusivity(unchecked) private var first = FlatList<Int>(capacity: 64)
  @exclusivity(unchecked) private var blocks = NameIndex()
  /// The tags of all blocks, in the order in which a reader of the chain meets them, what is outermost first.
  @exclusivity(unchecked) private(set) var tags: ContiguousArray<LocaleTag> = []
  /// For each tag the nearest level, and its block there.
  @exclusivity(unchecked) private var nearest: ContiguousArray<(level: Int, block: Int)> = []
  /// All blocks that have a tag: its number, the level, and which of the level's blocks it is; the outermost level first.
  @exclusivity(unchecked) private(set) var tagged: ContiguousArray<(tag: Int, level: Int, block: Int)> = []

  deinit {
    entries.free()
    first.free()
  }

  /// Takes in the levels of another chain.
  func read(_ levels: [ChainLevel]) {
    entries.count = 0
    first.count = 0
    if !tags.isEmpty {
      blocks.removeAll()
      tags.removeAll(keepingCapacity: true)
      nearest.removeAll(keepingCapacity: true)
      tagged.removeAll(keepingCapacity: true)
    }
    addRow()
    for k in levels.indices.reversed() {
      let shape = levels[k].shape
      for i in shape.layers.indices { add(shape, i, k) }
    }
  }

  private func addRow() {
    for _ in 0..<StatementTable.fields { first.append(-1) }
  }

  private func add(_ shape: MessageShape, _ index: Int, _ level: Int) {
    var row = 0
    if index > 0, let tag = shape.layers[index].tag?.tag {
      row = block(tag) + 1
      nearest[row - 1] = (level, index)
      tagged.append((row - 1, level, index))
    }
    row *= StatementTable.fields
    shape.forEachStatement(in: index) { field, node in
      entries.append(Entry(winner: StatementRef(level: level, block: index, node: node), next: first[row + field]))
      first[row + field] = entries.count - 1
    }
  }

  private func block(_ tag: LocaleTag) -> Int {
    if let known = blocks.add(tag.text) { return known }
    tags.append(tag)
    nearest.append((0, 0))
    addRow()
    return tags.count - 1
  }

  /// The blocks for the locales `tags`, those that there are.
  func blocks(for tags: [LocaleTag]) -> [Int] { self.tags.isEmpty ? [] : tags.compactMap { blocks.place(of: $0.text) } }

  /// The nearest level that has one of `blocks`, and which of its blocks that is.
  func nearest(of blocks: [Int]) -> (level: Int, block: Int)? {
    var found: (level: Int, block: Int)?
    for block in blocks where found.map({ nearest[block].level < $0.level }) ?? true { found = nearest[block] }
    return found
  }

  /// The statement of `field` that counts where `blocks` are read: nearest level first; in each, the blocks before the rest.
  func winner(_ field: FieldID, _ blocks: [Int]) -> StatementRef? {
    var found = translation(of: field, above: -1, blocks)
    let outside = first[Int(field.rawValue)]
    if outside >= 0, found.map({ entries[outside].winner.level < $0.level }) ?? true { found = entries[outside].winner }
    return found
  }

  /// The nearest statement of `field` in one of `blocks` above `level`.
  func translation(of field: FieldID, above level: Int, _ blocks: [Int]) -> StatementRef? {
    var found: StatementRef?
    for block in blocks {
      var at = first[(block + 1) * StatementTable.fields + Int(field.rawValue)]
      while at >= 0, entries[at].winner.level <= level { at = entries[at].next }
      if at >= 0, found.map({ entries[at].winner.level < $0.level }) ?? true { found = entries[at].winner }
    }
    return found
  }

  /// The one statement of `field`, if there is no other and no block is read.
  func only(_ field: FieldID, _ blocks: [Int]) -> StatementRef? {
    let at = first[Int(field.rawValue)]
    return blocks.isEmpty && at >= 0 && entries[at].next < 0 ? entries[at].winner : nil
  }

  /// All statements of `field`, nearest first: also those of one level's several blocks.
  func statements(_ field: FieldID, _ blocks: [Int]) -> [StatementRef] {
    if blocks.isEmpty { return outside(field) }
    var heads = blocks.map { first[($0 + 1) * StatementTable.fields + Int(field.rawValue)] }
    heads.append(first[Int(field.rawValue)])
    var found: [StatementRef] = []
    while let next = heads.indices.filter({ heads[$0] >= 0 }).min(by: { level(heads[$0]) < level(heads[$1]) }) {
      found.append(entries[heads[next]].winner)
      heads[next] = entries[heads[next]].next
    }
    return found
  }

  /// The statements of `field` outside `in`, nearest first.
  private func outside(_ field: FieldID) -> [StatementRef] {
    var found: [StatementRef] = []
    var at = first[Int(field.rawValue)]
    while at >= 0 {
      found.append(entries[at].winner)
      at = entries[at].next
    }
    return found
  }

  private func level(_ entry: Int) -> Int { entries[entry].winner.level }
}
