import FlowMsgModel

package import FlowMsgText

/// Items of lists in Flow JSON have no keys but those that it declares.
package enum UnknownInItemRule: Rule {
  package static let kind = DiagnosticKind(
    5009, .note, "an item of a list with a key that the Flow does not declare",
    why: """
      Flow JSON seldom declares every key that the components of a list understand, and real Flows are opened with \
      items that have more. So an unknown key is worth knowing, as it may be a misspelling, and stops nothing.
      """,
    bad: """
      flow oferta from "catalog.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen CATALOG { products: [{ name: "Tênis", price: "R$ 199", color: "azul" }] }
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
    // The same key mostly is in many items: one note for all.
    var seen: [Key: Int] = [:]
    var firsts: [(finding: DataFinding, count: Int)] = []
    for finding in message.dataFindings where finding.problem == .unknownInItem {
      let key = Key(type: finding.type, name: message.message.tape.string(of: finding.node))
      if let place = seen[key] {
        firsts[place].count += 1
      } else if firsts.count < FlowWording.shownFindings {
        seen[key] = firsts.count
        firsts.append((finding, 1))
      }
    }
    for (finding, count) in firsts { report(finding, count, message, &reporter) }
  }

  /// A key in the items of one type.
  private struct Key: Hashable {
    var type: Int
    var name: String
  }

  private static func report(
    _ finding: DataFinding, _ count: Int, _ message: borrowing ResolvedMessage, _ reporter: inout Reporter
  ) {
    let others = count > 1 ? ", which stands in \(Wording.count(count - 1, "other item")) too" : ""
    let place = message.place(of: finding)
    let guess = FieldGuess.field(for: finding, in: message).map { message.name(ofField: $0) }
    let key = message.message.tape.string(of: finding.node)
    reporter.report(
      kind, "the Flow does not declare `\(message.path(to: finding.node))`\(others)", at: place,
      labels: [DiagnosticLabel(SourceLocation(message.contracts.types[finding.type].origin), "declared here")],
      help: guess.map { ["did you mean `\($0)`?"] } ?? [],
      fixes: count == 1 ? guess.map { FlowWording.rename(key, to: $0, at: place.location) } ?? [] : [])
  }
}
