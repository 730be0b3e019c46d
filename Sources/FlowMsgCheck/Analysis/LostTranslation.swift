import FlowMsgText

/// A statement that hides a translation further up.
struct LostTranslation: Sendable {
  var what: String
  var place: SourceLocation
  var other: SourceLocation
  /// The locales whose readers would get it.
  var tags: [String]
  /// The level of the statement, 0 for the message's own.
  var level: Int

  /// The finding, at the statement that wins.
  var diagnostic: Diagnostic {
    let list = tags.map { "`\($0)`" }.listed()
    return Diagnostic(
      LocaleRuleDiagnostics.lost, "for \(list) this \(what) wins over its translation further up", at: place,
      labels: [DiagnosticLabel(other, "the translation that nobody gets")],
      help: ["translate it here too: in \(tags[0]) { … }"])
  }

  /// The findings of all messages, each statement once with the locales of all of them.
  static func diagnostics(_ all: [LostTranslation]) -> [Diagnostic] {
    var places: [SourceLocation: Int] = [:]
    var merged: [LostTranslation] = []
    var tags: [Set<String>] = []
    for one in all {
      guard let i = places[one.place] else {
        places[one.place] = merged.count
        merged.append(one)
        tags.append(Set(one.tags))
        continue
      }
      for tag in one.tags where tags[i].insert(tag).inserted { merged[i].tags.append(tag) }
    }
    return merged.map(\.diagnostic)
  }
}
