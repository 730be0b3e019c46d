import FlowMsgCampaign
import FlowMsgEmit
import FlowMsgModel
import FlowMsgRows
import FlowMsgSend

/// One campaign from its first process to its last: crashes, corrected lists, journals that somebody cuts, copies or
/// passes over, and what must be true after each.
package struct SimCampaign {
  package let world: SimWorld
  /// The journal that the operator goes on with.
  package private(set) var disk: SimDisk
  private var identity = SimIdentity()
  private var list: SimList
  /// The list of the last run: to which the help leads back where a journal was cut.
  private var lastList: SimList
  /// Journals that are beside the list, and those that the command leaves out.
  private var beside: [SimDisk] = []
  private var excluded: [SimDisk] = []
  package private(set) var violations: [String] = []
  package private(set) var tally = SimTally()
  /// The rows that a killed process may leave in doubt: what could be in flight, on top of what was in doubt before.
  private var mostKilled: Int?
  /// Whether somebody changed the journal, so that it may be refused.
  private var isDamaged = false

  package init(seed: UInt64) {
    world = SimWorld(seed: seed, people: SimList.population)
    disk = SimDisk(world)
    list = SimList(world)
    lastList = list
  }

  /// Runs processes until one ends by itself with nothing left, at most six.
  package mutating func run() {
    for session in 0..<6 {
      let crashes = session < 5 && world.chance(0.6)
      for disk in [disk] + beside + excluded { disk.repair() }
      if session > 0 { operate() }
      if session < 4, world.chance(0.1) { disk.space = disk.size + world.pick(0...400) }
      if session < 4, world.chance(0.1) { disk.syncsUntilFailure = world.pick(0...5) }
      world.revive(stepsLeft: crashes ? world.pick(0...40) : .max)
      let isOver = process()
      if !violations.isEmpty || isOver { return }
    }
  }

  /// What the operator does between two runs.
  private mutating func operate() {
    if world.chance(0.4) {
      for _ in 0...world.pick(0...2) { list.correct(world) }
      tally[.corrections] += 1
      mostKilled = nil
    }
    if disk.isPublished, world.chance(0.15) { damage() }
    if disk.isPublished, world.chance(0.1) {
      // A copy stays beside the list, and sometimes it is the copy that is gone on with.
      tally[.copies] += 1
      let copy = disk.copy()
      beside.append(copy)
      if world.chance(0.3) { (disk, beside[beside.count - 1]) = (copy, disk) }
    }
    if disk.isPublished, world.chance(0.1) {
      // The list has another name now, or the command another journal.
      beside.append(disk)
      disk = SimDisk(world)
      mostKilled = nil
    } else if disk.isPublished, world.chance(0.05) {
      // The text is corrected: the help is a new journal that leaves out whom the old one reached.
      tally[.newMessages] += 1
      identity.version += 1
      excluded += [disk] + beside
      (disk, beside) = (SimDisk(world), [])
      mostKilled = nil
    }
  }

  private mutating func damage() {
    tally[.damages] += 1
    (isDamaged, mostKilled) = (true, nil)
    let place = world.pick(0...max(0, disk.size - 1))
    switch world.pick(0...2) {
    case 0: disk.damage { $0.removeLast($0.count - min(place, $0.count)) }
    case 1: disk.damage { bytes in for index in place..<bytes.count { bytes[index] = 0 } }
    default:
      let bit = UInt8(1) << UInt8(world.pick(0...7))
      disk.damage { if place < $0.count { $0[place] ^= bit } }
    }
  }

  /// One process, and a second try where the help says how; true if the campaign is over.
  private mutating func process() -> Bool {
    let retriesRefused = world.chance(0.2)
    let limit = world.chance(0.2) ? world.pick(0...3) : nil
    var tries = 4
    while true {
      tries -= 1
      do throws(RowsFailure) {
        let check = try SimCheck(
          list, disk, identity, others: beside, excluded: excluded, retriesRefused: retriesRefused, limit: limit)
        guard let place = check.judge.hindered.firstIndex(where: { $0 > 0 }) else {
          tally[.retriesOfRefused] += retriesRefused ? 1 : 0
          return process(check)
        }
        tally[.hindrances] += 1
        if tries == 0 { return true }
        heed(place)
      } catch {
        return refused(error, tries)
      }
    }
  }

  /// Does one of the two things that a refusal names: goes on with the other journal, or leaves out whom it reached.
  private mutating func heed(_ place: Int) {
    let published = beside.indices.filter { beside[$0].isPublished }
    guard place < published.count else { return }
    let other = published[place]
    if world.chance(0.5) { (disk, beside[other]) = (beside[other], disk) } else { excluded.append(beside[other]) }
    tally[.exclusions] += 1
    mostKilled = nil
  }

  /// A journal that cannot be used. A cut one can with the list as it was; any other ends the campaign.
  private mutating func refused(_ failure: RowsFailure, _ tries: Int) -> Bool {
    tally[.refusals] += 1
    let isLack = failure.message.contains("lacks")
    if isLack, list != lastList, tries > 0 {
      list = lastList
      return process()
    }
    if !isDamaged, !isLack { violations.append("refused: \(failure.message)") }
    return true
  }

  private mutating func process(_ check: SimCheck) -> Bool {
    let missing = check.found.contents?.missing ?? 0
    tally[.missing] += missing > 0 ? 1 : 0
    judge(check.states, "after the journal was read")
    let killed = (0..<check.states.count).count { check.states[UInt32($0)].reason == .killed }
    if let mostKilled, killed > mostKilled { violations.append("\(killed) rows in doubt, \(mostKilled) could be") }
    lastList = list
    world.people = list.rows.map { $0?.person ?? 0 }
    let journal: Journal
    do throws(StoreFailure) { journal = try check.begin(disk, list, identity, at: world.date) } catch {
      return endProcess(nil, .journalFailed(error), killed: killed)
    }
    return send(check, journal, killed: killed)
  }

  private mutating func send(_ check: SimCheck, _ journal: Journal, killed: Int) -> Bool {
    var settings = CampaignSettings()
    settings.rate = [nil, 1, 20, 1000][world.pick(0...3)]
    settings.concurrency = world.pick(1...4)
    settings.failures = world.chance(0.5) ? .share(1) : .count(world.pick(0...3))
    settings.seed = UInt64(world.pick(0...1000))
    let network = SimNetwork(world, disk)
    network.trouble = [0, 0.3, 0.9][world.pick(0...2)]
    network.fatal = world.chance(0.1) ? 0.3 : 0
    let key = check.found.contents?.header.key ?? JournalHeader(identity.identity, start: 0).key
    let source = SimSource(
      list, PersonDigest(key: key), failsAt: world.chance(0.02) ? world.pick(0...list.rows.count) : nil)
    let campaign = Campaign(settings, source, network, journal, world, check.states)
    let ending = campaign.run(SimWatcher(world, drains: world.chance(0.05) ? world.pick(1...30) : .max))
    self.check(network, settings, campaign)
    mostKilled = killed + settings.concurrency
    let isOver = endProcess(campaign, ending, killed: killed)
    network.crash()
    return isOver
  }

  private mutating func endProcess(_ campaign: Campaign?, _ ending: CampaignEnding, killed: Int) -> Bool {
    if case .journalFailed = ending {
      tally[.journalFailures] += world.isDead ? 0 : 1
      // Where there was no room, what had left has its end in the journal all the same.
      mostKilled = disk.isBroken || campaign == nil ? nil : world.isDead ? mostKilled : killed
    }
    if world.isDead {
      let isPowerCut = world.chance(0.5)
      tally[.crashes] += 1
      tally[.powerCuts] += isPowerCut ? 1 : 0
      disk.crash(losing: isPowerCut)
      if isPowerCut || campaign == nil { mostKilled = nil }
      return false
    }
    guard let campaign else { return false }
    judge(campaign.states, "after \(ending)")
    if case .stopped = ending { tally[.stops] += 1 }
    tally[.doubts] += campaign.states.count(.inDoubt)
    return ending == .done && world.chance(0.5)
  }

  /// Holds what rows are said to be against what is true.
  private mutating func judge(_ states: RowStates, _ when: String) {
    for (row, entry) in list.rows.enumerated() {
      guard let entry else { continue }
      let state = states[UInt32(row)]
      let count = world.delivered[entry.person]
      if count > 1 { violations.append("person \(entry.person) got it \(count) times \(when)") }
      let fits =
        switch state.kind {
        case .sent: count == 1
        case .unsent, .pending: count == 0
        // A copy of the journal may know less; a person who is taken in again is looked for in the others.
        case .refused: count == 0 || !beside.isEmpty
        case .inDoubt, .excluded: true
        case .intent: false
        }
      if !fits { violations.append("row \(row) is \(state.kind) and was sent \(count) times \(when)") }
    }
  }

  private mutating func check(_ network: SimNetwork, _ settings: CampaignSettings, _ campaign: Campaign) {
    let progress = campaign.progress
    tally[.requests] += progress.requests
    tally[.retries] += progress.retries
    tally[.waits] += progress.waits
    tally[.everybodys] += network.tally.everybodys
    tally[.foreign] += network.tally.foreign
    tally[.coded] += network.tally.coded
    tally[.echoes] += network.tally.echoes
    tally[.notTaken] += network.tally.notTaken
    tally[.cuts] += network.tally.cuts
    tally[.gaps] += network.tally.gaps
    if network.unjournaled > 0 {
      violations.append("\(network.unjournaled) requests left before their intents were kept")
    }
    if network.crowded > 0 { violations.append("\(network.crowded) requests left before the API took anybody") }
    if network.impatient > 0 { violations.append("\(network.impatient) requests left though they were to wait") }
    let first = Double(progress.requests - progress.retries)
    // What was not taken, or found no connection, is tried again at no cost.
    let free = progress.waits + network.starts.count { $0.fate != .other }
    if Double(progress.retries - free) > RetryPolicy.start + RetryPolicy.share * first {
      violations.append("\(progress.retries) retries of \(progress.requests) requests")
    }
    checkPace(network.starts, settings.rate)
    for row in list.rows.indices {
      let starts = network.starts.filter { $0.row == row }
      let tries = starts.count { $0.fate != .unconnected }
      if tries > 1 + settings.retries + 2 * RetryPolicy.patience {
        violations.append("row \(row) was tried \(tries) times")
      }
      if zip(starts, starts.dropFirst()).contains(where: { $0.fate != .notTaken && $1.at - $0.at < .second / 2 }) {
        violations.append("row \(row) was tried again at once")
      }
    }
  }

  private mutating func checkPace(_ starts: [(row: UInt32, at: Moment, fate: SimNetwork.Fate)], _ rate: Double?) {
    guard let rate else { return }
    let most = Int(rate) + 1
    guard starts.count > most else { return }
    for index in most..<starts.count where starts[index].at - starts[index - most].at < .second {
      violations.append("more than \(most) requests left within a second")
    }
  }
}

/// The rows of a list in order.
private final class SimSource: RequestSource {
  private let list: SimList
  private let digest: PersonDigest
  private let failsAt: Int?
  private var row = 0

  init(_ list: SimList, _ digest: PersonDigest, failsAt: Int?) {
    (self.list, self.digest, self.failsAt) = (list, digest, failsAt)
  }

  func next(_ wants: (UInt32) -> Bool) throws(StoreFailure) -> PreparedRequest? {
    while row < list.rows.count {
      if row == failsAt { throw StoreFailure("the recipients were changed") }
      defer { row += 1 }
      guard let entry = list.rows[row], wants(UInt32(row)) else { continue }
      let person = digest(Person.key(SimList.number(entry)))
      return PreparedRequest(row: UInt32(row), person: person, target: [], body: SimNetwork.body)
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
