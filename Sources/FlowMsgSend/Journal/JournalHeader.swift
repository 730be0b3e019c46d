package import FlowMsgEmit

/// The first block of a journal, written once: what it belongs to, and the key of its digests.
///
/// | bytes | what |
/// |---|---|
/// | 0–15 | `flowmsg journal` and a line feed |
/// | 16–19 | the version, 2 |
/// | 20–23 | 1 if it is of a sandbox, where no one got anything |
/// | 24–31 | when it was begun, in milliseconds since 1970 |
/// | 32–63 | the key of the digests of people |
/// | 64–223 | SHA-256 of the message, the endpoint, the bot, the environment, the type: 32 bytes each |
/// | 224–231 | the shard, from 1, and how many there are: 4 bytes each, 0 and 0 for all people |
/// | 232–507 | 0 |
/// | 508–511 | CRC-32 of all before |
package struct JournalHeader: Hashable, Sendable {
  /// The version that is written.
  package static let version = 2
  /// How many bytes it has.
  static let size = 512
  /// What every journal begins with, of any version.
  package static let magic = Array("flowmsg journal\n".utf8)

  /// What it belongs to.
  package var identity: JournalIdentity
  /// When it was begun, in milliseconds since 1970.
  package var start: Int64
  /// The key of its digests.
  package var key: SHA256Digest

  /// The header of a journal that begins now.
  package init(_ identity: JournalIdentity, start: Int64) {
    (self.identity, self.start, key) = (identity, start, identity.key)
  }

  /// The header as it is in the file.
  var bytes: [UInt8] {
    var bytes = Self.magic
    bytes.append(number: UInt64(Self.version), 4)
    bytes.append(number: identity.isSandbox ? 1 : 0, 4)
    bytes.append(number: UInt64(bitPattern: start), 8)
    bytes += key.bytes
    for digest in [identity.message, identity.endpoint, identity.bot, identity.environment, identity.type] {
      bytes += digest.bytes
    }
    bytes.append(number: UInt64(identity.shard.index), 4)
    bytes.append(number: UInt64(identity.shard.count), 4)
    bytes.seal(to: Self.size)
    return bytes
  }

  /// What every checksum behind it takes in, so that a record of another journal is none here.
  var salt: UInt32 { max(1, checksum(bytes)) }

  /// Reads a header.
  init(reading bytes: UnsafeRawBufferPointer) throws(JournalFault) {
    guard bytes.starts(with: Self.magic) else { throw bytes.isEmpty || bytes.isBlank ? .empty : .notAJournal }
    let version = bytes.number(at: 16, 4)
    guard version == UInt64(Self.version) else { throw .version(Int(clamping: version)) }
    guard bytes.isSealed(Self.size) else { throw .damaged(offset: 0) }
    start = Int64(bitPattern: bytes.number(at: 24, 8))
    key = Self.digest(bytes, 32)
    identity = JournalIdentity(
      isSandbox: bytes.number(at: 20, 4) & 1 == 1, message: Self.digest(bytes, 64), endpoint: Self.digest(bytes, 96),
      bot: Self.digest(bytes, 128), environment: Self.digest(bytes, 160), type: Self.digest(bytes, 192),
      shard: (
        UInt32(truncatingIfNeeded: bytes.number(at: 224, 4)), UInt32(truncatingIfNeeded: bytes.number(at: 228, 4))
      )
    )
  }

  private static func digest(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> SHA256Digest {
    SHA256Digest(bytes: bytes[place..<place + 32])
  }
}
