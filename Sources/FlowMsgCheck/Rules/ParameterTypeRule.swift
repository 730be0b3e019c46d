import FlowMsgModel
package import FlowMsgText

/// What parameters fill in fits the contract of the Flow, whatever the row.
package enum ParameterTypeRule: Rule {
  package static let kind = DiagnosticKind(
    5020, .error, "a parameter that does not fit the Flow",
    why: """
      The type of the parameter allows values that the Flow's contract does not. What compiles fits the Flow for every \
      recipient, so the type has to be as narrow as the contract.
      """,
    bad: """
      flow oferta { screen CART { items: [{ id: string, title: string(max: 30) }](max: 10) } }
      message ola(itens: [{ id: string, title: string(max: 60) }](max: 10)) {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen CART { items: itens }
      }
      """,
    good: """
      flow oferta { screen CART { items: [{ id: string, title: string(max: 30) }](max: 10) } }
      message ola(itens: [{ id: string, title: string(max: 30) }](max: 10)) {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen CART { items: itens }
      }
      """)

  package static let concern = Concern.data

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    let found = message.findings(.parameter)
    for (i, finding) in found.shown.enumerated() {
      let tape = message.message.tape
      guard tape.nodes[finding.node].kind == .hole else {
        reporter.report(
          kind,
          "\(message.subject(finding.node)) is a text with parameters, the Flow expects \(TypeNouns.noun(finding.type, in: message.contracts))",
          at: message.place(of: finding), help: ["narrow the types of its parameters"] + FlowWording.more(i, found),
          isProvisional: true)
        continue
      }
      report(finding, message, FlowWording.more(i, found), &reporter)
    }
  }

  private static func report(
    _ finding: DataFinding, _ message: borrowing ResolvedMessage, _ more: [String], _ reporter: inout Reporter
  ) {
    let contracts = message.contracts
    let given = message.holeType(finding.node)
    guard given >= 0, let mismatch = contracts.mismatch(given, finding.type) else { return }
    let name = message.message.tape.string(of: finding.node)
    let part = mismatch.path.isEmpty ? "`\(name)`" : "`\(name)` at `\(mismatch.path)`"
    let what: String
    switch mismatch.keyProblem {
    case .none:
      what =
        "is \(TypeNouns.noun(mismatch.given, in: contracts)), the Flow expects \(TypeNouns.noun(mismatch.expected, in: contracts))"
    case .missing: what = "has no `\(mismatch.key ?? "")`, which the Flow expects"
    case .unknown: what = "has `\(mismatch.key ?? "")`, which the Flow does not expect"
    case .optional: what = "may lack `\(mismatch.key ?? "")`, which the Flow expects"
    }
    let place = mismatch.given >= 0 ? mismatch.given : given
    leaveRoom(mismatch, contracts, &reporter)
    let wanted = mismatch.expected >= 0 ? mismatch.expected : finding.type
    reporter.report(
      kind, "\(part) \(what)", at: message.place(of: finding),
      labels: [
        DiagnosticLabel(SourceLocation(contracts.types[place].origin), "the parameter's type"),
        DiagnosticLabel(SourceLocation(contracts.types[wanted].origin), "the Flow's"),
      ], help: more, isProvisional: true)
  }

  /// A bound that is offered for the type because of some text is one that fits the Flow, too.
  private static func leaveRoom(
    _ mismatch: TypeMismatch, _ contracts: borrowing Contracts, _ reporter: inout Reporter
  ) {
    guard mismatch.given >= 0, mismatch.expected >= 0 else { return }
    let (given, expected) = (contracts.types[mismatch.given], contracts.types[mismatch.expected])
    guard given.kind.facts.bounds == .characters, given.maximum == .none,
      expected.kind.facts.bounds == .characters,
      let room = expected.lengths.most
    else { return }
    reporter.bounds.leave(room, for: SourceLocation(given.origin))
  }
}
