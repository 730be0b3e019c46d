import FlowMsgRows
package import FlowMsgSend

/// Decides of each person of the list whether this run is for them, and counts why not.
///
/// In this order: who is of another share; whom the run's own journal has; whom another journal of the same message has,
/// which keeps the whole run from beginning; who is left out by request; who is beyond the limit.
package struct RowJudge: Sendable {
  private let selection: Selection
  private var digests = PersonDigests()
  /// The places of the digests under the keys of the own journal, the exclusions and the other journals.
  private let own: Int?
  private let excludingKeys: [Int?]
  private let otherKeys: [Int]
  private var selected = 0

  /// How many people each exclusion has of this list, whether or not they would have got the message.
  package private(set) var excludedCounts: [Int]
  /// How many people were left out who would have got the message.
  package private(set) var leftOut = 0
  /// How many people of this list each other journal has as sent or in doubt, whom nothing leaves out.
  package private(set) var hindered: [Int]
  /// How many people of the own journal are in the list.
  package private(set) var known = 0
  /// How many people are to be sent, and were not taken because of the limit.
  package private(set) var beyondLimit = 0
  /// How many people of this list the own journal has as ended, and does not take in again.
  package private(set) var ended = 0
  /// How many people of this list the own journal has as refused or in doubt, and are taken in again.
  package private(set) var takenAgain = 0
  /// How many of those who are to be sent, now or beyond the limit, the own journal does not have as ended.
  package private(set) var fresh = 0
  /// The people to whom what the own journal lacks may belong.
  package private(set) var doubts: [UInt64] = []
  /// Of a journal of version 1: what it says of people, to be written in today's version.
  package private(set) var converted: [(person: UInt64, state: RowState)] = []

  /// A judge of this selection.
  ///
  /// - Parameter key: the key of the run's own journal.
  package init(_ selection: Selection, key: PersonDigest?) {
    self.selection = selection
    var digests = PersonDigests()
    own = selection.journal == nil ? nil : key.map { digests.add($0) }
    excludingKeys = selection.exclusions.map { exclusion in exclusion.key.map { digests.add($0) } }
    otherKeys = selection.others.map { digests.add($0.key) }
    excludedCounts = selection.exclusions.map { _ in 0 }
    hindered = selection.others.map { _ in 0 }
    self.digests = digests
  }

  /// The state of a row whose number can be used, and when it came about.
  package mutating func state(of number: UInt64, row: UInt32) -> JournalPeople.Entry {
    if let shard = selection.shard, !shard.contains(number) { return .init(.otherShare) }
    digests.take(number)
    let (earlier, inJournal) = earlier(row)
    let isLeftOut = excludes(number)
    guard earlier.state.isOpen else {
      ended += 1
      return earlier
    }
    if isLeftOut {
      leftOut += 1
      return .init(.leftOut)
    }
    for (index, other) in selection.others.enumerated() {
      hindered[index] += other.people[digests[otherKeys[index]]]?.state.isDelivered ?? false ? 1 : 0
    }
    fresh += inJournal.state.isOpen ? 1 : 0
    if let limit = selection.limit, selected >= limit {
      beyondLimit += 1
      // Who would be taken in again is left as they were.
      return inJournal.state.isOpen ? .init(.beyondLimit) : inJournal
    }
    selected += 1
    return earlier
  }

  /// Whether the person is left out by request; each exclusion that has them counts them.
  private mutating func excludes(_ number: UInt64) -> Bool {
    var isExcluded = false
    for (index, exclusion) in selection.exclusions.enumerated() {
      guard exclusion.contains(number, digest: excludingKeys[index].map { digests[$0] } ?? 0) else { continue }
      excludedCounts[index] += 1
      isExcluded = true
    }
    return isExcluded
  }

  /// What the run's own journal says, but for those who are to be taken in again; and what it says of these too.
  private mutating func earlier(_ row: UInt32) -> (JournalPeople.Entry, inJournal: JournalPeople.Entry) {
    let entry = recorded(row) ?? .init(.pending)
    switch entry.state.kind {
    case .refused where selection.retriesRefused, .inDoubt where selection.resendsDoubts:
      takenAgain += 1
      return (.init(.pending), entry)
    default: return (entry, entry)
    }
  }

  /// What the run's own journal says of the person whose digests were made; nil if nothing.
  private mutating func recorded(_ row: UInt32) -> JournalPeople.Entry? {
    guard let own, let journal = selection.journal else { return nil }
    let person = digests[own]
    switch journal {
    case .rows(let old):
      let state = old.state(of: row)
      guard row < old.rowCount, state.kind != .pending else { return nil }
      known += 1
      converted.append((person, state))
      return .init(state)
    case .people(let contents, let isSameList):
      let entry = contents.people[person]
      known += entry == nil ? 0 : 1
      if isSameList, contents.missing > 0, contents.missingRows.contains(row), !(entry?.state.isDelivered ?? false) {
        doubts.append(person)
        return .init(RowState(.inDoubt, .missing))
      }
      return entry
    }
  }
}
