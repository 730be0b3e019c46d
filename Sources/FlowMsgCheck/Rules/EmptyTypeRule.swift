import FlowMsgModel
package import FlowMsgText

/// The query's `type` is not empty where it is written.
package enum EmptyTypeRule: Rule {
  package static let kind = DiagnosticKind(
    3008, .error, "an empty type",
    why: """
      The type goes to the API as it is written. It may be left out; an empty one says nothing, and is most likely one \
      that was still to be written.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
        type ""
      }
      """,
    good: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
        type "promo"
      }
      """)

  package static let concern = Concern.absence

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    guard message.hasEmptyType else { return }
    reporter.report(
      kind, "the type is empty", at: message.location(of: Schema.type),
      help: ["write \(Schema[Schema.type].meaning), or leave the statement out"])
  }
}

extension ResolvedMessage {
  /// Whether the message has a type without a character.
  var hasEmptyType: Bool {
    guard message[Schema.type] != nil, !texts[Int(Schema.type.rawValue)].hasHoles else { return false }
    return withText(Schema.type, \.isEmpty) == true
  }
}
