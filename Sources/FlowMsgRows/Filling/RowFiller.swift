import FlowMsgCSV
import FlowMsgJSON
import FlowMsgText

/// Fills the rows of one block after the other, on one thread. So no other access to what it holds is under way, and none is
/// looked for: that was a fifth of a render.
package final class RowFiller {
  private let setup: RowSetup
  private let values: RowValues
  private let keys: KeyReader
  private let cells: CellReader
  private let record = CSVRecord()
  private let writer: LineWriter
  /// The lines that were made of the last block.
  package let out = ByteSink(capacity: 1 << 16)
  /// The rows of the last block that were filled, where the caller wants them one by one.
  @exclusivity(unchecked) package private(set) var filled: [FilledRow] = []
  /// Whether `filled` is kept.
  private let listsRows: Bool
  /// The rows of the last block that cannot be used.
  @exclusivity(unchecked) package private(set) var rejected: [RejectedRow] = []
  /// How many rows the last block had, up to the one that ended its reading and that among them. A row is counted where it
  /// begins, before anything is known of it: whatever is wrong with it, its place is below this.
  @exclusivity(unchecked) package private(set) var rows = 0
  /// How many lines the last block had, as a spreadsheet shows them.
  @exclusivity(unchecked) package private(set) var lines = 0
  /// How many line ends the last block had.
  @exclusivity(unchecked) package private(set) var textLines = 0

  /// What there is to say of the keys of lines of JSON, of all blocks so far.
  package var keyNotes: ColumnNotes { keys.notes }

  /// What there is to warn of in the cells of the last block; lines count from 0 at its start.
  package var warnings: CellWarnings { cells.warnings }
  /// What cells of the last block show of how numbers are written.
  package var evidence: NumberEvidence { cells.evidence }

  @exclusivity(unchecked) private var number = 0..<0
  @exclusivity(unchecked) private var phone = ReadNumber(value: 0, traits: [])
  /// How many numbers of the last block may be national ones, where that is counted.
  @exclusivity(unchecked) package private(set) var national: NationalCount
  @exclusivity(unchecked) private var locale = Slot()
  @exclusivity(unchecked) private var bot = Slot()
  /// The last row's locale and what it selects: neighbours often have the same.
  @exclusivity(unchecked) private var lastLocale: [UInt8] = []
  @exclusivity(unchecked) private var lastVariant: Int?

  /// A filler; `listsRows` if rows are wanted one by one.
  package init(_ setup: RowSetup, listsRows: Bool = false) {
    (self.setup, self.listsRows) = (setup, listsRows)
    values = RowValues(setup.program.tables)
    keys = KeyReader(setup.layout.keys)
    cells = CellReader(
      setup.program.tables, delimiter: setup.layout.delimiter, mark: setup.layout.decimal, marks: setup.layout.decimals,
      isSheet: setup.layout.isSheet)
    writer = LineWriter(program: setup.program, values: values, out: out, notes: cells)
    let isAsked = setup.layout.asksCountry && setup.layout.country == nil
    national = isAsked ? NationalCount(setup.program.tags) : NationalCount()
  }

  /// Fills the rows of `block`, which begins and ends between records.
  package func fill(_ block: UnsafeBufferPointer<UInt8>) {
    out.removeAll()
    rejected.removeAll()
    filled.removeAll(keepingCapacity: true)
    (rows, lines, textLines) = (0, 0, 0)
    values.block = block
    cells.begin()
    if !national.isEmpty { national.removeAll() }
    let invalid = firstInvalidUTF8(block)
    if let delimiter = setup.layout.delimiter { fillCSV(block, delimiter, invalid) } else { fillJSON(block, invalid) }
  }

  /// Notes that the row which was counted last cannot be used; false if reading ends here.
  private func reject(
    _ fault: RowFault, line: Int, textLine: Int, _ row: Range<Int>, _ block: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    rejected.append(
      RejectedRow(
        index: rows &- 1, line: line, textLine: textLine, fault: fault, row: setup.keeps ? Array(block[row]) : []))
    return setup.skips && !fault.isFatal
  }

  private func invalidText(
    _ invalid: Int, from start: Int, line: Int, textLine: Int, _ block: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let breaks = block[start..<max(start, invalid)].count { $0 == 0x0A }
    let byte = String(block[invalid], radix: 16, uppercase: true)
    let isUTF16 = invalid < 2 && block[invalid] >= 0xFE
    let remedy = isUTF16 ? "try '--encoding utf-16'" : EncodingGuess(block[start...]).help
    return reject(
      RowFault("the byte 0x\(byte) is no UTF-8: \(remedy)", isFatal: true),
      line: line, textLine: textLine + breaks, 0..<0, block)
  }
}

