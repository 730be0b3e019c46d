import FlowMsgText

/// All rules. A new one is one file in this folder and one line here.
package enum Rules {
  /// The rules in the order in which they are called.
  package static let all: [any Rule.Type] = [
    MissingStatementRule.self,
    EmptyPayloadRule.self,
    EmptyTypeRule.self,
    EmptyDataRule.self,
    EmptyParametersRule.self,
    StatementMemberRule.self,
    FlowTokenRule.self,
    NearMemberRule.self,
    FlowActionRule.self,
    ScreenBesideDataExchangeRule.self,
    NullOutsidePayloadRule.self,
    TooLongRule.self,
    LongWithParametersRule.self,
    UnboundedTextRule.self,
    PossiblyEmptyRule.self,
    EmptyTextRule.self,
    LongInUTF16Rule.self,
    ShortButtonRule.self,
    EmojiInButtonRule.self,
    LineBreakRule.self,
    MarksInTitleRule.self,
    UnclosedMarkRule.self,
    OuterBlanksRule.self,
    PlaceholderTextRule.self,
    UnprovedFlowRule.self,
    UnknownScreenRule.self,
    NotEntryScreenRule.self,
    ScreenNeededRule.self,
    MissingDataRule.self,
    UnknownDataRule.self,
    DataTypeRule.self,
    ParameterTypeRule.self,
    NullInDataRule.self,
    MissingInItemRule.self,
    UnknownInItemRule.self,
    DataSourceItemRule.self,
    RepeatedItemIDRule.self,
    BlankShownTextRule.self,
    UnseenTextRule.self,
    LongShownTextRule.self,
    FewShownItemsRule.self,
    MaybeFewItemsRule.self,
    ManyShownItemsRule.self,
    DayRule.self,
    ShownWordRule.self,
    ShownNumberRule.self,
    ShownOrderRule.self,
    PictureRule.self,
    HeavyPictureRule.self,
    ItemPartRule.self,
    ItemActionRule.self,
    RepeatedEntryIDRule.self,
    BadgeRule.self,
    BesideLargeRule.self,
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

  /// The rules as they are called: a list that whatever checks messages holds.
  struct Calls: Sendable {
    private let entries: ContiguousArray<Entry>

    /// All rules; without `notes`, those that find anything graver.
    init(notes: Bool) {
      entries = ContiguousArray(all.filter { notes || $0.kind.severity > .note }.map(Entry.init))
    }

    /// Calls on `message` every rule that looks at something that the message shows.
    func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
      let concerns = message.concerns()
      guard concerns.bits != 0 else { return }
      for entry in entries where entry.concern.intersects(concerns) { entry.rule.check(message, &reporter) }
    }
  }
}
