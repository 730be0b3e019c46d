import FlowMsgModel

package import FlowMsgText

/// The screen is one on which the Flow may open.
package enum NotEntryScreenRule: Rule {
  package static let kind = DiagnosticKind(
    5002, .error, "a screen that is no entry screen",
    why: """
      A Flow opens on an entry screen: one that no other screen leads to. The platform refuses a message that names \
      another one, as what the screens before it gather would be missing.
      """,
    bad: """
      flow oferta from "steps.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen DONE
      }
      """,
    good: """
      flow oferta from "steps.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen START
      }
      """)

  package static let concern = Concern.screen

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    guard let screen = message.screen, !message.contracts.screens[screen].isEntry, let flow = message.flowContract,
      flow.isReadable
    else { return }
    let contract = message.contracts.screens[screen]
    let entries = message.entries(of: flow)
    let location = message.screenLocation
    let id = message.contracts.string(contract.id)
    // An id that no screen can have is reported as that.
    guard ScreenID.isLegal(id) else { return }
    reporter.report(
      kind, "the Flow cannot open on `\(id)`, which another screen leads to", at: location,
      labels: [DiagnosticLabel(SourceLocation(contract.origin), "the screen")],
      help: FlowWording.entriesHelp(entries),
      fixes: entries.count == 1 ? FlowWording.rename(id, to: entries[0], at: location) : [])
  }
}
