import FlowMsgComponents
import FlowMsgModel

package import FlowMsgText

/// An item has the parts that its component needs, each of its kind.
package enum ItemPartRule: Rule {
  package static let kind = DiagnosticKind(
    5211, .error, "an item without a part that its component needs, or with one of another kind",
    why: """
      Each entry of a navigation list has a main text with a title. A part that is of another kind than the component \
      reads, such as `enabled` as a text, keeps the Flow from opening.
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
          itens: [{ id: "a", main-content: { description: "Todas" }, on-click-action: { name: "navigate", next: { type: "screen", name: "DETALHE" } } }]
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
          itens: [{ id: "a", main-content: { title: "Consultas", description: "Todas" }, on-click-action: { name: "navigate", next: { type: "screen", name: "DETALHE" } } }]
        }
      }
      """)

  package static let concern = Concern.shown

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    ShownReport.report(kind, [.missing, .kind, .color], message, &reporter) { finding, shown in
      switch finding.fault.kind {
      case .missing:
        let may = finding.type < 0 ? "has none" : "may have none"
        shown.text = "\(shown.demand), and `\(shown.path)` \(may)"
        shown.help = ["write `\(shown.key)` there"]
      case .color:
        shown.text = "\(shown.demand), and \(shown.value)"
      default:
        shown.text = "\(shown.demand), and \(shown.kindOfValue)"
      }
    }
  }
}
