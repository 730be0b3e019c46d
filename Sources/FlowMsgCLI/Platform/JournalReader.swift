package import FlowMsgSend
import FlowMsgText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A journal that is read and not written: it may belong to another process that is writing it.
package final class JournalReader: JournalStore {
  private let descriptor: Int32
  /// How many bytes there were when it was opened.
  package let size: Int

  /// Opens the journal at `path`; what is no file is refused.
  package init(_ path: String) throws(SystemError) {
    descriptor = open(RawText.path(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw .last }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw info.st_mode & S_IFMT == S_IFDIR ? .isFolder : SystemError(EINVAL)
    }
    size = Int(info.st_size)
  }

  deinit { close(descriptor) }

  /// Whether another process writes it.
  package var isInUse: Bool { Self.isInUse(descriptor) }

  /// Whether another process writes the journal that is open as `descriptor`.
  static func isInUse(_ descriptor: Int32) -> Bool {
    guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return errno == EWOULDBLOCK }
    flock(descriptor, LOCK_UN)
    return false
  }

  package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
    try JournalFile.read(descriptor, at: offset, into: buffer)
  }

  package func write(_ bytes: [UInt8], at offset: Int) throws(StoreFailure) { throw Self.readOnly }
  package func reserve(_ size: Int) throws(StoreFailure) { throw Self.readOnly }
  package func truncate(_ size: Int) throws(StoreFailure) { throw Self.readOnly }
  package func sync() throws(StoreFailure) { throw Self.readOnly }
  package func publish() throws(StoreFailure) { throw Self.readOnly }

  private static let readOnly = StoreFailure("it is only read")
}
