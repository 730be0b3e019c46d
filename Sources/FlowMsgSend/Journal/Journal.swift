/// The journal of a campaign: what is about to be sent is on the disk before it can have been processed, and how it ended
/// after.
package final class Journal {
  private let store: any JournalStore
  private let salt: UInt32
  /// The number of the next record, of those that were handed to the store, and of the first one of this batch.
  private var next: UInt32
  private var batch: UInt32
  private var pending: [UInt8] = []
  private var written: Int
  private var reserved: Int
  private var failure: StoreFailure?
  /// What is claimed next.
  private var claim: JournalClaim
  /// How many people are about to get the message, or may have got it, whose end is not noted yet.
  private var open = 0
  /// What this run found or left in the places of claims, and as the last record.
  private var left = JournalTraces()

  /// How much space is asked for at a time, in bytes.
  private let reserve: Int

  /// As much space as what is in flight fits into many times over.
  package static let usualReserve = 1 << 18

  private init(
    _ store: any JournalStore, _ header: JournalHeader, _ claim: JournalClaim, records: UInt32, _ reserve: Int
  ) {
    (self.store, salt, self.claim, self.reserve) = (store, header.salt, claim, reserve)
    (next, batch) = (records, records)
    written = JournalLayout.offset(ofRecord: records)
    reserved = written
  }

  /// Begins a journal in an empty store, and gives it its name.
  ///
  /// - Parameter known: what is known of people already, from a journal that this one takes the place of.
  package static func begin(
    _ store: any JournalStore, _ header: JournalHeader, _ claim: JournalClaim,
    known: [(person: UInt64, state: RowState)] = [], reserve: Int = usualReserve
  ) throws(StoreFailure) -> Journal {
    let journal = Journal(store, header, claim, records: 0, reserve)
    try journal.makeRoom(for: (known.count + 1) * JournalRecord.size)
    try store.write(header.bytes, at: 0)
    try journal.write(mark: claim.mark.bytes)
    for _ in JournalLayout.claims { try journal.writeClaim() }
    for (person, state) in known { journal.add(state, person, at: 0) }
    try journal.commitClaim()
    try store.publish()
    return journal
  }

  /// Goes on with a journal that was read: cuts what a crash left unfinished, and writes down what its readers made of it.
  ///
  /// - Parameters:
  ///   - claim: of this run; on the disk when this returns.
  ///   - doubts: the people to whom what is missing may belong. Until they are in the journal it lacks what it lacked.
  package static func resume(
    _ store: any JournalStore, _ contents: JournalContents, _ claim: JournalClaim, doubts: [UInt64] = [],
    at time: Int64,
    reserve: Int = usualReserve
  ) throws(StoreFailure) -> Journal {
    var claim = claim
    claim.number = contents.claim.number
    let journal = Journal(store, contents.header, claim, records: contents.records, reserve)
    try journal.left.read(store)
    try journal.mark(contents)
    try store.truncate(journal.written)
    // What was cut off is off the disk before anything takes its place: a crash would mix the two.
    try journal.guarded { () throws(StoreFailure) in try store.sync() }
    if contents.missing > 0 { try journal.makeUp(for: contents, doubts, at: time) }
    try journal.checkAlone()
    try journal.commitClaim()
    return journal
  }

  /// Puts this run's mark into the journal, and then makes sure that it is still what was read. Another machine that writes
  /// it where locks do not hold either had its last batch on the disk before, which is seen here, or sees the mark before its
  /// next one leaves.
  private func mark(_ contents: JournalContents) throws(StoreFailure) {
    try guarded { () throws(StoreFailure) in
      let earlier = left.mark
      try write(mark: claim.mark.bytes)
      try store.sync()
      store.refresh()
      do throws(StoreFailure) {
        try left.check(store)
        guard isSame(contents) else { throw JournalTraces.failure }
      } catch {
        // The other one goes on, if it did not look meanwhile.
        try write(mark: earlier)
        throw error
      }
    }
  }

  private func isSame(_ contents: JournalContents) -> Bool {
    var replay = JournalReplay(store, salt: salt, claimed: contents.claim.records)
    do throws(JournalFault) { try replay.run { _ in } } catch { return false }
    return replay.count == contents.records && left.holds(contents.claim, salt)
  }

  private func write(mark bytes: [UInt8]) throws(StoreFailure) {
    try store.write(bytes, at: JournalLayout.mark)
    left.mark = bytes
  }

  /// Puts as many records as are missing in their place, and on the disk before a claim is written over: a crash that
  /// tears the new claim must leave an old one which has what it claims.
  private func makeUp(for contents: JournalContents, _ doubts: [UInt64], at time: Int64) throws(StoreFailure) {
    // What an earlier try made up is not claimed yet, and this is of its batch.
    batch = min(batch, contents.claim.records)
    // First of all, so that without it nothing that follows counts.
    write(.madeUp(for: contents.claim, isLastBatch: contents.lacksLastBatch, time: time, batch: batch))
    for person in doubts { add(RowState(.inDoubt, .missing), person, at: time) }
    while next < contents.claim.records {
      write(JournalRecord(nil, person: 0, time: time, batch: batch))
      // A claim can have any number.
      if pending.count >= 1 << 16 { try flush() }
    }
    try flush()
    try guarded { () throws(StoreFailure) in try store.sync() }
  }

  /// Gets ready for `count` people who are about to get the message: makes sure that no one else writes the journal, and
  /// that there is room for them and for the ends of all who are under way then. Where there is no room, what is noted
  /// can still be written.
  package func prepare(for count: Int) throws(StoreFailure) {
    try checkAlone()
    try makeRoom(for: pending.count + (2 * max(0, count) + open + 1) * JournalRecord.size)
  }

  /// Notes that a person is about to get the message, whose row in the list is `row`; it is in the store after `flush`.
  package func intend(_ person: UInt64, row: UInt32, at time: Int64) {
    let end = row == .max ? row : row + 1
    claim.handedOut = max(claim.handedOut, end)
    let rows = claim.batchRows
    claim.batchRows = rows.isEmpty ? min(row, end)..<end : min(rows.lowerBound, row)..<max(rows.upperBound, end)
    open += 1
    add(RowState(.intent), person, at: time)
  }

  /// Notes how it ended for a person who was about to get the message.
  package func conclude(_ state: RowState, _ person: UInt64, at time: Int64) {
    open = max(0, open - 1)
    add(state, person, at: time)
  }

  /// Notes the state of a person, at `time` in milliseconds since 1970, 0 if that is not known.
  package func add(_ state: RowState, _ person: UInt64, at time: Int64) {
    write(JournalRecord(state, person: person, time: time, batch: batch))
  }

  private func write(_ record: JournalRecord) {
    record.write(to: &pending, index: next, salt: salt)
    next += 1
  }

  /// Whether something was noted or written that is not on the disk for certain.
  package var isDirty: Bool { next != batch }

  /// Hands what was noted to the store: it outlives the process from here on, but not the machine.
  package func flush() throws(StoreFailure) {
    if pending.isEmpty { return }
    try guarded { () throws(StoreFailure) in
      try makeRoom(for: pending.count)
      try left.check(store)
      try store.write(pending, at: written)
      left.note(records: pending, at: written)
      written += pending.count
      pending.removeAll(keepingCapacity: true)
    }
  }

  /// Returns when all that was noted is on the disk, and is claimed.
  package func commit() throws(StoreFailure) {
    try flush()
    guard isDirty else { return }
    try commitClaim()
  }

  /// Returns when all that was noted is on the disk, and no one else wrote meanwhile, so that requests may leave.
  package func commitIntents() throws(StoreFailure) {
    try commit()
    try checkAlone()
  }

  /// Makes sure that no one else writes the journal, whatever of it this machine has in memory.
  private func checkAlone() throws(StoreFailure) {
    store.refresh()
    try guarded { () throws(StoreFailure) in try left.check(store) }
  }

  /// Returns when this run's claim is on the disk, whether or not anything was noted.
  package func commitClaim() throws(StoreFailure) {
    try flush()
    try guarded { () throws(StoreFailure) in
      claim.records = next
      try writeClaim()
      try store.sync()
    }
    batch = next
    claim.batchRows = 0..<0
  }

  /// Writes the closing record, commits, and gives back the space that was not needed.
  package func close(at time: Int64) throws(StoreFailure) {
    write(JournalRecord(nil, person: 0, time: time, batch: batch))
    try commit()
    try guarded { () throws(StoreFailure) in try store.truncate(written) }
  }

  private func writeClaim() throws(StoreFailure) {
    claim.number &+= 1
    let place = JournalLayout.claims[Int(claim.number % UInt64(JournalLayout.claims.count))]
    let bytes = claim.bytes(salt: salt)
    try store.write(bytes, at: place)
    left.note(claim: bytes, at: place)
  }

  /// Makes room for so many bytes more, and for many more than that where there is so much.
  private func makeRoom(for more: Int) throws(StoreFailure) {
    guard written + more > reserved else { return }
    var extra = reserve
    while true {
      let size = written + more + extra
      do throws(StoreFailure) {
        try store.reserve(size)
        return reserved = size
      } catch {
        if extra == 0 { throw error }
        extra = extra < JournalLayout.block ? 0 : extra / 2
      }
    }
  }

  /// The first failure is the last: what a store says after one cannot be trusted.
  private func guarded(_ work: () throws(StoreFailure) -> Void) throws(StoreFailure) {
    if let failure { throw failure }
    do throws(StoreFailure) {
      try work()
    } catch {
      failure = error
      throw error
    }
  }
}

extension UInt64 {
  /// The number's bytes, the lowest first.
  fileprivate var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(number: self, 8)
    return bytes
  }
}
