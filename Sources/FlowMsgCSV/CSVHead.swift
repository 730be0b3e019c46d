/// What comes before the rows: how cells are separated, and the names of the columns.
package struct CSVHead: Sendable {
  /// What separates cells: `,`, `;` or tab.
  package let delimiter: UInt8
  /// The names of the columns, blanks around them removed, UTF-8.
  package let names: [[UInt8]]
  /// The cells that hold the names; empty where the names were given from outside.
  package let cells: [CSVCell]
  /// The bytes of the header without its line end.
  package let range: Range<Int>
  /// Where the first row begins, on which line of the text, and which row of the sheet that is: a line `sep=;` is none.
  package let rows: (offset: Int, line: Int, row: Int)

  /// Reads the head of a text; with `names` the text has no header of its own. The delimiter is the one under which `isMeant`
  /// says of the names that they are those of the columns; without it any are. Where it is known, it is given. With `mayLackNames`
  /// cells of the header may be blank, and rows of nothing but delimiters above it are passed over.
  package init(
    _ bytes: UnsafeBufferPointer<UInt8>, names given: [[UInt8]]? = nil, delimiter known: UInt8? = nil,
    mayLackNames: Bool = false, isMeant: ([[UInt8]]) -> Bool = { _ in true }
  ) throws(CSVFault) {
    let (top, first, separator) = Self.preamble(bytes, known)
    let (start, passed) = mayLackNames && given == nil ? Self.passingBlankRows(bytes, from: top) : (top, 0)
    let line = first + passed
    let delimiter =
      if let separator { separator } else {
        try CSVDelimiter.choose(bytes, from: start, line: line, count: given?.count, isMeant: isMeant)
          ?? Self.delimiter(of: bytes, from: start)
      }
    self.delimiter = delimiter
    var reader = CSVReader(delimiter: delimiter, at: start, line: line, row: 1 + passed)
    let record = CSVRecord()
    if let given {
      (names, cells, range, rows) = (given, [], start..<start, (start, line, 1))
      try Self.check(names, line: line)
      return
    }
    guard try reader.next(bytes, into: record) else { throw CSVFault(.noHeader, line: line) }
    cells = (0..<record.count).map { record[$0] }
    names = cells.map { trimmed($0.text(in: bytes)) }
    range = record.range
    rows = (reader.at, reader.line, reader.row)
    try Self.check(mayLackNames ? names.filter { !$0.isEmpty } : names, line: record.line)
  }

  /// The cells of the first row that has any, blanks around them removed, whether or not they could be a header; nil if there
  /// is none.
  package static func firstCells(_ bytes: UnsafeBufferPointer<UInt8>, delimiter known: UInt8? = nil) -> [[UInt8]]? {
    let (top, line, separator) = preamble(bytes, known)
    let (start, _) = passingBlankRows(bytes, from: top)
    let chosen = (try? CSVDelimiter.choose(bytes, from: start, line: line, count: nil) { _ in true }) ?? nil
    let delimiter = separator ?? chosen ?? delimiter(of: bytes, from: start)
    var reader = CSVReader(delimiter: delimiter, at: start, line: line)
    let record = CSVRecord()
    guard (try? reader.next(bytes, into: record)) == true else { return nil }
    return (0..<record.count).map { trimmed(record[$0].text(in: bytes)) }
  }

  private static func check(_ names: [[UInt8]], line: Int) throws(CSVFault) {
    var seen: Set<[UInt8]> = []
    for (index, name) in names.enumerated() {
      if name.isEmpty { throw CSVFault(.emptyName(column: index + 1), line: line) }
      guard seen.insert(name).inserted else {
        throw CSVFault(.repeatedName(String(decoding: name, as: UTF8.self)), line: line)
      }
    }
  }

  /// Passes a byte-order mark and, where the separator is not known, a line `sep=;`, which some spreadsheets write.
  private static func preamble(
    _ bytes: UnsafeBufferPointer<UInt8>, _ known: UInt8?
  ) -> (start: Int, line: Int, separator: UInt8?) {
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if known != nil { return (at, 1, known) }
    guard bytes.count >= at + 5, isSeparatorLine(bytes[at..<at + 4]), isDelimiter(bytes[at + 4]) else {
      return (at, 1, nil)
    }
    let separator = bytes[at + 4]
    at += 5
    guard at < bytes.count else { return (at, 1, separator) }
    if bytes[at] == 0x0D, at + 1 < bytes.count, bytes[at + 1] == 0x0A { return (at + 2, 2, separator) }
    // Anything else in the line means that it is a header whose first name begins so.
    return bytes[at] == 0x0A || bytes[at] == 0x0D ? (at + 1, 2, separator) : (at - 5, 1, nil)
  }

  /// Passes lines of nothing but delimiters and blanks; empty lines are no rows of CSV anyway.
  private static func passingBlankRows(_ bytes: UnsafeBufferPointer<UInt8>, from top: Int) -> (start: Int, count: Int) {
    var (start, at, count) = (top, top, 0)
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x09, 0x2C, 0x3B: at += 1
      case 0x0A, 0x0D:
        at += bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A ? 2 : 1
        (start, count) = (at, count + 1)
      default: return (start, count)
      }
    }
    // Where there is nothing else, the first of them is what there is of a header.
    return (top, 0)
  }

  private static func isSeparatorLine(_ start: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    start.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }.elementsEqual("sep=".utf8)
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool { byte == 0x2C || byte == 0x3B || byte == 0x09 }

  /// The delimiter that the first line with anything in it has most often outside quotes; of none and of equals the comma.
  private static func delimiter(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt8 {
    var counts: (comma: Int, semicolon: Int, tab: Int) = (0, 0, 0)
    var isQuoted = false
    var isBlank = true
    for byte in bytes[start...] {
      if !isQuoted, byte == 0x0A || byte == 0x0D {
        if isBlank { continue } else { break }
      }
      isBlank = false
      if byte == 0x22 { isQuoted.toggle() }
      if isQuoted { continue }
      counts.comma += byte == 0x2C ? 1 : 0
      counts.semicolon += byte == 0x3B ? 1 : 0
      counts.tab += byte == 0x09 ? 1 : 0
    }
    if counts.semicolon > max(counts.comma, counts.tab) { return 0x3B }
    return counts.tab > counts.comma ? 0x09 : 0x2C
  }
}

/// `bytes` without spaces, tabs and no-break spaces around them.
package func trimmed(_ bytes: [UInt8]) -> [UInt8] {
  bytes.withUnsafeBufferPointer { Array($0[trimmedRange($0, 0, $0.count)]) }
}

/// The bytes from `start` to `end` without spaces, tabs, line ends and no-break spaces around them.
package func trimmedRange(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Range<Int> {
  var (start, end) = (start, end)
  while start < end {
    if isBlank(bytes[start]) {
      start &+= 1
    } else if bytes[start] == 0xC2, start &+ 1 < end, bytes[start &+ 1] == 0xA0 {
      start &+= 2
    } else {
      break
    }
  }
  while end > start {
    if isBlank(bytes[end &- 1]) {
      end &-= 1
    } else if bytes[end &- 1] == 0xA0, end &- 1 > start, bytes[end &- 2] == 0xC2 {
      end &-= 2
    } else {
      break
    }
  }
  return start..<end
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 2 || byte == 0x0D }
