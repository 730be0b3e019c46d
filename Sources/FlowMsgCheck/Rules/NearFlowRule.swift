package import FlowMsgText
import FlowMsgModel

/// A slug is not a misspelling of a declared Flow's.
package enum NearFlowRule: Rule {
  package static let kind = DiagnosticKind(
    6007, .warning, "a slug that is nearly a declared one",
    why: """
      The slug is quoted, so it needs no declaration. But it is so near to a declared one that it is most \
      likely misspelt: the API would not find the Flow, and nothing is checked against its declaration.
      """,
    bad: """
      flow boas_vindas { screen RECOMMEND }

      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vinda"
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
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """)

  package static let concern = Concern.flow

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    guard case .undeclared(let slug, let nearest?) = message.flow, !slug.isEmpty else { return }
    let place = message.location(of: Schema.flow)
    // Only a slug that needs no escape in quotes is offered.
    let fix = Fix("write \"\(nearest)\"", [TextEdit(place, "\"\(nearest)\"")], isSafe: false)
    reporter.report(
      kind, "the Flow `\(slug)` is not declared", at: place, help: ["did you mean `\(nearest)`?"],
      fixes: Schema.isSlug(nearest.utf8) ? [fix] : [])
  }
}
