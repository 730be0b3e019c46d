/// A whole CSV text: its columns and rows, each cell by its bytes in the text.
package struct CSVTable: Sendable {
  /// A row.
  package struct Row: Sendable {
    /// The cells, as many as there are columns; untrimmed.
    package var cells: [CSVCell]
    /// The line on which it starts, from 1.
    package var line: Int
  }

  /// The bytes that were read.
  package let source: [UInt8]
  /// What stands before the rows.
  package let head: CSVHead
  /// The rows, in order.
  package let rows: [Row]

  /// Reads a text with a header, in which every row has as many cells as the header.
  package init(_ source: [UInt8]) throws(CSVFault) {
    self.source = source
    (head, rows) = try source.withUnsafeBufferPointer { (bytes) throws(CSVFault) in
      let head = try CSVHead(bytes)
      return (head, try Self.rows(bytes, head))
    }
  }

  private static func rows(_ bytes: UnsafeBufferPointer<UInt8>, _ head: CSVHead) throws(CSVFault) -> [Row] {
    var reader = CSVReader(delimiter: head.delimiter, at: head.rows.offset, line: head.rows.line)
    let record = CSVRecord()
    var rows: [Row] = []
    while try reader.next(bytes, into: record) {
      guard record.count == head.names.count else {
        throw CSVFault(.wrongCount(found: record.count, expected: head.names.count), line: record.line)
      }
      rows.append(Row(cells: (0..<record.count).map { record[$0] }, line: record.line))
    }
    return rows
  }

  /// The text of a cell, untrimmed, doubled quotes read as one.
  package func text(_ cell: CSVCell) -> [UInt8] {
    source.withUnsafeBufferPointer { cell.text(in: $0) }
  }
}
