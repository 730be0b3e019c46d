/// A cell: the bytes between its delimiters, or between its quotes.
package struct CSVCell: BitwiseCopyable, Sendable {
  /// The first byte.
  package var start: Int
  /// The byte after the last.
  package var end: Int
  /// Whether quotes in it are doubled, so that its text differs from its bytes.
  package var isEscaped: Bool

  /// The bytes from `start` up to `end`.
  package init(_ start: Int, _ end: Int, isEscaped: Bool = false) {
    self.start = start
    self.end = end
    self.isEscaped = isEscaped
  }

  /// Its bytes in the text.
  package var range: Range<Int> { start..<max(start, end) }

  /// Appends its text, doubled quotes read as one.
  package func append(from bytes: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
    guard isEscaped else { return text.append(contentsOf: bytes[range]) }
    var at = start
    while at < end {
      text.append(bytes[at])
      // The reader took only doubled quotes into the cell.
      at += bytes[at] == 0x22 ? 2 : 1
    }
  }

  /// Its text, doubled quotes read as one.
  package func text(in bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    append(from: bytes, to: &text)
    return text
  }
}

/// The cells of one record, in memory that the next record uses again.
package final class CSVRecord {
  /// The cells; the first `count` are filled.
  @exclusivity(unchecked) package private(set) var cells: UnsafeMutablePointer<CSVCell>
  /// How many cells there are.
  @exclusivity(unchecked) package private(set) var count = 0
  /// The bytes of the record, without its line end.
  @exclusivity(unchecked) package var range = 0..<0
  /// The line of the text on which it starts, from 1.
  @exclusivity(unchecked) package var line = 0
  /// Its row of the sheet, from 1.
  @exclusivity(unchecked) package var row = 0
  @exclusivity(unchecked) private var capacity = 32

  /// An empty record.
  package init() { cells = .allocate(capacity: capacity) }

  deinit { cells.deallocate() }

  /// The cell at `index`, below `count`.
  package subscript(index: Int) -> CSVCell { cells[index] }

  func removeAll() { count = 0 }

  func append(_ cell: CSVCell) {
    if count == capacity { grow() }
    cells[count] = cell
    count &+= 1
  }

  private func grow() {
    let next = UnsafeMutablePointer<CSVCell>.allocate(capacity: capacity * 2)
    next.update(from: cells, count: count)
    cells.deallocate()
    (cells, capacity) = (next, capacity * 2)
  }
}
