/// How many rows may fail before a campaign stops by itself.
package enum FailureLimit: Hashable, Sendable {
  /// So many rows.
  case count(Int)
  /// Such a share of the rows that have ended, once 20 have; 1 is all.
  case share(Double)

  /// How many rows have ended before a share says anything.
  package static let least = 20

  /// `N` or `N%`; nil if `text` is neither.
  package init?(_ text: String) {
    if text.hasSuffix("%") {
      let digits = text.dropLast()
      guard digits.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 == 0x2E }), let percent = Double(digits),
        (0...100).contains(percent)
      else { return nil }
      self = .share(percent / 100)
    } else {
      guard text.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let count = Int(text) else { return nil }
      self = .count(count)
    }
  }

  /// Whether `failures` of `ended` rows are too many.
  package func isExceeded(failures: Int, ended: Int) -> Bool {
    switch self {
    case .count(let count): failures > count
    case .share(let share): ended >= Self.least && Double(failures) > share * Double(ended)
    }
  }
}
