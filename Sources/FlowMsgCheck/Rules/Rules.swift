import FlowMsgText

/// All rules. A new one is one file in this folder and one line here.
package enum Rules {
  /// The rules in the order in which they are called.
  package static let all: [any Rule.Type] = [
    MissingStatementRule.self,
    EmptyPayloadRule.self,
    EmptyDataRule.self,
    EmptyParametersRule.self,
    StatementMemberRule.self,
    ScreenBesideDataExchangeRule.self,
    NullOutsidePayloadRule.self,
    TooLongRule.self,
    EmptyTextRule.self,
    LongInUTF16Rule.self,
    ShortButtonRule.self,
    EmojiInButtonRule.self,
    LineBreakRule.self,
    MarksInTitleRule.self,
    UnclosedMarkRule.self,
    OuterBlanksRule.self,
    PlaceholderTextRule.self,
    UnknownScreenRule.self,
    NotEntryScreenRule.self,
    ScreenNeededRule.self,
    MissingDataRule.self,
    UnknownDataRule.self,
    DataTypeRule.self,
    NullInDataRule.self,
    MissingInItemRule.self,
    UnknownInItemRule.self,
    DataSourceItemRule.self,
    RepeatedItemIDRule.self,
    EndpointDataRule.self,
    ScreenIDRule.self,
    OlderMemberRule.self,
    DataExchangeRule.self,
    DataExchangeWithoutEndpointRule.self,
    SlugRule.self,
    EmptySlugRule.self,
    UndeclaredFlowRule.self,
    NearFlowRule.self,
  ]

  /// A rule and what it looks at, side by side.
  private struct Entry: Sendable {
    var rule: any Rule.Type
    var concern: Concern

    init(_ rule: any Rule.Type) {
      self.rule = rule
      concern = rule.concern
    }
  }

  private static let entries = all.map(Entry.init)
  /// The rules that find more than notes.
  private static let grave = all.filter { $0.kind.severity > .note }.map(Entry.init)

  /// Calls on `message` every rule that looks at something that the message shows; without `notes`, those that find
  /// anything graver.
  package static func check(_ message: borrowing ResolvedMessage, notes: Bool, _ reporter: inout Reporter) {
    let concerns = message.concerns()
    guard concerns.bits != 0 else { return }
    for entry in notes ? entries : grave where entry.concern.intersects(concerns) {
      entry.rule.check(message, &reporter)
    }
  }
}
