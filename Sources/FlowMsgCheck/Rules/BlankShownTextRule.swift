import FlowMsgComponents
package import FlowMsgText

/// A text that a component needs can be seen.
package enum BlankShownTextRule: Rule {
  package static let kind = DiagnosticKind(
    5201, .error, "a text of a screen that shows nothing",
    why: """
      A heading, a body text and most labels cannot be empty or blank: the Flow does not open, or the screen has a hole \
      where the text was meant to be.
      """,
    bad: """
      flow lembrete from "heading.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow lembrete
        cta "Ver agora"
        screen LEMBRETE { titulo: " " }
      }
      """,
    good: """
      flow lembrete from "heading.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow lembrete
        cta "Ver agora"
        screen LEMBRETE { titulo: "Sua consulta" }
      }
      """)

  package static let concern = Concern.shown

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    ShownReport.report(kind, [.blank], message, &reporter) { finding, shown in
      guard finding.type >= 0 else {
        shown.text = "\(shown.demand), and \(shown.value) shows nothing"
        shown.help = ["write a text there"]
        return
      }
      shown.text = "\(shown.demand), and \(shown.value) may be"
      shown.help = ["ask for at least one character: `min: 1`"]
      shown.leavesRoom = .max
    }
  }
}
