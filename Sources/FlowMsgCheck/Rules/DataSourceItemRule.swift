import FlowMsgModel

package import FlowMsgText

/// Items that a component offers for choice have an id and a title, both strings.
package enum DataSourceItemRule: Rule {
  package static let kind = DiagnosticKind(
    5010, .warning, "an item to choose without an id or a title",
    why: """
      A Dropdown, RadioButtonsGroup, CheckboxGroup or ChipsSelector draws the `title` of each item of its data \
      source and answers with its `id`. An item without one of them cannot be chosen, or keeps the Flow from \
      opening.
      """,
    bad: """
      flow oferta from "cities.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow oferta
        cta "Ver agora"
        screen CITY { cities: [{ id: "sp" }] }
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
        screen CITY { cities: [{ id: "sp", title: "São Paulo" }] }
      }
      """)

  package static let concern = Concern.data

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    let found = message.findings(.itemWithoutID)
    for (i, finding) in found.shown.enumerated() {
      reporter.report(
        kind, "\(message.subject(finding.node)) \(problem(of: finding.node, message))",
        at: message.place(of: finding),
        help: ["a component of the screen offers it for choice: it needs an `id` and a `title`, both strings"]
          + FlowWording.more(i, found))
    }
  }

  /// What is wrong with the item.
  private static func problem(of item: Int, _ message: borrowing ResolvedMessage) -> String {
    let kind = message.message.tape.nodes[item].kind
    guard kind == .object else { return "is \(TypeNouns.noun(kind)), no object with an `id` and a `title`" }
    var missing: [String] = []
    var wrong: [String] = []
    for key in [SourceItem.id.description, SourceItem.title.description] {
      guard let value = value(key, of: item, message) else {
        missing.append(key)
        continue
      }
      let kind = message.message.tape.nodes[value].kind
      if kind != .string, kind != .broken, kind != .null { wrong.append(key) }
    }
    if missing.isEmpty { return "has \(FlowWording.names(wrong)) that \(wrong.count == 1 ? "is" : "are") no string" }
    return "has no \(FlowWording.names(missing, "and no"))"
  }

  private static func value(_ key: String, of object: Int, _ message: borrowing ResolvedMessage) -> Int? {
    let tape = message.message.tape
    for member in tape.children(of: object) where tape.bytes(of: member).elementsEqual(key.utf8) {
      return member + 1 < Int(tape.nodes[member].next) ? member + 1 : nil
    }
    return nil
  }
}