extension RowFiller {
  private func fillCSV(_ block: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8, _ invalid: Int?) {
    var reader = CSVReader(delimiter: delimiter, line: 0, row: 0)
    defer { (lines, textLines) = (reader.row, reader.line) }
    while reader.reachesRecord(block) {
      rows &+= 1
      let (start, line, row) = (reader.at, reader.line, reader.row)
      do throws(CSVFault) {
        _ = try reader.next(block, into: record)
      } catch {
        let fault = RowFault("\(error.message): \(error.help)", isFatal: true)
        _ = reject(fault, line: row, textLine: error.line, start..<reader.at, block)
        return
      }
      if let invalid, invalid < reader.at {
        _ = invalidText(invalid, from: start, line: row, textLine: line, block)
        return
      }
      if setup.layout.passesBlanks, isBlankRecord(block) {
        rows &-= 1
        continue
      }
      let mark = out.count
      do throws(RowFault) {
        // A record of several lines has a cell of several.
        if reader.line &- line > 1, let number = setup.layout.swallowedNumber(record, block) {
          throw RowFault(
            "a cell in double quotes holds another row of the list, that of the phone number '\(number)': a double quote is "
              + "missing or too many")
        }
        try fillRecord(block, mark)
      } catch {
        out.count = mark
        guard reject(error, line: record.row, textLine: record.line, record.range, block) else { return }
      }
    }
  }

  private func fillRecord(_ block: UnsafeBufferPointer<UInt8>, _ mark: Int) throws(RowFault) {
    let columns = setup.layout.columns.values
    guard fits(block, columns) else {
      if record.count == 1, columns.count > 1, holdsRow(block) {
        throw RowFault("the whole row is one cell in double quotes: remove those around it, or export the list again")
      }
      let fault = CSVFault(.wrongCount(found: record.count, expected: columns.count), line: record.line)
      throw RowFault("\(fault.message): \(fault.help)")
    }
    begin()
    // Asked for once: each access from here is looked up at run time.
    let (cells, count, line) = (record.cells, min(columns.count, record.count), record.row)
    for index in 0..<count where isRead(columns[index]) {
      let slot = slot(cells[index], block)
      if slot.count == 0 { continue }
      let target = columns[index]
      if target == ColumnTarget.blank {
        throw RowFault(
          "column \(columnLetters(index + 1)) has no name in the header, and something in this row: name the column, or "
            + "empty its cells")
      }
      try take(target >= 0 ? try read(slot, target, cells[index], block, line) : slot, target)
    }
    try finish(line: line, textLine: record.line, record.range, from: mark)
  }

  private func read(
    _ slot: Slot, _ node: Int, _ cell: CSVCell, _ block: UnsafeBufferPointer<UInt8>, _ line: Int
  ) throws(RowFault) -> Slot {
    // The byte before the first cell of a record ends another, and is no quote.
    let isQuoted = cell.start > 0 && block[cell.start &- 1] == 0x22
    return try cells.read(slot, node, values, line: line, isQuoted: isQuoted)
  }

  /// Whether the record has a cell for each column: blank ones behind the last are none, and of columns without a name
  /// at the end there need be none.
  private func fits(_ block: UnsafeBufferPointer<UInt8>, _ columns: UnsafeBufferPointer<Int>) -> Bool {
    if record.count == columns.count { return true }
    if record.count < columns.count {
      return columns[record.count...].allSatisfy { $0 == ColumnTarget.blank }
    }
    return (columns.count..<record.count).allSatisfy { isBlank(record[$0], block) }
  }

