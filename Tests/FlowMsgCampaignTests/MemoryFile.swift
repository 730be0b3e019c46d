import FlowMsgCampaign
import FlowMsgSend
import Synchronization

/// A file in memory: recipients, a report, or a journal.
final class MemoryFile: RecipientStore, JournalStore {
  private let content: Mutex<[UInt8]>
  /// Whether another process is said to write it.
  let isInUse: Bool

  init(_ bytes: [UInt8] = [], isInUse: Bool = false) {
    content = Mutex(bytes)
    self.isInUse = isInUse
  }

  convenience init(_ text: String) { self.init(Array(text.utf8)) }

  var bytes: [UInt8] { content.withLock { $0 } }
  var size: Int { bytes.count }
  var hasChanged: Bool { false }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
    let all = bytes
    let count = max(0, min(buffer.count, all.count - offset))
    buffer.copyBytes(from: all.dropFirst(offset).prefix(count))
    return count
  }

  func write(_ new: [UInt8], at offset: Int) throws(StoreFailure) {
    reserve(offset + new.count)
    content.withLock { $0.replaceSubrange(offset..<offset + new.count, with: new) }
  }

  func reserve(_ size: Int) { content.withLock { $0 += [UInt8](repeating: 0, count: max(0, size - $0.count)) } }
  func truncate(_ size: Int) throws(StoreFailure) { content.withLock { $0.removeLast(max(0, $0.count - size)) } }
  func sync() throws(StoreFailure) {}
  func publish() throws(StoreFailure) {}
}

extension MemoryFile: RowSink {
  func append(_ bytes: [UInt8]) throws(StoreFailure) { content.withLock { $0 += bytes } }
}
