/// Where a journal's bytes are: a file on a disk, or what stands for one. Whoever has one has it alone.
package protocol JournalStore: AnyObject {
  /// How many bytes there are.
  var size: Int { get }

  /// Fills `buffer` from `offset` on and says how much there was; less than asked only at the end.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int

  /// Writes all of `bytes` at `offset`. They are on the disk only after `sync`.
  func write(_ bytes: [UInt8], at offset: Int) throws(StoreFailure)

  /// Makes sure that there is space up to `size`; what was not written reads as 0.
  func reserve(_ size: Int) throws(StoreFailure)

  /// Gives back what lies beyond `size`.
  func truncate(_ size: Int) throws(StoreFailure)

  /// Returns when all that was written is on the disk. After a failure nothing more is known of it, whatever a later call
  /// answers.
  func sync() throws(StoreFailure)
}

/// Why a store could not do what it was asked.
package struct StoreFailure: Error, Hashable, Sendable {
  /// What happened, for a sentence, in lower case.
  package var reason: String

  /// A failure.
  package init(_ reason: String) { self.reason = reason }
}

/// Why a journal cannot be gone on with.
package enum JournalFault: Error, Hashable, Sendable {
  /// The file is no journal.
  case notAJournal
  /// It is of another version.
  case version(Int)
  /// It is damaged, at this byte.
  case damaged(offset: Int)
  /// It is of other recipients.
  case otherRecipients
  /// It is of another message.
  case otherMessage
  /// It is of another endpoint, bot or shard.
  case otherTarget
  /// It cannot be read or written.
  case store(StoreFailure)

  /// What is wrong, for a sentence that begins with the journal's name: lower case, no final stop.
  package var message: String {
    switch self {
    case .notAJournal: "is not a journal of flowmsg"
    case .version(let version): "is a journal of version \(version), and this flowmsg reads \(JournalHeader.version)"
    case .damaged(let offset): "is damaged at byte \(offset)"
    case .otherRecipients: "belongs to other recipients, or they were changed since"
    case .otherMessage: "belongs to another message, or it was changed since"
    case .otherTarget: "belongs to another endpoint, bot, environment, type or shard"
    case .store(let failure): "cannot be used: \(failure.reason)"
    }
  }

  /// What to do about it.
  package var help: String {
    switch self {
    case .notAJournal: "name another file with '--journal'"
    case .version: "go on with the flowmsg that wrote it"
    case .damaged:
      "what it says after that cannot be trusted, and a row might be sent twice: bring it back from a copy"
    case .otherRecipients: "go on with the recipients it was begun with, or begin a new one: '--journal FILE'"
    case .otherMessage: "go on with the message it was begun with, or begin a new one: '--journal FILE'"
    case .otherTarget: "go on with the options it was begun with, or begin a new one: '--journal FILE'"
    case .store: "make room, or let the user read and write it"
    }
  }
}
