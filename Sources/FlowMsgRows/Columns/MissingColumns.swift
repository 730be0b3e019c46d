import FlowMsgText

/// What to say where columns are missing: all of them in one run, each with the column that may be meant.
struct MissingColumns {
  private let fields: ColumnFields
  private let names: [String]
  private let missing: [String]

  init(_ fields: ColumnFields, _ names: [String], _ missing: [String]) {
    (self.fields, self.names, self.missing) = (fields, names, missing)
  }

  /// The failure.
  var failure: RowsFailure {
    if let list = missing.first(where: { !isScalar($0) }) { return cannotHold(list) }
    if fields.options.isNumbersAlone { return notGiven }
    var result = RowsFailure(text)
    result.help = missing.compactMap(proposal) + general
    return result
  }

  /// The failure of a header that `--column` names and that is not there.
  func noColumn(_ header: String, for field: String) -> RowsFailure {
    var result = RowsFailure("the header has no column '\(ColumnName.shown(header))'")
    let near = suggestion(for: header, among: candidates)
    result.help =
      [near.map { "did you mean '\($0)'? Then '--column \(field)=\($0)' takes it" }].compactMap { $0 } + general
    return result
  }

  private func isScalar(_ field: String) -> Bool {
    fields.program.tables.node(field).map { fields.program.tables.nodes[$0].type.isCell } ?? true
  }

  private func cannotHold(_ field: String) -> RowsFailure {
    let noun = fields.program.tables.node(field).map { fields.program.tables.noun($0) } ?? "a list"
    return RowsFailure(
      "'\(field)' is \(noun), which CSV cannot hold",
      help: "give recipients as NDJSON, or the same value for all with '--set \(field)=…'")
  }

  /// Of numbers alone there is no text that could have other columns.
  private var notGiven: RowsFailure {
    let list = missing.quotedList()
    return RowsFailure(
      "the message needs \(list), and has no default for \(missing.count == 1 ? "it" : "them")",
      help: "give \(missing.count == 1 ? "it" : "each"): '--set \(missing[0])=…'",
      "or for each person: '--recipients people.csv', with \(missing.count == 1 ? "a column" : "the columns") \(list)")
  }

  private var text: String {
    let parameters = missing.filter { $0 != "to" }
    let list = "the header has no \(missing.count == 1 ? "column" : "columns") \(missing.quotedList())"
    if parameters.isEmpty { return list }
    if missing.count > parameters.count { return list + "; parameters without a default need one" }
    return list + (missing.count == 1 ? ", and the parameter has no default" : ", and the parameters have no default")
  }

  private var candidates: [String] { names.filter { !$0.isEmpty && !ColumnName.isNumber(Array($0.utf8)) } }

  /// The column that may be meant for a field.
  private func proposal(_ field: String) -> String? {
    if field == "to" {
      let numbers = names.filter { ColumnName.ofNumbers.contains(NameFolding.folded($0)) }
      if numbers.count == 1 { return "if '\(numbers[0])' has the phone numbers: '--column to=\(numbers[0])'" }
    }
    let near = suggestion(for: field, among: candidates)
    return near.map { "did you mean '\($0)'? Then '--column \(field)=\($0)' takes it" }
  }

  private var general: [String] {
    let isOne = names.count == 1
    var help: [String] = []
    if !isOne, let first = missing.first, missing.allSatisfy({ proposal($0) == nil }) {
      help.append("name the one that holds it: '--column \(first)=HEADER'")
    }
    let separators: Set<Character> = [",", ";", "\t"]
    if isOne, names[0].contains(where: separators.contains) {
      help.append(
        "each row seems to stand in one cell in double quotes: remove those around it, or export the list again")
    } else if isOne {
      help.append("the header was read as one column: cells are separated by ',', ';' or tab")
    }
    return help + ["the columns are \(names.filter { !$0.isEmpty }.map { ColumnName.shown($0) }.quotedList())"]
  }
}
