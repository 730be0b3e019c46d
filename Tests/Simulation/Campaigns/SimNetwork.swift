import FlowMsgSend

/// The network and the API behind it. What happens to a request is decided when it starts: when it ends, how, and
/// whether the API processed it.
package final class SimNetwork: Transport {
  private let world: SimWorld
  private let disk: SimDisk
  private var flights: [Flight] = []
  /// When each request left, and for which row.
  private(set) var starts: [(row: UInt32, at: Moment)] = []
  /// Requests that left though the journal did not have them: there must be none.
  private(set) var unjournaled = 0
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
    starts.append((request.row, world.now))
    let (exchange, isProcessed) = fate(ticket)
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

  func wait(atMost time: Nanoseconds, _ ended: inout [Exchange]) {
    let limit = world.now + max(1, time)
    // Sometimes a process is late.
    let late = world.chance(0.1) ? Nanoseconds(world.pick(0...50)) * .millisecond : 0
    world.advance(to: min(limit, flights.map(\.end).min() ?? limit) + late)
    let over = flights.filter { $0.end <= world.now }
    flights.removeAll { $0.end <= world.now }
    for flight in over {
      if flight.isProcessed, !world.isDead { world.deliver(row: flight.row) }
      ended.append(flight.exchange)
      world.note(4, Int(flight.row), flight.exchange.status)
    }
    _ = world.step()
  }

  /// The process has ended; what was on its way may still arrive.
  func crash() {
    for flight in flights where flight.isProcessed && flight.end > 0 && world.chance(0.5) {
      world.deliver(row: flight.row)
    }
    flights = []
  }

  private func fate(_ ticket: Int) -> (Exchange, isProcessed: Bool) {
    if world.chance(fatal) {
      let status = [401, 403, 404, 405, 415, 302][world.pick(0...5)]
      return (Exchange(ticket: ticket, isHandedOver: true, status: status), false)
    }
    guard world.chance(trouble) else { return (Exchange(ticket: ticket, isHandedOver: true, status: 200), true) }
    switch world.pick(0...9) {
    case 0, 1:
      var exchange = Exchange(ticket: ticket, isHandedOver: true, status: [421, 425, 429, 429][world.pick(0...3)])
      if world.chance(0.5) { exchange.retryAfter = Array("\(world.pick(0...20))".utf8) }
      return (exchange, false)
    case 2: return (Exchange(ticket: ticket, isHandedOver: true, status: [400, 413, 422][world.pick(0...2)]), false)
    case 3, 4:
      let failure = Exchange.Break.allCases[world.pick(0...6)]
      return (Exchange(ticket: ticket, failure: failure, isHandedOver: false), false)
    case 5, 6:
      let failure: Exchange.Break = [.broken, .timeout, .malformed][world.pick(0...2)]
      return (Exchange(ticket: ticket, failure: failure, isHandedOver: true), world.chance(0.5))
    case 7:
      let status = [408, 409, 500, 502, 503, 504][world.pick(0...5)]
      return (Exchange(ticket: ticket, isHandedOver: true, status: status), world.chance(0.5))
    case 8:
      // An answer before the whole request was there.
      return (Exchange(ticket: ticket, isHandedOver: false, status: [413, 503, 429][world.pick(0...2)]), false)
    default:
      guard world.chance(0.1) else { return (Exchange(ticket: ticket, isHandedOver: true, status: 200), true) }
      var exchange = Exchange(ticket: ticket, isHandedOver: true, status: 500)
      exchange.body = Array(#"{"error":{"code":"internal_server_error"}}"#.utf8)
      return (exchange, world.chance(0.5))
    }
  }
}
