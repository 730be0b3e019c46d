import FlowMsgComponents
import FlowMsgModel

package import FlowMsgText

/// What a component reads as least is not above what it reads as greatest.
package enum ShownOrderRule: Rule {
  package static let kind = DiagnosticKind(
    5208, .error, "a least value above the greatest",
    why: """
      A first day behind the last one leaves no day, and more choices than there are options can never be made.
      """,
    bad: """
      flow agenda from "agenda.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow agenda
        cta "Ver agora"
        screen AGENDA { de: "2026-12-31", ate: "2026-12-25" }
      }
      """,
    good: """
      flow agenda from "agenda.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow agenda
        cta "Ver agora"
        screen AGENDA { de: "2026-12-25", ate: "2026-12-31" }
      }
      """)

  package static let concern = Concern.shown

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    let found = ShownReport.findings([.order], message)
    for (i, finding) in found.shown.enumerated() {
      let order = message.contracts.orders[finding.use]
      let screen = message.contracts.string(message.contracts.screens[Int(order.screen)].id)
      let rows = FlatRules.shared.rows
      let nouns = [order.lower, order.upper].map { rows[Int($0.row)].noun }
      let isCount: Bool = if case .list = rows[Int(order.upper.row)].value { true } else { false }
      let tape = message.message.tape
      let other = finding.fault.other
      reporter.report(
        kind,
        "the \(nouns[0]) of \(screen) is above \(isCount ? "the number of " : "the ")\(nouns[1]): "
          + "`\(message.path(to: finding.fault.node))` is \(tape.string(of: finding.fault.node))",
        at: message.place(of: finding.fault.node),
        labels: (other < 0 ? [] : [DiagnosticLabel(message.ownLocation(of: other), "the other")])
          + [order.lower, order.upper].map { DiagnosticLabel(SourceLocation($0.origin), "read here") },
        help: FlowWording.more(i, found))
    }
  }
}
