package import FlowMsgEmit

/// What a journal claims to have: written twice in turn, each in a block of its own, in the sync that puts records on the
/// disk. Of two the one with the greater number counts, so that a write that a crash tears leaves the other.
///
/// | bytes | what |
/// |---|---|
/// | 0–7 | its number, one more each time |
/// | 8–15 | the mark that this run chose at random |
/// | 16–19 | how many records there are |
/// | 20–23 | one more than the last row of the list that was handed out, counted from 0 |
/// | 24–27 | how many rows the list has |
/// | 28–31 | 1 if it was gone on with by other lists too; 2 if it was cut and may lack people of those |
/// | 32–63 | SHA-256 of the list and of how it is read |
/// | 64–71 | how many people the campaign has, those of earlier lists with them |
/// | 72–79 | the first row and one more than the last row handed out in this sync |
/// | 80–115 | 0 |
/// | 116–119 | CRC-32 of all before and of the header |
/// | 120–127 | `claimed` and a line feed: a crash leaves it, a tail of zeros does not |
package struct JournalClaim: Hashable, Sendable {
  static let size = 128

  /// More than any disk has had: 32 GiB.
  private static let mostRecords: UInt32 = 1 << 30

  /// What it ends with.
  private static let ending = Array("claimed\n".utf8)

  var number: UInt64 = 0
  /// The mark of the run that wrote it.
  package var mark: UInt64
  var records: UInt32 = 0
  /// One more than the last row of the list that was handed out.
  package var handedOut: UInt32 = 0
  /// How many rows the list has.
  package var rowCount: UInt32
  /// The digest of the list and of how it is read.
  package var list: SHA256Digest
  /// How many people the campaign has.
  package var people: UInt64

  /// Whether the journal was gone on with by other lists than this one too.
  package var hasOtherLists = false
  /// Whether it was cut, and may lack people of other lists than this one: whom of those it reached is not known.
  package var lacksOthers = false
  /// The rows that were handed out in the sync of this claim lie in this range.
  var batchRows: Range<UInt32> = 0..<0

  /// What a run claims before anything was sent in it.
  package init(mark: UInt64, list: SHA256Digest, rowCount: UInt32, people: UInt64, handedOut: UInt32 = 0) {
    (self.mark, self.list, self.rowCount) = (mark, list, rowCount)
    (self.people, self.handedOut) = (people, handedOut)
  }

  func bytes(salt: UInt32) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(number: number, 8)
    bytes.append(number: mark, 8)
    let flags: UInt32 = (hasOtherLists ? 1 : 0) | (lacksOthers ? 2 : 0)
    for word in [records, handedOut, rowCount, flags] { bytes.append(number: UInt64(word), 4) }
    bytes += list.bytes
    bytes.append(number: people, 8)
    bytes.append(number: UInt64(batchRows.lowerBound), 4)
    bytes.append(number: UInt64(batchRows.upperBound), 4)
    bytes.seal(to: Self.size - Self.ending.count, salt: salt)
    bytes += Self.ending
    return bytes
  }

  /// The claim in `bytes`; nil if they are none.
  init?(reading bytes: UnsafeRawBufferPointer, salt: UInt32) {
    guard Self.isWhole(bytes), bytes.isSealed(Self.size - Self.ending.count, salt: salt) else { return nil }
    number = bytes.number(at: 0, 8)
    mark = bytes.number(at: 8, 8)
    let word = { (place: Int) in UInt32(truncatingIfNeeded: bytes.number(at: place, 4)) }
    (records, handedOut, rowCount) = (word(16), word(20), word(24))
    (hasOtherLists, lacksOthers) = (word(28) & 1 == 1, word(28) & 2 == 2)
    list = SHA256Digest(bytes: bytes[32..<64])
    // No campaign is as large as these; what says so is no claim, or is not believed.
    people = min(bytes.number(at: 64, 8), UInt64(UInt32.max))
    guard records <= Self.mostRecords else { return nil }
    batchRows = word(72)..<max(word(72), word(76))
  }

  /// Whether `bytes` end as every claim does, also one that a crash tore.
  static func isWhole(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count >= size && bytes[..<size].suffix(ending.count).elementsEqual(ending)
  }
}
