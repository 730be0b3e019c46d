/// The end record of an archive, which says where the directory is.
struct ZipEnd {
  /// Where the directory begins, and how many bytes it has.
  var offset: Int
  var size: Int
  /// How many entries it has.
  var count: Int

  private static let recordSize = 22
  private static let largeRecordSize = 56
  private static let locatorSize = 20

  /// Finds and reads the end record; a comment of up to 64 KiB may follow it.
  static func read(_ file: InputFile) throws(WorkbookFailure) -> ZipEnd {
    let tailSize = min(file.size, recordSize &+ 0xFFFF)
    let tail = try file.bytes(at: file.size &- tailSize, count: tailSize)
    guard let place = place(tail) else {
      throw WorkbookFailure("the archive has no end: the file is cut off", help: WorkbookFailure.getAgain)
    }
    let at = file.size &- tailSize &+ place
    guard tail.little32(place &+ 4) == 0, tail.little16(place &+ 8) == tail.little16(place &+ 10) else {
      throw WorkbookFailure("the archive is one of several parts, expected a single file")
    }
    let end = ZipEnd(
      offset: tail.little32(place &+ 16), size: tail.little32(place &+ 12), count: tail.little16(place &+ 10))
    return try end.isLarge ? large(file, before: at) : end.held(to: at)
  }

  /// The last place in `tail` where an end record begins whose comment ends with the file.
  private static func place(_ tail: [UInt8]) -> Int? {
    var at = tail.count &- recordSize
    while at >= 0 {
      if tail[at] == 0x50, tail.little32(at) == 0x0605_4B50,
        at &+ recordSize &+ tail.little16(at &+ 20) == tail.count
      {
        return at
      }
      at &-= 1
    }
    return nil
  }

  /// Whether the numbers are too large for this record and are in another one (ZIP64).
  private var isLarge: Bool { offset == 0xFFFF_FFFF || size == 0xFFFF_FFFF || count == 0xFFFF }

  /// Reads the end record of a large archive, which its locator, right before the end record at `end`, points to.
  private static func large(_ file: InputFile, before end: Int) throws(WorkbookFailure) -> ZipEnd {
    let place = end &- locatorSize
    guard place >= largeRecordSize else { throw wrong }
    let locator = try file.bytes(at: place, count: locatorSize)
    let at = locator.little64(8)
    guard locator.little32(0) == 0x0706_4B50, locator.little32(4) == 0, at <= place &- largeRecordSize else {
      throw wrong
    }
    let record = try file.bytes(at: at, count: largeRecordSize)
    let count = record.little64(32)
    guard record.little32(0) == 0x0606_4B50, record.little64(16) == 0, record.little64(24) == count else {
      throw wrong
    }
    return try ZipEnd(offset: record.little64(48), size: record.little64(40), count: count).held(to: at)
  }

  /// This record, if the directory is right before `end`.
  private func held(to end: Int) throws(WorkbookFailure) -> ZipEnd {
    guard size <= end, offset == end &- size else { throw ZipEnd.wrong }
    guard size <= 16 << 20 else {
      throw WorkbookFailure("the archive's directory has more than 16 MiB, expected that of a workbook")
    }
    return self
  }

  private static let wrong = WorkbookFailure(
    "the archive's directory is not where its end says it is", help: WorkbookFailure.getAgain)
}
