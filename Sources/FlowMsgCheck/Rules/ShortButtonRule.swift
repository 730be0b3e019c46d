import FlowMsgModel

package import FlowMsgText

/// The button is short enough for every provider.
package enum ShortButtonRule: Rule {
  package static let kind = DiagnosticKind(
    4004, .note, "a button that some providers cut",
    why: """
      The platform takes 30 characters today. Older pages of it, and several providers, still say 20 and cut \
      there, so the end of the button may be missing on some phones.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Ver todos os produtos agora"
        screen RECOMMEND
      }
      """,
    good: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Ver produtos"
        screen RECOMMEND
      }
      """)

  package static let concern = Concern.length

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    for field in TextField.advised {
      let facts = message.texts[field.index]
      // With holes, the longest that it can be.
      let length = facts.hasHoles ? facts.codePoints.addingSaturating(facts.mostInHoles) : facts.codePoints
      guard length > field.advised, length <= field.maximum else { continue }
      let rest = message.withText(field.id) { (start: $0.offset(ofCodePoint: field.advised), end: $0.count) }
      guard let rest else { continue }
      reporter.report(
        kind, "the \(field.noun) is \(length) characters long, and some providers cut after \(field.advised)",
        at: facts.hasHoles
          ? FoundPlace(message.location(of: field.id))
          : message.place(of: field.id, offset: rest.start, count: rest.end - rest.start),
        help: ["\(field.advised) characters are safe everywhere"], isProvisional: facts.hasHoles,
        whole: message.location(of: field.id))
    }
  }
}
