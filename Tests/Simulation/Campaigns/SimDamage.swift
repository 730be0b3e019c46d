import FlowMsgCampaign
import FlowMsgEmit
import FlowMsgModel
import FlowMsgRows
package import FlowMsgSend

/// A journal that somebody cuts, zeroes or changes: no one who was sent is ever *not tried* after.
package struct SimDamage: Sendable {
  /// How many damaged journals were read, and how many of them can be gone on with.
  package private(set) var tries = 0
  package private(set) var usable = 0
  /// Where a promise was broken.
  package private(set) var violations: [String] = []

  private static let count = 100
  private static let list = SHA256.digest(of: [1])
  private static let numbers = (0..<count).map { 593_987_000_000 + UInt64($0) }
  private static let identity: JournalIdentity = {
    let digest = SHA256.digest(of: [])
    return JournalIdentity(
      isSandbox: false, message: digest, endpoint: digest, bot: digest, environment: digest, type: digest)
  }()
  private static let old = OldIdentity(message: list, target: list)
  private static let digest = PersonDigest(key: JournalHeader(identity, start: 0).key)

  /// The bytes of a journal of 100 people, of whom the API got all but the last ten; and who it got, by row.
  private static func journal(closed: Bool) throws(StoreFailure) -> (bytes: [UInt8], wereSent: [Bool]) {
    let store = SimDisk(SimWorld(seed: 1, people: 1))
    let claim = FoundJournal.nothing.claim(
      mark: 1, list: list, rows: count, fresh: 0, handedOut: 0)
    let journal = try Journal.begin(store, JournalHeader(identity, start: 1), claim)
    var wereSent = [Bool](repeating: false, count: count)
    for batch in stride(from: 0, to: count - 10, by: 6) {
      let rows = batch..<min(batch + 6, count - 10)
      for row in rows { journal.intend(digest(numbers[row]), row: UInt32(row), at: 1) }
      try journal.commit()
      for row in rows {
        // Every seventh is refused and every ninth not processed at first; that one is tried again.
        if row % 7 == 3 {
          journal.add(RowState(Outcome(.refused, .answer, status: 422)), digest(numbers[row]), at: 1)
          continue
        }
        if row % 9 == 4 {
          journal.add(RowState(Outcome(.unsent, .answer, status: 429)), digest(numbers[row]), at: 1)
          journal.intend(digest(numbers[row]), row: UInt32(row), at: 1)
          try journal.commit()
        }
        wereSent[row] = true
        journal.add(RowState(Outcome(.sent, .answer, status: 200)), digest(numbers[row]), at: 1)
      }
      try journal.flush()
    }
    if closed { try journal.close(at: 1) } else { try journal.commit() }
    return (store.bytes, wereSent)
  }

  /// The rows that are to be sent after a journal was read; nil if it is refused.
  private static func open(_ bytes: [UInt8], list: SHA256Digest = list, retriesRefused: Bool = false) -> [Int]? {
    guard let found = try? FoundJournal(memory(bytes), "j", identity, old, list: list, resumes: true) else {
      return nil
    }
    var selection = Selection()
    selection.journal = found.known(list: list)
    selection.retriesRefused = retriesRefused
    var judge = RowJudge(selection, key: digest)
    return numbers.indices.filter { judge.state(of: numbers[$0], row: UInt32($0)).state.isOpen }
  }

  private static func memory(_ bytes: [UInt8]) -> SimDisk {
    let disk = SimDisk(SimWorld(seed: 1, people: 1))
    disk.damage { $0 = bytes }
    return disk
  }

  private static func check(_ bytes: [UInt8], _ wereSent: [Bool], _ what: String, _ result: inout SimDamage) {
    var isUsable = false
    result.tries += 1
    for retries in [false, true] {
      guard let open = open(bytes, retriesRefused: retries) else { continue }
      isUsable = true
      let twice = open.filter { wereSent[$0] }
      if !twice.isEmpty {
        result.violations.append("\(what): the rows \(twice.prefix(3)) were sent and would be again")
      }
    }
    // With a corrected list a journal that lacks records is refused; one that lacks none says the same.
    if let open = open(bytes, list: SHA256.digest(of: [2])), open.contains(where: { wereSent[$0] }) {
      result.violations.append("\(what), with another list")
    }
    result.usable += isUsable ? 1 : 0
  }

  /// Cuts and zeroes a journal at every place, or at one of `step` of them beside the edges of what is written.
  package static func cuts(closed: Bool, step: Int = 1) throws(StoreFailure) -> SimDamage {
    let (bytes, wereSent) = try journal(closed: closed)
    let used = bytes.count - (bytes.reversed().firstIndex { $0 != 0 } ?? 0)
    var result = SimDamage()
    let isEdge = { (place: Int) in place % 4096 < 2 || place % 32 < 2 && place % (32 * step) < 2 }
    for place in 0..<min(bytes.count, used + 64) where place % step == 0 || isEdge(place) {
      check(Array(bytes[..<place]), wereSent, "cut at \(place)", &result)
      let zeroed = Array(bytes[..<place]) + [UInt8](repeating: 0, count: bytes.count - place)
      check(zeroed, wereSent, "zeroed from \(place)", &result)
    }
    return result
  }

  /// Changes `count` bits, each alone.
  package static func flips(_ count: Int, seed: UInt64 = 2000) throws(StoreFailure) -> SimDamage {
    let (bytes, wereSent) = try journal(closed: true)
    var random = SplitMix64(seed: seed)
    var result = SimDamage()
    for _ in 0..<count {
      let (place, bit) = (Int(random.next() % UInt64(bytes.count)), UInt8(1) << UInt8(random.next() % 8))
      var changed = bytes
      changed[place] ^= bit
      check(changed, wereSent, "bit \(bit) of byte \(place)", &result)
    }
    return result
  }

  /// Goes on with a cut journal by the list as it was, and then with another list; gives the rows that are open then, and
  /// who was sent.
  package static func healed() throws -> (open: [Int]?, before: [Int]?, wereSent: [Bool]) {
    let (bytes, wereSent) = try journal(closed: true)
    let store = SimDisk(SimWorld(seed: 1, people: 1))
    store.damage { $0 = Array(bytes[..<(12_288 + 20 * 32)]) }
    let other = SHA256.digest(of: [2])
    let before = open(store.bytes, list: other)
    let found = try FoundJournal(store, "j", identity, old, list: list, resumes: true)
    var selection = Selection()
    selection.journal = found.known(list: list)
    var judge = RowJudge(selection, key: digest)
    for row in numbers.indices { _ = judge.state(of: numbers[row], row: UInt32(row)) }
    let claim = found.claim(mark: 2, list: list, rows: count, fresh: judge.fresh, handedOut: 0)
    guard let contents = found.contents else { return (nil, before, wereSent) }
    try Journal.resume(store, contents, claim, doubts: judge.doubts, at: 1).close(at: 1)
    return (open(store.bytes, list: other), before, wereSent)
  }
}
