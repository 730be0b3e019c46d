/// A time in which no connection can be made: it is waited for with one try at a time, further and further apart, until
/// patience is at its end.
package struct Outage: Sendable {
  /// How long an outage is waited for.
  package let patience: Nanoseconds
  /// When it began; nil while there is none.
  package private(set) var start: Moment?
  /// Nothing leaves before this moment.
  package private(set) var nextTry: Moment = .min
  /// Whether it may be waited for still.
  package private(set) var isEndured = true
  private var tries = 0

  /// The longest pause between two tries.
  package static let longest: Nanoseconds = 30 * .second

  /// No outage.
  package init(patience: Nanoseconds) { self.patience = max(0, patience) }

  /// Whether there is one.
  package var isOn: Bool { start != nil }

  /// Notes that a request that left at `left` found no connection.
  package mutating func note(lost left: Moment, at now: Moment) {
    // What left before the last pause says nothing about it.
    guard start == nil || left >= nextTry else { return }
    let begin = start ?? now
    start = begin
    let end = begin + patience
    isEndured = now < end
    nextTry = min(end, now + min(Self.longest, .second << Nanoseconds(min(tries, 5))))
    tries += 1
  }

  /// Notes that there was a connection.
  package mutating func end() { (start, nextTry, tries) = (nil, .min, 0) }
}
