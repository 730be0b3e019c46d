/// How much of the asked speed is used: less when the API says that it is too much, or takes ever longer; more again
/// after. Halved at once, grown by little, as TCP does it.
package struct Throttle: Sendable {
  /// The share that is used, from `least` to 1.
  package private(set) var share = 1.0
  private var lastCut: Moment = .min
  private var lastGrowth: Moment = .min
  private var smooth: Double?
  private var baseline = Double.infinity
  /// Nothing leaves before this moment: what an answer asked for with `Retry-After`.
  package private(set) var pausedUntil: Moment = .min

  private static let least = 1.0 / 64
  private static let growth = 0.05

  /// The full speed.
  package init() {}

  /// Notes an answer that took `latency`; `isTooMuch` if it was a 429. Every request waits for what it asks to `wait`.
  package mutating func note(latency: Nanoseconds, isTooMuch: Bool, wait: Nanoseconds, at now: Moment) {
    if wait > 0 { pausedUntil = max(pausedUntil, now + wait) }
    if isTooMuch { cut(to: 0.5, at: now) } else { note(Double(latency), at: now) }
  }

  /// Rising latency: over four times what it was at best, and over a second.
  private mutating func note(_ latency: Double, at now: Moment) {
    let value = smooth.map { $0 + (latency - $0) / 8 } ?? latency
    smooth = value
    baseline = min(baseline, value)
    if value > 4 * baseline, value > 1e9 { return cut(to: 0.8, at: now) }
    guard share < 1, now >= max(lastGrowth, lastCut) + .second else { return }
    lastGrowth = now
    share = min(1, share + Self.growth)
  }

  private mutating func cut(to factor: Double, at now: Moment) {
    guard lastCut == .min || now >= lastCut + .second else { return }
    lastCut = now
    share = max(Self.least, share * factor)
  }
}
