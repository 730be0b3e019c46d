package import FlowMsgText
import FlowMsgModel

/// No required text is empty.
package enum EmptyTextRule: Rule {
  package static let kind = DiagnosticKind(
    4002, .error, "a required text is empty",
    why: """
      WhatsApp refuses a message whose title, text, caption or button is empty, as it refuses one without \
      them.
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
    for field in TextField.limited where message.texts[field.index].codePoints < field.minimum {
      guard field.isRequired, message.hasText(field.id), !message.texts[field.index].hasHoles else { continue }
      reporter.report(
        kind, "the \(field.noun) is empty", at: message.location(of: field.id),
        help: ["write \(Schema[field.id].meaning), \(field.minimum) to \(field.maximum) characters"])
    }
  }
}
