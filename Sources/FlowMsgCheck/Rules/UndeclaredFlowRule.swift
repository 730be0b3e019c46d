package import FlowMsgText
import FlowMsgModel

/// A message whose Flow is not declared.
package enum UndeclaredFlowRule: Rule {
  package static let kind = DiagnosticKind(
    6006, .note, "a Flow that is not declared",
    why: """
      A quoted slug needs no declaration. But without one neither the screen nor its data can be checked \
      against what the Flow expects.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """,
    good: """
      flow boas_vindas { screen RECOMMEND }

      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow boas_vindas
        cta "Iniciar"
        screen RECOMMEND
      }
      """)

  package static let concern = Concern.flow

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    guard case .undeclared(let slug, nearest: nil) = message.flow, !slug.isEmpty else { return }
    reporter.report(
      kind, "the Flow `\(slug)` is not declared, so its screen and data are not checked",
      at: message.location(of: Schema.flow),
      help: ["declare it: `flow` with the slug and its screens, or `from` its Flow JSON file"])
  }
}
