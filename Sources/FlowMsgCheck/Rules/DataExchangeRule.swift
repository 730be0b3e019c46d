package import FlowMsgText
import FlowMsgModel

/// A message that leaves the screen to the Flow's endpoint.
package enum DataExchangeRule: Rule {
  package static let kind = DiagnosticKind(
    6002, .note, "the Flow's endpoint picks the screen",
    why: """
      On WhatsApp itself `flow_action: "data_exchange"` means that the Flow's endpoint picks the first screen; \
      the message then carries no `flow_action_payload`. Jelou documents this neither way, so try it before \
      you count on it.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        parameters { flow_action: "data_exchange" }
      }
      """,
    good: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """)

  package static let concern = Concern.parameters

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    guard let member = message.dataExchangeMember else { return }
    reporter.report(
      kind, "the Flow's endpoint picks the first screen, and no `\(BodyContainer.actionPayload.name)` is sent",
      at: message.location(of: member), help: ["Jelou does not document that it passes this on"])
  }
}