  /// Whether the only cell of the record is in quotes and has what separates cells.
  private func holdsRow(_ block: UnsafeBufferPointer<UInt8>) -> Bool {
    let cell = record[0]
    guard cell.start > record.range.lowerBound, let delimiter = setup.layout.delimiter else { return false }
    return block[cell.start..<max(cell.start, cell.end)].contains(delimiter)
  }

  private func isBlank(_ cell: CSVCell, _ block: UnsafeBufferPointer<UInt8>) -> Bool {
    trimmedRange(block, cell.start, max(cell.start, cell.end)).isEmpty
  }

  /// Whether nothing but delimiters and blanks is in the record.
  private func isBlankRecord(_ block: UnsafeBufferPointer<UInt8>) -> Bool {
    // The first cell settles nearly all rows.
    (0..<record.count).allSatisfy { isBlank(record[$0], block) }
  }

  /// The trimmed text of a cell.
  private func slot(_ cell: CSVCell, _ block: UnsafeBufferPointer<UInt8>) -> Slot {
    if !cell.isEscaped {
      let range = trimmedRange(block, cell.start, cell.end)
      return Slot(source: .block, start: range.lowerBound, count: range.count)
    }
    let text = cell.text(in: block)
    let start = values.scratch.count
    values.scratch.append(text)
    let range = trimmedRange(values.scratch.bytes, start, start + text.count)
    return Slot(source: .scratch, start: range.lowerBound, count: range.count)
  }

  private func isRead(_ target: Int) -> Bool {
    setup.readsNumbersAlone ? target == ColumnTarget.number : target != ColumnTarget.ignored
  }

  private func begin() {
    values.removeAll()
    number = 0..<0
    (locale, bot) = (Slot(), Slot())
  }

  private func take(_ slot: Slot, _ target: Int) throws(RowFault) {
    switch target {
    case ColumnTarget.number: try takeNumber(slot)
    case ColumnTarget.locale: locale = slot
    case ColumnTarget.bot: bot = slot
    default: try values.take(slot, for: target)
    }
  }

  private func takeNumber(_ slot: Slot) throws(RowFault) {
    let text = values.bytes(slot)
    if text.first == 0x23, CellReader.isError(text) {
      throw RowFault("'to': '\(shown(text))' is an error of the spreadsheet, and no phone number: mend it there")
    }
    let isCounted = setup.layout.asksCountry && !national.countries.isEmpty
    phone = try PhoneNumber.read(text, setup.layout.country) { if isCounted { national.add($0) } }
    let start = values.scratch.count
    // Nearly all numbers are written as their digits alone.
    if phone.traits.isEmpty {
      values.scratch.append(text)
    } else {
      values.scratch.append(decimal: phone.value)
    }
    number = start..<values.scratch.count
  }

  private func finish(line: Int, textLine: Int, _ source: Range<Int>, from mark: Int) throws(RowFault) {
    if number.isEmpty { throw RowFault("'to' is empty: every row needs a phone number") }
    if setup.readsNumbersAlone {
      let range = mark..<mark
      return list(line: line, textLine: textLine, source, from: mark, body: range, variant: 0)
    }
    let index = try variant()
    try values.settle()
    let variant = setup.program.variants[index]
    let id: [UInt8]
    if bot.count > 0 {
      id = try setup.bots.id(values.bytes(bot), variant: index)
    } else if let given = setup.bots.ids[index] {
      id = given
    } else {
      throw RowFault("no bot is known that would send: name it in 'bot', or with '--bot'")
    }
    let body = try id.withUnsafeBufferPointer { (id) throws(RowFault) in
      try writer.write(variant, bot: id, number: number, line: line)
    }
    list(line: line, textLine: textLine, source, from: mark, body: body, variant: index)
  }

