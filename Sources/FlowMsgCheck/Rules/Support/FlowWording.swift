import FlowMsgModel
import FlowMsgText

/// What the rules about the Flow's contract share.
extension ResolvedMessage {
  /// The Flow's contract, if it is declared and the declaration is whole.
  var flowContract: FlowContract? {
    guard case .declared(let index?, _) = flow else { return nil }
    return contracts.flows[index]
  }

  /// Whether the Flow is known not to open on the screen that the message names: its data is not judged besides.
  var isScreenRefused: Bool {
    guard !isDataExchange, let flow = flowContract, flow.isReadable, let node = message[Schema.screen],
      message.tape.nodes[node].kind == .string
    else { return false }
    return screen.map { !contracts.screens[$0].isEntry } ?? true
  }

  /// The screens of `flow`, as indices into `contracts.screens`.
  func screens(of flow: FlowContract) -> Range<Int> {
    Int(flow.firstScreen)..<Int(flow.firstScreen) + Int(flow.screenCount)
  }

  /// The ids of the entry screens of `flow`.
  func entries(of flow: FlowContract) -> [String] {
    var ids: [String] = []
    for i in screens(of: flow) where contracts.screens[i].isEntry {
      ids.append(contracts.string(contracts.screens[i].id))
    }
    return ids
  }

  /// The screen's statement, where the message has it whole.
  var screenText: String? {
    let statement = statements[Int(Schema.screen.rawValue)]
    return statement.isThere && statement.isDamaged ? nil : text(Schema.screen)
  }

  /// The place of the screen's id, or the message's name where the statement is left out.
  var screenLocation: SourceLocation { message[Schema.screen].map { location(of: $0) } ?? nameLocation }

  /// The place of a finding's value.
  func place(of finding: DataFinding) -> FoundPlace {
    finding.node >= 0 ? place(of: finding.node) : FoundPlace(nameLocation)
  }

  /// The path of a node in the data, empty for the data itself and where there is none.
  func path(to node: Int) -> String {
    guard let data = message[Schema.data], node >= data else { return "" }
    return DataPath.path(to: node, from: data, in: message.tape)
  }

  /// What a wording calls a value of the data: `` `items[2]` ``, or the data as a whole.
  func subject(_ node: Int) -> String {
    let path = path(to: node)
    return path.isEmpty ? "the data of the screen" : "`\(path)`"
  }

  /// What a contract's field is called.
  func name(ofField field: Int) -> String { contracts.string(contracts.fields[field].key) }

  /// A field with its type, for help: `` `title`: a string ``.
  func described(field: Int) -> String {
    "`\(name(ofField: field))`: \(TypeNouns.noun(Int(contracts.fields[field].type), in: contracts))"
  }

  /// The findings of `problem`, at most as many as are worth reading, and how many there are. A path is found by walking
  /// the data, so a body of a hundred thousand faults must not have one for each.
  func findings(_ problem: DataFinding.Problem) -> (shown: [DataFinding], count: Int) {
    var shown: [DataFinding] = []
    var count = 0
    for finding in dataFindings where finding.problem == problem {
      if shown.count < FlowWording.shownFindings { shown.append(finding) }
      count += 1
    }
    return (shown, count)
  }
}

/// Pieces of wordings about the Flow's contract.
enum FlowWording {
  /// How many findings of one kind a message shows.
  static let shownFindings = 20

  /// How many names a list of them shows.
  static let shownNames = 8

  /// Says on the last diagnostic that there is more of the kind.
  static func more(_ i: Int, _ found: (shown: [some Any], count: Int)) -> [String] {
    guard i == found.shown.count - 1, found.count > found.shown.count else { return [] }
    return ["\(found.count - found.shown.count) more of the kind in this message are not shown"]
  }

  /// `` `a`, `b` and `c` ``, cut short.
  static func names(_ names: [String], _ conjunction: String = "and") -> String {
    let shown = names.prefix(shownNames).map { "`\($0)`" }
    let rest = names.count - shown.count
    return (rest > 0 ? shown + ["\(rest) more"] : shown).listed(conjunction)
  }

  /// Says which screens a message may open.
  static func entriesHelp(_ entries: [String]) -> [String] {
    switch entries.count {
    case 0: ["the Flow has no entry screen"]
    case 1: ["the Flow's entry screen is `\(entries[0])`"]
    default: ["the Flow's entry screens are \(names(entries))"]
    }
  }

  /// A fix that renames, only offered. Where the name is in quotes the new one does too; where it is written in
  /// another way, as with an escape, there is no fix.
  static func rename(_ name: String, to new: String, at location: SourceLocation) -> [Fix] {
    let title = "write `\(new)`"
    guard new.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7B }) else { return [] }
    switch location.range.count {
    case name.utf8.count:
      return [Fix(title, [TextEdit(location, DataPath.key(new))], isSafe: false)]
    case name.utf8.count + 2:
      return [Fix(title, [TextEdit(location, "\"\(new)\"")], isSafe: false)]
    default: return []
    }
  }
}

/// Likely misspellings of the contract's fields.
enum FieldGuess {
  /// How many fields are compared.
  private static let tried = 200

  /// The field that the unknown key of `finding` most likely means: one of its object's shape that the object lacks.
  static func field(for finding: DataFinding, in m: borrowing ResolvedMessage) -> Int? {
    guard finding.type >= 0, m.contracts.types[finding.type].kind == .shape else { return nil }
    let shape = m.contracts.types[finding.type]
    let key = m.message.tape.string(of: finding.node)
    guard key.utf8.count <= 100 else { return nil }
    var names: [String] = []
    for i in Int(shape.first)..<Int(shape.first) + min(Int(shape.count), tried) {
      let name = m.name(ofField: i)
      if !has(name, finding.other, m) { names.append(name) }
    }
    guard let guess = suggestion(for: key, among: names) else { return nil }
    for i in Int(shape.first)..<Int(shape.first) + Int(shape.count) where m.name(ofField: i) == guess { return i }
    return nil
  }

  private static func has(_ name: String, _ object: Int, _ m: borrowing ResolvedMessage) -> Bool {
    guard object >= 0 else { return false }
    for member in m.message.tape.children(of: object) where m.message.tape.bytes(of: member).elementsEqual(name.utf8) {
      return true
    }
    return false
  }
}
