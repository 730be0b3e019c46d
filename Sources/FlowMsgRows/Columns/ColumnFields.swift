import FlowMsgText

/// The fields that columns and keys may fill: `to`, `locale` and `bot`, and every parameter by its path.
struct ColumnFields: Sendable {
  let program: FormProgram
  let options: ColumnOptions
  /// Their names, in a fixed order.
  let names: [String]

  init(_ program: FormProgram, _ options: ColumnOptions) {
    (self.program, self.options) = (program, options)
    names = ["to", "locale", "bot"] + program.tables.paths
  }

  /// Whether the names of columns may be those of this list: one of them is the column of phone numbers.
  func mayBeHeader(_ columns: [[UInt8]]) -> Bool {
    let wanted = NameFolding.folded(given("to").flatMap { $0.isEmpty ? nil : $0 } ?? "to")
    return columns.contains { column in
      let fold = NameFolding.folded(String(decoding: column, as: UTF8.self))
      return fold == wanted || ColumnName.ofNumbers.contains(fold)
        || options.elsewhere.contains("to") && fold == "to"
    }
  }

  /// Fails where `--column` names a field that is none.
  func checkOptions() throws(RowsFailure) {
    for (field, header) in options.columns where !names.contains(field) {
      throw RowsFailure(
        "'--column \(field)=\(header)' names no field",
        help: suggestion(for: field, among: names).map { "did you mean '--column \($0)=\(header)'?" },
        "the fields are \(names.quotedList())")
    }
  }

  /// The header that the command line names for a field; empty where it says that there is none.
  func given(_ field: String) -> String? { options.columns.first { $0.field == field }?.header }

  /// Whether `--set` gives a field, or part of it.
  func fixed(_ field: String) -> String? {
    options.fixed.first { $0 == field || field.hasPrefix($0 + ".") }
  }

  /// Whether a column that is called nearly like a field may be meant for it: nothing else gives the field, and it makes a
  /// difference.
  func isOpen(_ field: String) -> Bool {
    if given(field) != nil || fixed(field) != nil { return false }
    switch field {
    case "to", "bot": return true
    case "locale": return program.variants.count > 1
    default: return program.tables.node(field).map { program.tables.nodes[$0].type.isCell } ?? false
    }
  }

  /// The open field of which `name` is likely another spelling, among those that `isFilled` says nothing fills.
  func near(_ name: String, isFilled: (String) -> Bool) -> String? {
    let open = names.filter { isOpen($0) && !isFilled($0) }
    let folds = open.map { NameFolding.folded($0) }
    guard let fold = suggestion(for: NameFolding.folded(name), among: folds) else { return nil }
    return zip(open, folds).first { $1 == fold }?.0
  }
}
