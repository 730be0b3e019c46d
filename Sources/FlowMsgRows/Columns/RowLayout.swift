package import FlowMsgCSV
import FlowMsgText

/// How rows are written, and which column is what.
package struct RowLayout: Sendable {
  /// What separates cells; nil for lines of JSON.
  package let delimiter: UInt8?
  /// The node or target of each column.
  let columns: PlainList<Int>
  /// Whether rows without anything in them are passed over: of numbers that were given one by one each counts.
  let passesBlanks: Bool
  /// The country whose national numbers are completed.
  let country: CountryChoice?
  /// Whether numbers that may be national are counted.
  let asksCountry: Bool
  /// How numbers are written in cells.
  let decimal: DecimalMark?
  let decimals: [Int: DecimalMark]
  /// Whether the cells are those of a workbook.
  let isSheet: Bool
  /// The names of the columns.
  let names: [String]
  /// What the keys of lines of JSON mean.
  let keys: KeyMeanings
  /// Whether rows say which bot sends.
  package let hasBot: Bool
  /// What to say of the columns.
  package let notes: ColumnNotes

  /// The layout of lines of JSON.
  package init(lines options: ColumnOptions, _ program: FormProgram) throws(RowsFailure) {
    delimiter = nil
    (decimal, decimals, names, isSheet) = (options.decimal, options.decimals, [], options.isSheet)
    (country, asksCountry, passesBlanks) = (options.country, options.asksCountry, true)
    columns = PlainList([])
    let fields = ColumnFields(program, options)
    try fields.checkOptions()
    keys = KeyMeanings(fields)
    notes = ColumnNotes()
    hasBot = true
  }

  /// The layout of CSV with this head.
  package init(_ head: CSVHead, _ options: ColumnOptions, _ program: FormProgram) throws(RowsFailure) {
    delimiter = head.delimiter
    (decimal, decimals, isSheet) = (options.decimal, options.decimals, options.isSheet)
    (country, asksCountry) = (options.country, options.asksCountry)
    passesBlanks = !options.isNumbersAlone
    names = head.names.map { String(decoding: $0, as: UTF8.self) }
    let fields = ColumnFields(program, options)
    try fields.checkOptions()
    keys = KeyMeanings(fields)
    var matcher = ColumnMatcher(fields, names)
    let targets = try matcher.match()
    columns = PlainList(targets)
    var notes = matcher.notes
    notes.areTexts = targets.map { $0 >= 0 && program.tables.nodes[$0].type.showsAnyText }
    let own = [ColumnTarget.number: "to", ColumnTarget.locale: "locale", ColumnTarget.bot: "bot"]
    notes.filled = zip(names, targets).compactMap { name, target in
      let field = target >= 0 ? program.tables.paths[target] : own[target]
      return field.map { (name, $0) }
    }
    self.notes = notes
    hasBot = targets.contains(ColumnTarget.bot)
  }
}
