package import FlowMsgText
import FlowMsgModel

/// No required text is empty.
package enum EmptyTextRule: Rule {
  package static let kind = DiagnosticKind(
    4002, .error, "a required text is empty",
    why: """
      WhatsApp refuses a message whose title, text, caption or button is empty, as it refuses one without \
      them. Blanks and invisible characters alone are as good as nothing.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption ""
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """,
    good: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """)

  package static let concern = Concern.length

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    for field in TextField.limited where field.isRequired && !message.texts[field.index].hasHoles {
      guard message.hasText(field.id), message.withText(field.id, TextLook.isBlank) == true else { continue }
      let isEmpty = message.texts[field.index].codePoints < field.minimum
      reporter.report(
        kind, "the \(field.noun) is empty\(isEmpty ? "" : ": nothing of it can be seen")",
        at: message.location(of: field.id),
        help: ["write \(Schema[field.id].meaning), \(field.minimum) to \(field.maximum) characters"])
    }
  }
}
