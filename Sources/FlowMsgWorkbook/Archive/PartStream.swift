import CZlib

/// The bytes of one entry of an archive, inflated while they are read. Its size and CRC-32 are checked at its end.
final class PartStream: ByteSource {
  private let file: InputFile
  private let entry: ZipEntry
  private let input: UnsafeMutableRawBufferPointer
  private let inflate: UnsafeMutableRawPointer?
  /// Where the next packed bytes are in the file, and how many there are.
  private var place: Int
  private var left: Int
  /// What of `input` is not inflated yet.
  private var pending = 0..<0
  private var given = 0
  private var crc: UInt32 = 0
  private var hasEnded = false

  private static let chunkSize = 64 << 10

  /// Begins to read an entry; zlib has been loaded.
  init(_ file: InputFile, _ entry: ZipEntry) throws(WorkbookFailure) {
    guard entry.method == 0 || entry.method == 8 else {
      throw WorkbookFailure(
        "'\(ShownName.of(entry.name))' is packed by method \(entry.method), expected deflate or none",
        help: WorkbookFailure.saveAsXLSX)
    }
    place = try entry.start(in: file)
    self.file = file
    self.entry = entry
    left = entry.packedSize
    inflate = entry.method == 8 ? flowmsg_inflate_begin() : nil
    input = .allocate(byteCount: inflate == nil ? 0 : PartStream.chunkSize, alignment: 16)
    if entry.method == 8, inflate == nil { throw WorkbookFailure("zlib could not begin: memory lacks") }
  }

  deinit {
    flowmsg_inflate_end(inflate)
    input.deallocate()
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(WorkbookFailure) -> Int {
    var count = 0
    while count < target.count, !hasEnded {
      let room = UnsafeMutableRawBufferPointer(rebasing: target[count...])
      count &+= try entry.method == 8 ? inflateSome(room) : copySome(room)
    }
    crc = flowmsg_zlib_crc32(crc, target.baseAddress, count)
    given &+= count
    guard given <= entry.size else { throw entry.damaged("has more bytes than the archive says") }
    if hasEnded { try checkEnd() }
    return count
  }

  private func copySome(_ target: UnsafeMutableRawBufferPointer) throws(WorkbookFailure) -> Int {
    let count = min(target.count, left)
    try file.read(at: place, into: UnsafeMutableRawBufferPointer(rebasing: target[..<count]))
    pass(count)
    hasEnded = left == 0
    return count
  }

  private func inflateSome(_ target: UnsafeMutableRawBufferPointer) throws(WorkbookFailure) -> Int {
    if pending.isEmpty { try fill() }
    var (taken, filled) = (pending.count, target.count)
    let result = flowmsg_inflate_continue(
      inflate, input.baseAddress.map { $0 + pending.lowerBound }, &taken, target.baseAddress, &filled)
    let isStuck = taken == 0 && filled == 0 && result == Int32(flowmsg_inflate_more)
    guard result != Int32(flowmsg_inflate_damaged), !isStuck else {
      throw entry.damaged("cannot be inflated")
    }
    pending = min(pending.lowerBound &+ taken, pending.upperBound)..<pending.upperBound
    hasEnded = result == Int32(flowmsg_inflate_ended)
    return filled
  }

  /// Brings the next packed bytes into memory.
  private func fill() throws(WorkbookFailure) {
    let count = min(input.count, left)
    try file.read(at: place, into: UnsafeMutableRawBufferPointer(rebasing: input[..<count]))
    pass(count)
    pending = 0..<count
  }

  private func pass(_ count: Int) {
    place &+= count
    left &-= count
  }

  private func checkEnd() throws(WorkbookFailure) {
    guard left == 0, pending.isEmpty, given == entry.size else {
      throw entry.damaged("has another size than the archive says")
    }
    guard crc == entry.crc else { throw entry.damaged("does not give the CRC-32 that the archive says") }
  }
}
