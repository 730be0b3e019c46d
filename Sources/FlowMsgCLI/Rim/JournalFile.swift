package import FlowMsgSend

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A journal on the disk: for its owner alone, and for one process at a time. The kernel drops the lock when the process
/// ends, however it does.
package final class JournalFile: JournalStore {
  private let path: String
  private let descriptor: Int32
  /// Whether there was no file before.
  private let isNew: Bool
  private var known: Int

  /// Why a journal could not be opened.
  package enum Refusal: Error {
    /// Another process has it.
    case inUse
    /// The system said so.
    case failed(SystemError)
  }

  /// Opens the journal at `path`, and makes an empty one where there is none.
  package init(_ path: String) throws(Refusal) {
    self.path = path
    (descriptor, isNew) = try Self.open(path)
    do throws(Refusal) {
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        throw errno == EWOULDBLOCK ? .inUse : .failed(.last)
      }
      var info = stat()
      guard fstat(descriptor, &info) == 0 else { throw .failed(.last) }
      // Before anything is done to it: it may be a device.
      do throws(SystemError) { try FileOpening.refuseSpecial(info.st_mode) } catch { throw .failed(error) }
      guard fchmod(descriptor, 0o600) == 0 else { throw .failed(.last) }
      // Another process made it, wrote nothing and took it away, between our opening and locking it.
      guard info.st_nlink > 0 else { throw .inUse }
      known = Int(info.st_size)
      Self.syncFolder(of: path)
    } catch {
      known = 0
      close(descriptor)
      throw error
    }
  }

  /// A new file in which nothing was written is taken away: nothing was begun.
  deinit {
    if isNew, known == 0 { unlink(path) }
    close(descriptor)
  }

  /// Whether there is anything at `path`.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private static func open(_ path: String) throws(Refusal) -> (Int32, isNew: Bool) {
    let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    let new = openFile(path, flags | O_EXCL)
    if new >= 0 { return (new, true) }
    let old = errno == EEXIST ? openFile(path, flags) : new
    guard old >= 0 else { throw .failed(.last) }
    return (old, false)
  }

  private static func openFile(_ path: String, _ flags: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.open(path, flags, 0o600)
    #elseif canImport(Musl)
      Musl.open(path, flags, 0o600)
    #else
      Darwin.open(path, flags, 0o600)
    #endif
  }

  /// Makes sure that the file's name outlives a power cut; a folder that cannot be opened is none of our business.
  private static func syncFolder(of path: String) {
    let folder = openFile(Path.folder(of: path), O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    _ = fsync(folder)
    close(folder)
  }

  package var size: Int { known }

  package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
    var done = 0
    while done < buffer.count {
      let got = system { pread(descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done)) }
      guard got >= 0 else { throw failure }
      if got == 0 { break }
      done += got
    }
    return done
  }

  package func write(_ bytes: [UInt8], at offset: Int) throws(StoreFailure) {
    var done = 0
    while done < bytes.count {
      let wrote = bytes.withUnsafeBytes { buffer in
        system { pwrite(descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done)) }
      }
      guard wrote > 0 else { throw failure }
      done += wrote
    }
    known = max(known, offset + done)
  }

  package func reserve(_ size: Int) throws(StoreFailure) {
    guard size > known else { return }
    #if canImport(Darwin)
      guard ftruncate(descriptor, off_t(size)) == 0 else { throw failure }
    #else
      let number = posix_fallocate(descriptor, off_t(known), off_t(size - known))
      if number != 0 { throw StoreFailure(SystemError(number).description) }
    #endif
    known = size
  }

  package func truncate(_ size: Int) throws(StoreFailure) {
    guard size < known else { return }
    guard ftruncate(descriptor, off_t(size)) == 0 else { throw failure }
    known = size
  }

  package func sync() throws(StoreFailure) {
    #if canImport(Darwin)
      guard fcntl(descriptor, F_FULLFSYNC) == 0 else { throw failure }
    #else
      guard fdatasync(descriptor) == 0 else { throw failure }
    #endif
  }

  private var failure: StoreFailure { StoreFailure(SystemError.last.description) }
}
