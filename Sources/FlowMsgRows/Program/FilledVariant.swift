import FlowMsgModel

/// One variant of a program.
struct FilledVariant: Sendable {
  var segments: Range<Int>
  var checks: Range<Int>
  /// The bot of the form, with its ids.
  var bot: Bot?
  /// The lists of its body whose items a component offers for choice.
  var choices: [ChoiceList] = []
  /// The texts that components show, of the program's, and the other values.
  var shownTexts = 0..<0
  var shownValues: [ShownValue] = []
  /// What of those is in order, of the program's.
  var orders = 0..<0
  /// Whether something is looked at in the filled body.
  var readsBody = false
}
