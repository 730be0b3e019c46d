/// Records of CSV that all have the same number of cells, as they come to be written.
struct CSVRecords: ~Copyable {
  /// What is written and not given away yet.
  var bytes: GrowingBuffer<UInt8>
  /// How many cells every record has.
  let width: Int
  /// The record that is open, from 1, or the last one that was ended.
  private(set) var row = 0
  /// How many cells of it have been begun; the delimiters between them are written.
  private var column = 0
  private var isOpen = false

  static let delimiter: UInt8 = 0x3B
  /// How many bytes are given away at once.
  static let blockSize = 256 << 10
  /// The bytes for which a cell is put in quotes; all of them are below 64.
  private static let stops: UInt64 = 1 << 0x0A | 1 << 0x0D | 1 << 0x22 | 1 << 0x3B

  init(width: Int) {
    self.width = width
    bytes = GrowingBuffer(capacity: 2 * CSVRecords.blockSize)
  }

  /// Whether there is enough to be given away.
  var isFull: Bool { bytes.count >= CSVRecords.blockSize }

  /// Begins the next record.
  mutating func open() {
    row &+= 1
    column = 0
    isOpen = true
  }

  /// Ends the record that is open, if there is one.
  mutating func close() {
    guard isOpen else { return }
    // An empty line would be no record; a single cell that is empty is one in quotes.
    if width == 1, column == 0 { bytes.append("\"\"") }
    for _ in max(column, 1)..<max(width, column, 1) { bytes.append(CSVRecords.delimiter) }
    bytes.append(0x0A as UInt8)
    isOpen = false
  }

  /// Goes to a cell of the record, which is behind those before it.
  @inline(__always)
  mutating func go(to next: Int) {
    for _ in max(column, 1)..<max(next, column, 1) { bytes.append(CSVRecords.delimiter) }
    column = next
  }

  /// Appends the text of a cell, in quotes where it needs them.
  @inline(__always)
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    for byte in text where byte < 64 && CSVRecords.stops >> UInt64(byte) & 1 == 1 { return appendQuoted(text) }
    if CSVRecords.isPunctuatedNumber(text) { return appendQuoted(text) }
    bytes.append(text)
  }

  /// Whether a text is digits with a comma or point among them: in quotes it stays apart from a number, of which a point is
  /// known to be before decimals.
  private static func isPunctuatedNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let last = text.last, last &- 0x30 < 10 else { return false }
    var isPunctuated = false
    for byte in text {
      if byte == 0x2C || byte == 0x2E { isPunctuated = true } else if byte &- 0x30 >= 10, byte != 0x2D { return false }
    }
    return isPunctuated
  }

  private mutating func appendQuoted(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(0x22 as UInt8)
    for byte in text {
      if byte == 0x22 { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(0x22 as UInt8)
  }

  /// Puts what is from `start` on in quotes if it needs them.
  mutating func quote(from start: Int) {
    let text = bytes.elements.dropFirst(start)
    guard text.contains(where: { $0 < 64 && CSVRecords.stops >> UInt64($0) & 1 == 1 }) else { return }
    let copy = Array(text)
    bytes.truncate(to: start)
    copy.withUnsafeBufferPointer { appendQuoted($0) }
  }
}
