/// Why a journal cannot be gone on with, or cannot be read.
package enum JournalFault: Error, Hashable, Sendable {
  /// The file is no journal.
  case notAJournal
  /// There is nothing in it, which no journal is at any time.
  case empty
  /// It is of a version that this program does not know.
  case version(Int)
  /// It is damaged, at this byte.
  case damaged(offset: Int)
  /// It lacks so many of the records that it claims to have, and the list is not the one with which they could be made up.
  case lacksRecords(UInt32)
  /// It was cut when several lists had been sent to, and may lack people of those that are not this one.
  case lacksOthers
  /// It is of version 1, which knows rows alone, and the list is another one.
  case oldWithOtherList
  /// It is of version 1, which knows rows alone, and is to say who is left out.
  case oldForExclusion
  /// Another process writes it, so that whom it will have reached is not known yet.
  case inUse
  /// It is of another message.
  case otherMessage
  /// It is of another endpoint.
  case otherEndpoint
  /// It is of another bot, environment, type or shard, which is named so.
  case otherOption(String)
  /// It cannot be read or written.
  case store(StoreFailure)

  /// What is wrong, for a sentence that begins with the journal's name: lower case, no final stop.
  package var message: String {
    switch self {
    case .notAJournal: "is not a journal of flowmsg"
    case .empty: "is empty, as no journal is at any time: whom it reached is not known"
    case .version(let version):
      "is a journal of version \(version), and this flowmsg reads 1 and \(JournalHeader.version)"
    case .damaged(let offset): "is damaged at byte \(offset)"
    case .lacksRecords(let count): "was cut: it lacks \(count) of its records"
    case .lacksOthers: "was cut after several lists had been sent to: whom of other lists it reached is not known"
    case .oldWithOtherList:
      "is of version 1, which knows rows and not people, and belongs to other recipients, or they were changed since"
    case .oldForExclusion: "is of version 1, which knows rows and not people, so it cannot say who is left out"
    case .inUse: "is in use by another process, and whom it will reach is not known yet"
    case .otherMessage: "belongs to another message, or it was changed since"
    case .otherEndpoint: "belongs to another endpoint"
    case .otherOption(let name): "belongs to another \(name)"
    case .store(let failure): "cannot be used: \(failure.reason)"
    }
  }

  /// What to do about it, where `name` is the journal's.
  package func help(_ name: String) -> String {
    switch self {
    case .notAJournal: "name another file with '--journal'"
    case .empty: "put a copy in its place that was made after the last run; an older one, or none, repeats the message"
    case .version: "go on with the flowmsg that wrote it"
    case .damaged:
      "what it says cannot be trusted: put a copy in its place that was made after the last run; an older one repeats the "
        + "message to those who came after"
    case .lacksRecords:
      "go on with the list as it was, which puts into doubt whom it may have reached; after that the list can be corrected"
    case .lacksOthers:
      "go on with the last list that was sent to, as it was; another list needs a copy of the journal from before the cut"
    case .oldWithOtherList: "go on with the list as it was: '--resume' makes a journal of today's version of it"
    case .oldForExclusion:
      "a '--resume' of it with the list as it was makes a journal of today's version of it, which can"
    case .inUse: "wait until that process has ended"
    case .otherMessage:
      "if the message was corrected: '--journal NEW --exclude \(name)' leaves out who got it already; with a journal of its "
        + "own alone, everybody gets this message too"
    case .otherEndpoint, .otherOption: "go on with the options with which it was begun"
    case .store: "make room, or let the user read and write it"
    }
  }
}
