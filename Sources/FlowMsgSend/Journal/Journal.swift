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
    try journal.makeRoom(for: 1)
    try store.write(header.bytes, at: 0)
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
    try store.truncate(journal.written)
    if contents.missing > 0 { try journal.makeUp(for: contents, doubts, at: time) }
    try journal.commitClaim()
    return journal
  }

  /// Puts as many records as are missing in their place, and on the disk before a claim is written over: a crash that
  /// tears the new claim must leave an old one which has what it claims.
  private func makeUp(for contents: JournalContents, _ doubts: [UInt64], at time: Int64) throws(StoreFailure) {
    for person in doubts { add(RowState(.inDoubt, .missing), person, at: time) }
    while next < contents.claim.records { write(JournalRecord(nil, person: 0, time: time, batch: batch)) }
    try flush()
    try guarded { () throws(StoreFailure) in try store.sync() }
  }

  /// Notes that a person is about to get the message, whose row in the list is `row`; it is in the store after `flush`.
  package func intend(_ person: UInt64, row: UInt32, at time: Int64) {
    let end = row == .max ? row : row + 1
    claim.handedOut = max(claim.handedOut, end)
    let rows = claim.batchRows
    claim.batchRows = rows.isEmpty ? min(row, end)..<end : min(rows.lowerBound, row)..<max(rows.upperBound, end)
    add(RowState(.intent), person, at: time)
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
      try store.write(pending, at: written)
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
    try store.write(claim.bytes(salt: salt), at: place)
  }

  private func makeRoom(for more: Int) throws(StoreFailure) {
    guard written + more > reserved else { return }
    let size = written + more + reserve
    try store.reserve(size)
    reserved = size
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
