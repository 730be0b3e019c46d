package import FlowMsgText
import FlowMsgModel

/// No member of `parameters` belongs to the older endpoint.
package enum OlderMemberRule: Rule {
  package static let kind = DiagnosticKind(
    6001, .warning, "a member of the older endpoint",
    why: """
      An older endpoint, POST /v1/bots/{botId}/messages, took members that this one does not document. They \
      are passed on as they are; at best they do nothing.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
        parameters { flow_message_version: "3" }
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
    guard message.message[Schema.parameters] != nil else { return }
    let names = Schema.olderMembers.value
    for member in message.parameters(where: { key in names.contains { key.elementsEqual($0.utf8) } }) {
      let name = message.message.tape.string(of: member)
      if name == Schema.dataExchange.value.member {
        guard let value = message.value(ofMember: member), isOlder(message.message.tape, value) else { continue }
      }
      reporter.report(
        kind, "`\(name)` is a member of the older endpoint", at: message.location(of: member),
        help: [
          "leave it out: POST \(Schema.Endpoint.olderPath.value) took it, "
            + "POST \(Schema.Endpoint.path.value) does not document it"
        ])
    }
  }

  /// Whether the value at `node` is the action that the older endpoint took. The other one is no member of it alone, and
  /// what is neither is reported as that.
  private static func isOlder(_ tape: ValueTape, _ node: Int) -> Bool {
    guard tape.nodes[node].kind == .string, let older = Schema.actions.value.first else { return false }
    return tape.bytes(of: node).elementsEqual(older.utf8)
  }
}
