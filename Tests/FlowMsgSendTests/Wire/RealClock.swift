import FlowMsgSend

/// The clock of a test that sends over real connections.
final class RealClock: Clock {
  var date: Int64 { 1_764_000_000_000 }
  private let start = ContinuousClock.now

  var now: Moment {
    let time = (ContinuousClock.now - start).components
    return time.seconds * .second + time.attoseconds / 1_000_000_000
  }
}
