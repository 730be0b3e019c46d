package import FlowMsgSend

/// A disk of one file, with a cache before it: what was written is there for the process, and on the disk only after a
/// sync that succeeded. A crash keeps the disk and, of the cache, what chance wants.
package final class SimDisk: JournalStore {
  /// What the process sees.
  package private(set) var bytes: [UInt8] = []
  /// What is on the disk for certain.
  private var durable: [UInt8] = []
  private let world: SimWorld
  /// Whether it has its name: before, no one finds it.
  private(set) var isPublished = false
  private(set) var isBroken = false
  /// How many bytes there is space for.
  var space = Int.max
  /// How many syncs succeed before one fails.
  var syncsUntilFailure = Int.max

  init(_ world: SimWorld) { self.world = world }

  /// Whether all that was written is on the disk.
  var isClean: Bool { bytes == durable }
  package var size: Int { bytes.count }

  package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
    guard offset < bytes.count else { return 0 }
    let count = min(buffer.count, bytes.count - offset)
    buffer.copyBytes(from: bytes[offset..<offset + count])
    return count
  }

  package func write(_ new: [UInt8], at offset: Int) throws(StoreFailure) {
    guard world.step() else { return }
    try check(offset + new.count)
    grow(offset + new.count)
    bytes.replaceSubrange(offset..<offset + new.count, with: new)
    world.note(1, offset, new.count)
  }

  package func reserve(_ size: Int) throws(StoreFailure) {
    guard world.step() else { return }
    try check(min(size, space))
    if size > space { throw StoreFailure("no space is left on the device") }
    grow(size)
  }

  package func truncate(_ size: Int) throws(StoreFailure) {
    guard world.step() else { return }
    if size < bytes.count { bytes.removeLast(bytes.count - size) }
  }

  package func sync() throws(StoreFailure) {
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

  package func publish() throws(StoreFailure) {
    if world.step() { isPublished = true }
  }

  /// Another file with the same bytes.
  func copy() -> SimDisk {
    let copy = SimDisk(world)
    (copy.bytes, copy.durable, copy.isPublished) = (bytes, bytes, isPublished)
    return copy
  }

  /// Somebody changes the file.
  func damage(_ change: (inout [UInt8]) -> Void) {
    change(&bytes)
    durable = bytes
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
    guard isPublished else {
      (bytes, durable) = ([], [])
      return
    }
    if losing {
      var left = bytes
      for start in stride(from: 0, to: left.count, by: SimDisk.sector) where isChanged(start) && world.chance(0.5) {
        for place in start..<min(start + SimDisk.sector, left.count) {
          left[place] = place < durable.count ? durable[place] : 0
        }
      }
      // The end of the file may not have got there either.
      if left.count > durable.count, world.chance(0.3) { left.removeLast(left.count - durable.count) }
      bytes = left
    }
    durable = bytes
  }

  private func isChanged(_ start: Int) -> Bool {
    bytes[start..<min(start + SimDisk.sector, bytes.count)] != durable.dropFirst(start).prefix(SimDisk.sector)
  }

  /// A new process finds a disk that works.
  func repair() { (isBroken, space, syncsUntilFailure) = (false, .max, .max) }

  /// Small, so that a batch spreads over several: a record never crosses one.
  private static let sector = 32
}
