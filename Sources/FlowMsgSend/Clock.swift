/// A time that only goes forward, in nanoseconds since some moment.
package typealias Moment = Int64

/// A span of time in nanoseconds.
package typealias Nanoseconds = Int64

/// What time it is. Tests and the simulation have clocks of their own.
package protocol Clock: AnyObject {
  /// The time; it never goes back, and goes on while the machine sleeps or its date is set.
  var now: Moment { get }

  /// The date, in milliseconds since 1970, as the machine believes it: for people, not for measuring.
  var date: Int64 { get }
}

extension Nanoseconds {
  /// A millisecond.
  package static let millisecond: Nanoseconds = 1_000_000
  /// A second.
  package static let second: Nanoseconds = 1_000_000_000

  /// So many seconds.
  package static func seconds(_ count: Double) -> Nanoseconds { Nanoseconds(count * 1e9) }
}
