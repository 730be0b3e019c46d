/// Reads a journal from its start: what each row's state is, and where the next record goes.
///
/// Records of a batch are written at any time and order before the disk has them all, so a crash may leave any of the
/// last batch's records empty. Whatever else is no record is damage.
struct JournalReplay {
  private let store: any JournalStore
  private let salt: UInt32
  private let rowCount: UInt32
  /// The number of records that count.
  private(set) var count: UInt32 = 0
  /// The number of the first empty record, if one was met.
  private var gap: UInt32?
  /// The first record of the last batch.
  private var lastBatch: UInt32 = 0

  init(_ store: any JournalStore, _ header: JournalHeader) {
    (self.store, salt, rowCount) = (store, header.salt, header.rowCount)
  }

  /// Reads all records and gives each to `take`, in order; those behind a gap, which were never on the disk for certain,
  /// are left out.
  mutating func run(_ take: (JournalRecord) -> Void) throws(JournalFault) {
    var offset = JournalHeader.size
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { block.deallocate() }
    while true {
      let got: Int
      do throws(StoreFailure) { got = try store.read(at: offset, into: block) } catch { throw .store(error) }
      for place in stride(from: 0, through: got - JournalRecord.size, by: JournalRecord.size) {
        let bytes = UnsafeRawBufferPointer(rebasing: block[place..<place + JournalRecord.size])
        try step(bytes, index: UInt32((offset + place - JournalHeader.size) / JournalRecord.size), take)
      }
      // The rest of a record that was cut in the middle is no record.
      guard got == block.count else { return }
      offset += got
    }
  }

  private mutating func step(
    _ bytes: UnsafeRawBufferPointer, index: UInt32, _ take: (JournalRecord) -> Void
  ) throws(JournalFault) {
    let offset = JournalHeader.size + Int(index) * JournalRecord.size
    guard let record = JournalRecord(bytes, index: index, salt: salt) else {
      guard bytes.allSatisfy({ $0 == 0 }) else { throw .damaged(offset: offset) }
      gap = gap ?? index
      return
    }
    // Batches follow each other, and what is before a batch was on the disk when it began.
    let isNext = record.batch == lastBatch || record.batch > lastBatch
    guard isNext, record.row < rowCount else { throw .damaged(offset: offset) }
    if let gap, record.batch > gap { throw .damaged(offset: JournalHeader.size + Int(gap) * JournalRecord.size) }
    lastBatch = record.batch
    if gap == nil {
      count = index + 1
      take(record)
    }
  }
}
