import FlowMsgEmit
import FlowMsgSend
import Testing

struct JournalTests {
  /// A file in memory.
  private final class Store: JournalStore {
    var bytes: [UInt8]
    init(_ bytes: [UInt8] = []) { self.bytes = bytes }
    var size: Int { bytes.count }
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
      let count = max(0, min(buffer.count, bytes.count - offset))
      buffer.copyBytes(from: bytes.dropFirst(offset).prefix(count))
      return count
    }
    func write(_ new: [UInt8], at offset: Int) throws(StoreFailure) {
      reserve(offset + new.count)
      bytes.replaceSubrange(offset..<offset + new.count, with: new)
    }
    func reserve(_ size: Int) { bytes += [UInt8](repeating: 0, count: max(0, size - bytes.count)) }
    func truncate(_ size: Int) throws(StoreFailure) { bytes.removeLast(max(0, bytes.count - size)) }
    func sync() throws(StoreFailure) {}
  }

  private static func header(_ word: String = "", sandbox: Bool = false) -> JournalHeader {
    let digest = SHA256.digest(of: [1])
    return JournalHeader(
      rowCount: 10, isSandbox: sandbox, recipients: digest, message: SHA256.digest(of: Array(word.utf8)), target: digest
    )
  }

  /// Rows 0 to 3: sent, refused with what is known, not processed, and on its way. Three batches.
  private static func written() throws -> [UInt8] {
    let store = Store()
    let journal = try Journal.begin(store, header())
    for row in UInt32(0)..<3 { journal.add(RowState(.intent), row: row) }
    try journal.commit()
    journal.add(RowState(Outcome(.sent, .answer, status: 200)), row: 0)
    var refused = Outcome(.refused, .answer, status: 422)
    (refused.field, refused.error) = (4, 4)
    journal.add(RowState(refused), row: 1)
    try journal.flush()
    journal.add(RowState(Outcome(.unsent, .timeout)), row: 2)
    journal.add(RowState(.intent), row: 3)
    try journal.close()
    return store.bytes
  }

  private func states(_ bytes: [UInt8]) throws(JournalFault) -> RowStates {
    var states = RowStates(count: 10)
    _ = try Journal.resume(Store(bytes), Self.header(), &states)
    return states
  }

  @Test func checksumsAreTheStandards() {
    var crc = CRC32()
    crc.update("123456789".utf8)
    #expect(crc.value == 0xCBF4_3926)
  }

  @Test func readsWhatItWrote() throws {
    let states = try states(Self.written())
    #expect(states[0].kind == .sent && states[0].status == 200)
    #expect(states[1].kind == .refused && states[1].field == 4 && states[1].error == 4 && states[1].status == 422)
    #expect(states[2].kind == .unsent && states[2].reason == .timeout && states[2].isOpen)
    #expect(states[3].kind == .inDoubt && states[3].reason == .killed)
    #expect(states.open == 7 && states.count(.sent) == 1 && states.count(.inDoubt) == 1)
  }

  /// A cut anywhere loses only what stood behind it, and never makes a row that may have been sent one that was not.
  @Test func aTornTailIsCut() throws {
    let bytes = try Self.written()
    let whole = try states(bytes)
    for end in JournalHeader.size...bytes.count {
      let cut = try states(Array(bytes[..<end]) + [UInt8](repeating: 0, count: end % 16 == 0 ? end % 3 * 16 : 0))
      let records = (end - JournalHeader.size) / 16
      for row in UInt32(0)..<3 where records >= 3 {
        #expect(!cut[row].isOpen || whole[row].isOpen)
      }
      #expect(cut[9].kind == .pending)
    }
    #expect(try states([]).open == 10)
    #expect(try states([UInt8](repeating: 0, count: 4096)).open == 10)
  }

  /// Damage is told, with its place, wherever it is: each byte in turn is changed.
  @Test func damageIsRefusedWithItsPlace() throws {
    let bytes = try Self.written()
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] ^= 0x41
      let expected = place < 16 ? 0 : place < JournalHeader.size ? 0 : place & ~15
      do throws(JournalFault) {
        _ = try states(damaged)
        Issue.record("byte \(place) was changed, and nobody noticed")
      } catch {
        switch error {
        case .notAJournal: #expect(place < 16)
        case .version: #expect(16..<20 ~= place)
        case .damaged(let offset): #expect(offset == expected)
        default: Issue.record("byte \(place): \(error)")
        }
      }
    }
    // A record that is gone, with batches after it, was on the disk once.
    var erased = bytes
    for place in 256..<272 { erased[place] = 0 }
    #expect(throws: JournalFault.damaged(offset: 256)) { try states(erased) }
    // In the last batch a crash may have left any of them out.
    var torn = bytes
    for place in bytes.count - 32..<bytes.count - 16 { torn[place] = 0 }
    #expect(try states(torn)[2].kind == .inDoubt)
    #expect(try states(torn)[3].kind == .pending)
  }

  @Test func goesOnWhereItStopped() throws {
    let store = Store(Array(try Self.written().dropLast(8)))
    var states = RowStates(count: 10)
    let journal = try Journal.resume(store, Self.header(), &states)
    journal.add(RowState(.intent), row: 5)
    try journal.commit()
    journal.add(RowState(Outcome(.sent, .answer, status: 200)), row: 5)
    try journal.close()
    let again = try self.states(store.bytes)
    #expect(again[5].kind == .sent && again[0].kind == .sent && again[3].kind == .pending)
    #expect(store.bytes.count == JournalHeader.size + 8 * 16)
  }

  @Test func belongsToOneCampaign() throws {
    let bytes = try Self.written()
    var states = RowStates(count: 10)
    var other = Self.header()
    other.rowCount = 11
    #expect(throws: JournalFault.otherRecipients) { try Journal.resume(Store(bytes), other, &states) }
    #expect(throws: JournalFault.otherMessage) { try Journal.resume(Store(bytes), Self.header("x"), &states) }
    #expect(throws: JournalFault.otherTarget) { try Journal.resume(Store(bytes), Self.header(sandbox: true), &states) }
    #expect(throws: JournalFault.notAJournal) {
      try Journal.resume(Store(Array("to,nome\n".utf8)), Self.header(), &states)
    }
  }
}
