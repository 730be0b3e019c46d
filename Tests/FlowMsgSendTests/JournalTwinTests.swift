import FlowMsgEmit
import FlowMsgSend
import Foundation
import Synchronization
import Testing

/// Two processes that write one journal, as where locks do not hold: whatever one does between any two steps of the
/// other, no one's message leaves twice.
struct JournalTwinTests {
  @Test(arguments: 0..<16)
  func noOneLeavesTwice(block: Int) throws {
    var reached = 0
    for seed in block * 10..<block * 10 + 10 {
      let pair = try Pair(seed: UInt64(seed))
      let counts = pair.run()
      #expect(counts.allSatisfy { $0 <= 1 }, "seed \(seed): \(counts)")
      reached += counts.reduce(0, +)
    }
    // Most of the time one of the two goes on to the end.
    #expect(reached > 10 * Pair.people / 4, "\(reached)")
  }

  /// What the property above could hold for no reason: alone, a process sends to everybody.
  @Test func oneAloneReachesEverybody() throws {
    let pair = try Pair(seed: 1)
    pair.turns.end(1)
    pair.process(0)
    #expect(pair.counts == [Int](repeating: 1, count: Pair.people), "with one in doubt before, whom it leaves out")
  }

  /// The one that goes on is reported from the one that ends, at the latest before its next batch.
  @Test func theFirstEndsWhenASecondGoesOn() throws {
    let store = MemoryStore()
    let first = try Journal.begin(store, Pair.header, Pair.claim(1))
    try first.prepare(for: 1)
    first.intend(1, row: 0, at: 1)
    try first.commitIntents()
    let second = try Journal.resume(store, JournalContents(store), Pair.claim(2), at: 2)
    #expect(throws: StoreFailure.self) { try first.prepare(for: 1) }
    // What it does after that is nothing.
    first.conclude(RowState(Outcome(.sent, .answer, status: 200)), 1, at: 3)
    #expect(throws: StoreFailure.self) { try first.flush() }
    try second.prepare(for: 1)
    second.intend(2, row: 1, at: 3)
    try second.commitIntents()
    #expect(try JournalContents(store).people.count == 2)
  }

  /// A room for ends is there before a request leaves, and where there is none what is known can be written all the same.
  @Test func endsHaveRoomOnAFullDisk() throws {
    for room in 0..<12 {
      let store = MemoryStore()
      let journal = try Journal.begin(store, Pair.header, Pair.claim(1), reserve: 0)
      store.limit = store.size + room * 32
      var left = 0
      while (try? journal.prepare(for: 1)) != nil {
        left += 1
        journal.intend(UInt64(left), row: UInt32(left), at: 1)
        try journal.commitIntents()
      }
      for person in 0..<left {
        journal.conclude(RowState(Outcome(.sent, .answer, status: 200)), UInt64(person + 1), at: 2)
      }
      try journal.close(at: 3)
      let contents = try JournalContents(store)
      #expect(contents.isClosed && contents.people.count == left)
      #expect((1...max(1, left)).allSatisfy { left == 0 || contents.people[UInt64($0)]?.state.kind == .sent })
      #expect(left == room / 2, "\(room)")
    }
  }
}

/// Two processes whose steps follow each other as a seed says.
private final class Pair: @unchecked Sendable {
  static let people = 12
  static let header = JournalHeader(JournalTests.identity(), start: 1)
  let turns: Turns
  /// Only seen in turns.
  private let store = MemoryStore()
  private let left = Mutex([Int](repeating: 0, count: people))

  static func claim(_ mark: UInt64) -> JournalClaim {
    JournalClaim(mark: mark, list: SHA256.digest(of: [1]), rowCount: UInt32(people), people: UInt64(people))
  }

  /// A journal that a process began, which then died with a few on their way.
  init(seed: UInt64) throws {
    turns = Turns(seed: seed)
    let journal = try Journal.begin(store, Self.header, Self.claim(9))
    for person in 0..<Int(seed % 3) {
      journal.intend(UInt64(person + 1), row: UInt32(person), at: 1)
      left.withLock { $0[person] += 1 }
    }
    try journal.commitIntents()
  }

