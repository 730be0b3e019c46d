/// Sends the rows of a source, each at most once, and writes down how each ended.
///
/// A row's intent is on the disk before its request is started, so whatever happens after, a row that may have been
/// processed is known. All on one thread: a turn lets requests leave, waits for some to end, and settles those.
package final class Campaign {
  private let settings: CampaignSettings
  private let source: any RequestSource
  private let transport: any Transport
  private let journal: Journal?
  private let clock: any Clock
  private weak var watcher: (any CampaignWatcher)?

  /// The states of all rows.
  package private(set) var states: RowStates
  /// How it goes.
  package private(set) var progress = CampaignProgress()

  private var gate: RateGate?
  private var throttle = Throttle()
  private var policy: RetryPolicy
  private var retries = RetryQueue()
  private var staged: PreparedRequest?
  private var isExhausted = false
  private var flights: [Flight?]
  private var free: [Int]
  private var ending: CampaignEnding?
  private var firstUnsynced: Moment?
  private var ended: [Exchange] = []
  /// Whether the API took a row in this run: until then no one knows whether it takes any.
  private var isProven = false
  /// Whether any answer came in this run: until then an address may be wrong that no one answers at.
  private var hasAnswered = false
  private var outage: Outage
  /// How often everything waited for a `Retry-After` since the API took a row.
  private var holds = 0

  /// A request on its way.
  private struct Flight {
    var request: PreparedRequest
    var retry = 0
    var waits = 0
    var refusals = 0
    var start: Moment

    /// Where the row was before.
    var before = RowState.pending
    /// Whether it was a `Retry-After` that it waited for.
    var isWait = false

    var isFirst: Bool { retry == 0 && waits == 0 && refusals == 0 }
  }

  /// The watcher has a turn at least this often.
  private static let turn: Nanoseconds = 200 * .millisecond
  /// An outcome is on the disk after this time at the latest.
  private static let unsynced: Nanoseconds = .second

  /// A campaign.
  package init(
    _ settings: CampaignSettings, _ source: any RequestSource, _ transport: any Transport, _ journal: Journal?,
    _ clock: any Clock, _ states: RowStates
  ) {
    (self.settings, self.source, self.transport) = (settings, source, transport)
    (self.journal, self.clock, self.states) = (journal, clock, states)
    gate = settings.rate.map { RateGate(rate: $0) }
    outage = Outage(patience: settings.patience)
    policy = RetryPolicy(retries: settings.retries, seed: settings.seed)
    flights = Array(repeating: nil, count: max(1, settings.concurrency))
    free = Array((0..<max(1, settings.concurrency)).reversed())
  }

  /// Sends until there is nothing left to do, or nothing more may leave; then awaits what is on its way.
  package func run(_ watcher: (any CampaignWatcher)? = nil) -> CampaignEnding {
    self.watcher = watcher
    while true {
      if let watcher, watcher.turn(shown) == .drain { drain() }
      if ending == nil { admit() }
      if progress.inFlight == 0, ending != nil || (isExhausted && staged == nil && retries.isEmpty) { break }
      ended.removeAll(keepingCapacity: true)
      transport.wait(atMost: pause, &ended)
      for exchange in ended { settle(exchange) }
      keep()
    }
    if let journal {
      do throws(StoreFailure) { try journal.close(at: clock.date) } catch { fail(error) }
    }
    return ending ?? .done
  }

  private var shown: CampaignProgress {
    progress.share = throttle.share
    progress.heldUntil = throttle.pausedUntil > clock.now ? throttle.pausedUntil : nil
    progress.outage = outage.start
    return progress
  }

  /// Ends on request: what no one can have processed is not waited for.
  private func drain() {
    stop(.drained)
    ended.removeAll(keepingCapacity: true)
    transport.giveUp(&ended)
    for exchange in ended { settle(exchange) }
  }

  /// Lets nothing more leave; the first reason counts.
  private func stop(_ reason: CampaignEnding) {
    ending = ending ?? reason
  }

  /// A journal that cannot be kept goes before every other reason.
  private func fail(_ failure: StoreFailure) {
    if case .journalFailed = ending { return }
    ending = .journalFailed(failure)
  }
}

