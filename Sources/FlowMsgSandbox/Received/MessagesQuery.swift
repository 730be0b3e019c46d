/// Which messages `GET /messages` is asked for.
struct MessagesQuery: Sendable {
  /// What became of the messages that are wanted.
  enum Result: String, CaseIterable, Sendable {
    case all, taken, refused, faulted

    /// Whether `verdict` is this result.
    func takes(_ verdict: Verdict) -> Bool {
      switch (self, verdict) {
      case (.all, _), (.refused, .refused), (.faulted, .faulted): true
      case (.taken, _): verdict.isTaken
      case (.refused, _), (.faulted, _): false
      }
    }
  }

  /// How many messages there are at most in an answer with their texts.
  static let mostTexts = 200
  /// How many bytes the texts of an answer have at most; one text is there in any case.
  static let textBytes = 1 << 20
  /// A phone number has fewer digits.
  private static let mostDigits = 20

  /// Those with greater numbers.
  var after = 0
  /// Those with lower numbers.
  var before = Int.max
  /// At most so many: the first ones, or where only `before` is given the last ones.
  var limit = Int.max
  /// Those that came to this.
  var result = Result.all
  /// Those whose phone number has these digits in it.
  var digits: [UInt8] = []
  /// Whether bodies are wanted as texts.
  var wantsTexts = false
  /// Whether the last ones are wanted where there are too many.
  var isBackward = false

  /// Whether it asks for some messages and not for others, whatever their numbers.
  var isFiltered: Bool { result != .all || !digits.isEmpty }

  /// How many bytes bodies and paths may have together, if that is bounded.
  var bytes: Int? { wantsTexts ? Self.textBytes : nil }

  /// Whether the filter lets `message` pass.
  func takes(_ message: ReceivedMessage) -> Bool {
    result.takes(message.verdict) && hasDigits(message.user)
  }

  private func hasDigits(_ user: String) -> Bool {
    var rest = user.utf8[...]
    while rest.count >= digits.count {
      if rest.starts(with: digits) { return true }
      rest.removeFirst()
    }
    return false
  }
}

extension MessagesQuery {
  /// Reads the query of a target, without its question mark.
  init(reading query: String) throws(Refusal) {
    var seen: Set<Substring> = []
    for item in query.split(separator: "&") {
      let name = item.prefix { $0 != "=" }
      guard seen.insert(name).inserted else { throw Refusal(422, "the query has an item twice") }
      try read(name, item.dropFirst(name.count + 1))
    }
    isBackward = seen.contains("before") && !seen.contains("after")
    if wantsTexts { limit = min(limit, Self.mostTexts) }
  }

  private mutating func read(_ name: Substring, _ value: Substring) throws(Refusal) {
    switch name {
    case "after": after = try Self.number(name, value)
    case "before": before = try Self.number(name, value)
    case "limit": limit = try Self.number(name, value)
    case "result":
      guard let result = Result(rawValue: String(value)) else {
        let names = Result.allCases.map(\.rawValue).joined(separator: ", ")
        throw Refusal.field("result", "is none of \(names)")
      }
      self.result = result
    case "number":
      digits = Array(value.utf8)
      guard 1...Self.mostDigits ~= digits.count, digits.allSatisfy({ $0 &- 0x30 < 10 }) else {
        throw Refusal.field("number", "is not 1 to \(Self.mostDigits) digits")
      }
    case "bodies":
      guard value == "text" else { throw Refusal.field("bodies", "is not `text`") }
      wantsTexts = true
    default:
      throw Refusal(
        422,
        "the query has an item that is not known, expected `after`, `before`, `limit`, `result`, `number` and `bodies`")
    }
  }

  private static func number(_ name: Substring, _ value: Substring) throws(Refusal) -> Int {
    guard let number = Int(value), number >= 0 else { throw Refusal.field("\(name)", "is not a whole number from 0") }
    return number
  }
}

/// The messages that a query asked for, oldest first.
struct MessageSelection: Sendable {
  /// The messages.
  var messages: [ReceivedMessage]
  /// How many messages before them, of those kept, the filter lets pass.
  var earlier: Int
  /// How many after them.
  var later: Int
}
