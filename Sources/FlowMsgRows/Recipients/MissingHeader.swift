import FlowMsgCSV

/// A list whose first row is not a header but somebody: taken for one, that person would be lost.
enum MissingHeader {
  /// Fails if the first row has a phone number, and nothing that names the column of numbers.
  static func check(
    _ bytes: UnsafeBufferPointer<UInt8>, _ options: RowLayout.Options, _ program: FormProgram
  ) throws(RowsFailure) {
    guard options.header == nil, !options.mayLackHeader,
      let cells = CSVHead.firstCells(bytes, delimiter: options.delimiter),
      let place = cells.firstIndex(where: isNumber)
    else { return }
    let header = options.columns.first { $0.field == "to" }?.header ?? "to"
    if cells.contains(where: { $0.elementsEqual(header.utf8) }), !isNumber(Array(header.utf8)) { return }
    let number = shownName(String(decoding: cells[place], as: UTF8.self))
    throw RowsFailure(
      "the list has no header: its first row has a phone number, '\(number)'",
      help: "name the columns: '--header \(names(cells.count, place, options, program).joined(separator: ","))'",
      "or write a header above the first row, such as 'to,nome'")
  }

  /// A name for each column: `to` for the number, then the fields that the message needs.
  private static func names(
    _ count: Int, _ place: Int, _ options: RowLayout.Options, _ program: FormProgram
  ) -> [String] {
    var fields = program.tables.paths.filter { path in
      guard let node = program.tables.node(path), program.tables.types[node].isScalar else { return false }
      return !options.fixed.contains { $0 == path || path.hasPrefix($0 + ".") }
    }[...]
    return (0..<count).map { column in
      column == place ? "to" : fields.popFirst() ?? "column\(column + 1)"
    }
  }

  /// Whether a cell is a phone number as people paste them, good or bad: enough digits, and nothing that a name would have.
  static func isNumber(_ cell: [UInt8]) -> Bool {
    let text = trimmed(cell)
    if text.withUnsafeBufferPointer({ ValueAdvice.isScientific($0) }) { return true }
    var digits = 0
    for byte in text {
      if byte &- 0x30 < 10 { digits += 1 } else if !separators.contains(byte) { return false }
    }
    return digits >= 7
  }

  /// `+`, blanks, hyphens, parentheses, and the bytes of a no-break space.
  private static let separators: [UInt8] = [0x20, 0x28, 0x29, 0x2B, 0x2D, 0x2E, 0x2F, 0xA0, 0xC2]

  /// The name of a column for a message: a number is masked.
  static func shownName(_ name: String) -> String {
    let bytes = Array(name.utf8)
    return isNumber(bytes) ? bytes.withUnsafeBufferPointer { PhoneNumber.masked($0) } : shown(bytes)
  }
}
