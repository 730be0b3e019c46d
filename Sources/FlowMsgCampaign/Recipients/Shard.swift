import FlowMsgModel
package import FlowMsgRows

/// The share of the recipients that a process takes: the same people on every machine, by their numbers.
package struct Shard: Equatable, Sendable {
  /// Which one, from 1.
  package var index: Int
  /// How many there are.
  package var count: Int

  /// Reads `I/N`.
  package init(_ text: String) throws(RowsFailure) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1 else {
      throw RowsFailure("'--shard' needs I/N, such as 1/4, found '\(text)'")
    }
    guard (1...count).contains(index) else {
      throw RowsFailure(
        "'--shard \(text)': there are the shards 1 to \(count)",
        help: index == 0 ? "a scheduler that counts from 0 needs 1 more: '--shard $((INDEX + 1))/\(count)'" : nil)
    }
    (self.index, self.count) = (index, count)
  }

  /// Whether the person of a number is in it.
  package func contains(_ number: UInt64) -> Bool {
    Int(Self.mixed(Person.key(number)).multipliedFullWidth(by: UInt64(count)).high) == index - 1
  }

  /// The number with its bits well mixed, in the same way everywhere and at all times.
  private static func mixed(_ number: UInt64) -> UInt64 {
    var mixer = SplitMix64(seed: number)
    return mixer.next()
  }
}
