package import FlowMsgText
import FlowMsgModel

/// `payload` is not empty where it is written.
package enum EmptyPayloadRule: Rule {
  package static let kind = DiagnosticKind(
    3002, .error, "an empty payload",
    why: """
      The payload is context that comes back with the Flow's reply. An empty one carries none, and is most \
      likely what is left of one that was to be filled.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
        payload {}
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
        payload { campaign: "welcome" }
      }
      """)

  package static let concern = Concern.absence

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    for place in message.emptyObjects(Schema.payload) {
      reporter.report(
        kind, "the payload is empty", at: place, help: ["write a member, or leave the statement out"],
        isProvisional: true)
    }
  }
}