  private func list(
    line: Int, textLine: Int, _ source: Range<Int>, from mark: Int, body: Range<Int>, variant: Int
  ) {
    guard listsRows else { return }
    filled.append(
      FilledRow(
        index: max(0, rows - 1), line: line, textLine: textLine, start: mark, bodyStart: body.lowerBound,
        bodyEnd: body.upperBound,
        number: phone.value, variant: variant, traits: phone.traits, source: source))
  }

  private func variant() throws(RowFault) -> Int {
    if locale.count == 0 {
      if let variant = setup.variant { return variant }
      throw RowFault("'locale' is empty, and the form has no base: it has \(setup.program.tags.quotedList())")
    }
    let written = values.bytes(locale)
    if !written.elementsEqual(lastLocale) {
      lastLocale = Array(written)
      lastVariant = setup.program.locales.variant(written)
    }
    if let lastVariant { return lastVariant }
    let tags = setup.program.tags
    throw RowFault(
      "the form has no locale '\(shown(written))': it has "
        + (tags.isEmpty ? "the base alone, which an empty cell selects" : tags.quotedList()))
  }
}

extension RowFiller {
  private func fillJSON(_ block: UnsafeBufferPointer<UInt8>, _ invalid: Int?) {
    var at = 0
    while at < block.count {
      let end = block[at...].firstIndex(of: 0x0A) ?? block.count
      let row = trimmedRange(block, at, end)
      let (start, line) = (at, lines)
      at = end + 1
      lines += end < block.count ? 1 : 0
      textLines = lines
      if row.isEmpty { continue }
      rows += 1
      if let invalid, invalid < end {
        _ = invalidText(invalid, from: start, line: line, textLine: line, block)
        return
      }
      let mark = out.count
      do throws(RowFault) {
        try fillObject(Array(block[row]), line: line, row, from: mark)
      } catch {
        out.count = mark
        guard reject(error, line: line, textLine: line, row, block) else { return }
      }
    }
  }

  private func fillObject(_ bytes: [UInt8], line: Int, _ source: Range<Int>, from mark: Int) throws(RowFault) {
    let document = JSONReader.read(bytes)
    if let fault = document.faults.first {
      if fault.offset >= bytes.count, bytes.first == 0x7B {
        throw RowFault("the object does not end on its line: write each one on a line of its own, as 'jq -c' does")
      }
      throw RowFault("the line is no JSON: \(fault.wording(in: bytes).message), at byte \(fault.offset + 1)")
    }
    guard let root = document.root, document[root].kind == .object else {
      throw RowFault("the line is no JSON object: each one is '{\"to\": \"…\", …}'")
    }
    begin()
    keys.begin()
    var taken: [Int] = []
    for member in document.members(of: root) {
      guard let value = document.value(ofMember: member), document[value].kind != .null else { continue }
      guard let field = try keys.field(document.string(of: member)) else { continue }
      if setup.readsNumbersAlone, field != "to" { continue }
      if let target = ColumnTarget.names[field] {
        try take(try text(document, value, field), target)
      } else if let node = setup.program.tables.node(field) {
        // An exact key may come behind a loose one for the same field, and wins.
        if values.isFilled(node), !taken.contains(node) {
          throw RowFault("'\(field)' is given twice, by itself and in the object around it: leave one out")
        }
        try values.assign(document, value, to: node, trims: true)
        taken.append(node)
      }
    }
    if !setup.readsNumbersAlone { try keys.end() }
    try finish(line: line, textLine: line, source, from: mark)
  }

  private func text(_ document: JSONDocument, _ value: Int, _ field: String) throws(RowFault) -> Slot {
    let kind = document[value].kind
    guard kind == .string || (kind == .number && field == "to") else {
      throw RowFault("'\(field)': found \(kind.name), expected a string")
    }
    let text = kind == .string ? document.bytes(of: value) : Array(document.written(value))
    let start = values.scratch.count
    values.scratch.append(text)
    let range = trimmedRange(values.scratch.bytes, start, start + text.count)
    return Slot(source: .scratch, start: range.lowerBound, count: range.count)
  }
}
