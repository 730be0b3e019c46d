import FlowMsgModel
package import FlowMsgText

/// Every parameter in a text has a bound.
package enum UnboundedTextRule: Rule {
  package static let kind = DiagnosticKind(
    4102, .warning, "a parameter without a bound in a text",
    why: """
      Nothing says how long the values of the parameter can be, so nothing proves that the text fits for everybody. With \
      the bound that fits, a value that is too long is found before the message is sent.
      """,
    bad: """
      message ola(nome: string(min: 1)) {
        title "Olá, {nome}"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """,
    good: """
      message ola(nome: string(min: 1, max: 54)) {
        title "Olá, {nome}"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """)

  package static let concern = Concern.length

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    for field in TextField.limited where message.texts[field.index].hasHoles {
      let facts = message.texts[field.index]
      guard facts.mostInHoles == .max, facts.codePoints + facts.leastInHoles <= field.maximum else { continue }
      let sum = TextSum(message, field.id)
      let open = sum.parts.filter { $0.type >= 0 && $0.length.most == nil }
      guard let first = open.first else { continue }
      let bound = sum.bound(within: field.maximum)
      reporter.report(
        kind, "nothing bounds \(first.text), so the \(field.noun) may be longer than \(field.maximum) characters",
        at: message.location(of: field.id),
        labels: [DiagnosticLabel(SourceLocation(message.contracts.types[first.type].origin), "its type")],
        help: [bound.map { "at most \($0) fit" } ?? "nothing fits beside the rest of the text: shorten it"],
        fixes: bound.map { TextSum.fix("max", $0, open.map(\.type), message) } ?? [],
        isProvisional: true)
    }
  }
}
