import FlowMsgText

/// The names that were in one place so far, to find one that appears twice. Few are compared one by one, which needs no
/// hash table: most lists have a handful, and ten thousand files have ten thousand lists.
struct SeenNames {
  private static let few = 16

  private struct Entry: BitwiseCopyable {
    var start: Int
    var end: Int
    var place: SourceLocation
  }

  private var entries: ContiguousArray<Entry> = []
  private var pool: [UInt8] = []
  private var table: [[UInt8]: Int] = [:]

  /// Takes in `name`, which is at `place`; where it was before, if it did.
  mutating func insert(_ name: UnsafeBufferPointer<UInt8>, at place: SourceLocation) -> SourceLocation? {
    if let found = find(name) { return entries[found].place }
    let start = pool.count
    pool.append(contentsOf: name)
    entries.append(Entry(start: start, end: pool.count, place: place))
    if entries.count > SeenNames.few { index() }
    return nil
  }

  /// Whether there is none.
  var isEmpty: Bool { entries.isEmpty }

  /// Whether `name` is among them.
  func contains(_ name: UnsafeBufferPointer<UInt8>) -> Bool { find(name) != nil }

  private func find(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
    if entries.count > SeenNames.few { return table[Array(name)] }
    return entries.indices.first { i in
      entries[i].end - entries[i].start == name.count && pool[entries[i].start..<entries[i].end].elementsEqual(name)
    }
  }

  /// Puts the last name into the table, or all when there come to be many.
  private mutating func index() {
    let first = table.isEmpty ? 0 : entries.count - 1
    for i in first..<entries.count { table[Array(pool[entries[i].start..<entries[i].end])] = i }
  }
}