  var counts: [Int] { left.withLock { $0 } }

  func run() -> [Int] {
    let other = Thread { [self] in process(1) }
    other.start()
    process(0)
    turns.wait(forEndOf: 1)
    return counts
  }

  /// Goes on with the journal, and has everybody's message leave of whom it says nothing, two at a time.
  func process(_ id: Int) {
    defer { turns.end(id) }
    let disk = SharedStore(store, turns, id)
    guard let contents = try? JournalContents(disk),
      let journal = try? Journal.resume(disk, contents, Self.claim(UInt64(id)), at: 2, reserve: 64)
    else { return }
    let open = (0..<Self.people).filter { contents.people[UInt64($0 + 1)] == nil }
    for start in stride(from: 0, to: open.count, by: 2) {
      let batch = open[start..<min(start + 2, open.count)]
      guard (try? journal.prepare(for: batch.count)) != nil else { return }
      for person in batch { journal.intend(UInt64(person + 1), row: UInt32(person), at: 3) }
      guard (try? journal.commitIntents()) != nil else { return }
      left.withLock { for person in batch { $0[person] += 1 } }
      for person in batch {
        journal.conclude(RowState(Outcome(.sent, .answer, status: 200)), UInt64(person + 1), at: 4)
      }
      guard (try? journal.flush()) != nil else { return }
    }
    try? journal.close(at: 5)
  }
}

/// Whose turn it is: before each step a process waits for its own, and chance says whose is the next.
private final class Turns: Sendable {
  private struct State {
    var turn = 0
    var isOver = [false, false]
    var random: UInt64
  }

  private let state: Mutex<State>
  private let changed = NSCondition()

  init(seed: UInt64) { state = Mutex(State(random: seed &* 0x9E37_79B9_7F4A_7C15 | 1)) }

  /// Does one step of a process when it is its turn.
  func step<Result>(_ id: Int, _ work: () throws(StoreFailure) -> Result) throws(StoreFailure) -> Result {
    changed.lock()
    defer { changed.unlock() }
    while state.withLock({ $0.turn != id && !$0.isOver[1 - id] }) { changed.wait() }
    state.withLock { state in
      state.random ^= state.random << 13
      state.random ^= state.random >> 7
      state.random ^= state.random << 17
      // Often the same again, so that one comes far in the other's step.
      state.turn = state.random >> 33 % 4 == 0 ? 1 - id : id
    }
    changed.broadcast()
    return try work()
  }

  func end(_ id: Int) {
    changed.lock()
    state.withLock { $0.isOver[id] = true }
    changed.broadcast()
    changed.unlock()
  }

  func wait(forEndOf id: Int) {
    changed.lock()
    while !state.withLock({ $0.isOver[id] }) { changed.wait() }
    changed.unlock()
  }
}

/// A store that two processes see, each for itself.
private final class SharedStore: JournalStore {
  private let store: MemoryStore
  private let turns: Turns
  private let id: Int

  init(_ store: MemoryStore, _ turns: Turns, _ id: Int) { (self.store, self.turns, self.id) = (store, turns, id) }

  var size: Int { store.size }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
    try turns.step(id) { () throws(StoreFailure) in try store.read(at: offset, into: buffer) }
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(StoreFailure) {
    try turns.step(id) { () throws(StoreFailure) in try store.write(bytes, at: offset) }
  }

  func reserve(_ size: Int) throws(StoreFailure) {
    try turns.step(id) { () throws(StoreFailure) in try store.reserve(size) }
  }

  func truncate(_ size: Int) throws(StoreFailure) {
    try turns.step(id) { () throws(StoreFailure) in try store.truncate(size) }
  }

  func sync() throws(StoreFailure) { try turns.step(id) { () throws(StoreFailure) in } }
  func publish() throws(StoreFailure) {}
}
