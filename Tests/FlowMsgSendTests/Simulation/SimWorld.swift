import FlowMsgModel
import FlowMsgSend

/// The clock, chance, and what is true: how often each person got the message.
final class SimWorld: Clock {
  private(set) var now: Moment = 0
  private var random: SplitMix64
  /// How often the API processed each row's request.
  var delivered: [Int]
  /// After how many more steps the process ends.
  var stepsLeft = Int.max
  /// Whether the process has ended: nothing it does has an effect any more.
  private(set) var isDead = false
  /// What happened so far, as one number: the same for the same seed.
  private(set) var trace: UInt64 = 0xCBF2_9CE4_8422_2325

  init(seed: UInt64, rows: Int) {
    random = SplitMix64(seed: seed)
    delivered = Array(repeating: 0, count: rows)
  }

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
