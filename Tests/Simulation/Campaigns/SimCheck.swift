import FlowMsgCampaign
import FlowMsgEmit
import FlowMsgRows
import FlowMsgSend

/// The check of a list before a run, as the command makes it, with the journals that there are.
struct SimCheck {
  let found: FoundJournal
  private(set) var states: RowStates
  private(set) var judge: RowJudge
  private(set) var handedOut: UInt32 = 0

  /// Reads the journals and decides of each row.
  init(
    _ list: SimList, _ own: SimDisk, _ campaign: SimIdentity, others: [SimDisk], excluded: [SimDisk],
    retriesRefused: Bool, limit: Int?
  ) throws(RowsFailure) {
    let identity = campaign.identity
    if own.isPublished {
      let old = OldIdentity(message: identity.message, target: identity.endpoint)
      found = try FoundJournal(own, "own", identity, old, list: Self.digest(list), resumes: true)
    } else {
      found = .nothing
    }
    var selection = Selection()
    selection.journal = found.known(list: Self.digest(list))
    (selection.retriesRefused, selection.limit) = (retriesRefused, limit)
    for disk in others where disk.isPublished {
      if let other = try OtherJournal("other", disk, identity, oldMessage: { _ in false }) {
        selection.others.append(other)
      }
    }
    for disk in excluded where disk.isPublished { selection.exclusions.append(try Self.exclusion(disk)) }
    let key = found.contents?.header.key ?? JournalHeader(identity, start: 0).key
    judge = RowJudge(selection, key: PersonDigest(key: key))
    states = RowStates(count: list.rows.count)
    decide(list)
  }

  private static func exclusion(_ disk: SimDisk) throws(RowsFailure) -> Exclusion {
    let contents: JournalContents
    do throws(JournalFault) { contents = try JournalContents(disk) } catch { throw RowsFailure("\(error)") }
    return try Exclusion("excluded", contents)
  }

  private mutating func decide(_ list: SimList) {
    var numbers = NumberTable(capacity: list.rows.count)
    for (place, entry) in list.rows.enumerated() {
      let row = UInt32(place)
      guard let entry else {
        states[row] = .bad
        continue
      }
      let number = SimList.number(entry)
      if numbers.add(number, line: place) != nil {
        states[row] = .repeated
        continue
      }
      let known = judge.known
      let state = judge.state(of: number, row: row)
      states.set(row, state.state, at: state.time)
      if judge.known > known { handedOut = row + 1 }
    }
  }

  /// The digest of a list.
  static func digest(_ list: SimList) -> SHA256Digest { SHA256.digest(of: Array("\(list.rows)".utf8)) }

  /// Begins the journal, or goes on with it.
  func begin(_ own: SimDisk, _ list: SimList, _ campaign: SimIdentity, at date: Int64) throws(StoreFailure) -> Journal {
    let claim = found.claim(
      mark: UInt64(date), list: Self.digest(list), rows: list.rows.count, fresh: judge.fresh, handedOut: handedOut)
    guard let contents = found.contents else {
      return try Journal.begin(own, JournalHeader(campaign.identity, start: date), claim, reserve: 64)
    }
    return try Journal.resume(own, contents, claim, doubts: judge.doubts, at: date, reserve: 64)
  }
}

/// Which message a campaign sends: a correction of its text makes it another one.
struct SimIdentity {
  var version = 0

  var identity: JournalIdentity {
    let digest = SHA256.digest(of: [])
    return JournalIdentity(
      isSandbox: false, message: SHA256.digest(of: [UInt8(truncatingIfNeeded: version)]), endpoint: digest, bot: digest,
      environment: digest, type: digest)
  }
}
