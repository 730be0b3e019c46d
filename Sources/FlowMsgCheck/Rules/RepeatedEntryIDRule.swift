import FlowMsgComponents
package import FlowMsgText

/// No two entries of a list have one id.
package enum RepeatedEntryIDRule: Rule {
  package static let kind = DiagnosticKind(
    5213, .warning, "two entries of a list with one id",
    why: """
      A list answers with the `id` of the entry that was tapped. With two entries of one id the answer does not tell \
      which it was.
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
          itens: [{ id: "a", main-content: { title: "Consultas" }, on-click-action: { name: "navigate", next: { type: "screen", name: "DETALHE" } } },
            { id: "a", main-content: { title: "Exames" }, on-click-action: { name: "navigate", next: { type: "screen", name: "DETALHE" } } }]
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
          itens: [{ id: "a", main-content: { title: "Consultas" }, on-click-action: { name: "navigate", next: { type: "screen", name: "DETALHE" } } },
            { id: "b", main-content: { title: "Exames" }, on-click-action: { name: "navigate", next: { type: "screen", name: "DETALHE" } } }]
        }
      }
      """)

  package static let concern = Concern.shown

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    ShownReport.report(kind, [.repeatedID], message, &reporter) { finding, shown in
      shown.text =
        "\(shown.value), as `\(message.path(to: finding.fault.other))` is: \(shown.demand)"
      shown.labels = [DiagnosticLabel(message.ownLocation(of: finding.fault.other), "the first with this id")]
      shown.help = ["give every entry an id of its own"]
    }
  }
}
