import FlowMsgComponents
package import FlowMsgText

/// A number of items or days that a component reads is a whole one.
package enum ShownNumberRule: Rule {
  package static let kind = DiagnosticKind(
    5207, .error, "a number of a component that is not whole",
    why: """
      How many options a person has to choose, and how many days, are counted: 0, 1, 2 and so on.
      """,
    bad: """
      flow interesses from "interests.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow interesses
        cta "Ver agora"
        screen INTERESSES { opcoes: [{ id: "a", title: "Moda" }, { id: "b", title: "Casa" }], maximo: 1.5 }
      }
      """,
    good: """
      flow interesses from "interests.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow interesses
        cta "Ver agora"
        screen INTERESSES { opcoes: [{ id: "a", title: "Moda" }, { id: "b", title: "Casa" }], maximo: 2 }
      }
      """)

  package static let concern = Concern.shown

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    ShownReport.report(kind, [.whole], message, &reporter) { finding, shown in
      shown.text =
        finding.type < 0
        ? "\(shown.demand), and \(shown.value)"
        : "\(shown.demand), and \(shown.value) may be another"
      shown.help = [finding.type < 0 ? "write a whole number, 0 or more" : "give it the type `integer(min: 0)`"]
    }
  }
}
