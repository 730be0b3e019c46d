package import FlowMsgText
import FlowMsgModel

/// Every required field has its statement.
package enum MissingStatementRule: Rule {
  package static let kind = DiagnosticKind(
    3001, .error, "a required statement is missing",
    why: """
      The API refuses a message without one of its required fields, and WhatsApp draws nothing for it. Every message has \
      a title, a text, a caption, a flow and a cta.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
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

  package static let concern = Concern.absence

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    guard !message.isDamaged else { return }
    var missing: [String] = []
    for i in Schema.fields.indices where !message.statements[i].isThere && Schema.fields[i].isRequired {
      if let statement = Schema.fields[i].statement { missing.append("`\(statement)`") }
    }
    guard !missing.isEmpty else { return }
    reporter.report(
      kind, "the message has no \(missing.listed())", at: message.nameLocation,
      help: missing.map { name in
        let field = Schema.fields.first { "`\($0.statement ?? "")`" == name }
        return "write \(name): \(field?.meaning ?? "")"
      })
  }
}
