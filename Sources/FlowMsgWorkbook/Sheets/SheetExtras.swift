/// What a sheet says beside its cells, as far as it matters to who reads them.
struct SheetExtras {
  private(set) var mergedRanges = 0
  private(set) var firstMergedRanges: [String] = []
  /// The rows that a filter can hide.
  private(set) var filteredRows: [ClosedRange<Int>] = []
  /// The rows of the filter that is being read, until it shows that it filters.
  private var filter: ClosedRange<Int>?
  private var section = XMLName.other

  /// How many ranges are named.
  static let namedRanges = 5
  /// How many filters are looked at; a sheet has one, and each of its tables another.
  private static let filterLimit = 256

  private static let merge = XMLName("mergeCell")
  private static let merges = XMLName("mergeCells")
  private static let filterElement = XMLName("autoFilter")
  private static let filterColumn = XMLName("filterColumn")
  private static let reference = XMLName("ref")

  /// Takes what the element that has just begun says.
  mutating func take(_ reader: borrowing XMLReader) throws(WorkbookFailure) {
    switch reader.depth {
    case 2:
      section = reader.name
      if section == SheetExtras.filterElement { filter = try rows(reader) }
    case 3 where section == SheetExtras.merges && reader.name == SheetExtras.merge:
      mergedRanges &+= 1
      if firstMergedRanges.count < SheetExtras.namedRanges {
        firstMergedRanges.append(ShownName.of(try reader.string(SheetExtras.reference) ?? ""))
      }
    case 3 where section == SheetExtras.filterElement && reader.name == SheetExtras.filterColumn: endFilter()
    default: break
    }
  }

  /// The rows below the header of the range that the element names.
  private func rows(_ reader: borrowing XMLReader) throws(WorkbookFailure) -> ClosedRange<Int>? {
    guard let rows = CellReference.rows(try reader.string(SheetExtras.reference) ?? ""),
      rows.lowerBound < rows.upperBound
    else { return nil }
    return rows.lowerBound &+ 1...rows.upperBound
  }

  private mutating func endFilter() {
    guard let rows = filter, filteredRows.count < SheetExtras.filterLimit else { return }
    filteredRows.append(rows)
    filter = nil
  }

  /// Takes the filter of a table, which is in a part of its own.
  mutating func takeTable(_ reader: inout XMLReader) throws(WorkbookFailure) {
    while true {
      switch try reader.next() {
      case .start: try take(reader)
      case .finished: return
      default: break
      }
    }
  }

  /// Whether a row that is hidden is so by a filter.
  func isFiltered(_ row: Int) -> Bool {
    filteredRows.contains { $0.contains(row) }
  }
}
