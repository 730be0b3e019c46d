import FlowMsgCampaign
import FlowMsgModel
import FlowMsgRows
import FlowMsgSend

/// Shows how a campaign goes: a line on a terminal, and each of the first failures.
final class SendWatcher: CampaignWatcher {
  private let environment: Environment
  private let source: RowRequests
  private let total: Int
  private let isList: Bool
  private let places: FieldPlaces?
  private let color: Bool
  private let wording: OutcomeWording
  private let patience: Int
  private var saidOutage: Moment?
  private let showsProgress: Bool
  /// The fields that were shown where they are written, so that a thousand refusals show one.
  private var shownFields: Set<Int> = []
  private let clock = SteadyClock()
  private let start: Moment
  private var lastShown: Moment = .min
  private var failures = 0
  /// The row that ended everything, for people.
  private(set) var stopper: String?
  /// The seconds since the campaign began.
  var elapsed: Double { Double(clock.now - start) / 1e9 }

  private static let mostFailures = 20
  private static let pause: Nanoseconds = 200 * .millisecond

  init(
    _ environment: Environment, _ source: RowRequests, _ places: FieldPlaces?, total: Int, isList: Bool, color: Bool,
    wording: OutcomeWording, patience: Int, isQuiet: Bool
  ) {
    (self.environment, self.source, self.total, self.isList) = (environment, source, total, isList)
    (self.places, self.color, self.wording, self.patience) = (places, color, wording, patience)
    showsProgress = !isQuiet && environment.console.isTerminal(.error) && total > 1
    start = clock.now
  }

  func turn(_ progress: CampaignProgress) -> CampaignWish {
    sayOutage(progress)
    if showsProgress { show(progress) }
    return DrainSignals.exit == nil ? .go : .drain
  }

  func ended(row: UInt32, _ outcome: Outcome, _ exchange: Exchange, willRetry: Bool) {
    if willRetry { return }
    defer { source.forget(row) }
    guard outcome.verdict != .sent, outcome.reason != .givenUp, let known = source.known[row] else { return }
    let place = isList ? "line \(known.line) (\(PhoneNumber.masked(known.number)))" : PhoneNumber.masked(known.number)
    let text = "\(place): \(wording.text(outcome, exchange))"
    if outcome.stops, stopper == nil { stopper = text }
    failures += 1
    if failures > Self.mostFailures { return }
    clear()
    environment.complain(text + "\n")
    if let field = outcome.field, shownFields.insert(field &* 1000 &+ known.variant).inserted,
      let drawing = places?.drawing(field: field, variant: known.variant, color: color)
    {
      environment.draw(drawing)
    }
    if failures == Self.mostFailures { environment.complain("… further ones are counted\n") }
  }

  /// Says once that no connection can be made, so that a log without a line of progress has it too.
  private func sayOutage(_ progress: CampaignProgress) {
    guard saidOutage != progress.outage else { return }
    defer { saidOutage = progress.outage }
    clear()
    guard progress.outage != nil else { return environment.complain("there is a connection again\n") }
    environment.complain(
      "no connection: \(wording.reason(progress.outageReason)); it is waited for, \(patience) s at most\n")
  }

  private func show(_ progress: CampaignProgress) {
    let now = clock.now
    guard lastShown == .min || now - lastShown >= Self.pause else { return }
    lastShown = now
    let ended = progress.sent + progress.failures
    let speed = Double(ended) / max(elapsed, 0.001)
    let left = ended > 0 ? " · \(Self.time(Double(total - ended) / speed)) left" : ""
    let parts = [
      "\(Count.grouped(ended)) of \(Count.grouped(total))", "\(Count.grouped(Int(speed)))/s",
      "\(Count.grouped(progress.sent)) sent", "\(progress.refused) refused", "\(progress.inDoubt) in doubt",
    ]
    let slow = progress.share < 1 ? " · slowed to \(Int(progress.share * 100)) %" : ""
    let held = progress.heldUntil.map { " · waiting \(Self.time(Double($0 - now) / 1e9)), as the API asks" } ?? ""
    let lost = progress.outage == nil ? "" : " · no connection, trying again"
    let drains = DrainSignals.exit == nil ? "" : " · ending, once more leaves at once"
    environment.draw("\r\u{1B}[K" + parts.joined(separator: " · ") + left + slow + held + lost + drains)
  }

  private func clear() { if showsProgress { environment.draw("\r\u{1B}[K") } }

  /// Ends the line of progress.
  func finish() { clear() }

  /// A span of time in two units at most.
  static func time(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(.up), 1e9))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole / 60 % 60) min"
  }
}
