package import FlowMsgText
import FlowMsgModel

/// `parameters` is not empty where it is written.
package enum EmptyParametersRule: Rule {
  package static let kind = DiagnosticKind(
    3004, .warning, "empty parameters",
    why: """
      The statement is there for members that have no statement of their own. Without any it does nothing.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
        parameters {}
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

  package static let concern = Concern.absence

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    for place in message.emptyObjects(Schema.parameters) {
      reporter.report(
        kind, "the parameters are empty", at: place, help: ["write a member, or leave the statement out"])
    }
  }
}
