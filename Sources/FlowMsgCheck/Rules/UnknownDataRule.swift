import FlowMsgModel

package import FlowMsgText

/// Every key is one of the contract's.
package enum UnknownDataRule: Rule {
  package static let kind = DiagnosticKind(
    5005, .error, "data that the screen does not expect",
    why: """
      A screen's data is closed: the platform refuses a message whose data holds a key that the screen does not \
      declare. Often it is a misspelling of one that it does.
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
        screen CART { items: [{ id: "1", title: "Tênis" }], coupon: "VIP" }
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
    let found = message.findings(.unknown)
    for (i, finding) in found.shown.enumerated() {
      let key = message.message.tape.string(of: finding.node)
      let place = message.place(of: finding)
      var labels: [DiagnosticLabel] = []
      var help: [String] = []
      var fixes: [Fix] = []
      if let field = FieldGuess.field(for: finding, in: message) {
        let name = message.name(ofField: field)
        labels = [DiagnosticLabel(SourceLocation(message.contracts.fields[field].origin), "declared here")]
        help = ["did you mean `\(name)`?"]
        fixes = FlowWording.rename(key, to: name, at: place.location)
      } else {
        help = [known(finding, message)]
      }
      reporter.report(
        kind, "the Flow does not expect `\(message.path(to: finding.node))`", at: place, labels: labels,
        help: help + FlowWording.more(i, found), fixes: fixes)
    }
  }

  /// Says what the contract knows in the place of an unknown key.
  private static func known(_ finding: DataFinding, _ message: borrowing ResolvedMessage) -> String {
    let shape = message.contracts.types[finding.type]
    guard shape.count > 0 else { return "it expects nothing here; leave it out" }
    var names: [String] = []
    for field in Int(shape.first)..<Int(shape.first) + Int(shape.count) { names.append(message.name(ofField: field)) }
    return "it expects \(FlowWording.names(names)) here"
  }
}
