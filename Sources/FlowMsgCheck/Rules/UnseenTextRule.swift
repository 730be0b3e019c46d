import FlowMsgComponents
package import FlowMsgText

/// A label or a title that a component shows can be seen.
package enum UnseenTextRule: Rule {
  package static let kind = DiagnosticKind(
    5216, .warning, "a label of a screen that shows nothing",
    why: """
      A list, an option or a picker whose label is empty or blank shows nothing to tell it by.
      """,
    bad: """
      flow cidades from "cities.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow cidades
        cta "Ver agora"
        screen CITY { cities: [{ id: "sp", title: " " }] }
      }
      """,
    good: """
      flow cidades from "cities.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow cidades
        cta "Ver agora"
        screen CITY { cities: [{ id: "sp", title: "São Paulo" }] }
      }
      """)

  package static let concern = Concern.shown

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    ShownReport.report(kind, [.unseen], message, &reporter) { finding, shown in
      shown.text = finding.type < 0 ? "\(shown.demand): `\(shown.path)`" : "\(shown.demand) where \(shown.value) is"
      shown.help = ["write what a person is to see"]
    }
  }
}
