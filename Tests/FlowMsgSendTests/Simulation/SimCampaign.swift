import FlowMsgEmit
import FlowMsgModel
import FlowMsgSend

/// One campaign from its first process to its last: crashes, resumes, and what must be true after each.
struct SimCampaign {
  let world: SimWorld
  let disk: SimDisk
  private let rows: Int
  private let header: JournalHeader
  private(set) var violations: [String] = []
  private(set) var tally = Tally()
  /// The rows that a killed process may leave in doubt: what could be in flight, on top of what was in doubt before.
  private var mostKilled: Int?

  /// What happened, summed up over campaigns, to see that everything did.
  struct Tally: Sendable, Equatable {
    var requests = 0
    var retries = 0
    var crashes = 0
    var powerCuts = 0
    var doubts = 0
    var journalFailures = 0
    var stops = 0
    var waits = 0
    var everybodys = 0
    var foreign = 0
    var coded = 0
    var echoes = 0

    static func += (a: inout Tally, b: Tally) {
      a.requests += b.requests
      a.retries += b.retries
      a.crashes += b.crashes
      a.powerCuts += b.powerCuts
      a.doubts += b.doubts
      a.journalFailures += b.journalFailures
      a.stops += b.stops
      a.waits += b.waits
      a.everybodys += b.everybodys
      a.foreign += b.foreign
      a.coded += b.coded
      a.echoes += b.echoes
    }
  }

  init(seed: UInt64) {
    var first = SplitMix64(seed: seed ^ 0x5EED)
    rows = 1 + Int(first.next() % 6)
    world = SimWorld(seed: seed, rows: rows)
    disk = SimDisk(world)
    let digest = SHA256.digest(of: [])
    header = JournalHeader(
      rowCount: UInt32(rows), isSandbox: false, recipients: digest, message: digest, target: digest)
  }

  /// Runs processes until one ends by itself with nothing left, at most six.
  mutating func run() {
    for session in 0..<6 {
      let crashes = session < 5 && world.chance(0.6)
      disk.repair()
      if session < 4, world.chance(0.1) { disk.space = JournalHeader.size + world.pick(0...200) }
      if session < 4, world.chance(0.1) { disk.syncsUntilFailure = world.pick(0...5) }
      world.revive(stepsLeft: crashes ? world.pick(0...40) : .max)
      let isOver = process()
      if !violations.isEmpty || isOver { return }
    }
  }

  /// One process; true if the campaign is over.
  private mutating func process() -> Bool {
    var states = RowStates(count: rows)
    let journal: Journal
    do throws(JournalFault) {
      journal = try Journal.resume(disk, header, &states, reserve: 64)
    } catch {
      if case .store = error { return endProcess(nil, .journalFailed(StoreFailure("")), inFlight: 0) }
      violations.append("the journal cannot be read: \(error)")
      return true
    }
    judge(states, "after the journal was read")
    let killed = (0..<rows).count { states[UInt32($0)].reason == .killed }
    if let mostKilled, killed > mostKilled { violations.append("\(killed) rows in doubt, \(mostKilled) could be") }
    var settings = CampaignSettings()
    settings.rate = [nil, 1, 20, 1000][world.pick(0...3)]
    settings.concurrency = world.pick(1...4)
    settings.failures = world.chance(0.5) ? .share(1) : .count(world.pick(0...3))
    settings.seed = UInt64(world.pick(0...1000))
    let network = SimNetwork(world, disk)
    network.trouble = [0, 0.3, 0.9][world.pick(0...2)]
    network.fatal = world.chance(0.1) ? 0.3 : 0
    let source = SimSource(rows: rows, failsAt: world.chance(0.02) ? world.pick(0...rows) : nil)
    let campaign = Campaign(settings, source, network, journal, world, states)
    let ending = campaign.run(SimWatcher(world, drains: world.chance(0.05) ? world.pick(1...30) : .max))
    check(network, settings, campaign)
    mostKilled = killed + settings.concurrency
    let isOver = endProcess(campaign, ending, inFlight: network.inFlight)
    network.crash()
    return isOver
  }

