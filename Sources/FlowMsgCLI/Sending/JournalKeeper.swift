import FlowMsgCampaign
import FlowMsgEmit
import FlowMsgRows
import FlowMsgSend

/// Finds the journals that matter for a send, and opens its own: a new one, or the one it goes on with.
final class JournalKeeper {
  /// Where the run's own journal is; nil if none is kept.
  let path: String?
  /// What is there.
  let found: FoundJournal
  private let identity: JournalIdentity
  private let list: SHA256Digest
  private let file: JournalFile?
  /// The journal that this run began.
  private var begun: JournalFile?

  /// Opens the run's own journal, if it is there, and reads it.
  ///
  /// - Parameters:
  ///   - list: the digest of the list and of how it is read.
  ///   - isTrial: whether nothing is sent: then the journal is read alone, and one that is there is no hindrance.
  init(
    _ options: SendOptions, _ campaign: CampaignIdentity, list: SHA256Digest, isTrial: Bool
  ) throws(Failure) {
    (path, identity, self.list) = (options.journal, campaign.identity, list)
    guard let path else {
      (found, file) = (.nothing, nil)
      return
    }
    let store: (any JournalStore)?
    if isTrial {
      (file, store) = (nil, try Self.reader(path))
    } else {
      file = try Self.open(path)
      store = file
    }
    guard let store, options.resumes || !isTrial else {
      found = .nothing
      return
    }
    let (identity, resumes) = (identity, options.resumes)
    found = try Failure.of { () throws(RowsFailure) in
      try FoundJournal(store, path, identity, campaign.old, list: list, resumes: resumes)
    }
  }

  /// What says who somebody is in the journal; nil if none is kept.
  var digest: PersonDigest? {
    path.map { _ in PersonDigest(key: found.contents?.header.key ?? JournalHeader(identity, start: 0).key) }
  }

  private static func open(_ path: String) throws(Failure) -> JournalFile? {
    do throws(JournalFile.Refusal) { return try JournalFile.open(path) } catch { throw failure(path, error) }
  }

  private static func reader(_ path: String) throws(Failure) -> JournalReader? {
    do throws(SystemError) { return try JournalReader(path) } catch .notFound { return nil } catch {
      throw failure(path, .failed(error))
    }
  }

  private static func failure(_ path: String, _ refusal: JournalFile.Refusal) -> Failure {
    switch refusal {
    case .inUse: Failure("the journal '\(path)' is in use by another process", help: "wait until it has ended")
    case .notAJournal:
      Failure("the file '\(path)' is not a journal of flowmsg", help: "name another file with '--journal'")
    case .failed(let reason):
      Failure(
        "cannot use the journal '\(path)': \(reason.description)",
        help: "nothing is sent without a journal; name another place for it: '--journal FILE'")
    }
  }

  /// The journal, begun or gone on with, with what the check made of it.
  func begin(_ check: RecipientCheck, at date: Int64) throws(Failure) -> Journal? {
    guard let path else { return nil }
    let judge = check.judge
    let claim = found.claim(
      mark: UInt64.random(in: 0...UInt64.max), list: list, rows: check.states.count, fresh: judge.fresh,
      handedOut: check.handedOut)
    let new = found.contents == nil ? try create(path) : nil
    do throws(StoreFailure) {
      if let contents = found.contents, let file {
        return try Journal.resume(file, contents, claim, doubts: judge.doubts, at: date)
      }
      guard let new else { throw StoreFailure("it is only read") }
      let journal = try Journal.begin(new, JournalHeader(identity, start: date), claim, known: judge.converted)
      if !found.isReplaced { begun = new }
      return journal
    } catch {
      throw Failure("cannot write the journal '\(path)': \(error.reason)", help: "nothing was sent")
    }
  }

  /// Takes a journal away again that this run began, before anything was sent.
  func takeBack() { begun?.remove() }

  private func create(_ path: String) throws(Failure) -> JournalFile {
    do throws(JournalFile.Refusal) { return try JournalFile.create(path, replaces: found.isReplaced) } catch {
      throw Self.failure(path, error)
    }
  }
}

/// The journals beside recipients, of other runs.
enum JournalsBeside {
  /// Those that are of the same message, in the order of their names.
  static func find(
    _ recipients: String, own: String?, _ campaign: CampaignIdentity
  ) throws(Failure) -> [OtherJournal] {
    let identity = campaign.identity
    if identity.isSandbox { return [] }
    let disk = DiskFileSystem()
    var seen = [own.flatMap { try? disk.realPath($0) }]
    var found: [OtherJournal] = []
    for path in try names(beside: recipients, disk) + besideOwn(own) {
      guard (try? disk.kind(of: path, followingLinks: true)) == .file else { continue }
      let real = (try? disk.realPath(path)) ?? path
      if seen.contains(real) { continue }
      seen.append(real)
      if let other = try read(path, campaign) { found.append(other) }
    }
    return found
  }

  /// What is called like a journal beside the recipients: beside the name that was given, and where a link leads.
  private static func names(beside recipients: String, _ disk: DiskFileSystem) throws(Failure) -> [String] {
    var found: [String] = []
    for folder in ListPlace(recipients, disk).folders { found += try names(in: folder) }
    return found
  }

  /// The journals beside the run's own one, which may be elsewhere: recipients from a pipe have no place. A folder that
  /// cannot be read is for the one who begins the journal to complain about.
  private static func besideOwn(_ own: String?) -> [String] {
    (try? own.map { try names(in: Path.folder(of: $0)) }) ?? []
  }

  /// The files of a folder that are called like journals, in the order of their names.
  private static func names(in folder: String) throws(Failure) -> [String] {
    let listing: FolderListing
    do throws(SystemError) { listing = try DiskFileSystem().entries(of: folder) } catch {
      throw Failure(
        "cannot look for journals beside the recipients, in '\(folder)': \(error.description)",
        help: "whom of this list they reached is not known: let the user read the folder")
    }
    let names = listing.entries.map(listing.name).filter { $0.hasSuffix(JournalNames.suffix) }.sorted()
    return names.map { folder == "." ? $0 : Path.join(folder, $0) }
  }

  private static func read(_ path: String, _ campaign: CampaignIdentity) throws(Failure) -> OtherJournal? {
    let (identity, old) = (campaign.identity, campaign.old)
    var tries = 5
    while true {
      let store: JournalReader
      do throws(SystemError) { store = try JournalReader(path) } catch .notFound { return nil } catch {
        throw Failure(
          "cannot read the journal '\(path)' beside the recipients: \(error.description)",
          help: "whom of this list it reached is not known: let the user read it")
      }
      tries -= 1
      do throws(RowsFailure) {
        return try OtherJournal(path, store, identity) { !$0.isSandbox && $0.message == old.message }
      } catch {
        // One that is being written may be read in the middle of a record.
        if tries == 0 || !store.isInUse { throw Failure(error) }
      }
    }
  }
}
