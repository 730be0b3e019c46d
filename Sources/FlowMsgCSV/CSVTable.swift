/// A whole CSV text: its columns and rows, each cell by its bytes in the text.
package struct CSVTable: Sendable {
  /// A row.
  package struct Row: Sendable {
    /// The cells, as many as there are columns; untrimmed.
    package var cells: [CSVCell]
    /// The line of the text on which it starts, from 1.
    package var line: Int
  }

  /// The bytes that were read.
  package let source: [UInt8]
  /// What comes before the rows.
  package let head: CSVHead
  /// The rows, in order; not blank ones behind the last.
  package let rows: [Row]

  /// Reads a text with a header, in which every row has as many cells as the header.
  package init(_ source: [UInt8]) throws(CSVFault) {
    let (table, faults) = try Self.read(source)
    if let first = faults.first { throw first }
    self = table
  }

  /// Reads a text with a header, and tells of every row that has another number of cells, which the table then lacks, up
  /// to a fault that ends the reading. Throws what is wrong with the header.
  package static func read(_ source: [UInt8]) throws(CSVFault) -> (table: CSVTable, faults: [CSVFault]) {
    try source.withUnsafeBufferPointer { (bytes) throws(CSVFault) in
      let head = try CSVHead(bytes)
      let (rows, faults) = rows(bytes, head)
      return (CSVTable(source: source, head: head, rows: rows), faults)
    }
  }

  private init(source: [UInt8], head: CSVHead, rows: [Row]) {
    (self.source, self.head, self.rows) = (source, head, rows)
  }

  private static func rows(_ bytes: UnsafeBufferPointer<UInt8>, _ head: CSVHead) -> ([Row], [CSVFault]) {
    var reader = CSVReader(delimiter: head.delimiter, at: head.rows.offset, line: head.rows.line)
    let record = CSVRecord()
    var rows: [Row] = []
    var faults: [CSVFault] = []
    // Rows without anything in them may follow the last one, as spreadsheets save them, and do not count then.
    var (kept, keptFaults) = (0, 0)
    do throws(CSVFault) {
      while try reader.next(bytes, into: record) {
        defer { if !isBlank(record, bytes) { (kept, keptFaults) = (rows.count, faults.count) } }
        if record.count == head.names.count {
          rows.append(Row(cells: (0..<record.count).map { record[$0] }, line: record.line))
        } else {
          faults.append(CSVFault(.wrongCount(found: record.count, expected: head.names.count), line: record.line))
        }
      }
      rows.removeSubrange(kept...)
      faults.removeSubrange(keptFaults...)
    } catch {
      faults.append(error)
    }
    return (rows, faults)
  }

  /// Whether no cell of a record has anything but blanks.
  private static func isBlank(_ record: CSVRecord, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    (0..<record.count).allSatisfy {
      trimmedRange(bytes, record[$0].start, max(record[$0].start, record[$0].end)).isEmpty
    }
  }

  /// The text of a cell, untrimmed, doubled quotes read as one.
  package func text(_ cell: CSVCell) -> [UInt8] {
    source.withUnsafeBufferPointer { cell.text(in: $0) }
  }
}
