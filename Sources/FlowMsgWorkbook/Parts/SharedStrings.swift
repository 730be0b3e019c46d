/// The texts that the cells of a workbook share: one after the other, and where each one ends.
final class SharedStrings {
  private var pool = GrowingBuffer<UInt8>(capacity: 1024)
  private var ends = GrowingBuffer<UInt32>(capacity: 64)

  /// The most bytes that all of them may need.
  static let sizeLimit = 512 << 20

  private static let item = XMLName("si")

  /// No texts.
  init() {}

  /// Reads the texts.
  init(_ part: String, in archive: Archive) throws(WorkbookFailure) {
    var reader = try archive.reader(part, limit: Archive.sizeLimit)
    while true {
      switch try reader.next() {
      case .start where reader.depth == 2 && reader.name == SharedStrings.item:
        let limit = SharedStrings.sizeLimit &- 4 &* ends.count
        guard pool.count < limit &- 4 else { throw SharedStrings.tooLarge }
        try RichText.append(&reader, to: &pool, limit: limit)
        ends.append(UInt32(truncatingIfNeeded: pool.count))
      case .finished: return
      default: break
      }
    }
  }

  /// How many texts there are.
  var count: Int { ends.count }

  /// The text of this number, counted from 0; valid as long as this lives.
  @inline(__always)
  func text(_ index: Int) -> UnsafeBufferPointer<UInt8>? {
    guard index >= 0, index < ends.count else { return nil }
    let start = index > 0 ? Int(ends.base[index &- 1]) : 0
    return UnsafeBufferPointer(start: pool.base + start, count: Int(ends.base[index]) &- start)
  }

  private static let tooLarge = WorkbookFailure(
    "the texts of the workbook need more than 512 MiB", help: "save the one sheet that is needed as CSV")
}
