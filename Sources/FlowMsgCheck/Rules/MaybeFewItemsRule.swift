import FlowMsgComponents
import FlowMsgModel

package import FlowMsgText

/// A list that a parameter fills has as many items as its component needs.
package enum MaybeFewItemsRule: Rule {
  package static let kind = DiagnosticKind(
    5217, .warning, "a list that may have too few items for its component",
    why: """
      A list to choose from needs something to choose. A row with fewer items than the component needs is a bad row; the \
      bound says so beforehand to those who make the list.
      """,
    bad: """
      flow cidades from "cities.json"

      message aviso(cidades: [{ id: string(min: 1), title: string(min: 1, max: 30) }](max: 200)) {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow cidades
        cta "Ver agora"
        screen CITY { cities: cidades }
      }
      """,
    good: """
      flow cidades from "cities.json"

      message aviso(cidades: [{ id: string(min: 1), title: string(min: 1, max: 30) }](min: 1, max: 200)) {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow cidades
        cta "Ver agora"
        screen CITY { cities: cidades }
      }
      """)

  package static let concern = Concern.shown

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    ShownReport.report(kind, [.maybeFew], message, &reporter) { finding, shown in
      guard case .list(let count) = shown.rule else { return }
      let found = finding.fault.count == 0 ? "none" : "\(finding.fault.count)"
      shown.text = "\(shown.demand), and \(shown.value) may have \(found)"
      shown.help = ["bound the list: \(ShownReport.bounds(count))"]
      shown.bounds = count
    }
  }
}
