/// What is in an archive. Its entries neither overlap nor repeat a name.
struct ZipDirectory: Sendable {
  let entries: [ZipEntry]
  /// The place in `entries` of each name, as `ZipEntry.key` gives it.
  private let places: [String: Int]

  /// Reads the directory.
  init(_ file: InputFile) throws(WorkbookFailure) {
    let end = try ZipEnd.read(file)
    var entries = try ZipDirectory.entries(file.bytes(at: end.offset, count: end.size), count: end.count)
    try ZipDirectory.limit(&entries, end: end.offset)
    var places: [String: Int] = [:]
    for (place, entry) in entries.enumerated() {
      guard places.updateValue(place, forKey: ZipEntry.key(entry.name)) == nil else {
        throw entry.damaged("is in the archive twice")
      }
    }
    self.entries = entries
    self.places = places
  }

  /// The entry of this name.
  func entry(_ name: String) -> ZipEntry? {
    places[ZipEntry.key(name)].map { entries[$0] }
  }

  private static func entries(_ bytes: [UInt8], count: Int) throws(WorkbookFailure) -> [ZipEntry] {
    var (entries, at): ([ZipEntry], Int) = ([], 0)
    while at < bytes.count, entries.count < count {
      let (name, extra, comment) = (bytes.little16(at &+ 28), bytes.little16(at &+ 30), bytes.little16(at &+ 32))
      let next = at &+ 46 &+ name &+ extra &+ comment
      guard bytes.little32(at) == 0x0201_4B50, next <= bytes.count else { throw wrong }
      var entry = ZipEntry(
        name: bytes.text(at &+ 46..<at &+ 46 &+ name), flags: bytes.little16(at &+ 8),
        method: bytes.little16(at &+ 10), crc: UInt32(truncatingIfNeeded: bytes.little32(at &+ 16)),
        packedSize: bytes.little32(at &+ 20), size: bytes.little32(at &+ 24), offset: bytes.little32(at &+ 42))
      let start = at &+ 46 &+ name
      try readLarge(&entry, bytes, from: start, to: start &+ extra)
      if entry.isEncrypted { throw encrypted(entry) }
      entries.append(entry)
      at = next
    }
    guard at == bytes.count, entries.count == count else { throw wrong }
    return entries
  }

  /// Takes the numbers that are too large for their fields (ZIP64) from the extra fields.
  private static func readLarge(
    _ entry: inout ZipEntry, _ bytes: [UInt8], from start: Int, to end: Int
  ) throws(WorkbookFailure) {
    let needs = [entry.size, entry.packedSize, entry.offset].map { $0 == 0xFFFF_FFFF }
    guard needs.contains(true) else { return }
    var at = start
    while at &+ 4 <= end, bytes.little16(at) != 1 { at &+= 4 &+ bytes.little16(at &+ 2) }
    let fieldEnd = at &+ 4 &+ bytes.little16(at &+ 2)
    guard at &+ 4 <= end, fieldEnd <= end else { throw wrong }
    at &+= 4
    for (place, isNeeded) in needs.enumerated() where isNeeded {
      guard at &+ 8 <= fieldEnd else { throw wrong }
      let value = bytes.little64(at)
      at &+= 8
      if place == 0 { entry.size = value } else if place == 1 { entry.packedSize = value } else { entry.offset = value }
    }
  }

  /// Tells each entry where it must end, and refuses those that overlap.
  private static func limit(_ entries: inout [ZipEntry], end: Int) throws(WorkbookFailure) {
    let order = entries.indices.sorted { entries[$0].offset < entries[$1].offset }
    var limit = end
    for place in order.reversed() {
      let entry = entries[place]
      let least = ZipEntry.headerSize &+ entry.name.utf8.count
      guard entry.offset <= limit, limit &- entry.offset >= least,
        entry.packedSize <= limit &- entry.offset &- least
      else { throw entry.damaged("overlaps another entry of the archive, or its directory") }
      entries[place].limit = limit
      limit = entry.offset
    }
  }

  private static func encrypted(_ entry: ZipEntry) -> WorkbookFailure {
    WorkbookFailure(
      "'\(ShownName.of(entry.name))' is encrypted in the archive", help: "save the workbook without a password")
  }

  private static let wrong = WorkbookFailure(
    "the archive's directory does not hold together", help: WorkbookFailure.getAgain)
}
