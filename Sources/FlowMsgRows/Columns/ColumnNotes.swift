import FlowMsgText

/// What there is to say of the columns of a list, or of the keys of its lines: once for all rows.
package struct ColumnNotes: Sendable {
  /// Columns that fill a field of another spelling, in the order of the columns.
  package var loose: [(column: String, field: String)] = []
  /// Columns that fill nothing, in their order.
  package var unused: [String] = []
  /// Which columns of CSV fill which fields, in the order of the columns.
  package var filled: [(column: String, field: String)] = []
  /// Of each column of CSV, whether it fills a text.
  package var areTexts: [Bool] = []

  /// Nothing to say.
  package init() {}

  /// The lines that say what fills what, each with a line end.
  package var looseLines: String {
    loose.map { "note: the column '\(ColumnName.shown($0.column))' fills '\($0.field)'\n" }.joined()
  }

  /// Which column fills what, for one line; empty where nothing is known.
  package var filledText: String {
    filled.map { column, field in
      let name = "'\(ColumnName.shown(column))'"
      return column == field ? name : "\(name) as '\(field)'"
    }.joined(separator: ", ")
  }

  /// The line that names what fills nothing; empty if there is nothing.
  package var unusedLine: String {
    if unused.isEmpty { return "" }
    let names = unused.map { ColumnName.shown($0) }.quotedList(limit: 20)
    return unused.count == 1 ? "note: the column \(names) fills nothing\n" : "note: the columns \(names) fill nothing\n"
  }
}
