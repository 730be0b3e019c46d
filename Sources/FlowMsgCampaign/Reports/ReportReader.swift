import FlowMsgCSV
import FlowMsgJSON
import FlowMsgRows
import FlowMsgSend

/// Reads a report of a send again, to leave out whom it has as sent or in doubt. A file is a report by its whole header,
/// never by a column that happens to be called `state`.
///
/// A report that was cut or changed is refused: it would leave out fewer people than were reached.
struct ReportReader {
  private let format: Format

  private enum Format {
    case json
    /// Rows begin on a line, counted from 1.
    case csv(delimiter: UInt8, firstLine: Int)
    case junit
  }

  /// The columns that reports had before they had a time.
  private static let earlierColumns = "line,to,state,status,code,field,reason"
  private static let jsonHeads = [true, false].map { isComplete in
    Array("{\n  \"version\": \(SendReport.version),\n  \"complete\": \(isComplete),\n  \"summary\": {\"sent\":".utf8)
  }
  private static let junitHead = Array(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n<testsuite name=\"flowmsg send\"".utf8)

  /// The reader of a report that begins with `start`; nil if that is no report.
  init?(_ start: [UInt8]) {
    let lines = start.prefix(1024).filter { $0 != 0x0D }
    if Self.jsonHeads.contains(where: { lines.starts(with: $0) }) {
      format = .json
    } else if lines.starts(with: Self.junitHead) {
      format = .junit
    } else if let head = Self.csvHead(start) {
      format = .csv(delimiter: head.delimiter, firstLine: head.rows.line)
    } else {
      return nil
    }
  }

  private static func csvHead(_ start: [UInt8]) -> CSVHead? {
    start.withUnsafeBufferPointer { bytes in
      guard let head = try? CSVHead(bytes) else { return nil }
      let names = head.names.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ",")
      return [SendReport.columns, earlierColumns].contains(names) ? head : nil
    }
  }

  /// What was read so far.
  private struct Reading {
    var table: NumberTable
    var line = 0
    var rows = 0
    /// How many rows the report says it has; nil where it does not say.
    var expected: Int?
    var isEnded = false
  }

  /// The people whom the report has as sent or in doubt.
  func people(_ file: any RecipientStore) throws(RowsFailure) -> NumberTable {
    var reading = Reading(table: NumberTable(capacity: min(file.size / 64, 1 << 16)))
    try Self.lines(file) { text throws(RowsFailure) in
      reading.line += 1
      switch format {
      case .csv(let delimiter, let first):
        if reading.line >= first, !text.isEmpty { try add(cells(text, delimiter), &reading) }
        reading.isEnded = true
      case .json: try takeJSON(text, &reading)
      case .junit: try takeJUnit(text, &reading)
      }
    }
    guard reading.isEnded, reading.expected ?? reading.rows == reading.rows else {
      throw RowsFailure(
        "the report was cut or changed: it has \(Count.of(reading.rows, "row"))"
          + (reading.expected.map { " and says that there are \(Count.grouped($0))" } ?? ""),
        help: "use the report as it was written, or the journal of that send")
    }
    return reading.table
  }

  private func takeJSON(_ text: [UInt8], _ reading: inout Reading) throws(RowsFailure) {
    if text.starts(with: Array("  \"summary\"".utf8)) { reading.expected = Self.numbers(text[...]).reduce(0, &+) }
    if text.starts(with: Array("    {".utf8)) { try add(member(text), &reading) }
    if text.elementsEqual("}".utf8) { reading.isEnded = true }
  }

  private func takeJUnit(_ text: [UInt8], _ reading: inout Reading) throws(RowsFailure) {
    if text.starts(with: Array("<testsuite ".utf8)), let place = text.firstRange(of: Array(" tests=\"".utf8)) {
      reading.expected = Self.numbers(text[place.upperBound...]).first
    }
    if text.starts(with: Array("<testcase ".utf8)) { try add(testCase(text), &reading) }
    if text.elementsEqual("</testsuites>".utf8) { reading.isEnded = true }
  }

  /// The numbers in a line.
  private static func numbers(_ text: ArraySlice<UInt8>) -> [Int] {
    text.split { $0 &- 0x30 > 9 }.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
  }

  private func add(_ row: (number: String, state: String)?, _ reading: inout Reading) throws(RowsFailure) {
    guard let row, let number = UInt64(row.number), number > 0 else { throw Self.changed(reading.line) }
    switch row.state {
    case SendReport.word(.sent), SendReport.word(.inDoubt): _ = reading.table.add(number, line: 0)
    case SendReport.word(.refused), SendReport.word(.pending): break
    default: throw Self.changed(reading.line)
    }
    reading.rows += 1
  }

  private static func changed(_ line: Int) -> RowsFailure {
    RowsFailure(
      "line \(line) of the report was changed, and cannot be read",
      help: "use the report as it was written, or the journal of that send")
  }

  private func cells(_ text: [UInt8], _ delimiter: UInt8) -> (String, String)? {
    text.withUnsafeBufferPointer { bytes in
      var reader = CSVReader(delimiter: delimiter)
      let record = CSVRecord()
      guard (try? reader.next(bytes, into: record)) == true, record.count > 2 else { return nil }
      let cell = { (index: Int) in String(decoding: trimmed(record[index].text(in: bytes)), as: UTF8.self) }
      return (cell(1), cell(2))
    }
  }

  private func member(_ text: [UInt8]) -> (String, String)? {
    let row = trimmed(text).last == 0x2C ? Array(trimmed(text).dropLast()) : trimmed(text)
    let document = JSONReader.read(row)
    guard document.faults.isEmpty, let root = document.root, document[root].kind == .object,
      let number = document.value("to", of: root).flatMap({ document.stringValue($0) }),
      let state = document.value("state", of: root).flatMap({ document.stringValue($0) })
    else { return nil }
    return (number, state)
  }

  private func testCase(_ text: [UInt8]) -> (String, String)? {
    let line = String(decoding: text, as: UTF8.self)
    guard let name = line.firstRange(of: " name=\""), line.hasSuffix("</testcase>") else { return nil }
    let number = line[name.upperBound...].prefix { $0 != "\"" }
    let kinds: [(String, RowState.Kind)] = [("<failure ", .refused), ("<error ", .inDoubt), ("<skipped ", .pending)]
    let state = kinds.first { line.contains($0.0) }?.1 ?? (line.hasSuffix("\"></testcase>") ? .sent : .excluded)
    return (String(number), state == .excluded ? "" : SendReport.word(state))
  }

  /// Gives each line to `take`, without its line end.
  private static func lines(
    _ file: any RecipientStore, _ take: ([UInt8]) throws(RowsFailure) -> Void
  ) throws(RowsFailure) {
    let reader = file.reader()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { buffer.deallocate() }
    var rest: [UInt8] = []
    while true {
      let got: Int
      do throws(StoreFailure) { got = try reader.read(into: buffer) } catch { throw RowsFailure(error.reason) }
      if got == 0 { break }
      for byte in buffer[..<got] {
        guard byte == 0x0A else {
          if byte != 0x0D { rest.append(byte) }
          continue
        }
        try take(rest)
        rest.removeAll(keepingCapacity: true)
      }
      guard rest.count < 1 << 20 else { throw RowsFailure("a line of the report has more than 1 MiB") }
    }
    try take(rest)
  }
}
