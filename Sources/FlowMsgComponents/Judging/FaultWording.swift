package import FlowMsgModel
import FlowMsgText

/// What components ask for, in words: the same for sources, for examples of Flow JSON and for rows.
package enum FaultWording {
  /// What the property of `row` asks for that a value with a fault of `kind` lacks: `the heading of AGENDA cannot be
  /// empty`. `traits` are the component's, `screen` is the id of its screen.
  package static func demand(
    _ kind: ValueFault.Kind, _ row: Int, _ traits: PropertyUse.Traits, screen: String
  ) -> String {
    let rule = FlatRules.shared.rows[row]
    let subject = "the \(rule.noun) of \(screen)"
    switch kind {
    case .blank: return "\(subject) cannot be empty"
    case .unseen: return "\(subject) shows nothing"
    case .day: return "\(subject) is written YYYY-MM-DD"
    case .whole: return "\(subject) is a whole number"
    case .picture: return "\(subject) is the Base64 of a JPEG or PNG file"
    case .newPicture: return "\(subject) is WebP, which iPhones with iOS before 14 do not show"
    case .color: return "\(subject) is six hexadecimal digits, as 25D366"
    case .kind: return "\(subject) is \(rule.value.noun)"
    case .missing: return "\(subject) cannot be left out"
    case .screen: return "\(subject) leads to a screen of the Flow"
    case .secondAction: return "\(subject) cannot be there, as the list itself has one"
    case .repeatedID: return "the ids of \(subject) differ"
    case .secondBadge: return "one of \(subject) has a badge"
    case .besideLarge: return "\(subject) has no room, as the list shows large pictures"
    case .order: return "\(subject) is in order"
    case .long, .few, .maybeFew, .many, .word, .action, .heavyPicture: return bounded(kind, rule, subject, traits)
    }
  }

  private static func bounded(
    _ kind: ValueFault.Kind, _ rule: FlatRules.Row, _ subject: String, _ traits: PropertyUse.Traits
  ) -> String {
    switch (kind, rule.value) {
    case (.long, .text(let most, _)): "\(subject) shows at most \(most) characters"
    case (.few, .list(let count)), (.maybeFew, .list(let count)):
      "\(subject) need at least \(Wording.count(count.lowerBound, "item"))"
    case (.many, .list(let count)): "of \(subject) at most \(count.upperBound) are shown"
    case (_, .word(let words)): "\(subject) is \(words.map { "\"\($0)\"" }.listed("or"))"
    case (_, .action(let names)): "\(subject) is \(names.map { "`\($0)`" }.listed("or"))"
    case (_, .picture(let place)): "\(subject) has at most \(TextJudge(traits).greatestSize(place) >> 10) KB"
    default: subject
    }
  }
}
