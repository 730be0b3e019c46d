import FlowMsgModel
import FlowMsgCSV

/// A list whose first row is not a header but somebody: taken for one, that person would be lost.
enum MissingHeader {
  /// Fails if the first row has a phone number, and nothing that names the column of numbers.
  static func check(
    _ bytes: UnsafeBufferPointer<UInt8>, _ options: ColumnOptions, _ program: FormProgram
  ) throws(RowsFailure) {
    guard options.header == nil, !options.mayLackHeader,
      let cells = CSVHead.firstCells(bytes, delimiter: options.delimiter),
      let place = cells.firstIndex(where: ColumnName.isNumber)
    else { return }
    let header = options.columns.first { $0.field == "to" }?.header ?? "to"
    if cells.contains(where: { $0.elementsEqual(header.utf8) }), !ColumnName.isNumber(Array(header.utf8)) { return }
    let number = ColumnName.shown(String(decoding: cells[place], as: UTF8.self))
    throw RowsFailure(
      "the list has no header: its first row has a phone number, '\(number)'",
      help: "name the columns: '--header \(names(cells.count, place, options, program).joined(separator: ","))'",
      "or write a header above the first row, such as 'to,nome'")
  }

  /// A name for each column: `to` for the number, then the fields that the message needs.
  private static func names(
    _ count: Int, _ place: Int, _ options: ColumnOptions, _ program: FormProgram
  ) -> [String] {
    var fields = program.tables.paths.filter { path in
      guard let node = program.tables.node(path), program.tables.nodes[node].type.isCell else { return false }
      return !options.fixed.contains { $0 == path || path.hasPrefix($0 + ".") }
    }[...]
    return (0..<count).map { column in
      column == place ? "to" : fields.popFirst() ?? "column\(column + 1)"
    }
  }
}
