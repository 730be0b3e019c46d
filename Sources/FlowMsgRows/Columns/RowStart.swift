import FlowMsgCSV

/// The start of recipients: whether they are CSV or lines of JSON, what the columns are, and where the rows begin.
package struct RowStart: Sendable {
  /// How rows are written.
  package let layout: RowLayout
  /// Where the first row begins.
  package let offset: Int
  /// The first row's line as a spreadsheet shows it, from 1.
  package let line: Int
  /// The first row's line in the text, from 1: of cells with several lines, and behind `sep=;`, that is another one.
  package let textLine: Int
  /// How rows are written back with a reason.
  package let returned: ReturnedRows

  /// Finds the start in the first block of a text.
  package init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ options: ColumnOptions, _ program: FormProgram
  ) throws(RowsFailure) {
    try Self.checkEncoding(bytes)
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = bytes[mark...].first { $0 != 0x20 && $0 &- 0x09 > 1 && $0 != 0x0D }
    // Without a byte there is no row: an engine that cuts recipients into parts may give a process none of them.
    if first == 0x7B && !options.isSheet || bytes.isEmpty && options.header == nil {
      if options.header != nil { throw RowsFailure("'--header' is for CSV, and the recipients are lines of JSON") }
      layout = try RowLayout(lines: options, program)
      (offset, line, textLine) = (mark, 1, 1)
      returned = ReturnedRows(lines: mark > 0, isField: program.hasField)
      return
    }
    try MissingHeader.check(bytes, options, program)
    let head: CSVHead
    do throws(CSVFault) {
      let fields = ColumnFields(program, options)
      let names = options.header.map { $0.map { trimmed(Array($0.utf8)) } }
      head = try CSVHead(bytes, names: names, delimiter: options.delimiter, mayLackNames: true) {
        fields.mayBeHeader($0)
      }
    } catch {
      var fault = error
      if case .repeatedName(let name) = fault.kind { fault.kind = .repeatedName(ColumnName.shown(name)) }
      let place = options.isSheet ? "line \(fault.row ?? fault.line)" : fault.place
      throw RowsFailure("\(place): \(fault.message)", help: fault.help)
    }
    layout = try RowLayout(head, options, program)
    (offset, line, textLine) = (head.rows.offset, head.rows.row, head.rows.line)
    returned = ReturnedRows(head, bytes, isSheet: options.isSheet, isField: program.hasField)
  }

  /// Tells UTF-16 by its mark, and a header of another encoding by its first byte that is no UTF-8.
  private static func checkEncoding(_ bytes: UnsafeBufferPointer<UInt8>) throws(RowsFailure) {
    if let noun = ForeignList.noun(bytes) {
      throw RowsFailure(
        "this is \(noun), and no list of recipients",
        help: ForeignList.help(bytes))
    }
    if bytes.count >= 2, bytes[0] ^ bytes[1] == 0x01, bytes[0] | bytes[1] == 0xFF {
      throw RowsFailure("the recipients are UTF-16", help: "name the encoding: '--encoding utf-16'")
    }
    let end = bytes.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    guard let place = firstInvalidUTF8(UnsafeBufferPointer(rebasing: bytes[..<end])) else { return }
    let byte = String(bytes[place], radix: 16, uppercase: true)
    throw RowsFailure(
      "line 1: the byte 0x\(byte) is no UTF-8", help: EncodingGuess(bytes).help)
  }
}
