import FlowMsgModel
import FlowMsgText

/// Finds which column fills which field: one of exactly its name, else the only one whose name is the same but for case,
/// accents, blanks, `_`, `-` and invisible characters.
struct ColumnMatcher {
  private let fields: ColumnFields
  /// The names of the columns.
  private let names: [String]
  private var targets: [Int]
  /// The columns of fields that are found, by field.
  private var columns: [String: Int] = [:]
  private(set) var notes = ColumnNotes()

  init(_ fields: ColumnFields, _ names: [String]) {
    (self.fields, self.names) = (fields, names.map { NameFolding.composed($0) })
    targets = names.map { $0.isEmpty ? ColumnTarget.blank : ColumnTarget.ignored }
  }

  /// What each column is. Fails where that is not plain, or a field that rows must have is nowhere.
  mutating func match() throws(RowsFailure) -> [Int] {
    for field in fields.names { try takeNamed(field) }
    try takeLoose()
    notes.unused = unusedColumns.map { names[$0] }
    let missing = missingFields()
    guard missing.isEmpty else { throw MissingColumns(fields, names, missing).failure }
    try checkNear()
    return targets
  }

  // MARK: Columns of the name

  /// The column that the command line names, or the one of exactly the field's name.
  private mutating func takeNamed(_ field: String) throws(RowsFailure) {
    guard let given = fields.given(field) else {
      if let column = names.firstIndex(of: field) { try take(column, field) }
      return
    }
    if given.isEmpty { return }
    if let column = try column(named: given) { return try take(column, field) }
    if fields.options.elsewhere.contains(field), let column = names.firstIndex(of: field) {
      return try take(column, field)
    }
    throw MissingColumns(fields, names, []).noColumn(given, for: field)
  }

  private func column(named header: String) throws(RowsFailure) -> Int? {
    if let exact = names.firstIndex(of: NameFolding.composed(header)) { return exact }
    let fold = NameFolding.folded(header)
    let loose = names.indices.filter { !fold.isEmpty && NameFolding.folded(names[$0]) == fold }
    guard loose.count < 2 else {
      throw RowsFailure(
        "'\(header)' may be each of the columns \(loose.map { ColumnName.shown(names[$0]) }.quotedList())",
        help: "write one of them as it is in the header")
    }
    return loose.first
  }

  private mutating func take(_ column: Int, _ field: String) throws(RowsFailure) {
    let target = try target(field)
    guard targets[column] == ColumnTarget.ignored else { return }
    targets[column] = target
    columns[field] = column
  }

  private func target(_ field: String) throws(RowsFailure) -> Int {
    if let target = ColumnTarget.names[field] { return target }
    guard let node = fields.program.tables.node(field) else { return ColumnTarget.ignored }
    if let fixed = fields.fixed(field) {
      throw RowsFailure(
        "'\(fixed)' is given by '--set' and by the column '\(field)'", help: "leave out one of them")
    }
    guard fields.program.tables.nodes[node].type.isCell else {
      throw RowsFailure(
        "the column '\(field)' cannot hold \(fields.program.tables.noun(node))",
        help: "give recipients as NDJSON, or for an object a column for each member, such as '\(field).name'")
    }
    return node
  }

  // MARK: Columns of nearly the name

  private mutating func takeLoose() throws(RowsFailure) {
    if fields.options.isNumbersAlone { return }
    var byFold: [String: [Int]] = [:]
    for column in unusedColumns {
      let fold = NameFolding.folded(names[column])
      if !fold.isEmpty { byFold[fold, default: []].append(column) }
    }
    var found: [(column: Int, field: String)] = []
    for field in fields.names where columns[field] == nil && fields.given(field) == nil {
      guard let loose = byFold[NameFolding.folded(field)] else { continue }
      if fields.fixed(field) != nil { continue }
      guard loose.count == 1 else { throw several(loose, field) }
      if let other = found.first(where: { $0.column == loose[0] })?.field { throw both(loose[0], other, field) }
      found.append((loose[0], field))
    }
    for (column, field) in found.sorted(by: { $0.column < $1.column }) {
      try take(column, field)
      notes.loose.append((names[column], field))
    }
  }

  private func several(_ columns: [Int], _ field: String) -> RowsFailure {
    let shown = columns.map { ColumnName.shown(names[$0]) }
    return RowsFailure(
      "the columns \(shown.quotedList()) are both called like '\(field)'",
      help: "say which one fills it: '--column \(field)=\(shown[0])'")
  }

  private func both(_ column: Int, _ first: String, _ second: String) -> RowsFailure {
    let shown = ColumnName.shown(names[column])
    return RowsFailure(
      "the column '\(shown)' is called like '\(first)' and like '\(second)'",
      help: "say what it fills: '--column \(first)=\(shown)' or '--column \(second)=\(shown)'")
  }

  // MARK: What is left

  private var unusedColumns: [Int] {
    names.indices.filter { targets[$0] == ColumnTarget.ignored && !names[$0].isEmpty }
  }

  /// A column that fills nothing, and is called nearly like a field that no column fills, is likely meant for it: with the
  /// field's default everybody would get the same.
  private func checkNear() throws(RowsFailure) {
    if fields.options.isNumbersAlone || fields.options.mayLackHeader { return }
    for column in unusedColumns where !ColumnName.isNumber(Array(names[column].utf8)) {
      guard let field = fields.near(names[column], isFilled: { columns[$0] != nil }) else { continue }
      let shown = ColumnName.shown(names[column])
      throw RowsFailure(
        "the column '\(shown)' fills nothing, and no column fills '\(field)'",
        help: "if it is meant: '--column \(field)=\(shown)'", "if it is not: '--column \(field)='")
    }
  }

  /// The fields that every row must have and that no column fills.
  private func missingFields() -> [String] {
    var missing = targets.contains(ColumnTarget.number) ? [] : ["to"]
    var node = 0
    let tables = fields.program.tables
    while node < tables.nodes.values.count {
      let end = tables.nodes[node].end
      let isGiven = targets.contains { (node..<end).contains($0) }
      let isNeeded = tables.nodes[node].isRequired && tables.nodes[node].preset.count < 0
      // Of an object that is there in part, the members are looked at one by one.
      if tables.nodes[node].content == .members, isNeeded || isGiven {
        node += 1
        continue
      }
      if isNeeded, !isGiven { missing.append(tables.paths[node]) }
      node = end
    }
    return missing
  }
}
