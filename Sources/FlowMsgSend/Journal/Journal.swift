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

  /// How much space is asked for at a time, in bytes.
  private let reserve: Int

  /// As much space as what is in flight fits into many times over.
  package static let usualReserve = 1 << 18

  private init(_ store: any JournalStore, _ header: JournalHeader, count: UInt32, _ reserve: Int) {
    (self.store, salt, next, batch, self.reserve) = (store, header.salt, count, count, reserve)
    written = JournalHeader.size + Int(count) * JournalRecord.size
    reserved = written
  }

  /// Begins a journal in an empty store.
  package static func begin(
    _ store: any JournalStore, _ header: JournalHeader, reserve: Int = usualReserve
  ) throws(StoreFailure) -> Journal {
    let journal = Journal(store, header, count: 0, reserve)
    try journal.makeRoom(for: 1)
    try store.write(header.bytes, at: 0)
    try store.sync()
    return journal
  }

  /// Goes on with a journal: reads it, cuts what a crash left unfinished, and sets the states of all rows. A row that was
  /// about to be sent, with nothing said of it after, is in doubt.
  package static func resume(
    _ store: any JournalStore, _ header: JournalHeader, _ states: inout RowStates, reserve: Int = usualReserve
  ) throws(JournalFault) -> Journal {
    if try isEmpty(store) {
      do throws(StoreFailure) { return try begin(store, header, reserve: reserve) } catch { throw .store(error) }
    }
    let journal = Journal(store, header, count: try replay(store, header, &states), reserve)
    do throws(StoreFailure) {
      try store.truncate(journal.written)
      try store.sync()
    } catch {
      throw .store(error)
    }
    return journal
  }

  /// Sets the states of all rows to what a journal says, and changes nothing of it; one that is empty says nothing.
  package static func read(
    _ store: any JournalStore, _ header: JournalHeader, _ states: inout RowStates
  ) throws(JournalFault) {
    if try !isEmpty(store) { _ = try replay(store, header, &states) }
  }

  /// The number of records that count.
  private static func replay(
    _ store: any JournalStore, _ header: JournalHeader, _ states: inout RowStates
  ) throws(JournalFault) -> UInt32 {
    let found = try Self.header(of: store)
    if found.recipients != header.recipients || found.rowCount != header.rowCount { throw .otherRecipients }
    if found.message != header.message { throw .otherMessage }
    if found.target != header.target || found.isSandbox != header.isSandbox { throw .otherTarget }
    var replay = JournalReplay(store, header)
    var read = states
    try replay.run { record in read[record.row] = record.state }
    read.doubtIntents()
    states = read
    return replay.count
  }

  /// Whether a store holds nothing, or what a crash leaves that came before the first byte: then no request has left.
  package static func isEmpty(_ store: any JournalStore) throws(JournalFault) -> Bool {
    try start(of: store).allSatisfy { $0 == 0 }
  }

  /// The header of a store that holds a journal.
  package static func header(of store: any JournalStore) throws(JournalFault) -> JournalHeader {
    try JournalHeader(reading: start(of: store))
  }

  private static func start(of store: any JournalStore) throws(JournalFault) -> [UInt8] {
    var failure: StoreFailure?
    let bytes = [UInt8](unsafeUninitializedCapacity: JournalHeader.size) { buffer, count in
      do throws(StoreFailure) {
        count = try store.read(at: 0, into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
    }
    if let failure { throw .store(failure) }
    return bytes
  }

  /// Notes a row's state; it is in the store after `flush`.
  package func add(_ state: RowState, row: UInt32) {
    JournalRecord(state, row: row, batch: batch).write(to: &pending, index: next, salt: salt)
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

  /// Returns when all that was noted is on the disk.
  package func commit() throws(StoreFailure) {
    try flush()
    guard isDirty else { return }
    try guarded { () throws(StoreFailure) in try store.sync() }
    batch = next
  }

  /// Commits, and gives back the space that was not needed.
  package func close() throws(StoreFailure) {
    try commit()
    try guarded { () throws(StoreFailure) in try store.truncate(written) }
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
