import FlowMsgModel

package import FlowMsgText

/// Items of lists in Flow JSON have the keys that it declares.
package enum MissingInItemRule: Rule {
  package static let kind = DiagnosticKind(
    5008, .note, "an item of a list that lacks a key",
    why: """
      Flow JSON declares for the items of a list whatever any of them may have, and real Flows are opened with items \
      that have less. So a missing key is worth knowing and stops nothing.
      """,
    bad: """
      flow oferta from "catalog.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen CATALOG { products: [{ name: "Tênis" }] }
      }
      """,
    good: """
      flow oferta from "catalog.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen CATALOG { products: [{ name: "Tênis", price: "R$ 199" }] }
      }
      """)

  package static let concern = Concern.data

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    // The same field is mostly missing in many items: one note for all.
    var seen: [Int: Int] = [:]
    var firsts: [(finding: DataFinding, count: Int)] = []
    for finding in message.dataFindings where finding.problem == .missingInItem {
      if let place = seen[finding.field] {
        firsts[place].count += 1
      } else if firsts.count < FlowWording.shownFindings {
        seen[finding.field] = firsts.count
        firsts.append((finding, 1))
      }
    }
    for (finding, count) in firsts {
      let others = count > 1 ? ", nor \(count == 2 ? "has another item" : "have \(count - 1) other items")" : ""
      reporter.report(
        kind, "\(message.subject(finding.node)) has no `\(message.name(ofField: finding.field))`\(others)",
        at: message.place(of: finding),
        labels: [DiagnosticLabel(SourceLocation(message.contracts.fields[finding.field].origin), "declared here")],
        help: ["the Flow declares \(message.described(field: finding.field))"])
    }
  }
}
