import FlowMsgComponents

/// What there is to warn of in cells and in what they fill: how often, with the first lines.
package struct CellWarnings: Sendable {
  /// What is odd about a cell, or about a text or list that a row has filled; in the order in which they are shown.
  enum Kind: Int, CaseIterable {
    /// A word that programs write for nothing: `NULL`, `None`.
    case emptyWord
    /// A text that was read in another encoding.
    case misread
    case longInUTF16, markNotDrawn, unclosedMark, outerBlanks, placeholder
    case itemWithoutID, repeatedID
    /// What a component of the Flow cuts or does not show.
    case unseen, cut, notAllShown, slowPicture, repeatedEntryID, secondBadge

    /// The code of the rule that finds the same in a source.
    var code: Int? {
      switch self {
      case .emptyWord, .misread: nil
      case .longInUTF16: 4003
      case .markNotDrawn: 4007
      case .unclosedMark: 4008
      case .outerBlanks: 4009
      case .placeholder: 4010
      case .itemWithoutID: 5010
      case .repeatedID: 5011
      case .unseen: 5216
      case .cut: 5202
      case .notAllShown: 5204
      case .slowPicture: 5210
      case .repeatedEntryID: 5213
      case .secondBadge: 5214
      }
    }

    /// Whether it is counted for each field by itself: the others are of cells, whatever their column.
    var isOfField: Bool { code != nil }
  }

  private struct Entry {
    var kind: Kind
    var count = 0
    /// How many lines have any, the last of them, and the first few.
    var lineCount = 0
    var lastLine = -1
    var lines: [Int] = []
    /// What the first one says; of a rule, the field.
    var example = ""
  }

  private static let shownLines = 5
  private var entries: [Entry] = []

  /// None.
  package init() {}

  /// Whether there is none.
  package var isEmpty: Bool { entries.isEmpty }

  mutating func add(_ kind: Kind, line: Int, _ example: String) {
    let place = place(of: kind, example)
    entries[place].count += 1
    if entries[place].lastLine == line { return }
    entries[place].lastLine = line
    entries[place].lineCount += 1
    if entries[place].lines.count < Self.shownLines { entries[place].lines.append(line) }
  }

  /// The entry for `kind`, a new one if there is none.
  private mutating func place(of kind: Kind, _ example: String) -> Int {
    if let place = entries.firstIndex(where: { $0.kind == kind && (!kind.isOfField || $0.example == example) }) {
      return place
    }
    entries.append(Entry(kind: kind, example: example))
    return entries.count - 1
  }

  /// Adds those of a block whose first line is `first`.
  package mutating func add(_ other: CellWarnings, from first: Int) {
    for entry in other.entries {
      let place = place(of: entry.kind, entry.example)
      entries[place].count += entry.count
      entries[place].lineCount += entry.lineCount
      let room = max(0, Self.shownLines - entries[place].lines.count)
      entries[place].lines += entry.lines.prefix(room).map { $0 + first }
    }
  }

  /// A line for each kind, with a line end.
  package var text: String {
    entries.sorted { ($0.kind.rawValue, $0.example) < ($1.kind.rawValue, $1.example) }.map { entry in
      let rest = entry.lineCount - entry.lines.count
      let lines = entry.lines.map(String.init).joined(separator: ", ")
      let place = "line\(entry.lines.count == 1 && rest == 0 ? "" : "s") \(lines)\(rest > 0 ? " and \(rest) more" : "")"
      let code = entry.kind.code.map { "[FM\($0)]" } ?? ""
      return "warning\(code): \(Self.sentence(entry)) (\(place))\n"
    }.joined()
  }

  private static func sentence(_ entry: Entry) -> String {
    let cells = entry.count == 1 ? "1 cell" : "\(entry.count) cells"
    let rows = entry.count == 1 ? "1 row" : "\(entry.count) rows"
    switch entry.kind {
    case .emptyWord:
      return "\(cells) of text \(entry.count == 1 ? "says" : "say") '\(entry.example)', which people will read"
    case .misread:
      return
        "\(cells) \(entry.count == 1 ? "was" : "were") read in another encoding: '\(entry.example)'; export the list as UTF-8"
    case .longInUTF16:
      return "`\(entry.example)` fits in \(rows) only if emoji count once: shorten the value, or drop an emoji"
    case .markNotDrawn:
      return "`\(entry.example)` has marks in \(rows), which are not drawn there and are shown as they are"
    case .unclosedMark:
      return "`\(entry.example)` has a mark in \(rows) that is opened and not closed on its line"
    case .outerBlanks: return "`\(entry.example)` starts or ends with a blank in \(rows)"
    case .placeholder: return "`\(entry.example)` is still to be written in \(rows): TODO:, FIXME or lorem ipsum"
    case .itemWithoutID:
      return "`\(entry.example)` has an item in \(rows) without an `id` and a `title`, both strings, to choose it by"
    case .repeatedID: return "`\(entry.example)` has two items to choose with one `id` in \(rows)"
    case .unseen: return "\(entry.example) in \(rows)"
    case .cut, .notAllShown, .slowPicture, .repeatedEntryID, .secondBadge:
      return "\(entry.example), which \(rows) \(entry.count == 1 ? "does" : "do") not keep"
    }
  }
}

extension ValueFault.Kind {
  /// What there is to warn of in a row where a component cuts something, or does not show it.
  var warning: CellWarnings.Kind {
    switch self {
    case .unseen: .unseen
    case .many: .notAllShown
    case .heavyPicture, .newPicture: .slowPicture
    case .repeatedID: .repeatedEntryID
    case .secondBadge: .secondBadge
    default: .cut
    }
  }
}