extension Campaign {
  /// Lets leave what may: writes down all intents, then starts the requests.
  private func admit() {
    let batch = collect()
    if batch.isEmpty { return }
    if let journal {
      do throws(StoreFailure) {
        try journal.prepare(for: batch.count)
        let date = clock.date
        for flight in batch { journal.intend(flight.request.person, row: flight.request.row, at: date) }
        try journal.commitIntents()
        firstUnsynced = nil
      } catch {
        // Nothing of the batch has left. What the journal has of it reads as a doubt, which is the safe side.
        return fail(error)
      }
    }
    for var flight in batch {
      flight.start = clock.now
      gate?.take(at: flight.start)
      launch(flight)
    }
  }

  private func launch(_ flight: Flight) {
    guard let ticket = free.popLast() else { return }
    var flight = flight
    flight.before = states[flight.request.row]
    states[flight.request.row] = RowState(.intent)
    flights[ticket] = flight
    progress.inFlight += 1
    progress.requests += 1
    if flight.isFirst { policy.noteFirst() } else { progress.retries += 1 }
    if flight.isWait { progress.waits += 1 }
    transport.start(flight.request, ticket: ticket)
  }

  /// What may leave now: retries that are due, then new rows.
  private func collect() -> [Flight] {
    let now = clock.now
    var batch: [Flight] = []
    guard throttle.pausedUntil <= now, outage.nextTry <= now else { return batch }
    if let rate = settings.rate { gate?.set(rate: rate * throttle.share) }
    var tokens = gate
    let room = room
    while batch.count < room, tokens.map({ $0.next <= now }) ?? true {
      guard let flight = next(at: now) else { break }
      batch.append(flight)
      tokens?.take(at: now)
    }
    return batch
  }

  /// How many requests may be in flight: one before the API took a row, as what is wrong with one is often wrong with
  /// all; with no rate to lower, a throttle lowers this.
  private var slots: Int {
    guard isProven, !outage.isOn else { return 1 }
    guard settings.rate == nil else { return flights.count }
    return max(1, Int((Double(flights.count) * throttle.share).rounded()))
  }

  /// How many more requests may be in flight. Without a rate they leave in groups: one wait for the disk does for all of
  /// a group, and half of the slots are free again soon.
  private var room: Int {
    let room = slots - progress.inFlight
    return settings.rate == nil && progress.inFlight > 0 && room < slots / 2 ? 0 : room
  }

  private func next(at now: Moment) -> Flight? {
    if let item = retries.take(dueAt: now) {
      return Flight(
        request: item.request, retry: item.retry, waits: item.waits, refusals: item.refusals, start: now,
        isWait: item.isWait)
    }
    guard retries.hasRoom else { return nil }
    stage()
    guard let request = staged else { return nil }
    staged = nil
    return Flight(request: request, start: now)
  }

  /// Has the next row ready.
  private func stage() {
    guard staged == nil, !isExhausted, ending == nil else { return }
    do throws(StoreFailure) {
      staged = try source.next { states[$0].isOpen }
      isExhausted = staged == nil
    } catch {
      stop(.sourceFailed(error))
    }
  }

  /// How long to wait for something to end: until the next thing is to be done.
  private var pause: Nanoseconds {
    let now = clock.now
    var until = now + Self.turn
    if let firstUnsynced { until = min(until, firstUnsynced + Self.unsynced) }
    if ending == nil, room > 0 {
      let open = max(gate?.next ?? .min, throttle.pausedUntil, outage.nextTry)
      if let due = retries.nextDue { until = min(until, max(due, open)) }
      if retries.hasRoom, staged != nil || !isExhausted { until = min(until, open) }
    }
    return until <= now ? 0 : until - now
  }
}

