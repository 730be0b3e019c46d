/// How far the content of a sheet goes, and what comes after its cells.
struct SheetExtent {
  /// The last row and the last column with content; 0 if there is none.
  private(set) var rows = 0
  private(set) var columns = 0
  private(set) var extras = SheetExtras()

  /// The most cells of the rectangle that holds all content.
  private static let areaLimit = 1 << 28

  /// Reads a whole sheet.
  init(_ scanner: consuming SheetScanner, _ strings: SharedStrings) throws(WorkbookFailure) {
    var scanner = scanner
    var cells = 0
    loop: while true {
      switch try scanner.next() {
      case .cell:
        guard try SheetExtent.hasContent(scanner, strings) else { continue }
        cells &+= 1
        rows = scanner.row
        if scanner.column > columns { columns = scanner.column }
      case .row: break
      case .finished: break loop
      }
    }
    extras = scanner.extras
    guard rows &* columns <= SheetExtent.areaLimit else {
      throw WorkbookFailure(
        "\(cells) cells with content are spread over \(rows) rows and \(columns) columns, which is too large for CSV",
        help: "delete what stands in cells far from the others")
    }
  }

  /// Whether the cell gives any text.
  @inline(__always)
  static func hasContent(
    _ scanner: borrowing SheetScanner, _ strings: SharedStrings
  ) throws(WorkbookFailure) -> Bool {
    guard scanner.value.count > 0 else { return false }
    guard scanner.kind == .shared else { return true }
    return try strings.text(of: scanner).count > 0
  }
}

extension SharedStrings {
  /// The text of the current cell, whose value is the number of one.
  @inline(__always)
  func text(of scanner: borrowing SheetScanner) throws(WorkbookFailure) -> UnsafeBufferPointer<UInt8> {
    if let index = CellReference.number(scanner.value.elements), let text = text(index) { return text }
    throw scanner.fault("cell \(scanner.cell) has the shared text \(ShownName.of(scanner.value.text())), of \(count)")
  }
}
