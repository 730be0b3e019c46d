/// What the cells of a column show of how its numbers are written.
package struct NumberEvidence: Sendable {
  private struct Entry {
    var comma = false
    var point = false
    var isAsked = false
  }

  private var entries: [Int: Entry] = [:]

  /// None.
  package init() {}

  package var isEmpty: Bool { entries.isEmpty }

  mutating func add(_ mark: DecimalMark, _ node: Int) {
    if mark == .comma {
      entries[node, default: Entry()].comma = true
    } else {
      entries[node, default: Entry()].point = true
    }
  }

  mutating func addAmbiguous(_ node: Int) { entries[node, default: Entry()].isAsked = true }

  /// Adds what other cells show.
  package mutating func formUnion(_ other: NumberEvidence) {
    for (node, entry) in other.entries {
      let old = entries[node] ?? Entry()
      entries[node] = Entry(
        comma: old.comma || entry.comma, point: old.point || entry.point, isAsked: old.isAsked || entry.isAsked)
    }
  }

  /// The columns with cells that read both ways, and how the others of the same column say that they are written; nil if there
  /// is none, or one of them has no one to ask.
  package var settled: [Int: DecimalMark]? {
    let asked = entries.filter(\.value.isAsked)
    let marks = asked.compactMapValues { entry -> DecimalMark? in
      entry.comma == entry.point ? nil : entry.comma ? .comma : .point
    }
    return marks.isEmpty ? nil : marks
  }
}
