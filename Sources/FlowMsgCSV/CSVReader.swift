/// Reads records of CSV as RFC 4180 has it, from memory that need hold no more than whole records.
///
///     file    ::= record (eol record)* eol?
///     record  ::= cell (delimiter cell)*
///     cell    ::= '"' (any but '"' | '""')* '"' | (any but '"', delimiter, CR, LF)*
///     eol     ::= CR LF | LF | CR
///
/// Beyond the RFC a line may end in LF or CR alone, the delimiter may be `;` or tab, and empty lines are passed over.
package struct CSVReader: Sendable {
  /// What separates cells.
  package let delimiter: UInt8
  /// Where the next record is looked for.
  package var at: Int
  /// The line of the text on which `at` is, from 1.
  package var line: Int
  /// The row of the sheet at `at`, from 1: a record is one, however many lines its cells have, and so is an empty line.
  package var row: Int
  /// A bit for each byte that ends a plain cell or may not be in it; all of them are below 64.
  private let stops: UInt64

  /// A reader that starts at `offset`, which is on `line`, the sheet's `row`.
  package init(delimiter: UInt8, at offset: Int = 0, line: Int = 1, row: Int? = nil) {
    self.delimiter = delimiter
    at = offset
    self.line = line
    self.row = row ?? line
    stops = [0x00, 0x0A, 0x0D, 0x22, delimiter & 63].reduce(0) { $0 | 1 << UInt64($1) }
  }

  /// Passes empty lines, and says whether a record begins behind them.
  package mutating func reachesRecord(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    while at < bytes.count, bytes[at] == 0x0A || bytes[at] == 0x0D {
      endLine(bytes)
      row &+= 1
    }
    return at < bytes.count
  }

  /// Reads the next record; false at the end. Empty lines are passed over.
  package mutating func next(
    _ bytes: UnsafeBufferPointer<UInt8>, into record: CSVRecord
  ) throws(CSVFault) -> Bool {
    guard reachesRecord(bytes) else { return false }
    record.removeAll()
    (record.line, record.row) = (line, row)
    let start = at
    while true {
      record.append(try cell(bytes))
      guard at < bytes.count, bytes[at] == delimiter else { break }
      at &+= 1
    }
    record.range = start..<at
    if at < bytes.count { endLine(bytes) }
    row &+= 1
    return true
  }

  /// Passes a line end, of one byte or two.
  private mutating func endLine(_ bytes: UnsafeBufferPointer<UInt8>) {
    let isPair = bytes[at] == 0x0D && at &+ 1 < bytes.count && bytes[at &+ 1] == 0x0A
    at &+= isPair ? 2 : 1
    line &+= 1
  }

  /// Reads a cell up to the delimiter, the line end or the end of the text.
  private mutating func cell(_ bytes: UnsafeBufferPointer<UInt8>) throws(CSVFault) -> CSVCell {
    if at < bytes.count, bytes[at] == 0x22 { return try quoted(bytes) }
    let start = at
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 64, stops >> UInt64(byte) & 1 == 1 {
        if byte == 0x22 { throw CSVFault(.strayQuote, line: line) }
        if byte == 0 { throw CSVFault(.nul, line: line) }
        break
      }
      at &+= 1
    }
    return CSVCell(start, at)
  }

  private mutating func quoted(_ bytes: UnsafeBufferPointer<UInt8>) throws(CSVFault) -> CSVCell {
    let opening = line
    at &+= 1
    let start = at
    var isEscaped = false
    while at < bytes.count {
      switch bytes[at] {
      case 0x22 where at &+ 1 < bytes.count && bytes[at &+ 1] == 0x22:
        isEscaped = true
        at &+= 2
      case 0x22: return try closed(CSVCell(start, at, isEscaped: isEscaped), bytes)
      case 0x0A, 0x0D: endLine(bytes)
      case 0: throw CSVFault(.nul, line: line)
      default: at &+= 1
      }
    }
    throw CSVFault(.unclosedQuote, line: opening)
  }

  /// Passes the closing quote, after which the cell must have ended.
  private mutating func closed(
    _ cell: CSVCell, _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(CSVFault) -> CSVCell {
    at &+= 1
    guard at < bytes.count else { return cell }
    let byte = bytes[at]
    guard byte == delimiter || byte == 0x0A || byte == 0x0D else { throw CSVFault(.textAfterQuote, line: line) }
    return cell
  }
}
