/// The second reading of a sheet, which writes its records.
struct SheetPass: ~Copyable {
  private var scanner: SheetScanner
  private var writer: CellWriter
  private let extras: SheetExtras
  private let strings: SharedStrings
  private var notes: SheetNotes

  init(
    _ scanner: consuming SheetScanner, _ writer: consuming CellWriter, _ extras: SheetExtras,
    _ strings: SharedStrings, _ notes: SheetNotes
  ) {
    self.scanner = scanner
    self.writer = writer
    self.extras = extras
    self.strings = strings
    self.notes = notes
  }

  /// Reads all cells, gives the bytes of all records to `emit`, and returns the notes.
  mutating func run(_ emit: (UnsafeRawBufferPointer) throws -> Void) throws(WorkbookFailure) -> SheetNotes {
    loop: while true {
      switch try scanner.next() {
      case .row: break
      case .cell: try takeCell(emit)
      case .finished: break loop
      }
    }
    guard writer.records.row == notes.rows else { throw SheetPass.changed }
    writer.records.close()
    try flush(emit)
    notes.formattedNumbers = writer.formattedNumbers
    return notes
  }

  @inline(__always)
  private mutating func takeCell(_ emit: (UnsafeRawBufferPointer) throws -> Void) throws(WorkbookFailure) {
    guard try SheetExtent.hasContent(scanner, strings) else { return }
    guard scanner.row <= notes.rows, scanner.column <= notes.columns else { throw SheetPass.changed }
    if writer.records.row < scanner.row { try goToRow(emit) }
    try writer.write(scanner)
    if writer.records.isFull { try flush(emit) }
  }

  /// Ends the records before the current row, and opens its own.
  private mutating func goToRow(_ emit: (UnsafeRawBufferPointer) throws -> Void) throws(WorkbookFailure) {
    while writer.records.row < scanner.row {
      writer.records.close()
      writer.records.open()
      if writer.records.isFull { try flush(emit) }
    }
    if scanner.isHidden, extras.isFiltered(scanner.row) {
      notes.filteredRows &+= 1
    } else if scanner.isHidden {
      notes.hiddenRows &+= 1
    }
  }

  private mutating func flush(_ emit: (UnsafeRawBufferPointer) throws -> Void) throws(WorkbookFailure) {
    guard writer.records.bytes.count > 0 else { return }
    do {
      try emit(UnsafeRawBufferPointer(writer.records.bytes.elements))
    } catch let failure as WorkbookFailure {
      throw failure
    } catch {
      throw WorkbookFailure("the CSV cannot be written: \(error)")
    }
    writer.records.bytes.truncate(to: 0)
  }

  private static let changed = WorkbookFailure("the workbook changed while it was read")
}
