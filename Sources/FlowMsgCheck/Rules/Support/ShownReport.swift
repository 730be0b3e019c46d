import FlowMsgComponents
import FlowMsgModel
import FlowMsgText

/// What the rules about components share: where a finding is, what its component is called, and what it is about.
struct ShownReport {
  /// The component's property: `the heading of AGENDA`.
  let subject: String
  /// What it asks for: `the heading of AGENDA cannot be empty`.
  let demand: String
  /// The value and what it says: `` `de` is "25/12/2026" ``; of a parameter its name alone.
  let value: String
  /// The value's path in the data.
  let path: String
  /// The property's key, or that of its part.
  let key: String
  /// What the property accepts.
  let rule: ValueRule
  /// What of the component changes that.
  let traits: PropertyUse.Traits
  /// The text that is written, where it is one.
  let written: String?
  /// The value by its kind: `` `itens[0].enabled` is a string ``.
  let kindOfValue: String

  /// What is said; nothing is reported without it.
  var text = ""
  var help: [String] = []
  var labels: [DiagnosticLabel] = []
  /// How much room there is for the values of the parameter's type, where a bound is to be offered.
  var leavesRoom: Int?
  /// The bounds to offer for a list.
  var bounds: ClosedRange<Int>?
  private(set) var replacement: (text: String, title: String)?

  /// Offers to write `text` instead.
  mutating func replace(with text: String, title: String? = nil) {
    replacement = (text, title ?? "write \(Wording.quoted(text))")
    if title == nil, help.isEmpty { help = ["write \(Wording.quoted(text))"] }
  }

  /// Reports every finding of `kinds` as `word` words it.
  static func report(
    _ kind: DiagnosticKind, _ kinds: [ValueFault.Kind], _ message: borrowing ResolvedMessage,
    _ reporter: inout Reporter, _ word: (ShownFinding, inout ShownReport) -> Void
  ) {
    let found = findings(kinds, message)
    for (i, finding) in found.shown.enumerated() {
      var report = ShownReport(finding, message)
      word(finding, &report)
      guard !report.text.isEmpty else { continue }
      report.send(kind, finding, FlowWording.more(i, found), message, &reporter)
    }
  }

  /// The findings of `kinds`, at most as many as are worth reading, and how many there are.
  static func findings(
    _ kinds: [ValueFault.Kind], _ message: borrowing ResolvedMessage
  ) -> (shown: [ShownFinding], count: Int) {
    var found: (shown: [ShownFinding], count: Int) = ([], 0)
    for finding in message.shown.findings where kinds.contains(finding.fault.kind) {
      if found.shown.count < FlowWording.shownFindings { found.shown.append(finding) }
      found.count += 1
    }
    return found
  }

  /// Bounds as they are written.
  static func bounds(_ range: ClosedRange<Int>) -> String {
    range.lowerBound > 0 ? "`(min: \(range.lowerBound), max: \(range.upperBound))`" : "`(max: \(range.upperBound))`"
  }

  private init(_ finding: ShownFinding, _ message: borrowing ResolvedMessage) {
    let use = message.contracts.uses[finding.use]
    let row = FlatRules.shared.rows[finding.fault.row]
    let screen = message.contracts.string(message.contracts.screens[Int(use.screen)].id)
    let (node, tape) = (finding.fault.node, message.message.tape)
    subject = "the \(row.noun) of \(screen)"
    demand = FaultWording.demand(finding.fault.kind, finding.fault.row, use.traits, screen: screen)
    key = String(decoding: row.key, as: UTF8.self)
    rule = row.value
    traits = use.traits
    let path = message.path(to: node)
    self.path = path
    written = finding.type < 0 && tape.nodes[node].kind == .string ? tape.string(of: node) : nil
    kindOfValue = "`\(path)` is \(TypeNouns.noun(tape.nodes[node].kind))"
    value = Self.value(finding, path, message)
  }

  private static func value(_ finding: ShownFinding, _ path: String, _ message: borrowing ResolvedMessage) -> String {
    let (node, tape) = (finding.fault.node, message.message.tape)
    switch tape.nodes[node].kind {
    case .hole: return "`\(tape.string(of: node))`"
    case .interpolated: return "`\(path)` with its parameters"
    case .string where [.day, .word, .color, .action, .repeatedID].contains(finding.fault.kind):
      return "`\(path)` is \(Wording.quoted(tape.string(of: node)))"
    case .number: return "`\(path)` is \(tape.string(of: node).prefix(40))"
    default: return "`\(path)`"
    }
  }

  private func send(
    _ kind: DiagnosticKind, _ finding: ShownFinding, _ more: [String], _ message: borrowing ResolvedMessage,
    _ reporter: inout Reporter
  ) {
    let use = message.contracts.uses[finding.use]
    let place = message.place(of: finding.fault.node)
    var labels = self.labels
    if finding.type >= 0 {
      let type = SourceLocation(message.contracts.types[finding.type].origin)
      labels.append(DiagnosticLabel(type, "its type"))
      if let room = leavesRoom { reporter.bounds.leave(room, for: type) }
      if let bounds { reporter.bounds.count(bounds, for: type) }
    }
    let shown = FlatRules.shared.rows[Int(use.row)].path.split(separator: ".", maxSplits: 1)
    if shown.count == 2 {
      labels.append(DiagnosticLabel(SourceLocation(use.origin), "`\(shown[1])` of this \(shown[0])"))
    }
    reporter.report(
      kind, text, at: place, labels: labels, help: help + more, fixes: fixes(at: place.location),
      isProvisional: finding.type >= 0)
  }

  /// The fix that replaces a text that is written in quotes, only offered.
  private func fixes(at location: SourceLocation) -> [Fix] {
    guard let replacement, let written,
      replacement.text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7B && $0 != 0x7D }),
      location.range.count == written.utf8.count + 2
    else { return [] }
    return [Fix(replacement.title, [TextEdit(location, "\"\(replacement.text)\"")], isSafe: false)]
  }
}

extension ResolvedMessage {
  /// How many characters the values of the finding's type may have so that its text has at most `limit`; nil where
  /// several types share them.
  func room(of finding: ShownFinding, within limit: Int) -> Int? {
    guard message.tape.nodes[finding.fault.node].kind == .interpolated else { return limit }
    let sum = TextSum(self, node: finding.fault.node)
    return sum.onlyRoom(within: limit, contracts)?.room
  }
}