extension Campaign {
  /// Notes how a request ended.
  private func settle(_ exchange: Exchange) {
    guard let flight = flights[exchange.ticket] else { return }
    flights[exchange.ticket] = nil
    free.append(exchange.ticket)
    progress.inFlight -= 1
    let now = clock.now
    let outcome = judged(exchange, flight)
    if exchange.failure == nil || outcome.verdict == .inDoubt {
      throttle.note(
        latency: now - flight.start, isTooMuch: exchange.failure == nil && exchange.status == 429,
        wait: OutcomeTable.hold(exchange), at: now)
    }
    let willRetry = outcome.verdict == .unsent && !outcome.stops && retry(flight, exchange, now)
    record(outcome, flight.request, willRetry: willRetry)
    watcher?.ended(row: flight.request.row, outcome, exchange, willRetry: willRetry)
    if outcome.stops { stop(.stopped(row: flight.request.row)) }
    if !outage.isEndured { stop(.noConnection(outcome.reason)) }
    if settings.failures.isExceeded(failures: progress.failures, ended: progress.ended) { stop(.tooManyFailures) }
  }

  /// What an exchange means in this run: before the API took a row, an answer that is not the API's is everybody's; and
  /// a host that takes no one, however often everything waits for its `Retry-After`, is not asked for ever.
  private func judged(_ exchange: Exchange, _ flight: Flight) -> Outcome {
    var outcome = OutcomeTable.outcome(of: exchange, to: flight.request.body)
    if outcome.verdict == .sent { (isProven, holds) = (true, 0) }
    if exchange.status != 0 || exchange.isHandedOver {
      hasAnswered = hasAnswered || exchange.status != 0
      outage.end()
    } else if hasAnswered, ending == nil, OutcomeTable.hasNoConnection(exchange) {
      outage.note(lost: flight.start, at: clock.now)
      progress.outageReason = outcome.reason
    }
    if outcome.reason == .foreign, !isProven { outcome.stops = true }
    // What left before the last wait says nothing about it.
    if outcome.verdict == .unsent, OutcomeTable.hold(exchange) > 0, flight.start >= throttle.pausedUntil {
      holds += 1
      if holds > RetryPolicy.patience { outcome.stops = true }
    }
    outcome.stopsAgain = outcome.stops && ![401, 403].contains(outcome.status) && flight.before.didStop
    return outcome
  }

  /// Puts a row that was not processed among those that are tried again, if it may be.
  private func retry(_ flight: Flight, _ exchange: Exchange, _ now: Moment) -> Bool {
    guard ending == nil else { return false }
    var item = RetryQueue.Item(
      due: now, retry: flight.retry, waits: flight.waits, refusals: flight.refusals, request: flight.request)
    let hold = OutcomeTable.hold(exchange)
    if outage.isOn, OutcomeTable.hasNoConnection(exchange) {
      guard outage.isEndured else { return false }
      item.due = outage.nextTry
    } else if exchange.failure == .notTaken, let wait = policy.wait(afterRefusal: flight.refusals) {
      (item.due, item.refusals) = (now + wait, item.refusals + 1)
      progress.notTaken += 1
    } else if hold > 0, let wait = policy.wait(afterWait: flight.waits, asked: hold) {
      (item.due, item.waits, item.isWait) = (now + wait, item.waits + 1, true)
    } else {
      let reached = exchange.failure.map { $0 == .broken || $0 == .malformed || $0 == .timeout } ?? true
      let asked = RetryAfter.wait(exchange)
      guard let wait = policy.wait(afterRetry: flight.retry, reached: reached, asked: asked) else { return false }
      (item.due, item.retry) = (now + wait, item.retry + 1)
    }
    retries.add(item)
    return true
  }

  private func record(_ outcome: Outcome, _ request: PreparedRequest, willRetry: Bool) {
    let (state, date) = (RowState(outcome), clock.date)
    states.set(request.row, state, at: UInt32(clamping: date / 1000))
    journal?.conclude(state, request.person, at: date)
    if willRetry { return }
    switch outcome.verdict {
    case .sent: progress.sent += 1
    case .refused: progress.refused += 1
    case .inDoubt: progress.inDoubt += 1
    case .unsent: progress.unsent += 1
    }
  }

  /// Hands outcomes to the journal at once, so that a killed process leaves no doubt about them; makes them last through
  /// a power cut within a second.
  private func keep() {
    guard let journal, journal.isDirty else { return }
    let now = clock.now
    firstUnsynced = firstUnsynced ?? now
    do throws(StoreFailure) {
      try journal.flush()
      if let first = firstUnsynced, now - first >= Self.unsynced {
        try journal.commit()
        firstUnsynced = nil
      }
    } catch {
      fail(error)
    }
  }
}
