package import FlowMsgText
import FlowMsgModel

/// No text is longer than what fits.
package enum TooLongRule: Rule {
  package static let kind = DiagnosticKind(
    4001, .error, "a text is longer than what fits",
    why: """
      WhatsApp refuses the message: title, text, caption and cta have each a greatest length, counted here in \
      Unicode code points, and nothing is cut off for the sender.
      """,
    bad: """
      message ola {
        title "Seu carrinho fica guardado por 24 horas e depois volta à loja!!"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """,
    good: """
      message ola {
        title "Seu carrinho fica guardado por 24 horas"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """)

  package static let concern = Concern.length

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    for field in TextField.limited where message.texts[field.index].codePoints > field.maximum {
      report(message, field, &reporter)
    }
  }

  private static func report(_ message: borrowing ResolvedMessage, _ field: TextField, _ reporter: inout Reporter) {
    let length = message.texts[field.index].codePoints
    let rest = message.withText(field.id) { (start: $0.offset(ofCodePoint: field.maximum), end: $0.count) }
    guard let rest else { return }
    reporter.report(
      kind,
      "the \(field.noun) is \(length) characters long, "
        + "\(length - field.maximum) more than the \(field.maximum) that fit",
      at: message.place(of: field.id, offset: rest.start, count: rest.end - rest.start),
      help: ["shorten it; `\(field.noun)` is \(Schema[field.id].meaning)"],
      whole: message.location(of: field.id))
  }
}
