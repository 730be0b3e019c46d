import FlowMsgModel
package import FlowMsgText

/// No text can be empty with the shortest values of its parameters.
package enum PossiblyEmptyRule: Rule {
  package static let kind = DiagnosticKind(
    4103, .error, "a text that may be empty",
    why: """
      With the shortest values of its parameters nothing of the text is left, and WhatsApp refuses a message with an \
      empty header, body, footer or button.
      """,
    bad: """
      message ola(nome: string(max: 20)) {
        title "{nome}"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """,
    good: """
      message ola(nome: string(min: 1, max: 20)) {
        title "{nome}"
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
      guard facts.codePoints + facts.leastInHoles < field.minimum else { continue }
      let holes = TextSum(message, field.id).parts.filter { $0.type >= 0 }
      report(field, holes, message, &reporter)
    }
  }

  /// The fix is made in the end; see `BoundFixes`.
  private static func report(
    _ field: TextField, _ holes: [TextSum.Part], _ message: borrowing ResolvedMessage, _ reporter: inout Reporter
  ) {
    var names: [String] = []
    var places: [SourceLocation] = []
    for hole in holes {
      if !names.contains(hole.text) { names.append(hole.text) }
      let type = message.contracts.types[hole.type]
      let place = SourceLocation(type.origin)
      if type.kind == .string, !places.contains(place) { places.append(place) }
    }
    for place in places { reporter.bounds.leave(.max, for: place) }
    reporter.report(
      kind, "the \(field.noun) is empty where \(names.listed()) \(names.count == 1 ? "is" : "are")",
      at: message.location(of: field.id),
      labels: places.map { DiagnosticLabel($0, places.count == 1 ? "its type" : "may be empty") },
      help: ["ask for at least one character: `min: 1`"], isProvisional: true)
  }
}
