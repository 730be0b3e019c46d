/// What there is to warn of in cells: how often, with the first lines.
package struct CellWarnings: Sendable {
  /// What is odd about a cell.
  enum Kind: Int, CaseIterable {
    /// A word that programs write for nothing: `NULL`, `None`.
    case emptyWord
    /// A text that was read in another encoding.
    case misread
  }

  private struct Entry {
    var count = 0
    var lines: [Int] = []
    /// What the first one says.
    var example = ""
  }

  private static let shownLines = 5
  private var entries = Kind.allCases.map { _ in Entry() }

  /// None.
  package init() {}

  /// Whether there is none.
  package var isEmpty: Bool { entries.allSatisfy { $0.count == 0 } }

  mutating func add(_ kind: Kind, line: Int, _ example: String) {
    if entries[kind.rawValue].count == 0 { entries[kind.rawValue].example = example }
    entries[kind.rawValue].count += 1
    if entries[kind.rawValue].lines.last != line, entries[kind.rawValue].lines.count < Self.shownLines {
      entries[kind.rawValue].lines.append(line)
    }
  }

  /// Adds those of a block whose first line is `first`.
  package mutating func add(_ other: CellWarnings, from first: Int) {
    for kind in Kind.allCases where other.entries[kind.rawValue].count > 0 {
      let entry = other.entries[kind.rawValue]
      if entries[kind.rawValue].count == 0 { entries[kind.rawValue].example = entry.example }
      entries[kind.rawValue].count += entry.count
      let room = max(0, Self.shownLines - entries[kind.rawValue].lines.count)
      entries[kind.rawValue].lines += entry.lines.prefix(room).map { $0 + first }
    }
  }

  /// A line for each kind, with a line end.
  package var text: String {
    Kind.allCases.filter { entries[$0.rawValue].count > 0 }.map { kind in
      let entry = entries[kind.rawValue]
      let rest = entry.count - entry.lines.count
      let lines = entry.lines.map(String.init).joined(separator: ", ")
      let place = "line\(entry.lines.count == 1 && rest == 0 ? "" : "s") \(lines)\(rest > 0 ? " and \(rest) more" : "")"
      return "warning: \(Self.sentence(kind, entry)) (\(place))\n"
    }.joined()
  }

  private static func sentence(_ kind: Kind, _ entry: Entry) -> String {
    let cells = entry.count == 1 ? "1 cell" : "\(entry.count) cells"
    switch kind {
    case .emptyWord:
      return "\(cells) of text \(entry.count == 1 ? "says" : "say") '\(entry.example)', which people will read"
    case .misread:
      return
        "\(cells) \(entry.count == 1 ? "was" : "were") read in another encoding: '\(entry.example)'; export the list as UTF-8"
    }
  }
}

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
  /// is none, or one of them has nobody to ask.
  package var settled: [Int: DecimalMark]? {
    let asked = entries.filter(\.value.isAsked)
    let marks = asked.compactMapValues { entry -> DecimalMark? in
      entry.comma == entry.point ? nil : entry.comma ? .comma : .point
    }
    return marks.isEmpty ? nil : marks
  }
}
