import FlowMsgComponents
import FlowMsgModel

package import FlowMsgText

/// What a tap on an item does is something that the Flow can do.
package enum ItemActionRule: Rule {
  package static let kind = DiagnosticKind(
    5212, .error, "an action of an item that leads nowhere",
    why: """
      A tap on an entry leads to a screen of the Flow, or asks its endpoint. With another action, or a screen that the \
      Flow does not have, nothing happens when a person taps.
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
          itens: [{ id: "a", main-content: { title: "Consultas" }, on-click-action: { name: "navigate", next: { type: "screen", name: "DETALHES" } } }]
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
          itens: [{ id: "a", main-content: { title: "Consultas" }, on-click-action: { name: "navigate", next: { type: "screen", name: "DETALHE" } } }]
        }
      }
      """)

  package static let concern = Concern.shown

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    ShownReport.report(kind, [.action, .screen, .secondAction], message, &reporter) { finding, shown in
      switch finding.fault.kind {
      case .secondAction:
        shown.text = "\(shown.demand): `\(shown.path)`"
        shown.help = ["leave it out: a tap then does what the list says"]
      case .screen: unknownScreen(finding, &shown, message)
      default: unknownAction(finding, &shown, message)
      }
    }
  }

  private static func unknownScreen(
    _ finding: ShownFinding, _ shown: inout ShownReport, _ message: borrowing ResolvedMessage
  ) {
    guard finding.fault.other >= 0, let flow = message.flowContract else {
      shown.text = "\(shown.demand), and `\(shown.path)` does not say to which"
      shown.help = [#"write `next: { type: "screen", name: "…" }`"#]
      return
    }
    let ids = message.screens(of: flow).map { message.contracts.string(message.contracts.screens[$0].id) }
    let name = message.message.tape.string(of: finding.fault.other)
    shown.text = "\(shown.demand), and `\(shown.path)` is \(Wording.quoted(name))"
    guard name.utf8.count <= 100, let nearest = suggestion(for: name, among: ids) else {
      shown.help = ["its screens are \(FlowWording.names(ids))"]
      return
    }
    shown.help = ["did you mean \(Wording.quoted(nearest))?"]
    shown.replace(with: nearest)
  }

  private static func unknownAction(
    _ finding: ShownFinding, _ shown: inout ShownReport, _ message: borrowing ResolvedMessage
  ) {
    guard case .action(let names) = shown.rule else { return }
    guard finding.fault.other >= 0 else {
      shown.text = "\(shown.demand), and `\(shown.path)` has no `name`"
      return
    }
    let tape = message.message.tape
    shown.text = "\(shown.demand), and \(shown.value)"
    let name = tape.string(of: finding.fault.other)
    guard name.utf8.count <= 100, let nearest = suggestion(for: name, among: names) else { return }
    shown.help = ["did you mean `\(nearest)`?"]
    shown.replace(with: nearest)
  }
}
