package import FlowMsgText
import FlowMsgModel

/// A Flow is named by its slug.
package enum SlugRule: Rule {
  package static let kind = DiagnosticKind(
    6004, .warning, "a slug that is no slug",
    why: """
      `flow_name` is the Flow's slug in Jelou: lower-case letters, digits, `_` and `-`. A name as people read \
      it, with blanks or capitals, is the older form, and the API may not find the Flow.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "Boas vindas"
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
    guard message.withText(Schema.flow, { $0.isEmpty || Schema.isSlug($0) }) == false else { return }
    reporter.report(
      kind, "`\(message.text(Schema.flow) ?? "")` is a display name, not a slug", at: message.location(of: Schema.flow),
      help: ["write the Flow's slug in Jelou: lower-case letters, digits, `_` and `-`"])
  }
}
