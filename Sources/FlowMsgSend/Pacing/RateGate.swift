/// A token bucket, as the generic cell rate algorithm keeps one: a single moment instead of a count, so nothing drifts.
///
/// The bucket holds what 10 ms bring and is filled a hundredth slower than asked: in no second more than the rate plus
/// one leave, and of the rate 99 % are kept.
package struct RateGate: Sendable {
  /// Requests per second.
  package private(set) var rate: Double
  private var interval: Nanoseconds
  private var earliest: Moment = .min

  /// How far behind its plan a request may be made up for, in nanoseconds.
  private static let tolerance: Nanoseconds = 10 * .millisecond
  private static let slack = 1.01

  /// A gate that lets `rate` requests a second through.
  package init(rate: Double) {
    self.rate = rate
    interval = Self.interval(rate)
  }

  private static func interval(_ rate: Double) -> Nanoseconds { Nanoseconds(slack * 1e9 / rate) }

  /// Changes the rate from the next request on.
  package mutating func set(rate: Double) {
    guard rate != self.rate else { return }
    self.rate = rate
    interval = Self.interval(rate)
  }

  /// The moment from which the next request may leave.
  package var next: Moment { earliest == .min ? .min : earliest - Self.tolerance }

  /// Notes that a request leaves at `now`.
  package mutating func take(at now: Moment) {
    earliest = max(earliest, now) + interval
  }
}
