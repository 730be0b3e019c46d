/// Writes the values of cells, and notes what is shown as something else.
struct CellWriter: ~Copyable {
  var records: CSVRecords
  private let styles: Styles
  private let strings: SharedStrings
  private let dates: DateText
  private var noted: [Int: FormattedNumbers] = [:]

  init(width: Int, _ styles: Styles, _ strings: SharedStrings, _ dates: DateText) {
    records = CSVRecords(width: width)
    self.styles = styles
    self.strings = strings
    self.dates = dates
  }

  /// What was noted, by columns.
  var formattedNumbers: [FormattedNumbers] {
    noted.values.sorted { $0.column < $1.column }
  }

  /// Writes the value of the current cell, which has one.
  @inline(__always)
  mutating func write(_ scanner: borrowing SheetScanner) throws(WorkbookFailure) {
    records.go(to: scanner.column)
    switch scanner.kind {
    case .shared: records.append(try strings.text(of: scanner))
    case .number: try writeNumber(scanner)
    case .text, .error: records.append(scanner.value.elements)
    case .boolean: try writeBoolean(scanner)
    case .date:
      let start = records.bytes.count
      ISODate.append(scanner.value.elements, to: &records.bytes)
      records.quote(from: start)
    }
  }

  private mutating func writeBoolean(_ scanner: borrowing SheetScanner) throws(WorkbookFailure) {
    switch scanner.value.text() {
    case "1", "true": records.bytes.append("true")
    case "0", "false": records.bytes.append("false")
    case let other: throw scanner.fault("cell \(scanner.cell) is a boolean '\(ShownName.of(other))', expected 0 or 1")
    }
  }

  private mutating func writeNumber(_ scanner: borrowing SheetScanner) throws(WorkbookFailure) {
    let format = styles.format(scanner.style)
    if format.kind == .plain, records.bytes.appendWhole(scanner.value.elements) { return }
    guard let number = Decimal(scanner.value.elements) else {
      throw scanner.fault("cell \(scanner.cell) is a number '\(ShownName.of(scanner.value.text()))', which is none")
    }
    if format.kind == .date || format.kind == .elapsed {
      let isElapsed = format.kind == .elapsed
      let isDate = dates.append(
        number.double, isElapsed: isElapsed, hasClock: format.hasClock, to: &records.bytes)
      if isDate { return }
    }
    let start = records.bytes.count
    records.bytes.append(number)
    if format.changes(number) { note(number, from: start, scanner) }
  }

  private mutating func note(_ number: Decimal, from start: Int, _ scanner: borrowing SheetScanner) {
    if noted[scanner.column] != nil {
      noted[scanner.column]?.count &+= 1
      return
    }
    let code = styles.code(scanner.style)
    noted[scanner.column] = FormattedNumbers(
      column: scanner.column, count: 1, firstRow: scanner.row, given: records.bytes.text(from: start),
      shown: NumberDisplay.shown(number, code: code), format: code)
  }
}
