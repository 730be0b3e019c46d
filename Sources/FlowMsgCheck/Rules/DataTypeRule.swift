import FlowMsgModel

package import FlowMsgText

/// Every value is of the contract's type, within its bounds and choices, at any depth.
package enum DataTypeRule: Rule {
  package static let kind = DiagnosticKind(
    5006, .error, "a value of another type than the screen expects",
    why: """
      The platform checks a message's data against the types that the screen declares, at any depth, and refuses the \
      message where one differs: a number is no string, and a string with digits is no number.
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
        screen CART { items: [{ id: 1, title: "Tênis" }] }
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
    let found = message.findings(.wrongType)
    for (i, finding) in found.shown.enumerated() {
      let value = TypeNouns.found(finding.node, in: message.message.tape, against: finding.type, in: message.contracts)
      let type = message.contracts.types[finding.type]
      reporter.report(
        kind,
        "\(message.subject(finding.node)) is \(value), the Flow expects \(TypeNouns.wanted(finding.node, in: message.message.tape, as: finding.type, message.contracts))",
        at: message.place(of: finding), labels: [DiagnosticLabel(SourceLocation(type.origin), "expected here")],
        help: help(finding, message) + FlowWording.more(i, found),
        isProvisional: message.message.tape.nodes[finding.node].kind == .interpolated)
    }
  }

  private static func help(_ finding: DataFinding, _ message: borrowing ResolvedMessage) -> [String] {
    let tape = message.message.tape
    return message.contracts.withView { view in
      let type = view.types[finding.type]
      return type.kind.facts.help(tape.nodes[finding.node].kind, tape.bytes(of: finding.node), type, in: view)
    }
  }
}
