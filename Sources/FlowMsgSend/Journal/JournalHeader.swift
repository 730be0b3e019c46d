package import FlowMsgEmit

/// What a journal belongs to: its first 256 bytes.
package struct JournalHeader: Hashable, Sendable {
  /// The size, in bytes.
  package static let size = 256
  /// The version that is written and read.
  package static let version: UInt32 = 1

  /// How many rows there are, bad ones too.
  package var rowCount: UInt32
  /// Whether it is of the sandbox, where nobody gets anything.
  package var isSandbox: Bool
  /// The digest of the recipients and of how they are read.
  package var recipients: SHA256Digest
  /// The digest of the message.
  package var message: SHA256Digest
  /// The digest of where it goes: endpoint, bot, environment, type, shard.
  package var target: SHA256Digest

  /// A header.
  package init(
    rowCount: UInt32, isSandbox: Bool, recipients: SHA256Digest, message: SHA256Digest, target: SHA256Digest
  ) {
    (self.rowCount, self.isSandbox) = (rowCount, isSandbox)
    (self.recipients, self.message, self.target) = (recipients, message, target)
  }

  private static let magic = Array("flowmsg journal\n".utf8)

  /// The header as it stands in the file, its checksum last.
  package var bytes: [UInt8] {
    var bytes = Self.magic
    for word in [Self.version, isSandbox ? 1 : 0, rowCount, 0] { bytes.append(word: word) }
    for digest in [recipients, message, target] { bytes += digest.bytes }
    bytes += [UInt8](repeating: 0, count: Self.size - 4 - bytes.count)
    bytes.append(word: Self.checksum(bytes))
    return bytes
  }

  /// What every record's checksum takes in, so that a record of another journal is none here.
  var salt: UInt32 { Self.checksum(bytes.dropLast(4)) }

  private static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var crc = CRC32()
    crc.update(bytes)
    return crc.value
  }

  /// Reads a header.
  package init(reading bytes: [UInt8]) throws(JournalFault) {
    guard bytes.starts(with: Self.magic) else { throw .notAJournal }
    guard bytes.count == Self.size else { throw .damaged(offset: bytes.count) }
    let version = bytes.word(at: 16)
    guard version == Self.version else { throw .version(Int(version)) }
    guard bytes.word(at: Self.size - 4) == Self.checksum(bytes.dropLast(4)) else { throw .damaged(offset: 0) }
    isSandbox = bytes.word(at: 20) & 1 == 1
    rowCount = bytes.word(at: 24)
    let digests = (0..<3).map { SHA256Digest(bytes: bytes[(32 + 32 * $0)..<(64 + 32 * $0)]) }
    (recipients, message, target) = (digests[0], digests[1], digests[2])
  }
}

extension [UInt8] {
  /// Appends a number, its lowest byte first.
  fileprivate mutating func append(word: UInt32) {
    for shift in stride(from: UInt32(0), to: 32, by: 8) { append(UInt8(truncatingIfNeeded: word >> shift)) }
  }

  /// The number at `place`, its lowest byte first.
  fileprivate func word(at place: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(self[place + $1]) << UInt32(8 * $1) }
  }
}
