import FlowMsgModel

/// When a row that provably was not processed is tried again, if at all.
package struct RetryPolicy: Sendable {
  /// How often a row is tried again at most.
  package let retries: Int
  private var budget: Double = Self.start
  private var random: SplitMix64

  /// How many retries there are before anything was sent, and how many each first try adds.
  package static let start = 10.0
  package static let share = 0.1
  /// The most that is saved up.
  private static let most = 1000.0
  /// How often everybody waits for a `Retry-After` with no one sent in between, and how often one row does at all.
  package static let patience = 10
  /// The least time between two messages to one number.
  package static let recipientGap: Nanoseconds = 6 * .second

  /// A policy of at most `retries` a row; `seed` spreads retries of rows that failed together.
  package init(retries: Int, seed: UInt64) {
    self.retries = retries
    random = SplitMix64(seed: seed)
  }

  /// Notes that a row is tried for the first time.
  package mutating func noteFirst() { budget = min(Self.most, budget + Self.share) }

  /// The time to wait before a row is tried again that the host asked to wait, with `Retry-After`: what it asks for, and
  /// none of `retries` and of the budget. Nil if the row waited `waits` times already, or is not to be tried again at all.
  package func wait(afterWait waits: Int, asked: Nanoseconds) -> Nanoseconds? {
    retries > 0 && waits < Self.patience ? max(asked, Self.recipientGap) : nil
  }

  /// The time to wait before a row is tried again that the server did not take, by its own word, `refusals` times before:
  /// none of `retries` and of the budget, as no one was told anything. Nil if that goes on.
  package mutating func wait(afterRefusal refusals: Int) -> Nanoseconds? {
    guard retries > 0, refusals < Self.patience else { return nil }
    let base = (Nanoseconds.second / 32) << Nanoseconds(min(refusals, 5))
    return refusals == 0 ? 0 : base + Nanoseconds(random.next() % UInt64(base))
  }

  /// The time to wait before a row is tried again; nil if it is not, because it was tried often enough, or too much of
  /// what is sent would be retries.
  ///
  /// - Parameters:
  ///   - retry: how often it was tried again so far.
  ///   - reached: whether a connection was there, so that the API may count the try as a message to that number.
  ///   - asked: what the answer asks to wait.
  package mutating func wait(afterRetry retry: Int, reached: Bool, asked: Nanoseconds) -> Nanoseconds? {
    guard retry < retries, budget >= 1 else { return nil }
    budget -= 1
    // Half a second, one, two … and up to half as much again.
    let backoff = (Nanoseconds.second / 2) << Nanoseconds(min(retry, 6))
    let jittered = backoff + Nanoseconds(random.next() % UInt64(backoff / 2))
    return max(jittered, asked, reached ? Self.recipientGap : 0)
  }
}
