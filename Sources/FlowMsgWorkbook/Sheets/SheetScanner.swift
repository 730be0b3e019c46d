import FlowMsgCSV

/// Reads the rows and cells of a sheet in order, and what comes after them.
struct SheetScanner: ~Copyable {
  /// What was read.
  enum Step {
    /// A row has begun: see `row` and `isHidden`.
    case row
    /// A cell: see `column`, `style`, `kind` and `value`.
    case cell
    case finished
  }

  /// What the value of a cell is.
  enum Kind {
    case number, shared, text, boolean, error, date
  }

  /// The most bytes of a cell's text.
  static let textLimit = 16 << 20

  private(set) var reader: XMLReader
  /// The current row and column, from 1.
  private(set) var row = 0
  private(set) var column = 0
  /// Whether the row is hidden.
  private(set) var isHidden = false
  private(set) var style = 0
  private(set) var kind = Kind.number
  /// The cell's value as it is written, or its text.
  private(set) var value = GrowingBuffer<UInt8>(capacity: 1024)
  /// What was found behind the cells.
  private(set) var extras = SheetExtras()
  private var isAmongCells = false

  private static let data = XMLName("sheetData")
  private static let worksheet = XMLName("worksheet")

  /// A scanner of the sheet that `reader` reads.
  init(_ reader: consuming XMLReader) {
    self.reader = reader
  }

  /// Reads on.
  mutating func next() throws(WorkbookFailure) -> Step {
    while true {
      switch try reader.next() {
      case .start where isAmongCells:
        if let step = try startAmongCells() { return step }
      case .start: try startAround()
      case .end where reader.depth == 1: isAmongCells = false
      case .finished: return .finished
      default: break
      }
    }
  }

  private mutating func startAround() throws(WorkbookFailure) {
    if reader.depth == 1, reader.name != SheetScanner.worksheet { throw reader.fault("it is no worksheet") }
    if reader.depth == 2, reader.name == SheetScanner.data {
      isAmongCells = true
    } else {
      try extras.take(reader)
    }
  }

  private mutating func startAmongCells() throws(WorkbookFailure) -> Step? {
    if reader.depth == 4, reader.name == .c {
      try readCell()
      return .cell
    }
    guard reader.depth == 3, reader.name == .row else {
      try reader.skip()
      return nil
    }
    try beginRow()
    return .row
  }

  private mutating func beginRow() throws(WorkbookFailure) {
    var next = row &+ 1
    if let written = reader.value(.r) {
      guard let number = CellReference.number(written) else { throw fault("row '\(shown(written))' has no number") }
      guard number >= next else { throw fault("row \(number) comes after row \(row)") }
      next = number
    }
    guard next <= CellReference.rowLimit else { throw fault("row \(next) is beyond \(CellReference.rowLimit)") }
    (row, column) = (next, 0)
    isHidden = reader.isTrue(XMLName("hidden"))
  }

  // MARK: Cells

  private mutating func readCell() throws(WorkbookFailure) {
    try placeCell()
    style = reader.value(.s).flatMap { CellReference.number($0) } ?? 0
    kind = try readKind()
    value.truncate(to: 0)
    while true {
      switch try reader.next() {
      case .start where reader.name == .v: try readValue()
      case .start where reader.name == .inline:
        if kind == .number { kind = .text }
        try RichText.append(&reader, to: &value, limit: SheetScanner.textLimit)
      case .start: try reader.skip()
      case .end, .finished: return
      case .text: break
      }
    }
  }

  private mutating func placeCell() throws(WorkbookFailure) {
    var next = column &+ 1
    if let written = reader.value(.r) {
      guard let place = CellReference.place(written) else { throw fault("'\(shown(written))' is no cell of a sheet") }
      guard place.row == row else { throw fault("cell \(shown(written)) stands in row \(row)") }
      guard place.column >= next else {
        throw fault("cell \(shown(written)) comes after cell \(columnLetters(column))\(row)")
      }
      next = place.column
    }
    guard next <= CellReference.columnLimit else { throw fault("row \(row) has more than \(column) cells") }
    column = next
  }

  private func readKind() throws(WorkbookFailure) -> Kind {
    guard let type = reader.value(.t) else { return .number }
    if type.count == 1 {
      switch type[0] {
      case 0x73: return .shared
      case 0x6E: return .number
      case 0x62: return .boolean
      case 0x65: return .error
      case 0x64: return .date
      default: break
      }
    }
    if type.elementsEqual("str".utf8) || type.elementsEqual("inlineStr".utf8) { return .text }
    throw fault("cell \(cell) has the type '\(shown(type))', which no cell has")
  }

  /// Reads the element `v`, which has just begun.
  private mutating func readValue() throws(WorkbookFailure) {
    while true {
      switch try reader.next() {
      case .text:
        guard reader.text.count <= SheetScanner.textLimit &- value.count else {
          throw fault("cell \(cell) has more than 16 MiB of text")
        }
        value.append(reader.text)
      case .start: try reader.skip()
      case .end, .finished:
        if kind == .text { value.decodeEscapes(from: 0) }
        return
      }
    }
  }

  // MARK: Messages

  /// The reference of the current cell.
  var cell: String { "\(columnLetters(column))\(row)" }

  /// A failure of the sheet's part.
  func fault(_ message: String) -> WorkbookFailure { reader.fault(message) }

  private func shown(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    ShownName.of(String(decoding: bytes, as: UTF8.self))
  }
}
