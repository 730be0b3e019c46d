import FlowMsgModel
package import FlowMsgText

/// No text is too long for those who count UTF-16 units.
package enum LongInUTF16Rule: Rule {
  package static let kind = DiagnosticKind(
    4003, .warning, "a text that fits only if emoji count once",
    why: """
      The platform says “characters” and not which. Counted in code points the text fits; counted in UTF-16 \
      units, in which an emoji takes two or more, it does not. Public libraries count either way, so the \
      message may be refused.
      """,
    bad: """
      message ola {
        title "Seu carrinho está quase lá🛒 e o frete é grátis 🚚 até sexta🎉"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """,
    good: """
      message ola {
        title "Seu carrinho está quase lá 🛒"
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
      reportLongest(message, field, &reporter)
    }
    for field in TextField.limited where message.texts[field.index].utf16Units > field.maximum {
      guard message.texts[field.index].codePoints <= field.maximum, message.hasText(field.id) else { continue }
      if message.texts[field.index].hasHoles { continue }
      let units = message.texts[field.index].utf16Units
      reporter.report(
        kind,
        "the \(field.noun) fits with \(message.texts[field.index].codePoints) characters, but has \(units) "
          + "UTF-16 units, \(units - field.maximum) more than \(field.maximum)",
        at: message.location(of: field.id),
        help: ["shorten it or drop an emoji; some count each emoji as two or more"])
    }
  }

  /// With parameters the longest that the text can be counts: what is there and the choices of one-of types by their
  /// units, every other value by its bound, as its own emoji are not known.
  private static func reportLongest(
    _ message: borrowing ResolvedMessage, _ field: TextField, _ reporter: inout Reporter
  ) {
    let facts = message.texts[field.index]
    let most = facts.codePoints.addingSaturating(facts.mostInHoles)
    guard most <= field.maximum else { return }
    let sum = TextSum(message, field.id)
    let units = sum.parts.reduce(0) { $0.addingSaturating($1.mostUnits) }
    guard units > field.maximum else { return }
    reporter.report(
      kind,
      "the \(field.noun) fits with at most \(most) characters, but can have \(units) UTF-16 units, "
        + "\(units - field.maximum) more than \(field.maximum)",
      at: message.location(of: field.id), labels: sum.labels(message),
      help: ["lower a bound by \(units - field.maximum), or drop an emoji; some count each emoji as two or more"],
      isProvisional: true)
  }
}
