package import FlowMsgCSV
import FlowMsgText

/// How rows are written, and which column is what.
package struct RowLayout: Sendable {
  /// What the command line says about columns.
  package struct Options: Sendable {
    /// Which header stands for which field; an empty one says that none does.
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

    /// The country whose national numbers are completed, or that all are international; nil where nobody has said.
    package var country: CountryChoice?
    /// Whether numbers that may be national ones are counted, to ask for the country.
    package var asksCountry = false

    /// Whether a text may begin with a number, as a list without a header: then no header is asked for.
    package var mayLackHeader = false

    /// No options.
    package init() {}
  }

  /// What a column is, if it is not the value of a node.
  enum Target {
    static let ignored = -1
    static let number = -2
    static let locale = -3
    static let bot = -4
    /// A column without a name, in which no row has anything.
    static let blank = -5
    static let names = ["to": number, "locale": locale, "bot": bot]
  }

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
  package init(lines options: Options, _ program: FormProgram) throws(RowsFailure) {
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
  package init(_ head: CSVHead, _ options: Options, _ program: FormProgram) throws(RowsFailure) {
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
    notes.areTexts = targets.map { $0 >= 0 && program.tables.types[$0].isText }
    let own = [Target.number: "to", Target.locale: "locale", Target.bot: "bot"]
    notes.filled = zip(names, targets).compactMap { name, target in
      let field = target >= 0 ? program.tables.paths[target] : own[target]
      return field.map { (name, $0) }
    }
    self.notes = notes
    hasBot = targets.contains(Target.bot)
  }
}

/// What there is to say of the columns of a list, or of the keys of its lines: once for all rows.
package struct ColumnNotes: Sendable {
  /// Columns that fill a field of another spelling, in the order of the columns.
  package var loose: [(column: String, field: String)] = []
  /// Columns that fill nothing, in their order.
  package var unused: [String] = []
  /// Which columns of CSV fill which fields, in the order of the columns.
  package var filled: [(column: String, field: String)] = []
  /// Of each column of CSV, whether it fills a text.
  package var areTexts: [Bool] = []

  /// Nothing to say.
  package init() {}

  /// The lines that say what fills what, each with a line end.
  package var looseLines: String {
    loose.map { "note: the column '\(MissingHeader.shownName($0.column))' fills '\($0.field)'\n" }.joined()
  }

  /// Which column fills what, for one line; empty where nothing is known.
  package var filledText: String {
    filled.map { column, field in
      let name = "'\(MissingHeader.shownName(column))'"
      return column == field ? name : "\(name) as '\(field)'"
    }.joined(separator: ", ")
  }

  /// The line that names what fills nothing; empty if there is nothing.
  package var unusedLine: String {
    if unused.isEmpty { return "" }
    let names = quotedList(unused.map { MissingHeader.shownName($0) }, limit: 20)
    return unused.count == 1 ? "note: the column \(names) fills nothing\n" : "note: the columns \(names) fill nothing\n"
  }
}
