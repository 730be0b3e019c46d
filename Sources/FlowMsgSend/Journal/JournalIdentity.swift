package import FlowMsgEmit

/// What a journal belongs to: which message goes where. Recipients are not part of it, as lists are corrected.
package struct JournalIdentity: Hashable, Sendable {
  /// Whether it is of the sandbox, where no one gets anything.
  package var isSandbox: Bool
  /// The message, the values for all, and the locale.
  package var message: SHA256Digest
  /// Scheme, host, port and path.
  package var endpoint: SHA256Digest
  /// The bot of rows that name none.
  package var bot: SHA256Digest
  /// The environment by which bots' ids are chosen.
  package var environment: SHA256Digest
  /// The query's `type`.
  package var type: SHA256Digest
  /// Which share of the people, from 1, and of how many; both 0 if all.
  package var shard: (index: UInt32, count: UInt32)

  /// An identity of all people.
  package init(
    isSandbox: Bool, message: SHA256Digest, endpoint: SHA256Digest, bot: SHA256Digest, environment: SHA256Digest,
    type: SHA256Digest, shard: (index: UInt32, count: UInt32) = (0, 0)
  ) {
    (self.isSandbox, self.message, self.endpoint, self.bot) = (isSandbox, message, endpoint, bot)
    (self.environment, self.type, self.shard) = (environment, type, shard)
  }

  /// Whether a message of one campaign would be a second one for somebody who got it in the other.
  package func isSameMessage(as other: JournalIdentity) -> Bool {
    !isSandbox && !other.isSandbox && message == other.message && endpoint == other.endpoint
  }

  /// Whether it is of another one of as many shards: no one is of both.
  package func isOtherShard(than other: JournalIdentity) -> Bool {
    shard.count == other.shard.count && shard.index != other.shard.index
  }

  /// The key of digests of people: the same for all journals of a message, so that a send that looks at many of them makes
  /// one digest a person.
  var key: SHA256Digest {
    var hash = SHA256()
    for bytes in [Array("flowmsg journal key".utf8), message.bytes, endpoint.bytes] {
      bytes.withUnsafeBytes { hash.update($0) }
    }
    return hash.finish()
  }

  /// Why a campaign cannot go on with a journal of another identity; nil if it can.
  package func difference(from other: JournalIdentity) -> JournalFault? {
    if isSandbox != other.isSandbox || endpoint != other.endpoint { return .otherEndpoint }
    if message != other.message { return .otherMessage }
    if bot != other.bot { return .otherOption("bot") }
    if environment != other.environment { return .otherOption("environment") }
    if type != other.type { return .otherOption("type") }
    return shard == other.shard ? nil : .otherOption("shard")
  }

  /// Identities are equal when all their parts are.
  package static func == (a: JournalIdentity, b: JournalIdentity) -> Bool { a.difference(from: b) == nil }

  /// Feeds the message, by which most identities differ.
  package func hash(into hasher: inout Hasher) { hasher.combine(message) }
}