  private mutating func endProcess(_ campaign: Campaign?, _ ending: CampaignEnding, inFlight: Int) -> Bool {
    if case .journalFailed = ending {
      tally.journalFailures += 1
      mostKilled = nil
    }
    if world.isDead {
      let isPowerCut = world.chance(0.5)
      tally.crashes += 1
      tally.powerCuts += isPowerCut ? 1 : 0
      disk.crash(losing: isPowerCut)
      if isPowerCut || campaign == nil { mostKilled = nil }
      return false
    }
    guard let campaign else { return false }
    judge(campaign.states, "after \(ending)")
    if case .stopped = ending { tally.stops += 1 }
    tally.doubts += campaign.states.count(.inDoubt)
    return ending == .done
  }

  /// Holds what rows are said to be against what is true.
  private mutating func judge(_ states: RowStates, _ when: String) {
    for row in 0..<rows {
      let state = states[UInt32(row)]
      let count = world.delivered[row]
      if count > 1 { violations.append("row \(row) was sent \(count) times \(when)") }
      let fits =
        switch state.kind {
        case .sent: count == 1
        case .refused, .unsent, .pending: count == 0
        case .inDoubt: true
        case .intent, .excluded: false
        }
      if !fits { violations.append("row \(row) is \(state.kind) and was sent \(count) times \(when)") }
    }
  }

  private mutating func check(_ network: SimNetwork, _ settings: CampaignSettings, _ campaign: Campaign) {
    let progress = campaign.progress
    tally.requests += progress.requests
    tally.retries += progress.retries
    tally.waits += progress.waits
    tally.everybodys += network.tally.everybodys
    tally.foreign += network.tally.foreign
    tally.coded += network.tally.coded
    tally.echoes += network.tally.echoes
    if network.unjournaled > 0 {
      violations.append("\(network.unjournaled) requests left before their intents were kept")
    }
    if network.crowded > 0 { violations.append("\(network.crowded) requests left before the API took anybody") }
    if network.impatient > 0 { violations.append("\(network.impatient) requests left though they were to wait") }
    let first = Double(progress.requests - progress.retries)
    if Double(progress.retries - progress.waits) > RetryPolicy.start + RetryPolicy.share * first {
      violations.append("\(progress.retries) retries of \(progress.requests) requests")
    }
    checkPace(network.starts, settings.rate)
    for row in 0..<rows {
      let times = network.starts.filter { $0.row == row }.map(\.at)
      if times.count > 1 + settings.retries + RetryPolicy.patience {
        violations.append("row \(row) was tried \(times.count) times")
      }
      if zip(times, times.dropFirst()).contains(where: { $1 - $0 < .second / 2 }) {
        violations.append("row \(row) was tried again at once")
      }
    }
  }

  private mutating func checkPace(_ starts: [(row: UInt32, at: Moment)], _ rate: Double?) {
    guard let rate else { return }
    let most = Int(rate) + 1
    guard starts.count > most else { return }
    for index in most..<starts.count where starts[index].at - starts[index - most].at < .second {
      violations.append("more than \(most) requests left within a second")
    }
  }
}

/// Rows in order.
private final class SimSource: RequestSource {
  private let rows: Int
  private let failsAt: Int?
  private var row = 0

  init(rows: Int, failsAt: Int?) { (self.rows, self.failsAt) = (rows, failsAt) }

  func next(_ wants: (UInt32) -> Bool) throws(StoreFailure) -> PreparedRequest? {
    while row < rows {
      if row == failsAt { throw StoreFailure("the recipients were changed") }
      defer { row += 1 }
      if wants(UInt32(row)) { return PreparedRequest(row: UInt32(row), target: [], body: SimNetwork.body) }
    }
    return nil
  }
}

private final class SimWatcher: CampaignWatcher {
  private let world: SimWorld
  private var turns: Int

  init(_ world: SimWorld, drains: Int) { (self.world, turns) = (world, drains) }

  func turn(_ progress: CampaignProgress) -> CampaignWish {
    turns -= 1
    return turns < 0 || world.isDead ? .drain : .go
  }

  func ended(row: UInt32, _ outcome: Outcome, _ exchange: Exchange, willRetry: Bool) {
    world.note(5, Int(row), Int(outcome.verdict.rawValue))
  }
}
