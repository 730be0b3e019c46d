package import FlowMsgText
import FlowMsgModel

/// No screen is named where the Flow's endpoint picks it.
package enum ScreenBesideDataExchangeRule: Rule {
  package static let kind = DiagnosticKind(
    3006, .error, "a screen beside data_exchange",
    why: """
      With `flow_action: "data_exchange"` the Flow's endpoint picks the first screen, and the message carries \
      no `flow_action_payload`. A screen in the same message contradicts that.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
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
        parameters { flow_action: "data_exchange" }
      }
      """)

  package static let concern = Concern.parameters

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    guard message.isDataExchange, message.statements[Int(Schema.screen.rawValue)].isThere else { return }
    let exchange = Schema.dataExchange.value
    reporter.report(
      kind,
      "a screen beside `\(exchange.member): \"\(exchange.value)\"`, with which the Flow's endpoint picks the screen",
      at: message.keyword(of: Schema.screen),
      labels: message.dataExchangeMember.map {
        [DiagnosticLabel(message.location(of: $0), "this leaves the screen to the endpoint")]
      }
        ?? [],
      help: ["remove one of the two"])
  }
}
