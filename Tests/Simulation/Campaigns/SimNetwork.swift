import FlowMsgSend

/// The network and the API behind it. What happens to a request is decided when it starts: when it ends, how, and
/// whether the API processed it.
package final class SimNetwork: Transport {
  private let world: SimWorld
  private let disk: SimDisk
  private var flights: [Flight] = []
  /// When each request left, and for which row.
  private(set) var starts: [(row: UInt32, at: Moment, fate: Fate)] = []
  /// Requests that left though the journal did not have them: there must be none.
  private(set) var unjournaled = 0
  /// Requests that left beside another one before the API took anybody: there must be none.
  private(set) var crowded = 0
  /// Requests that left while a `Retry-After` was not over: there must be none.
  private(set) var impatient = 0
  /// How often something happened that says whose fault it is, to see that it did.
  private(set) var tally = Tally()
  /// Whether an answer that the API took somebody has come.
  private var isProven = false
  /// When the last `Retry-After` is over.
  private var opens: Moment = 0

  /// What a start means for the next one of its row.
  enum Fate {
    /// No one was told anything; the next may follow at once.
    case notTaken
    /// It may have been an outage's, whose tries are none of the row's.
    case unconnected
    case other

    init(_ exchange: Exchange) {
      self = exchange.failure == .notTaken ? .notTaken : OutcomeTable.hasNoConnection(exchange) ? .unconnected : .other
    }
  }

  struct Tally {
    var everybodys = 0
    var foreign = 0
    var coded = 0
    var echoes = 0
    var holds = 0
    var notTaken = 0
    var cuts = 0
    var gaps = 0
  }

  /// What rows ask for: it has a code in it, which an API that repeats it says nothing by.
  static let body = Array(#"{"payload":{"code":"unauthorized"}}"#.utf8)
  /// The share of requests that something happens to.
  var trouble = 0.3
  /// Whether everything fails in the same way that ends a campaign.
  var fatal = 0.0

  private struct Flight {
    var row: UInt32
    var end: Moment
    var exchange: Exchange
    var isProcessed: Bool
  }

  init(_ world: SimWorld, _ disk: SimDisk) { (self.world, self.disk) = (world, disk) }

  var inFlight: Int { flights.count }

  func start(_ request: PreparedRequest, ticket: Int) {
    guard world.step() else { return lose(ticket) }
    if !disk.isClean { unjournaled += 1 }
    if !isProven, !flights.isEmpty { crowded += 1 }
    if world.now < opens { impatient += 1 }
    let (exchange, isProcessed) = fate(ticket)
    starts.append((request.row, world.now, Fate(exchange)))
    if exchange.failure == .notTaken { tally.notTaken += 1 }
    let latency = world.chance(0.05) ? world.pick(1...30_000) : world.pick(1...400)
    flights.append(
      Flight(
        row: request.row, end: world.now + Nanoseconds(latency) * .millisecond, exchange: exchange,
        isProcessed: isProcessed))
    world.note(3, Int(request.row), latency)
  }

  /// The process has ended already; what it believes does not matter.
  private func lose(_ ticket: Int) {
    flights.append(
      Flight(
        row: 0, end: world.now, exchange: Exchange(ticket: ticket, failure: .broken, isHandedOver: true),
        isProcessed: false))
  }

  /// What has not left yet, half of what no one will process here, ends at once.
  func giveUp(_ ended: inout [Exchange]) {
    for flight in flights where !flight.isProcessed && !flight.exchange.isHandedOver && world.chance(0.5) {
      flights.removeAll { $0.exchange.ticket == flight.exchange.ticket }
      ended.append(Exchange(ticket: flight.exchange.ticket, failure: .givenUp, isHandedOver: false))
    }
  }

  func wait(atMost time: Nanoseconds, _ ended: inout [Exchange]) {
    let limit = world.now + max(1, time)
    // Sometimes a process is late.
    var late = world.chance(0.1) ? Nanoseconds(world.pick(0...50)) * .millisecond : 0
    // Seldom it sleeps, or its machine does.
    if world.chance(0.002) {
      late = Nanoseconds(world.pick(1...20_000)) * .second
      tally.gaps += 1
    }
    world.advance(to: min(limit, flights.map(\.end).min() ?? limit) + late)
    let over = flights.filter { $0.end <= world.now }
    flights.removeAll { $0.end <= world.now }
    for flight in over {
      if flight.isProcessed, !world.isDead { world.deliver(row: flight.row) }
      ended.append(flight.exchange)
      note(flight.exchange)
      world.note(4, Int(flight.row), flight.exchange.status)
    }
    _ = world.step()
  }

  /// Notes what an answer that the campaign got means for what may leave.
  private func note(_ exchange: Exchange) {
    if (200...299).contains(exchange.status), exchange.failure == nil {
      isProven = isProven || exchange.body.isEmpty || exchange.body == Self.body
    }
    if exchange.failure == nil, exchange.status == 429 || exchange.status == 503,
      let seconds = Int64(String(decoding: exchange.retryAfter, as: UTF8.self)), seconds > 0
    {
      opens = max(opens, world.now + seconds * .second)
      tally.holds += 1
    }
  }

  /// The process has ended; what was on its way may still arrive.
  func crash() {
    for flight in flights where flight.isProcessed && flight.end > 0 && world.chance(0.5) {
      world.deliver(row: flight.row)
    }
    flights = []
  }

  private func fate(_ ticket: Int) -> (Exchange, isProcessed: Bool) {
    if world.chance(fatal) { return (everybodys(ticket), false) }
    guard world.chance(trouble) else { return (Exchange(ticket: ticket, isHandedOver: true, status: 200), true) }
    switch world.pick(0...11) {
    case 0, 1:
      var exchange = Exchange(ticket: ticket, isHandedOver: true, status: [421, 425, 429, 429][world.pick(0...3)])
      if world.chance(0.5) { exchange.retryAfter = Array("\(world.pick(0...20))".utf8) }
      return (exchange, false)
    case 2: return (Exchange(ticket: ticket, isHandedOver: true, status: [400, 413, 422][world.pick(0...2)]), false)
    case 3, 4:
      let failures = Exchange.Break.allCases.filter { $0 != .proxy && $0 != .insecure && $0 != .givenUp }
      let failure = failures[world.pick(0...failures.count - 1)]
      return (Exchange(ticket: ticket, failure: failure, isHandedOver: false), false)
    case 5, 6:
      let failure: Exchange.Break = [.broken, .timeout, .malformed][world.pick(0...2)]
      // Sometimes the head of an answer was read before that.
      let status = [0, 0, 200, 409, 503][world.pick(0...4)]
      tally.cuts += status > 0 ? 1 : 0
      return (Exchange(ticket: ticket, failure: failure, isHandedOver: true, status: status), world.chance(0.5))
    case 7:
      let status = [408, 409, 500, 502, 503, 504][world.pick(0...5)]
      var exchange = Exchange(ticket: ticket, isHandedOver: true, status: status)
      if world.chance(0.2) { exchange.retryAfter = Array("\(world.pick(0...20))".utf8) }
      return (exchange, world.chance(0.5))
    case 8:
      // An answer before the whole request was there.
      return (Exchange(ticket: ticket, isHandedOver: false, status: [413, 503, 429][world.pick(0...2)]), false)
    case 9, 10: return success(ticket)
    default:
      guard world.chance(0.1) else { return (Exchange(ticket: ticket, isHandedOver: true, status: 200), true) }
      var exchange = Exchange(ticket: ticket, isHandedOver: true, status: 500)
      exchange.body = Array(#"{"error":{"code":"internal_server_error"}}"#.utf8)
      return (exchange, world.chance(0.5))
    }
  }

  /// What is wrong for everybody: nothing of it was processed.
  private func everybodys(_ ticket: Int) -> Exchange {
    tally.everybodys += 1
    let kind = world.pick(0...9)
    if kind == 9 { return Exchange(ticket: ticket, failure: .insecure, isHandedOver: false) }
    if kind == 8 {
      return Exchange(ticket: ticket, failure: .proxy, isHandedOver: false, status: [407, 403, 502][world.pick(0...2)])
    }
    var exchange = Exchange(
      ticket: ticket, isHandedOver: world.chance(0.8), status: [401, 403, 404, 404, 405, 415, 302, 307][kind])
    let codes = ["unauthorized", "forbidden_bot", "bot_not_found"]
    if kind < 3 { exchange.body = Array(#"{"status":0,"error":{"code":"\#(codes[kind])"}}"#.utf8) }
    return exchange
  }

  /// A success by its status, of which only the echo is one.
  private func success(_ ticket: Int) -> (Exchange, isProcessed: Bool) {
    var exchange = Exchange(ticket: ticket, isHandedOver: true, status: 200)
    switch world.pick(0...2) {
    case 0:
      tally.foreign += 1
      exchange.body = Array("<html>Sign in</html>".utf8)
      return (exchange, world.chance(0.5))
    case 1:
      tally.coded += 1
      exchange.body = Array(#"{"error":{"code":"forbidden_bot"}}"#.utf8)
      return (exchange, world.chance(0.5))
    default:
      tally.echoes += 1
      exchange.body = Self.body
      return (exchange, true)
    }
  }
}
