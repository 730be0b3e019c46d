import FlowMsgModel
package import FlowMsgText

/// Only a Flow with an endpoint is left to pick its screen.
package enum DataExchangeWithoutEndpointRule: Rule {
  package static let kind = DiagnosticKind(
    6003, .warning, "data_exchange for a Flow without an endpoint",
    why: """
      With `flow_action: "data_exchange"` WhatsApp asks the Flow's endpoint for the first screen. A Flow JSON \
      file without `data_api_version` has none, so the Flow would not open.
      """,
    bad: """
      flow boas_vindas from "steps.json"

      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow boas_vindas
        cta "Iniciar"
        parameters { flow_action: "data_exchange" }
      }
      """,
    good: """
      flow boas_vindas from "steps.json"

      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow boas_vindas
        cta "Iniciar"
        screen START
      }
      """)

  package static let concern = Concern.parameters

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    guard message.isDataExchange, case .declared(let index?, let declaration) = message.flow else { return }
    let flow = message.contracts.flows[index]
    guard flow.isFromFlowJSON, flow.isReadable, !flow.hasEndpoint, let member = message.dataExchangeMember else {
      return
    }
    reporter.report(
      kind, "the Flow has no endpoint that could pick the screen", at: message.location(of: member),
      labels: [DiagnosticLabel(declaration, "its Flow JSON has no `data_api_version`")],
      help: ["name the screen with a `screen` statement instead"])
  }
}
