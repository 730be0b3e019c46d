import FlowMsgCSV
import FlowMsgJSON

/// Rows that go back to whom they came from: as they were written, each with a reason as its last cell or member, so that
/// what comes back can be corrected and sent.
///
/// A reason from an earlier time is replaced. The column is called `reason`, or `flowmsg reason` where a column of that
/// name is already there for something else. Where an earlier time made the column, a row that has not as many cells as
/// the header comes back as it is: with one cell more it could have as many, and be taken for somebody else's.
package struct ReturnedRows: Sendable {
  /// What the file begins with: byte-order mark, `sep=` and header.
  package let head: [UInt8]
  /// The names of the columns, for `--header`; nil where the text has a header of its own, or none is needed.
  package let header: [String]?
  private let delimiter: UInt8?
  private let lineEnd: [UInt8]
  /// What the column or member is called.
  private let name: String
  /// How many cells a row has of which the last is an earlier reason; nil if none has.
  private let earlierCount: Int?

  private static let names = ["reason", "flowmsg reason"]
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Rows of JSON, one a line.
  ///
  /// - Parameters:
  ///   - hasMark: whether the text begins with a byte-order mark.
  ///   - isField: whether a name is one of the message's.
  init(lines hasMark: Bool, isField: (String) -> Bool) {
    (head, header, delimiter, lineEnd) = (hasMark ? Self.mark : [], nil, nil, [0x0A])
    (name, earlierCount) = (Self.names.first { !isField($0) } ?? Self.names[1], nil)
  }

  /// Rows of CSV with this head; those of a sheet end as spreadsheets write them.
  init(
    _ head: CSVHead, _ bytes: UnsafeBufferPointer<UInt8>, isSheet: Bool, isField: (String) -> Bool
  ) {
    let columns = head.names.map { String(decoding: $0, as: UTF8.self) }
    let isEarlier = columns.last.map { Self.names.contains($0) && !isField($0) } ?? false
    name =
      isEarlier ? columns.last ?? "" : Self.names.first { !columns.contains($0) && !isField($0) } ?? "flowmsg reason 2"
    (delimiter, earlierCount) = (head.delimiter, isEarlier ? columns.count : nil)
    let end = bytes[min(head.range.upperBound, bytes.count)...]
    lineEnd = isSheet || end.starts(with: [0x0D, 0x0A]) ? [0x0D, 0x0A] : [0x0A]
    let start = Array(bytes[..<min(head.range.upperBound, bytes.count)])
    let given = head.cells.isEmpty
    header = given ? (isEarlier ? columns : columns + [name]) : nil
    // A line of names that were given from outside is not in the text, and stays out of it.
    self.head =
      given || isEarlier ? start + (given ? [] : lineEnd) : start + [head.delimiter] + Array(name.utf8) + lineEnd
  }

  /// Appends a row, given without its line end, with the reason why it comes back.
  package func append(_ row: some Collection<UInt8>, reason: String, to bytes: inout [UInt8]) {
    let row = Array(row)
    bytes += delimiter.map { cells(row, reason, $0) } ?? object(row, reason)
    bytes += lineEnd
  }

  private func cells(_ row: [UInt8], _ reason: String, _ delimiter: UInt8) -> [UInt8] {
    guard let earlierCount else { return row + [delimiter] + Self.quoted(reason) }
    guard let start = Self.lastCell(of: row, count: earlierCount, delimiter) else { return row }
    return row[..<start] + Self.quoted(reason)
  }

  /// Where the last cell of a row begins, if it has `count` of them.
  private static func lastCell(of row: [UInt8], count: Int, _ delimiter: UInt8) -> Int? {
    row.withUnsafeBufferPointer { bytes in
      var reader = CSVReader(delimiter: delimiter)
      let record = CSVRecord()
      guard (try? reader.next(bytes, into: record)) == true, record.count == count, count > 1 else { return nil }
      let before = record[count - 2].end
      return bytes[min(before, bytes.count)...].firstIndex(of: delimiter).map { $0 + 1 }
    }
  }

  /// The reason as a cell, which no spreadsheet takes for a formula.
  private static func quoted(_ reason: String) -> [UInt8] {
    let text = Array(reason.utf8)
    let isFormula = text.first.map { [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains($0) } ?? false
    return [0x22] + (isFormula ? [0x27] : []) + text.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
  }

  /// A line of JSON with the reason as its last member; one that is no object stays as it was.
  private func object(_ row: [UInt8], _ reason: String) -> [UInt8] {
    let document = JSONReader.read(row)
    guard document.syntaxFault == nil, let root = document.root, document[root].kind == .object else { return row }
    let members = Array(document.members(of: root))
    let known = members.map { document.string(of: $0) }
    let name = known.dropLast().contains(name) ? Self.names[1] : name
    let isEarlier = known.last == name
    let kept = isEarlier ? members.dropLast() : members[...]
    let end = kept.last.flatMap { document.value(ofMember: $0) }.map { Int(document[$0].end) }
    let start = end.map { Array(row[..<min($0, row.count)]) + [UInt8(0x2C)] } ?? [UInt8(0x7B)]
    let member = JSONValue.object([.init(name, .string(reason))]).bytes(.compact)
    return start + member.dropFirst()
  }
}
