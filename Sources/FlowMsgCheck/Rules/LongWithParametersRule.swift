import FlowMsgModel
package import FlowMsgText

/// No text is too long with the longest values of its parameters.
package enum LongWithParametersRule: Rule {
  package static let kind = DiagnosticKind(
    4101, .error, "a text that parameters make too long",
    why: """
      A parameter's bounds say how long its values can be. With the longest of them the text is longer than WhatsApp \
      takes, and the message would be refused for those recipients alone, at night.
      """,
    bad: """
      message ola(nome: string(min: 1, max: 60)) {
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
      guard facts.codePoints <= field.maximum else { continue }
      let isShortestTooLong = facts.codePoints + facts.leastInHoles > field.maximum
      guard facts.mostInHoles != .max || isShortestTooLong else { continue }
      let most = facts.codePoints + (facts.mostInHoles == .max ? facts.leastInHoles : facts.mostInHoles)
      guard most > field.maximum else { continue }
      let sum = TextSum(message, field.id)
      // The fix is made in the end; see `BoundFixes`.
      if let (type, room) = sum.onlyRoom(within: field.maximum, message.contracts) {
        reporter.bounds.leave(room, for: SourceLocation(message.contracts.types[type].origin))
      }
      reporter.report(
        kind,
        "the \(field.noun) can be \(most) characters long, \(most - field.maximum) more than the \(field.maximum) that fit",
        at: message.location(of: field.id), label: facts.mostInHoles == .max ? "" : sum.most(over: field.maximum),
        labels: sum.labels(message), help: ["lower a bound by \(most - field.maximum), or shorten the text"],
        isProvisional: true)
    }
  }
}
