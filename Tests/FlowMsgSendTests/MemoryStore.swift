import FlowMsgSend

/// A journal's file in memory.
final class MemoryStore: JournalStore {
  var bytes: [UInt8]
  private(set) var isPublished = false
  /// How many bytes there is room for.
  var limit = Int.max

  init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  var size: Int { bytes.count }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
    let count = max(0, min(buffer.count, bytes.count - offset))
    buffer.copyBytes(from: bytes.dropFirst(offset).prefix(count))
    return count
  }

  func write(_ new: [UInt8], at offset: Int) throws(StoreFailure) {
    try reserve(offset + new.count)
    bytes.replaceSubrange(offset..<offset + new.count, with: new)
  }

  func reserve(_ size: Int) throws(StoreFailure) {
    if size > limit { throw StoreFailure("no space is left on the device") }
    bytes += [UInt8](repeating: 0, count: max(0, size - bytes.count))
  }

  func truncate(_ size: Int) throws(StoreFailure) { bytes.removeLast(max(0, bytes.count - size)) }
  func sync() throws(StoreFailure) {}
  func publish() throws(StoreFailure) { isPublished = true }
}
