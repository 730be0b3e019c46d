package import FlowMsgText
import FlowMsgModel

/// No `null` is in `parameters`.
package enum NullOutsidePayloadRule: Rule {
  package static let kind = DiagnosticKind(
    3007, .error, "a null where Flows have none",
    why: """
      `null` is legal in the payload alone, which never reaches the Flow. Flows have no null and the message \
      is refused.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
        parameters { flow_token: null }
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
        parameters { flow_token: "a7" }
      }
      """)

  package static let concern = Concern.parameters

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    guard let node = message.message[Schema.parameters] else { return }
    for i in node..<Int(message.message.tape.nodes[node].next) where message.message.tape.nodes[i].kind == .null {
      reporter.report(
        kind, "a `null` in the parameters", at: message.place(of: i),
        help: ["leave the member out; `null` may stand in `payload` alone"])
    }
  }
}
