import FlowMsgModel
package import FlowMsgText

/// A declared Flow is a promise of proof: what a message needs of it can be read.
package enum UnprovedFlowRule: Rule {
  package static let kind = DiagnosticKind(
    5014, .error, "a Flow that cannot be read where a message needs it",
    why: """
      A message that opens a declared Flow is checked against it. Where the file is cut off, in another encoding, inside \
      another document, or does not say what the screen expects, nothing is proved: what is wrong would be found by the \
      people who get the message.
      """,
    bad: """
      flow agendamento from "cut.json"

      message aviso {
        title "Olá"
        text "Escolha o seu horário"
        caption "Jelou"
        flow agendamento
        cta "Agendar"
        screen CONFIRM
      }
      """,
    good: """
      flow agendamento from "cut.json"

      message aviso {
        title "Olá"
        text "Escolha o seu horário"
        caption "Jelou"
        flow agendamento
        cta "Agendar"
        screen SCHEDULE
      }
      """)

  package static let concern = Concern.screen | Concern.absence

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    guard let (reason, origin) = fault(message), case .declared(_, let declaration) = message.flow else { return }
    let slug = message.text(Schema.flow) ?? ""
    reporter.report(
      kind, "the message cannot be checked against the Flow `\(slug)`: \(reason)",
      at: message.location(of: Schema.flow),
      labels: [
        origin.map { DiagnosticLabel(SourceLocation($0), "what is wrong with its file") }
          ?? DiagnosticLabel(declaration, "the Flow")
      ],
      help: [
        "save the Flow's own JSON there once more, whole and as UTF-8",
        "to send without any check, take the declaration away and write flow \"\(slug)\"",
      ])
  }

  /// What keeps the message's screen from being read, and where; nil if nothing does.
  static func fault(_ message: borrowing ResolvedMessage) -> (reason: String, origin: Origin?)? {
    guard !message.isDataExchange, let flow = message.flowContract, flow.isFromFlowJSON else { return nil }
    if let screen = message.screen ?? onlyEntry(flow, message) {
      let contract = message.contracts.screens[screen]
      guard !contract.isReadable else { return nil }
      let id = message.contracts.string(contract.id)
      return ("its screen `\(id)` could not be read whole", contract.fault ?? flow.fault)
    }
    guard !flow.isReadable else { return nil }
    let statement = message.statements[Int(Schema.screen.rawValue)]
    guard statement.isThere else {
      return message.isDamaged ? nil : ("its screens could not be read", flow.fault)
    }
    guard let id = message.screenText else { return nil }
    // What no Flow can have is reported as that.
    return ScreenID.isLegal(id) ? ("no screen `\(id)` could be read", flow.fault) : nil
  }

  /// The screen that is meant where a message names none.
  private static func onlyEntry(_ flow: FlowContract, _ message: borrowing ResolvedMessage) -> Int? {
    guard flow.isReadable, message.message[Schema.screen] == nil, !message.isDamaged,
      !message.statements[Int(Schema.screen.rawValue)].isThere
    else { return nil }
    var entries: [Int] = []
    for screen in message.screens(of: flow) where message.contracts.screens[screen].isEntry { entries.append(screen) }
    return entries.count == 1 ? entries.first : nil
  }
}
