import FlowMsgModel

package import FlowMsgText

/// No two items that a component offers for choice have the same id.
package enum RepeatedItemIDRule: Rule {
  package static let kind = DiagnosticKind(
    5011, .warning, "two items to choose with one id",
    why: """
      A choosing component answers with the `id` of the item chosen. With two items of one id the answer does not \
      tell which it was, and the platform may refuse the list.
      """,
    bad: """
      flow oferta from "cities.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen CITY { cities: [{ id: "sp", title: "São Paulo" }, { id: "sp", title: "São Pedro" }] }
      }
      """,
    good: """
      flow oferta from "cities.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen CITY { cities: [{ id: "sp", title: "São Paulo" }, { id: "spe", title: "São Pedro" }] }
      }
      """)

  package static let concern = Concern.data

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    let found = message.findings(.repeatedID)
    for (i, finding) in found.shown.enumerated() {
      let id = Wording.quoted(message.message.tape.string(of: finding.node))
      reporter.report(
        kind, "`\(message.path(to: finding.node))` is \(id), as `\(message.path(to: finding.other))` is",
        at: message.place(of: finding),
        labels: [DiagnosticLabel(message.ownLocation(of: finding.other), "the first with this id")],
        help: ["give every item an id of its own"] + FlowWording.more(i, found))
    }
  }
}
