import FlowMsgSend

/// A disk of one file, with a cache before it: what was written is there for the process, and on the disk only after a
/// sync that succeeded. A crash keeps the disk and, of the cache, what chance wants.
final class SimDisk: JournalStore {
  /// What the process sees.
  private(set) var bytes: [UInt8] = []
  /// What is on the disk for certain.
  private var durable: [UInt8] = []
  private let world: SimWorld
  private var isBroken = false
  /// How many bytes there is space for.
  var space = Int.max
  /// How many syncs succeed before one fails.
  var syncsUntilFailure = Int.max

  init(_ world: SimWorld) { self.world = world }

  /// Whether all that was written is on the disk.
  var isClean: Bool { bytes == durable }
  var size: Int { bytes.count }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
    guard offset < bytes.count else { return 0 }
    let count = min(buffer.count, bytes.count - offset)
    buffer.copyBytes(from: bytes[offset..<offset + count])
    return count
  }

  func write(_ new: [UInt8], at offset: Int) throws(StoreFailure) {
    guard world.step() else { return }
    try check(offset + new.count)
    grow(offset + new.count)
    bytes.replaceSubrange(offset..<offset + new.count, with: new)
    world.note(1, offset, new.count)
  }

  func reserve(_ size: Int) throws(StoreFailure) {
    guard world.step() else { return }
    try check(min(size, space))
    if size > space { throw StoreFailure("no space is left on the device") }
    grow(size)
  }

  func truncate(_ size: Int) throws(StoreFailure) {
    guard world.step() else { return }
    if size < bytes.count { bytes.removeLast(bytes.count - size) }
  }

  func sync() throws(StoreFailure) {
    guard world.step() else { return }
    try check(0)
    if syncsUntilFailure == 0 {
      isBroken = true
      crash(losing: true)
      throw StoreFailure("input/output error")
    }
    syncsUntilFailure -= 1
    durable = bytes
    world.note(2, bytes.count, 0)
  }

  private func check(_ end: Int) throws(StoreFailure) {
    if isBroken { throw StoreFailure("input/output error") }
    if end > space { throw StoreFailure("no space is left on the device") }
  }

  private func grow(_ size: Int) {
    if size > bytes.count { bytes += [UInt8](repeating: 0, count: size - bytes.count) }
  }

  /// What a crash leaves: all that was written if only the process ends; after a power cut, of each sector that was not
  /// on the disk either the old or the new.
  func crash(losing: Bool) {
    if losing {
      var left = bytes
      // The header is smaller than any disk's sector: it is there or not.
      var starts = Array(stride(from: JournalHeader.size, to: left.count, by: SimDisk.sector))
      starts.insert(0, at: 0)
      for start in starts where world.chance(0.5) {
        for place in start..<min(start == 0 ? JournalHeader.size : start + SimDisk.sector, left.count) {
          left[place] = place < durable.count ? durable[place] : 0
        }
      }
      // The end of the file may not have got there either.
      if left.count > durable.count, world.chance(0.3) { left.removeLast(left.count - durable.count) }
      bytes = left
    }
    durable = bytes
  }

  /// A new process finds a disk that works.
  func repair() { (isBroken, space, syncsUntilFailure) = (false, .max, .max) }

  /// Small, so that a batch spreads over several: a record never crosses one.
  private static let sector = 32
}
