import FlowMsgComponents
import FlowMsgModel

package import FlowMsgText

/// A list that a component shows has no more items than it shows.
package enum ManyShownItemsRule: Rule {
  package static let kind = DiagnosticKind(
    5204, .warning, "a list of a screen of which not all is shown",
    why: """
      Each list shows so many items. Those behind them are not there for the person who opens the Flow.
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
          itens: [
            {
              id: "a", main-content: { title: "Consultas" }, tags: ["novo", "grátis", "online", "hoje"],
              on-click-action: { name: "navigate", next: { type: "screen", name: "DETALHE" } }
            }
          ]
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
          itens: [
            {
              id: "a", main-content: { title: "Consultas" }, tags: ["novo", "grátis", "online"],
              on-click-action: { name: "navigate", next: { type: "screen", name: "DETALHE" } }
            }
          ]
        }
      }
      """)

  package static let concern = Concern.shown

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    ShownReport.report(kind, [.many], message, &reporter) { finding, shown in
      guard case .list(let count) = shown.rule else { return }
      guard finding.type >= 0 else {
        let over = finding.fault.count - count.upperBound
        shown.text = "\(shown.demand), and \(shown.value) has \(finding.fault.count)"
        shown.help = [
          over == 1 ? "the last one is never seen: leave it out" : "the last \(over) are never seen: leave them out"
        ]
        return
      }
      shown.text =
        finding.fault.count == .max
        ? "\(shown.demand), and nothing bounds \(shown.value)"
        : "\(shown.demand), and \(shown.value) may have \(finding.fault.count)"
      shown.help = ["bound the list: \(ShownReport.bounds(count))"]
      shown.bounds = count
    }
  }
}
