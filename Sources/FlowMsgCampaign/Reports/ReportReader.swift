import FlowMsgCSV
import FlowMsgJSON
import FlowMsgRows
import FlowMsgSend

/// Reads a report of a send again, to leave out whom it has as sent or in doubt. A file is a report by its whole header,
/// never by a column that happens to be called `state`.
struct ReportReader {
  private let format: Format

  private enum Format {
    case json
    case csv(delimiter: UInt8)
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
    if Self.jsonHeads.contains(where: { start.starts(with: $0) }) {
      format = .json
    } else if start.starts(with: Self.junitHead) {
      format = .junit
    } else if let delimiter = Self.csvDelimiter(start) {
      format = .csv(delimiter: delimiter)
    } else {
      return nil
    }
  }

  private static func csvDelimiter(_ start: [UInt8]) -> UInt8? {
    start.withUnsafeBufferPointer { bytes in
      guard let head = try? CSVHead(bytes) else { return nil }
      let names = head.names.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ",")
      return [SendReport.columns, earlierColumns].contains(names) ? head.delimiter : nil
    }
  }

  /// The people whom the report has as sent or in doubt.
  func people(_ file: any RecipientStore) throws(RowsFailure) -> NumberTable {
    var table = NumberTable(capacity: min(file.size / 64, 1 << 16))
    var (line, isRow) = (0, false)
    try Self.lines(file) { text throws(RowsFailure) in
      line += 1
      if text.isEmpty { return }
      switch format {
      case .csv(let delimiter):
        if line > 1, !text.starts(with: Array("sep=".utf8)) { try add(cells(text, delimiter), line, &table) }
      case .json:
        if isRow, text.first == 0x20, text.contains(0x7B) { try add(member(text), line, &table) }
        isRow = isRow || text.starts(with: Array("  \"rows\"".utf8))
      case .junit:
        if text.starts(with: Array("<testcase ".utf8)) { try add(testCase(text), line, &table) }
      }
    }
    return table
  }

  private func add(
    _ row: (number: String, state: String)?, _ line: Int, _ table: inout NumberTable
  ) throws(RowsFailure) {
    guard let row, let number = UInt64(row.number), number > 0 else {
      throw RowsFailure(
        "line \(line) of the report was changed, and cannot be read", help: "use the report as it was written")
    }
    if row.state == SendReport.word(.sent) || row.state == SendReport.word(.inDoubt) { _ = table.add(number, line: 0) }
  }

  private func cells(_ text: [UInt8], _ delimiter: UInt8) -> (String, String)? {
    if text.elementsEqual(Self.earlierColumns.utf8) || text.elementsEqual(SendReport.columns.utf8) { return ("1", "") }
    return text.withUnsafeBufferPointer { bytes in
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
    let state =
      line.contains("<error ") ? SendReport.word(.inDoubt) : line.contains("><") && !line.contains("></") ? "" : "sent"
    return (String(number), line.contains("<failure ") || line.contains("<skipped ") ? "" : state)
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
