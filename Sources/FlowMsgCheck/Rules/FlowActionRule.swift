package import FlowMsgText
import FlowMsgModel

/// `flow_action` is `navigate` or `data_exchange`.
package enum FlowActionRule: Rule {
  package static let kind = DiagnosticKind(
    6010, .error, "an unknown flow_action",
    why: """
      With `navigate` the message says the first screen, with `data_exchange` the Flow's endpoint does. Under any other \
      word, or another spelling, the endpoint is not asked, and the Flow opens on an empty screen or not at all.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        parameters { flow_action: "data-exchange" }
      }
      """,
    good: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        parameters { flow_action: "data_exchange" }
      }
      """)

  package static let concern = Concern.parameters

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    for member in message.parameters(where: { $0.elementsEqual(Schema.dataExchange.value.member.utf8) }) {
      guard let value = message.wrongAction(ofMember: member) else { continue }
      let place = message.place(of: value)
      let meant = message.action(meantBy: value)
      let fix = meant.map { Fix("write \"\($0)\"", [TextEdit(place.location, "\"\($0)\"")], isSafe: false) }
      reporter.report(
        kind, "`\(Schema.dataExchange.value.member)` is \(noun(value, message)), expected \(choices)", at: place,
        help: meant.map { ["did you mean \"\($0)\"?"] }
          ?? [
            "write \"\(Schema.dataExchange.value.value)\" where the Flow's endpoint picks the first screen, else leave it out"
          ],
        fixes: fix.map { [$0] } ?? [])
    }
  }

  private static var choices: String { Schema.actions.value.map { "\"\($0)\"" }.listed("or") }

  private static func noun(_ value: Int, _ message: borrowing ResolvedMessage) -> String {
    let kind = message.message.tape.nodes[value].kind
    return kind == .string ? Wording.quoted(message.message.tape.string(of: value)) : TypeNouns.noun(kind)
  }
}

extension ResolvedMessage {
  /// The value of a `flow_action`, if it is neither of the two; nil too for what is reported in another way.
  fileprivate func wrongAction(ofMember member: Int) -> Int? {
    guard let value = value(ofMember: member) else { return nil }
    switch message.tape.nodes[value].kind {
    case .string:
      let text = message.tape.bytes(of: value)
      return Schema.actions.value.contains { text.elementsEqual($0.utf8) } ? nil : value
    case .number, .true, .false, .array, .object: return value
    case .null, .broken, .hole, .interpolated, .member: return nil
    }
  }

  /// The action that a wrong value is most likely a misspelling of.
  fileprivate func action(meantBy value: Int) -> String? {
    guard message.tape.nodes[value].kind == .string, message.tape.bytes(of: value).count <= 100 else { return nil }
    let word = NameFolding.folded(message.tape.string(of: value))
    let actions = Schema.actions.value
    let folded = actions.map(NameFolding.folded)
    guard let near = folded.first(where: { $0 == word }) ?? suggestion(for: word, among: folded) else { return nil }
    return folded.firstIndex(of: near).map { actions[$0] }
  }

  /// Whether it cannot be known who is to pick the first screen, as the `flow_action` is wrong and not meant as the one that
  /// leaves it to the message: that there is no screen is then not reported.
  var hasUnclearAction: Bool {
    parameters { $0.elementsEqual(Schema.dataExchange.value.member.utf8) }.contains { member in
      wrongAction(ofMember: member).map { action(meantBy: $0) != Schema.actions.value.first } ?? false
    }
  }
}
