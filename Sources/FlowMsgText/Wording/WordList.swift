extension Sequence<String> {
  /// The words as a sentence lists them: `a`, `a and b`, `a, b and c`; nothing of none.
  package func listed(_ conjunction: String = "and") -> String {
    let words = Array(self)
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
  }

  /// The words in single quotes, at most `limit` of them: `'a', 'b' and 3 more`.
  package func quotedList(limit: Int = 12) -> String {
    let words = Array(self)
    let shown = words.prefix(limit).map { "'\($0)'" }.joined(separator: ", ")
    return words.count > limit ? "\(shown) and \(words.count - limit) more" : shown
  }
}
