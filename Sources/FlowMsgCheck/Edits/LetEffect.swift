package import FlowMsgSyntax
import FlowMsgText

// What an edit of the values of lets changes.

extension Program {
  /// The symbols whose values may be others after `change` of the unit `index`, which is `unit` now, where it changes no more
  /// than values of lets: then only messages that use one of them can show something else. Nil where it may change more.
  package func changedLets(by change: Outline.Recut, on index: Int, now unit: SourceUnit) -> Set<Int32>? {
    let old = units[index]
    guard change.old.count == change.new.count, !change.old.isEmpty else { return nil }
    var changed: Set<Int> = []
    for (before, after) in zip(change.old, change.new) {
      guard let tree = old.valueTree(of: before), let now = unit.valueTree(of: after),
        old.isNamed(before, as: after, of: unit), old.trees[tree].namesNoFile, unit.trees[now].namesNoFile
      else { return nil }
      changed.insert(tree)
    }
    let symbols = lets.indices.filter { self.symbols.all[$0].namespace == .value }
    let first = symbols.filter { self.symbols.all[$0].unit == index && changed.contains(self.symbols.all[$0].tree) }
    guard first.count == changed.count else { return nil }
    return readers(of: first, among: symbols)
  }

  /// The lets `first` and all that name one of them, at whatever distance; nil if a base gives a parameter such a value, as
  /// what it refuses counts for all that build on it.
  private func readers(of first: [Int], among lets: [Int]) -> Set<Int32>? {
    var found = Set(first)
    var names = first.map { TextSearch(symbols.name($0)) }
    var next = 0
    while next < names.count {
      // A let whose bytes have the name anywhere, or an escape that may be in it, is taken for one that uses it.
      for one in lets where !found.contains(one) && names[next].isFound(in: bytes(of: one)) {
        found.insert(one)
        names.append(TextSearch(symbols.name(one)))
      }
      next += 1
      if names.count > Program.mostReaders { return nil }
    }
    for baseMessage in baseMessages.all where baseMessage.givesValues {
      if names.contains(where: { $0.isFound(in: baseMessage.syntax.bytes) }) { return nil }
    }
    return Set(found.map { Int32(truncatingIfNeeded: $0) })
  }

  /// Of more lets than these, all messages are checked again.
  private static let mostReaders = 200

  private func bytes(of symbol: Int) -> UnsafeBufferPointer<UInt8> {
    let one = symbols.all[symbol]
    return units[one.unit].syntax(one.tree).bytes
  }
}

extension SourceUnit {
  /// The tree of a let in which nothing is wrong, by its extent.
  fileprivate func valueTree(of extent: Int) -> Int? {
    guard extents[extent].kind == .let else { return nil }
    return index(ofTree: extent).flatMap { trees[$0].tree.faults.isEmpty ? $0 : nil }
  }
}

extension Analysis {
  /// Whether it may be another where the values of `lets` are others.
  package func depends(on lets: Set<Int32>) -> Bool {
    !uses.partialUnits.isEmpty || uses.symbols.contains(where: lets.contains)
  }
}
