package import FlowMsgText
import FlowMsgModel

/// A title and a button have one line.
package enum LineBreakRule: Rule {
  package static let kind = DiagnosticKind(
    4006, .warning, "a line break in a text of one line",
    why: """
      The header and the button have one line. WhatsApp refuses a line break there or shows a blank in its \
      place.
      """,
    bad: #"""
      message ola {
        title "Olá,\nMaria"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """#,
    good: """
      message ola {
        title "Olá, Maria"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """)

  package static let concern = Concern.lines

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    for field in TextField.oneLine where message.texts[field.index].hasHoles {
      guard let choice = message.choice(in: field, where: { $0.utf8.contains(where: \.isLineEnd) }) else { continue }
      reporter.report(
        kind, "the \(field.noun) may have a line break: `\(choice.path)` may be \(DataPath.quoted(choice.text))",
        at: message.location(of: field.id), labels: [DiagnosticLabel(choice.type, "its choices")],
        help: ["write it on one line; \(TextField.list(TextField.manyLines)) may have several"], isProvisional: true)
    }
    for field in TextField.oneLine where message.texts[field.index].hasLineBreaks {
      guard let at = message.withText(field.id, { $0.firstIndex(where: \.isLineEnd) }), let at else { continue }
      reporter.report(
        kind, "the \(field.noun) has a line break", at: message.location(of: field.id, offset: at, count: 1),
        help: ["write it on one line; \(TextField.list(TextField.manyLines)) may have several"])
    }
  }
}
