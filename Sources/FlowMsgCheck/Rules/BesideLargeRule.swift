import FlowMsgComponents
package import FlowMsgText

/// Nothing is beside large pictures that has no room there.
package enum BesideLargeRule: Rule {
  package static let kind = DiagnosticKind(
    5215, .error, "a right side beside large pictures",
    why: """
      A navigation list with `media-size` `large` has no room for `end`, and the Flow does not open.
      """,
    bad: """
      flow menu from "large.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow menu
        cta "Ver agora"
        screen MENU {
          itens: [{ id: "a", main-content: { title: "Consultas" }, end: { title: "R$ 90" }, on-click-action: { name: "navigate", next: { type: "screen", name: "DETALHE" } } }]
        }
      }
      """,
    good: """
      flow menu from "large.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow menu
        cta "Ver agora"
        screen MENU {
          itens: [{ id: "a", main-content: { title: "Consultas", description: "R$ 90" }, on-click-action: { name: "navigate", next: { type: "screen", name: "DETALHE" } } }]
        }
      }
      """)

  package static let concern = Concern.shown

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    ShownReport.report(kind, [.besideLarge], message, &reporter) { finding, shown in
      shown.text = "\(shown.demand): `\(shown.path)`"
      shown.help = ["leave `\(shown.key)` out, or let the Flow show regular pictures"]
    }
  }
}
