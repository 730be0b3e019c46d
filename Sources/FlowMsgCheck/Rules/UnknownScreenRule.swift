import FlowMsgModel

package import FlowMsgText

/// The screen is one of the Flow's, case and all.
package enum UnknownScreenRule: Rule {
  package static let kind = DiagnosticKind(
    5001, .error, "a screen that the Flow does not have",
    why: """
      The platform opens the Flow on the screen that the message names. A name that the Flow does not know, or knows \
      in other case only, makes the platform refuse the message, or the Flow fail in the reader's hand.
      """,
    bad: """
      flow oferta {
        screen CART { items: [{ id: string, title: string }](min: 1) }
      }

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen CARD { items: [{ id: "1", title: "Tênis" }] }
      }
      """,
    good: """
      flow oferta {
        screen CART { items: [{ id: string, title: string }](min: 1) }
      }

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen CART { items: [{ id: "1", title: "Tênis" }] }
      }
      """)

  package static let concern = Concern.screen

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    guard message.screen == nil, !message.isDataExchange, let flow = message.flowContract, flow.isReadable,
      let id = message.screenText, ScreenID.isLegal(id), case .declared(_, let declaration) = message.flow
    else { return }
    let location = message.screenLocation
    let guess = nearest(id, in: flow, message)
    let instead = guess.map { $0.lowercased() == id.lowercased() ? "; it writes `\($0)`" : "; it has `\($0)`" } ?? ""
    reporter.report(
      kind, "the Flow has no screen `\(id)`\(instead)",
      at: location, labels: [DiagnosticLabel(declaration, "the Flow")],
      help: FlowWording.entriesHelp(message.entries(of: flow)),
      fixes: guess.map { FlowWording.rename(id, to: $0, at: location) } ?? [])
  }

  /// The screen that `id` likely means; an entry screen before others.
  private static func nearest(_ id: String, in flow: FlowContract, _ message: borrowing ResolvedMessage) -> String? {
    if let entry = suggestion(for: id, among: message.entries(of: flow)) { return entry }
    var ids: [String] = []
    for i in message.screens(of: flow) { ids.append(message.contracts.string(message.contracts.screens[i].id)) }
    return suggestion(for: id, among: ids.filter(ScreenID.isLegal))
  }
}
