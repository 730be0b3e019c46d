package import FlowMsgEmit
import FlowMsgModel

/// A journal of version 1, which is read and no longer written: 256 bytes, then records of 16, which know rows by their
/// place in the list.
///
/// The header has the version at byte 16, a sandbox's mark at 20, the number of rows at 24, from byte 32 on SHA-256 of the
/// list, the message and the target, and CRC-32 at its end. A record has the state (kind in 3 bits, reason in 4, status in
/// 10, field in 5, error in 4), the row, its batch, and CRC-32.
package struct OldJournal: Sendable {
  /// Whether it is of a sandbox.
  package let isSandbox: Bool
  /// How many rows the list had.
  package let rowCount: UInt32
  /// The digests of the list, the message, and of endpoint, bot, environment, type and shard together.
  package let list, message, target: SHA256Digest
  /// The states of the first rows: behind them no one has one.
  package private(set) var states: RowStates

  private static let headerSize = 256
  private static let recordSize = 16

  /// Reads the journal.
  package init(_ store: any JournalStore) throws(JournalFault) {
    let bytes = try Self.bytes(of: store, at: 0, count: Self.headerSize)
    guard bytes.starts(with: JournalHeader.magic) else { throw .notAJournal }
    let (version, isSealed, flags, count) = bytes.withUnsafeBytes { bytes in
      (bytes.number(at: 16, 4), bytes.isSealed(Self.headerSize), bytes.number(at: 20, 4), bytes.number(at: 24, 4))
    }
    guard version == 1 else { throw .version(Int(clamping: version)) }
    guard isSealed else { throw .damaged(offset: 0) }
    (isSandbox, rowCount) = (flags & 1 == 1, UInt32(truncatingIfNeeded: count))
    let digest = { (place: Int) in SHA256Digest(bytes: bytes[place..<place + 32]) }
    (list, message, target) = (digest(32), digest(64), digest(96))
    states = RowStates(capacity: 0)
    guard Int(rowCount) <= 1 << 26 else { throw .damaged(offset: 24) }
    try replay(store, salt: FlowMsgSend.checksum(bytes.dropLast(4)))
  }

  private static func bytes(of store: any JournalStore, at place: Int, count: Int) throws(JournalFault) -> [UInt8] {
    var failure: StoreFailure?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, got in
      do throws(StoreFailure) {
        got = max(0, min(count, try store.read(at: place, into: UnsafeMutableRawBufferPointer(buffer))))
      } catch {
        failure = error
      }
    }
    if let failure { throw .store(failure) }
    return bytes
  }

  private mutating func replay(_ store: any JournalStore, salt: UInt32) throws(JournalFault) {
    var (index, lastBatch): (UInt32, UInt32) = (0, 0)
    var gap: UInt32?
    while true {
      let place = Self.headerSize + Int(index) * Self.recordSize
      let block = try Self.bytes(of: store, at: place, count: 1 << 16)
      for start in stride(from: 0, through: block.count - Self.recordSize, by: Self.recordSize) {
        let bytes = block[start..<start + Self.recordSize]
        let words = bytes.withUnsafeBytes { bytes in
          (0..<4).map { UInt32(truncatingIfNeeded: bytes.number(at: 4 * $0, 4)) }
        }
        let offset = Self.headerSize + Int(index) * Self.recordSize
        if bytes.allSatisfy({ $0 == 0 }) {
          gap = gap ?? index
        } else {
          guard words[3] == Self.checksum(words, index, salt), let state = Self.state(words[0]), words[2] <= index,
            words[2] >= lastBatch, words[1] < rowCount
          else { throw .damaged(offset: offset) }
          if let gap, words[2] > gap { throw .damaged(offset: Self.headerSize + Int(gap) * Self.recordSize) }
          lastBatch = words[2]
          if gap == nil { set(words[1], state) }
        }
        guard index < .max else { throw .damaged(offset: offset) }
        index += 1
      }
      guard block.count == 1 << 16 else { break }
    }
    for row in 0..<UInt32(states.count) where states[row].kind == .intent { states[row] = states[row].afterEnd }
  }

  /// Sets a row's state; how many rows there are is believed when they have one.
  private mutating func set(_ row: UInt32, _ state: RowState) {
    if Int(row) >= states.count { states.append(.pending, count: Int(row) + 1 - states.count) }
    states[row] = state
  }

  /// The state of a row.
  package func state(of row: UInt32) -> RowState { Int(row) < states.count ? states[row] : .pending }

  private static func checksum(_ words: [UInt32], _ index: UInt32, _ salt: UInt32) -> UInt32 {
    var crc = CRC32()
    for word in words.prefix(3) + [index, salt] { crc.update(word) }
    return crc.value
  }

  /// The state in a record's word. What proves that nothing was processed was called refused then.
  private static func state(_ word: UInt32) -> RowState? {
    guard word >> 26 == 0, let kind = RowState.Kind(rawValue: UInt8(word & 7)), kind != .pending, kind != .excluded,
      let reason = Reason(rawValue: UInt8(word >> 3 & 15))
    else { return nil }
    let status = Int(word >> 7 & 1023)
    let (field, error) = (UInt8(word >> 17 & 31), UInt8(word >> 22 & 15))
    let state = RowState(kind, reason, status: status, field: field, error: error)
    guard kind == .refused, reason == .answer else { return state }
    let code = state.error.map { Schema.errors.value[$0].code }
    let row = OutcomeTable.rows.first { $0.statuses.contains(status) && ($0.code == nil || $0.code == code) }
    return row?.verdict == .unsent ? RowState(.unsent, reason, status: status, field: field, error: error) : state
  }
}
