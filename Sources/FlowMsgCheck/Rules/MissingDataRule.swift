import FlowMsgModel

package import FlowMsgText

/// Every field that the contract asks for is there.
package enum MissingDataRule: Rule {
  package static let kind = DiagnosticKind(
    5004, .error, "data that the screen expects is missing",
    why: """
      A screen shows what its data holds. Where a field that it declares is missing, the platform refuses the \
      message, or the Flow fails to open.
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
        screen CART { items: [{ id: "1" }] }
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
    var groups: [(node: Int, fields: [Int])] = []
    for finding in message.dataFindings where finding.problem == .missing {
      if groups.last?.node != finding.node {
        guard groups.count < FlowWording.shownFindings else { break }
        groups.append((finding.node, []))
      }
      groups[groups.count - 1].fields.append(finding.field)
    }
    for group in groups {
      let misspelt = guesses(in: group.node, message)
      let fields = group.fields.filter { !misspelt.contains($0) }
      if !fields.isEmpty { report(fields, group.node, message, &reporter) }
    }
  }

  /// The fields that unknown keys of the object stand for: what is misspelt is not missed too.
  private static func guesses(in object: Int, _ message: borrowing ResolvedMessage) -> [Int] {
    var guesses: [Int] = []
    for finding in message.findings(.unknown).shown where finding.other == object {
      if let guess = FieldGuess.field(for: finding, in: message) { guesses.append(guess) }
    }
    return guesses
  }

  private static func report(
    _ fields: [Int], _ node: Int, _ message: borrowing ResolvedMessage, _ reporter: inout Reporter
  ) {
    var names: [String] = []
    var help: [String] = []
    var labels: [DiagnosticLabel] = []
    for field in fields {
      names.append(message.name(ofField: field))
      guard help.count < FlowWording.shownNames else { continue }
      help.append("write \(message.described(field: field))")
      if labels.count < 3 {
        labels.append(DiagnosticLabel(SourceLocation(message.contracts.fields[field].origin), "declared here"))
      }
    }
    let subject = message.message[Schema.data] == nil ? "the screen" : message.subject(node)
    let object = message.message[Schema.data] == nil ? "no data; the Flow expects" : "no"
    reporter.report(
      kind, "\(subject) has \(object) \(FlowWording.names(names))",
      at: node >= 0 ? message.place(of: node) : FoundPlace(message.nameLocation), labels: labels, help: help)
  }
}
