package import FlowMsgCSV
import FlowMsgText

/// How rows are written, and which column is what.
package struct RowLayout: Sendable {
  /// What the command line says about columns.
  package struct Options: Sendable {
    /// Which header stands for which field.
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
    static let names = ["to": number, "locale": locale, "bot": bot]
  }

  /// What separates cells; nil for lines of JSON.
  package let delimiter: UInt8?
  /// The node or target of each column.
  let columns: PlainList<Int>
  /// Which member of a line of JSON stands for which field, where it has another name.
  let renamed: [String: String]
  /// Whether rows say which bot sends.
  package let hasBot: Bool

  /// The layout of lines of JSON.
  package init(lines options: Options, _ program: FormProgram) throws(RowsFailure) {
    delimiter = nil
    columns = PlainList([])
    let matcher = ColumnMatcher(program: program, options: options)
    try matcher.checkOptions()
    renamed = Dictionary(options.columns.map { ($0.header, $0.field) }) { first, _ in first }
    hasBot = true
  }

  /// The layout of CSV with this head.
  package init(_ head: CSVHead, _ options: Options, _ program: FormProgram) throws(RowsFailure) {
    delimiter = head.delimiter
    renamed = [:]
    let names = head.names.map { String(decoding: $0, as: UTF8.self) }
    let matcher = ColumnMatcher(program: program, options: options)
    try matcher.checkOptions()
    let targets = try matcher.targets(names)
    columns = PlainList(targets)
    hasBot = targets.contains(Target.bot)
  }
}

/// Finds what each column is.
private struct ColumnMatcher {
  let program: FormProgram
  let options: RowLayout.Options

  private var fields: [String] { RowLayout.Target.names.keys.sorted() + program.tables.paths }

  func checkOptions() throws(RowsFailure) {
    for (field, header) in options.columns {
      guard fields.contains(field) else {
        throw RowsFailure(
          "'--column \(field)=\(header)' names no field",
          help: suggestion(for: field, among: fields).map { "did you mean '--column \($0)=\(header)'?" },
          "the fields are \(quotedList(["to", "locale", "bot"] + program.tables.paths))")
      }
    }
  }

  func targets(_ names: [String]) throws(RowsFailure) -> [Int] {
    var targets = [Int](repeating: RowLayout.Target.ignored, count: names.count)
    for field in fields {
      let given = options.columns.first { $0.field == field }?.header
      let usual = options.elsewhere.contains(field) ? names.firstIndex(of: field) : nil
      guard let column = names.firstIndex(of: given ?? field) ?? usual else {
        if let given {
          throw missing("the header has no column '\(MissingHeader.shownName(given))'", given, field, names)
        }
        continue
      }
      targets[column] = try target(field)
    }
    guard targets.contains(RowLayout.Target.number) else {
      throw missing("the header has no column 'to'", "to", "to", names)
    }
    try checkRequired(targets, names)
    return targets
  }

  private func target(_ field: String) throws(RowsFailure) -> Int {
    if let target = RowLayout.Target.names[field] { return target }
    guard let node = program.tables.node(field) else { return RowLayout.Target.ignored }
    if let fixed = options.fixed.first(where: { $0 == field || field.hasPrefix($0 + ".") }) {
      throw RowsFailure(
        "'\(fixed)' is given by '--set' and by the column '\(field)'", help: "leave out one of them")
    }
    let type = program.tables.types[node]
    guard type.isScalar else {
      throw RowsFailure(
        "the column '\(field)' cannot hold \(type.noun)",
        help: "give recipients as NDJSON, or for an object a column for each member, such as '\(field).name'")
    }
    return node
  }

  /// Makes sure that each node that must be given has a column.
  private func checkRequired(_ targets: [Int], _ names: [String]) throws(RowsFailure) {
    var node = 0
    let tables = program.tables
    while node < tables.nodes.values.count {
      let end = tables.nodes[node].end
      let isGiven = targets.contains { (node..<end).contains($0) }
      let isNeeded = tables.nodes[node].isRequired && tables.nodes[node].preset.count < 0
      // Of an object that is there in part, the members are looked at one by one.
      if tables.nodes[node].kind == .object, isNeeded || isGiven {
        node += 1
        continue
      }
      if isNeeded, !isGiven { throw missingParameter(node, names) }
      node = end
    }
  }

  private func missingParameter(_ node: Int, _ names: [String]) -> RowsFailure {
    let path = program.tables.paths[node]
    if options.isNumbersAlone {
      return RowsFailure(
        "the message needs '\(path)', and has no default for it", help: "give it: '--set \(path)=…'",
        "or for each person: '--recipients people.csv', with a column '\(path)'")
    }
    if program.tables.types[node].isScalar {
      return missing("the header has no column '\(path)', and the parameter has no default", path, path, names)
    }
    return RowsFailure(
      "'\(path)' is \(program.tables.types[node].noun), which CSV cannot hold",
      help: "give recipients as NDJSON, or the same value for all with '--set \(path)=…'")
  }

  private func missing(_ text: String, _ word: String, _ field: String, _ names: [String]) -> RowsFailure {
    let near = suggestion(for: word, among: names.filter { !MissingHeader.isNumber(Array($0.utf8)) })
    let isOne = names.count == 1
    return RowsFailure(
      text, help: near.map { "did you mean '\($0)'? Then '--column \(field)=\($0)' takes it" },
      near == nil && !isOne ? "name the one that holds it: '--column \(field)=HEADER'" : nil,
      isOne ? "the header was read as one column: cells are separated by ',', ';' or tab" : nil,
      "the columns are \(quotedList(names.map { MissingHeader.shownName($0) }))")
  }
}
