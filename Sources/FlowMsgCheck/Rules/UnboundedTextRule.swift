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
      report(field, TextSum(message, field.id), message, &reporter)
    }
  }

  /// The fix is made in the end; see `BoundFixes`.
  private static func report(
    _ field: TextField, _ sum: TextSum, _ message: borrowing ResolvedMessage, _ reporter: inout Reporter
  ) {
    var names: [String] = []
    for part in sum.parts where part.length.most == nil && !names.contains(part.text) { names.append(part.text) }
    guard !names.isEmpty else { return }
    let rooms = sum.rooms(within: field.maximum)
    let places = rooms.map { SourceLocation(message.contracts.types[$0.type].origin) }
    for (place, one) in zip(places, rooms) { reporter.bounds.leave(one.room, for: place) }
    let least = rooms.map(\.room).min() ?? 0
    let list = names.listed()
    reporter.report(
      kind, "nothing bounds \(list), so the \(field.noun) may be longer than \(field.maximum) characters",
      at: message.location(of: field.id),
      labels: places.map { DiagnosticLabel($0, names.count == 1 ? "its type" : "without a bound") },
      help: [
        least > 0
          ? "at most \(least)\(names.count == 1 ? "" : " each") fit here"
          : "nothing fits beside the rest of the text: shorten it"
      ], isProvisional: true)
  }
}
