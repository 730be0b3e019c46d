import FlowMsgModel
package import FlowMsgSend

/// The clock, chance, and what is true: how often each person got the message.
package final class SimWorld: Clock {
  package private(set) var now: Moment = 0
  /// The date goes with the clock.
  package var date: Int64 { 1_700_000_000_000 + now / .millisecond }
  private var random: SplitMix64
  /// How often each person got the message.
  private(set) var delivered: [Int]
  /// Who is meant by each row of the list that is sent to.
  var people: [Int] = []
  /// After how many more steps the process ends.
  var stepsLeft = Int.max
  /// Whether the process has ended: nothing it does has an effect any more.
  private(set) var isDead = false
  /// What happened so far, as one number: the same for the same seed.
  package private(set) var trace: UInt64 = 0xCBF2_9CE4_8422_2325

  init(seed: UInt64, people: Int) {
    random = SplitMix64(seed: seed)
    delivered = Array(repeating: 0, count: people)
  }

  /// The API processed the request of a row.
  func deliver(row: UInt32) { if Int(row) < people.count { delivered[people[Int(row)]] += 1 } }

  func chance(_ share: Double) -> Bool { random.share() < share }
  func pick(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(random.next() % UInt64(range.count)) }

  func advance(to moment: Moment) { now = max(now, moment) }

  /// One more thing that the process does; false if it does it no more.
  func step() -> Bool {
    if isDead { return false }
    stepsLeft -= 1
    if stepsLeft < 0 { isDead = true }
    return !isDead
  }

  func revive(stepsLeft: Int) { (isDead, self.stepsLeft) = (false, stepsLeft) }

  func note(_ event: Int, _ a: Int, _ b: Int) {
    for value in [event, a, b, Int(now)] {
      trace = (trace ^ UInt64(truncatingIfNeeded: value)) &* 0x0000_0100_0000_01B3
    }
  }
}
