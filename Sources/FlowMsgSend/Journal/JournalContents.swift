/// What a journal says: read from its first byte to its last, and nothing of it changed.
package struct JournalContents: Sendable {
  /// What it belongs to.
  package let header: JournalHeader
  /// What it claims to have.
  package let claim: JournalClaim
  /// What is known of each person; who was about to get the message when it ended is in doubt.
  package private(set) var people: JournalPeople
  /// How many records count.
  package let records: UInt32
  /// How many records the journal claims and does not have: it was cut. At least one while what was missing is made up, as
  /// no one knows how far that came.
  package var missing: UInt32 { claim.records > records ? claim.records - records : isBeingMadeUp ? 1 : 0 }
  /// Whether what is missing began to be made up, and the claim after that is not there.
  private let isBeingMadeUp: Bool
  /// Whether what is missing belongs to the last sync alone.
  let lacksLastBatch: Bool
  /// The rows of the list to which what is missing may belong.
  package let missingRows: Range<UInt32>
  /// Whether people of other lists than the claim's may be among those whom it lacks.
  package let lacksOthers: Bool
  /// Whether the last record says that the run ended in order.
  package private(set) var isClosed = false
  /// When the first and the last record were written, in milliseconds since 1970; nil if there is none.
  package private(set) var span: ClosedRange<Int64>?

  /// Reads a journal of the version that is written. One that another process writes is read as it was when its last claim
  /// was: no one whom it lacks had got the message then.
  package init(_ store: any JournalStore) throws(JournalFault) {
    do throws(JournalFault) { try self.init(store, isLive: false) } catch {
      guard store.isInUse else { throw error }
      try self.init(store, isLive: true)
    }
  }

  private init(_ store: any JournalStore, isLive: Bool) throws(JournalFault) {
    let (header, claim, earlier) = try Self.start(of: store)
    // Neither the claim nor the size of a file with holes is believed beyond what is cheap.
    let capacity = min(Int(claim.records / 2), store.size / (2 * JournalRecord.size), 1 << 22)
    var people = JournalPeople(capacity: capacity)
    var (isClosed, span): (Bool, ClosedRange<Int64>?) = (false, nil)
    var replay = JournalReplay(store, salt: header.salt, claimed: claim.records, isLive: isLive)
    var madeUp: (claim: UInt64, isLastBatch: Bool)?
    try replay.run { record in
      madeUp = record.madeUp ?? madeUp
      isClosed = record.state == nil
      guard let state = record.state else { return }
      people.set(record.person, state, at: record.second)
      guard record.time > 0 else { return }
      span = min(span?.lowerBound ?? record.time, record.time)...max(span?.upperBound ?? record.time, record.time)
    }
    people.mapStates(\.afterEnd)
    (self.header, self.claim, self.people) = (header, claim, people)
    (records, self.isClosed, self.span) = (replay.count, isClosed, span)
    // What a power cut took belongs to the last sync alone, if all that was claimed before it is there.
    var isLastBatch = earlier.map { claim.number &- $0.number == 1 && $0.records <= replay.count } ?? false
    // That is known from before anything was made up: what is made up would look like what was there.
    let isBeingMadeUp = madeUp?.claim == claim.number
    if let madeUp, isBeingMadeUp { isLastBatch = madeUp.isLastBatch }
    // What was made up for the earlier claim takes the place of what that one has, and proves nothing of it.
    if let madeUp, let earlier, !isBeingMadeUp, madeUp.claim >= earlier.number { isLastBatch = false }
    (self.isBeingMadeUp, lacksLastBatch) = (isBeingMadeUp, isLastBatch)
    missingRows = isLastBatch ? claim.batchRows : 0..<claim.handedOut
    let isCut = claim.records > replay.count || isBeingMadeUp
    lacksOthers = claim.lacksOthers || isCut && !isLastBatch && claim.hasOtherLists
  }

  /// Why it cannot say of everybody whether they were reached; nil if it can.
  package var lack: JournalFault? { missing > 0 ? .lacksRecords(missing) : lacksOthers ? .lacksOthers : nil }

  /// Reads the header alone.
  package static func header(of store: any JournalStore) throws(JournalFault) -> JournalHeader {
    try block(of: store, at: 0) { (bytes) throws(JournalFault) in try JournalHeader(reading: bytes) }
  }

  /// The header, and of the two claims the one that counts, and the other one.
  private static func start(
    of store: any JournalStore
  ) throws(JournalFault) -> (JournalHeader, JournalClaim, earlier: JournalClaim?) {
    let header = try header(of: store)
    var claims: [JournalClaim] = []
    for place in JournalLayout.claims {
      let claim = try block(of: store, at: place) { (bytes) throws(JournalFault) in
        guard JournalClaim.isWhole(bytes) else { throw .damaged(offset: place) }
        return JournalClaim(reading: bytes, salt: header.salt)
      }
      if let claim { claims.append(claim) }
    }
    claims.sort { $0.number < $1.number }
    guard let claim = claims.last else { throw .damaged(offset: JournalLayout.claims[0]) }
    // A crash that tore one claim cannot have taken a record that the other one counts, nor the room for it.
    if claims.count == 1, try !hasRecords(store, claim, header) { throw .damaged(offset: JournalLayout.claims[0]) }
    guard store.size >= JournalLayout.records else { throw .damaged(offset: store.size) }
    return (header, claim, claims.count == 2 ? claims[0] : nil)
  }

  private static func hasRecords(
    _ store: any JournalStore, _ claim: JournalClaim, _ header: JournalHeader
  ) throws(JournalFault) -> Bool {
    var replay = JournalReplay(store, salt: header.salt, claimed: claim.records)
    try replay.run { _ in }
    return replay.count >= claim.records
  }

  /// What `read` makes of the bytes at `place`.
  private static func block<Part>(
    of store: any JournalStore, at place: Int, _ read: (UnsafeRawBufferPointer) throws(JournalFault) -> Part
  ) throws(JournalFault) -> Part {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: JournalHeader.size, alignment: 16)
    defer { memory.deallocate() }
    let got: Int
    do throws(StoreFailure) { got = try store.read(at: place, into: memory) } catch { throw .store(error) }
    return try read(UnsafeRawBufferPointer(rebasing: memory[..<max(0, min(got, memory.count))]))
  }
}
