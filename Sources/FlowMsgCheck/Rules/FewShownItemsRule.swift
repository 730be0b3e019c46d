import FlowMsgComponents
import FlowMsgModel

package import FlowMsgText

/// A list that a component shows has as many items as it needs.
package enum FewShownItemsRule: Rule {
  package static let kind = DiagnosticKind(
    5203, .error, "a list of a screen with too few items",
    why: """
      A list to choose from needs something to choose, a carousel a picture, and a selector of chips two of them: with \
      less the Flow does not open, or its person cannot go on.
      """,
    bad: """
      flow cidades from "cities.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow cidades
        cta "Ver agora"
        screen CITY { cities: [] }
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
    ShownReport.report(kind, [.few], message, &reporter) { finding, shown in
      let found = finding.fault.count == 0 ? "none" : "\(finding.fault.count)"
      shown.text = "\(shown.demand), and \(shown.value) has \(found)"
      shown.help = ["write what there is to choose"]
    }
  }
}
