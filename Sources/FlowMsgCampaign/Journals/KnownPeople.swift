package import FlowMsgSend

/// What the journal of a run says of its people before it.
package enum KnownPeople: Sendable {
  /// By their digests.
  case people(JournalContents, isSameList: Bool)
  /// By the rows of this very list: a journal of version 1.
  case rows(OldJournal)
}
