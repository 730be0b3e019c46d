package import FlowMsgText
import FlowMsgModel

/// The slug of a Flow is not empty.
package enum EmptySlugRule: Rule {
  package static let kind = DiagnosticKind(
    6005, .error, "an empty slug",
    why: """
      The slug says which Flow the button opens. With an empty one the API finds none and refuses the message.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow ""
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

  package static let concern = Concern.flow

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    guard message.withText(Schema.flow, \.isEmpty) == true else { return }
    reporter.report(
      kind, "the Flow's slug is empty", at: message.location(of: Schema.flow),
      help: ["write \(Schema[Schema.flow].meaning)"])
  }
}
