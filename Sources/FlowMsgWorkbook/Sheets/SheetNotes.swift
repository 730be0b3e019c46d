import FlowMsgCSV

/// What who reads a sheet as CSV should know about it.
package struct SheetNotes: Hashable, Sendable {
  /// The name of the sheet.
  package var sheet: String
  /// How many records were written: the last row with content.
  package var rows = 0
  /// How many cells each of them has: the last column with content.
  package var columns = 0
  /// How many rows with content are hidden, other than by a filter.
  package var hiddenRows = 0
  /// How many rows with content a filter hides.
  package var filteredRows = 0
  /// How many ranges of cells are merged; the value of each is that of its first cell, and the others are empty.
  package var mergedRanges = 0
  /// The first few of them, such as `A1:C1`.
  package var firstMergedRanges: [String] = []
  /// The columns with numbers that are shown as something else, in order.
  package var formattedNumbers: [FormattedNumbers] = []
}

/// The numbers of a column that a spreadsheet shows as something else than the number: `0.5` as `50%`.
package struct FormattedNumbers: Hashable, Sendable {
  /// The column, from 1.
  package var column: Int
  /// How many there are.
  package var count: Int
  /// The row of the first one, from 1.
  package var firstRow: Int
  /// What the first one gives.
  package var given: String
  /// What a spreadsheet shows for it, in the signs of English; nil if that is not known.
  package var shown: String?
  /// The code of its number format.
  package var format: String

  /// The column as a spreadsheet names it.
  package var letters: String { columnLetters(column) }
}
