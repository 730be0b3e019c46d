import FlowMsgModel

/// Recipients that are made up, with faults of every kind at any row, and what is to be counted of them: known from how they
/// were made, not from reading them.
struct MadeUpTable {
  /// How rows are written: cells between this byte, or lines of JSON.
  enum Form: CaseIterable {
    case comma, semicolon, tab, lines

    var delimiter: UInt8? {
      switch self {
      case .comma: 0x2C
      case .semicolon: 0x3B
      case .tab: 0x09
      case .lines: nil
      }
    }
  }

  /// What is wrong with a row.
  enum Fault: CaseIterable {
    case strayQuote, openQuote, textAfterQuote, nul, invalidUTF8
    case wrongCount, badNumber, noNumber, badInteger, longText, badRow

    /// Whether nothing behind it can be told apart. In lines of JSON only bytes that are no text do that.
    func isFatal(_ form: Form) -> Bool {
      switch self {
      case .invalidUTF8: true
      case .strayQuote, .openQuote, .textAfterQuote, .nul: form != .lines
      case .wrongCount, .badNumber, .noNumber, .badInteger, .longText, .badRow: false
      }
    }
  }

  /// A row: what is wrong with it, its line as a spreadsheet shows it, from 1, and its number.
  struct Row {
    var fault: Fault?
    var line: Int
    var number: String
  }

  /// The message that the rows fill.
  static let source = """
    bot br { id "1", provider cloud_api }
    message m(name: string(min: 1, max: 20), n: integer(min: 0, max: 9) = 1) {
      bot br, title "T", text "B {name}", caption "C", flow f, cta "Go", screen S { n: n }
    }
    flow f { screen S { n: integer(min: 0, max: 9) } }

    """
  /// How much of a file is read at a time.
  static let blockSize = 1 << 17

  let form: Form
  private(set) var bytes: [UInt8] = []
  private(set) var rows: [Row] = []
  private var line = 1
  private var dice: SplitMix64

  /// The table of a seed. One in three is larger than a block, with a fault or a sound row where a block begins.
  init(seed: UInt64) {
    dice = SplitMix64(seed: seed)
    form = Form.allCases.randomElement(using: &dice) ?? .comma
    if form != .lines { append([Array("to".utf8), Array("name".utf8), Array("n".utf8)]) }
    // Lines of JSON are known by the first.
    if form == .lines { addRow(nil) }
    let blocks = dice.next() % 3 == 0 ? Int.random(in: 1...2, using: &dice) : 0
    let share: Double = [0, 0.02, 0.3].randomElement(using: &dice) ?? 0
    for block in 0...blocks {
      for _ in 0..<Int.random(in: 0...12, using: &dice) { addRow(fault(share)) }
      if block < blocks { fill(upTo: (block + 1) * Self.blockSize + Int.random(in: -3...3, using: &dice)) }
    }
    // Half of them have no fault that ends the reading, or most would be short.
    if dice.next() % 2 == 0 { addRow(Fault.allCases.randomElement(using: &dice)) }
    for _ in 0..<Int.random(in: 0...3, using: &dice) { addRow(nil) }
  }

  private mutating func fault(_ share: Double) -> Fault? {
    guard dice.share() < share else { return nil }
    let fault = Fault.allCases.randomElement(using: &dice)
    return fault.map { $0.isFatal(form) && dice.next() % 4 > 0 ? .badNumber : $0 }
  }

  /// Goes on to a place: with blank lines, or with a row that has so many blanks.
  private mutating func fill(upTo place: Int) {
    guard place > bytes.count + 100 else { return }
    let isBlank = dice.next() % 2 == 0
    if isBlank {
      line += place - bytes.count
      bytes += [UInt8](repeating: 0x0A, count: place - bytes.count)
    } else {
      let start = bytes.count
      let rest = (rows, line, dice)
      addRow(nil)
      let size = bytes.count - start
      bytes.removeLast(size)
      (rows, line, dice) = rest
      addRow(nil, blanks: place - start - size)
    }
  }

