/// What the command line says about columns.
package struct ColumnOptions: Sendable {
  /// Which header is for which field; an empty one says that none does.
  package var columns: [(field: String, header: String)] = []
  /// The fields whose header need not be there, as another list has it: then the column that is called like the field
  /// counts.
  package var elsewhere: [String] = []
  /// The names of the columns of a text without a header.
  package var header: [String]?
  /// The fields that `--set` fills.
  package var fixed: [String] = []
  /// Whether there are numbers alone, and no text that could have other columns.
  package var isNumbersAlone = false

  /// Whether the text is a workbook's sheet: CSV with semicolons, whose records are the sheet's rows.
  package var isSheet = false
  /// What separates cells, where it is known.
  var delimiter: UInt8? { isSheet ? 0x3B : nil }

  /// How numbers are written; nil where each has to show it.
  package var decimal: DecimalMark?
  /// The same for the numbers of single nodes, where other cells of their columns have shown it.
  package var decimals: [Int: DecimalMark] = [:]

  /// The country whose national numbers are completed, or that all are international; nil where no one has said.
  package var country: CountryChoice?
  /// Whether numbers that may be national ones are counted, to ask for the country.
  package var asksCountry = false

  /// Whether a text may begin with a number, as a list without a header: then no header is asked for.
  package var mayLackHeader = false

  /// No options.
  package init() {}
}
