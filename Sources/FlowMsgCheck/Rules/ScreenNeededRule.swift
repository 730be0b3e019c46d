import FlowMsgModel

package import FlowMsgText

/// A message names a screen, unless its Flow can only open on one and that one needs no data.
package enum ScreenNeededRule: Rule {
  package static let kind = DiagnosticKind(
    5003, .error, "a message that does not say on which screen the Flow opens",
    why: """
      Without a screen the platform does not know where to open the Flow. The screen may be left out where the Flow \
      is declared and has one entry screen that needs no data: then that screen is meant. It is left out too where \
      the Flow's endpoint picks it.
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

  package static let concern = Concern.absence

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    guard message.message[Schema.screen] == nil, !message.isDataExchange, !message.isDamaged,
      !message.statements[Int(Schema.screen.rawValue)].isThere, !message.hasUnclearAction
    else { return }
    switch message.flow {
    case .none, .declared(nil, _): return
    case .undeclared:
      reporter.report(
        kind, "the message has no `screen`", at: message.nameLocation,
        help: ["write `screen` and the id of one of the Flow's entry screens"])
    case .declared(let index?, let declaration):
      reportDeclared(message.contracts.flows[index], declaration, message, &reporter)
    }
  }

  private static func reportDeclared(
    _ flow: FlowContract, _ declaration: SourceLocation, _ message: borrowing ResolvedMessage,
    _ reporter: inout Reporter
  ) {
    // What could not be read is an error of its own, in source as in Flow JSON.
    guard flow.isReadable, UnprovedFlowRule.fault(message) == nil else { return }
    let entries = message.entries(of: flow)
    let reason = entries.count == 1 ? "needs data" : "has \(entries.count) entry screens"
    reporter.report(
      kind, "the message has no `screen`, and the Flow\(entries.count == 1 ? "'s entry screen" : "") \(reason)",
      at: message.nameLocation, labels: [DiagnosticLabel(declaration, "the Flow")],
      help: entries.count == 1 ? help(flow, entries[0], message) : FlowWording.entriesHelp(entries))
  }

  /// What to write for the one entry screen.
  private static func help(_ flow: FlowContract, _ entry: String, _ message: borrowing ResolvedMessage) -> [String] {
    for i in message.screens(of: flow) where message.contracts.screens[i].isEntry {
      let screen = message.contracts.screens[i]
      guard screen.isReadable, message.contracts.types[Int(screen.shape)].kind == .shape else { break }
      let shape = message.contracts.types[Int(screen.shape)]
      var members: [String] = []
      for field in Int(shape.first)..<Int(shape.first) + min(Int(shape.count), FlowWording.shownNames) {
        members.append("\(DataPath.key(message.name(ofField: field))): …")
      }
      return ["write `screen \(entry) { \(members.joined(separator: ", ")) }`"]
    }
    return ["write `screen \(entry)` with its data"]
  }
}