  private mutating func addRow(_ fault: Fault?, blanks: Int = 0) {
    var number = "5939876\(10_000 + rows.count)"
    if dice.next() % 8 == 0, let other = rows.randomElement(using: &dice) { number = other.number }
    rows.append(Row(fault: fault, line: line, number: number))
    let name = ["Ana", "Zoe \"Z\" Sá", "Léo\nda Silva", "Eva, Ivo; Ugo\tUma"].randomElement(using: &dice) ?? ""
    if form == .lines { addLine(fault, number, name, blanks) } else { addCells(fault, number, name, blanks) }
  }

  private mutating func addCells(_ fault: Fault?, _ number: String, _ name: String, _ blanks: Int) {
    let isQuoted = name != "Ana" || dice.next() % 2 == 0
    let text = isQuoted ? "\"\(name.replacing("\"", with: "\"\""))\"" : name
    var cells = [number, text, "1"].map { Array($0.utf8) }
    switch fault {
    case .strayQuote:
      cells[1] = Array(["Maria \"Mia\" Silva", "5\" wide"].randomElement(using: &dice)?.utf8 ?? "".utf8)
    case .openQuote: cells[1] = Array("\"Ana".utf8)
    case .textAfterQuote: cells[1] = Array("\"Ana\"x".utf8)
    case .nul: cells[1] = [0x41, 0x00]
    case .invalidUTF8: cells[1] = [0x41] + ([0xE9, 0x80, 0xFF, 0xC0].randomElement(using: &dice).map { [$0] } ?? [])
    case .wrongCount, .badRow: cells.append([0x78])
    case .badNumber: cells[0] = Array("12".utf8)
    case .noNumber: cells[0] = []
    case .badInteger: cells[2] = Array("1.5".utf8)
    case .longText: cells[1] = Array(repeating: 0x61, count: 21)
    case nil: cells[2] += [UInt8](repeating: 0x20, count: blanks)
    }
    append(cells)
  }

  private mutating func append(_ cells: [[UInt8]]) {
    let row = Array(cells.joined(separator: [form.delimiter ?? 0x2C])) + [0x0A]
    line += 1
    bytes += row
  }

  private mutating func addLine(_ fault: Fault?, _ number: String, _ name: String, _ blanks: Int) {
    let text = name.replacing("\"", with: "\\\"").replacing("\n", with: "\\n").replacing("\t", with: "\\t")
    var row = Array("{\"to\":\"\(number)\",\"name\":\"\(text)\",\"n\":1}".utf8)
    switch fault {
    case .invalidUTF8: row.insert(0xE9, at: 9)
    case .nul: row.insert(0x00, at: 9)
    case .strayQuote, .textAfterQuote: row.insert(0x22, at: 9)
    case .openQuote: row.removeLast(6)
    case .wrongCount, .badRow: row = Array("[1]".utf8)
    case .badNumber: row = Array("{\"to\":\"12\",\"name\":\"Ana\"}".utf8)
    case .noNumber: row = Array("{\"name\":\"Ana\"}".utf8)
    case .badInteger: row = Array("{\"to\":\"\(number)\",\"name\":\"Ana\",\"n\":1.5}".utf8)
    case .longText: row = Array("{\"to\":\"\(number)\",\"name\":\"\(String(repeating: "a", count: 21))\"}".utf8)
    case nil: row += [UInt8](repeating: 0x20, count: blanks)
    }
    bytes += row + [0x0A]
    line += 1
  }

  // MARK: What is to be counted

  /// Where the reading ends early, as the place of a row.
  var cut: Int? { rows.firstIndex { $0.fault?.isFatal(form) ?? false } }
  /// The rows that are read, that on which the reading ends too.
  var read: ArraySlice<Row> { rows.prefix(cut.map { $0 + 1 } ?? rows.count) }
  /// Those that can be used, numbers that appear twice too.
  var sound: [Row] { read.filter { $0.fault == nil } }
  /// Those of them whose number is on no row before.
  var people: [Row] {
    var seen: Set<String> = []
    return sound.filter { seen.insert($0.number).inserted }
  }
}
