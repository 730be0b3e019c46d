package import FlowMsgEmit
package import FlowMsgRows
package import FlowMsgSend

/// What a journal of version 1 belongs to, as digests of this run.
package struct OldIdentity: Sendable {
  /// The message, the values for all, and the locale.
  package var message: SHA256Digest
  /// Endpoint, bot, environment, type and shard.
  package var target: SHA256Digest

  /// An identity.
  package init(message: SHA256Digest, target: SHA256Digest) { (self.message, self.target) = (message, target) }
}

/// What is found where a run keeps its journal.
package enum FoundJournal: Sendable {
  /// Nothing: one begins.
  case nothing
  /// A journal of the sandbox, in which no one got anything: another takes its place.
  case sandbox
  /// A journal to go on with.
  case people(JournalContents)
  /// A journal of version 1 to go on with: one of today's version takes its place.
  case rows(OldJournal)

  /// Reads what is in `store`; a campaign that was begun is gone on with only if that is asked for, and only by the
  /// message, endpoint and options with which it was begun.
  ///
  /// - Parameters:
  ///   - name: the journal's name, for messages.
  ///   - list: the digest of the list and of how it is read.
  ///   - resumes: whether the run goes on with a campaign.
  package init(
    _ store: any JournalStore, _ name: String, _ identity: JournalIdentity, _ old: OldIdentity, list: SHA256Digest,
    resumes: Bool
  ) throws(RowsFailure) {
    do throws(JournalFault) {
      self = try Self.read(store, name, identity, old, list: list, resumes: resumes)
    } catch {
      throw RowsFailure("the journal '\(name)' \(error.message)", help: error.help(name))
    }
    if resumes { return }
    switch self {
    case .nothing, .sandbox: return
    case .people(let contents): throw Self.begun(name, isSame: contents.header.identity == identity)
    case .rows(let journal): throw Self.begun(old: name, isSame: journal.message == old.message)
    }
  }

  private static func read(
    _ store: any JournalStore, _ name: String, _ identity: JournalIdentity, _ old: OldIdentity, list: SHA256Digest,
    resumes: Bool
  ) throws(JournalFault) -> FoundJournal {
    do throws(JournalFault) {
      let header = try JournalContents.header(of: store)
      if header.identity.isSandbox, !resumes { return .sandbox }
      if resumes, let fault = identity.difference(from: header.identity) { throw fault }
    } catch .version(1) {
      return try read(old: store, identity, old, list: list, resumes: resumes)
    }
    let contents = try JournalContents(store)
    if resumes, contents.claim.list != list {
      if contents.lacksOthers { throw .lacksOthers }
      if contents.missing > 0 { throw .lacksRecords(contents.missing) }
    }
    return .people(contents)
  }

  private static func read(
    old store: any JournalStore, _ identity: JournalIdentity, _ old: OldIdentity, list: SHA256Digest, resumes: Bool
  ) throws(JournalFault) -> FoundJournal {
    let journal = try OldJournal(store)
    if journal.isSandbox, !resumes { return .sandbox }
    guard resumes else { return .rows(journal) }
    if journal.message != old.message { throw .otherMessage }
    if journal.target != old.target || journal.isSandbox != identity.isSandbox {
      throw .otherOption("endpoint, bot or option")
    }
    if journal.list != list { throw .oldWithOtherList }
    return .rows(journal)
  }

  /// A campaign that was begun, and is not to be gone on with.
  private static func begun(_ name: String, isSame: Bool) -> RowsFailure {
    if isSame {
      return RowsFailure(
        "the journal '\(name)' is there already: this campaign was begun", help: "go on with it: '--resume'",
        "or begin another one, without whom it reached: '--journal NEW --exclude \(ShellWord.quoted(name))'")
    }
    return RowsFailure(
      "the journal '\(name)' is there already, of another message or of other options",
      help: "for this message a journal of its own: '--journal NEW'; everybody gets it who is in the list",
      "if it is the same message, corrected: '--journal NEW --exclude \(ShellWord.quoted(name))' leaves out who got it already"
    )
  }

  /// The same of version 1, which cannot say who is left out before it was made one of today's version.
  private static func begun(old name: String, isSame: Bool) -> RowsFailure {
    let convert = "with the list as it was; that makes a journal of today's version of it"
    if isSame {
      return RowsFailure(
        "the journal '\(name)' is there already: this campaign was begun", help: "go on with it: '--resume', \(convert)"
      )
    }
    return RowsFailure(
      "the journal '\(name)' is there already, of another message or of other options",
      help: "for this message a journal of its own: '--journal NEW'; everybody gets it who is in the list",
      "if it is the same message, corrected: go on with the message as it was: '--resume', \(convert), "
        + "for '--journal NEW --exclude \(ShellWord.quoted(name))'")
  }

  /// What the journal says of people before the run; nil if it says nothing.
  package func known(list: SHA256Digest) -> KnownPeople? {
    switch self {
    case .nothing, .sandbox: nil
    case .people(let contents): .people(contents, isSameList: contents.claim.list == list)
    case .rows(let journal): .rows(journal)
    }
  }

  /// The journal's contents, of today's version.
  package var contents: JournalContents? { if case .people(let contents) = self { contents } else { nil } }

  /// How many people it has as ended.
  package var ended: Int {
    var count = 0
    contents?.people.forEach { count += $0.state.isOpen ? 0 : 1 }
    if case .rows(let journal) = self { count = journal.states.count - journal.states.open }
    return count
  }

  /// What a run claims that goes on with what was found, before it sends anything.
  ///
  /// - Parameters:
  ///   - mark: what this run is known by.
  ///   - list: the digest of the list and of how it is read.
  ///   - fresh: how many people of the list are to be sent whom the journal does not have as ended.
  ///   - handedOut: one more than the last row of this list that the journal knows.
  package func claim(
    mark: UInt64, list: SHA256Digest, rows: Int, fresh: Int, handedOut: UInt32
  ) -> JournalClaim {
    let earlier = contents.flatMap { $0.claim.list == list ? $0.claim.handedOut : nil } ?? 0
    var claim = JournalClaim(
      mark: mark, list: list, rowCount: UInt32(clamping: rows), people: UInt64(ended + fresh),
      handedOut: max(handedOut, earlier))
    claim.lacksOthers = contents?.lacksOthers ?? false
    claim.hasOtherLists = contents.map { $0.claim.hasOtherLists || $0.claim.list != list } ?? isReplaced
    return claim
  }

  /// Whether a store takes the place of what was found, rather than being gone on with.
  package var isReplaced: Bool {
    switch self {
    case .nothing, .people: false
    case .sandbox, .rows: true
    }
  }
}
