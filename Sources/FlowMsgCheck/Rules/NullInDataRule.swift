import FlowMsgModel

package import FlowMsgText

/// There is no null anywhere in the data.
package enum NullInDataRule: Rule {
  package static let kind = DiagnosticKind(
    5007, .error, "a null in a screen's data",
    why: """
      Flows check their data with JSON Type Definition (RFC 8927), in which a value of a type is never null. The \
      platform refuses a message with one, at any depth.
      """,
    bad: """
      flow oferta {
        screen CART { items: [{ id: string, title: string }](min: 1) }
      }

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen CART { items: [{ id: "1", title: null }] }
      }
      """,
    good: """
      flow oferta {
        screen CART { items: [{ id: string, title: string }](min: 1) }
      }

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen CART { items: [{ id: "1", title: "Tênis" }] }
      }
      """)

  package static let concern = Concern.data

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    let found = message.findings(.null)
    for (i, finding) in found.shown.enumerated() {
      let isTyped = finding.type >= 0 && message.contracts.types[finding.type].kind != .broken
      let expected = isTyped ? ["write \(TypeNouns.noun(finding.type, in: message.contracts))"] : []
      let help = expected.isEmpty ? ["leave it out, or write a value"] : expected
      reporter.report(
        kind, "\(message.subject(finding.node)) is null; a Flow takes no null", at: message.place(of: finding),
        help: help + FlowWording.more(i, found))
    }
  }
}
