import FlowMsgCampaign
import FlowMsgEmit
import FlowMsgRows
import FlowMsgSend

/// Journals for tests, by what they say of people.
enum JournalSamples {
  static func identity(_ message: String = "m", sandbox: Bool = false) -> JournalIdentity {
    let digest = { (text: String) in SHA256.digest(of: Array(text.utf8)) }
    return JournalIdentity(
      isSandbox: sandbox, message: digest(message), endpoint: digest("e"), bot: digest(""), environment: digest(""),
      type: digest(""))
  }

  /// A journal of today's version in which people are in these states.
  static func today(
    _ states: [(UInt64, RowState.Kind)], _ identity: JournalIdentity = identity(), isInUse: Bool = false
  ) throws -> MemoryFile {
    let store = MemoryFile()
    let header = JournalHeader(identity, start: 0)
    let claim = JournalClaim(
      mark: 1, list: SHA256.digest(of: []), rowCount: UInt32(states.count), people: UInt64(states.count))
    let journal = try Journal.begin(store, header, claim, reserve: 0)
    let digest = PersonDigest(key: header.key)
    for (row, (number, kind)) in states.enumerated() {
      journal.intend(digest(Person.key(number)), row: UInt32(row), at: 1)
      try journal.commit()
      if kind != .intent { journal.add(RowState(kind, .answer, status: 200), digest(Person.key(number)), at: 2000) }
    }
    try journal.close(at: 3000)
    return MemoryFile(store.bytes, isInUse: isInUse)
  }

  /// A journal of version 1 of a list of `rows` rows, as `OldJournal` describes it.
  static func version1(
    rows: UInt32, _ states: [(row: UInt32, kind: RowState.Kind)], list: SHA256Digest = SHA256.digest(of: []),
    message: SHA256Digest = SHA256.digest(of: []), target: SHA256Digest = SHA256.digest(of: [])
  ) -> MemoryFile {
    var head = JournalHeader.magic + words(1, 0, rows, 0) + list.bytes + message.bytes + target.bytes
    head += [UInt8](repeating: 0, count: 252 - head.count)
    let salt = checksum(head)
    var bytes = head + words(salt)
    for (index, state) in states.enumerated() {
      let record = [UInt32(state.kind.rawValue), state.row, UInt32(index)]
      var crc = CRC32()
      for word in record + [UInt32(index), salt] { crc.update(word) }
      bytes += words(record[0], record[1], record[2], crc.value)
    }
    return MemoryFile(bytes)
  }

  private static func words(_ words: UInt32...) -> [UInt8] {
    words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * UInt32($0))) } }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc = CRC32()
    crc.update(bytes)
    return crc.value
  }
}
