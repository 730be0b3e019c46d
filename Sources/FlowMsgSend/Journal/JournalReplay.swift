/// Reads the records of a journal from the first to the last that counts.
///
/// Records of a batch are written at any time and order before the disk has them all, so a crash may leave any of the
/// last batch's records empty: an empty record is the end if all behind it is of the batch that was being written. A record
/// of a later batch, or bytes that are neither empty nor a record, are damage.
struct JournalReplay {
  private let store: any JournalStore
  private let salt: UInt32
  /// How many records the journal claims to have: what was written after the last sync belongs to the batch that begins
  /// there.
  private let claimed: UInt32
  /// Whether another process writes it: what cannot be read behind all that is claimed is then its end.
  private let isLive: Bool
  /// How many records count.
  private(set) var count: UInt32 = 0
  /// The number of the first empty record, if one was met.
  private var gap: UInt32?
  /// The first record of the last batch.
  private var lastBatch: UInt32 = 0

  init(_ store: any JournalStore, salt: UInt32, claimed: UInt32, isLive: Bool = false) {
    (self.store, self.salt, self.claimed, self.isLive) = (store, salt, claimed, isLive)
  }

  /// Reads all records and gives each to `take`, in order; those behind a gap, which were never on the disk for certain,
  /// are left out.
  mutating func run(_ take: (JournalRecord) -> Void) throws(JournalFault) {
    let size = 1 << 16
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { block.deallocate() }
    var index: UInt32 = 0
    while true {
      let got: Int
      do throws(StoreFailure) { got = try store.read(at: JournalLayout.offset(ofRecord: index), into: block) } catch {
        throw .store(error)
      }
      for place in stride(from: 0, through: got - JournalRecord.size, by: JournalRecord.size) {
        let bytes = UnsafeRawBufferPointer(rebasing: block[place..<place + JournalRecord.size])
        do throws(JournalFault) { try step(bytes, index: index, take) } catch {
          if isLive, index >= claimed { return }
          throw error
        }
        guard index < .max else { throw .damaged(offset: JournalLayout.offset(ofRecord: index)) }
        index += 1
      }
      // The rest of a record that was cut in the middle is no record.
      guard got == size else { return }
    }
  }

  private mutating func step(
    _ bytes: UnsafeRawBufferPointer, index: UInt32, _ take: (JournalRecord) -> Void
  ) throws(JournalFault) {
    guard let record = JournalRecord(bytes, index: index, salt: salt) else {
      guard bytes.isBlank else { throw .damaged(offset: JournalLayout.offset(ofRecord: index)) }
      gap = gap ?? index
      return
    }
    // Batches follow each other, and what is before a batch was on the disk, and claimed, when it began.
    guard record.batch >= lastBatch, record.batch <= claimed else {
      throw .damaged(offset: JournalLayout.offset(ofRecord: index))
    }
    if let gap, record.batch > gap { throw .damaged(offset: JournalLayout.offset(ofRecord: gap)) }
    lastBatch = record.batch
    if gap == nil {
      count = index + 1
      take(record)
    }
  }
}
