import FlowMsgComponents
package import FlowMsgText

/// One entry of a list has a badge.
package enum BadgeRule: Rule {
  package static let kind = DiagnosticKind(
    5214, .warning, "a second badge in a list",
    why: """
      A navigation list shows one badge. Of several it is not known which one is shown.
      """,
    bad: """
      flow menu from "menu.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow menu
        cta "Ver agora"
        screen MENU {
          itens: [{ id: "a", main-content: { title: "Consultas" }, badge: "Novo", on-click-action: { name: "navigate", next: { type: "screen", name: "DETALHE" } } },
            { id: "b", badge: "Novo", main-content: { title: "Exames" }, on-click-action: { name: "navigate", next: { type: "screen", name: "DETALHE" } } }]
        }
      }
      """,
    good: """
      flow menu from "menu.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow menu
        cta "Ver agora"
        screen MENU {
          itens: [{ id: "a", main-content: { title: "Consultas" }, badge: "Novo", on-click-action: { name: "navigate", next: { type: "screen", name: "DETALHE" } } }]
        }
      }
      """)

  package static let concern = Concern.shown

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    ShownReport.report(kind, [.secondBadge], message, &reporter) { finding, shown in
      shown.text = "\(shown.demand), and `\(shown.path)` is a second one"
      shown.labels = [DiagnosticLabel(message.ownLocation(of: finding.fault.other), "the first")]
      shown.help = ["leave one of them out"]
    }
  }
}
