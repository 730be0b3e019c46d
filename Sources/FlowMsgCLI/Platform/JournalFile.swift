import FlowMsgCampaign
package import FlowMsgSend
import FlowMsgText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A journal on the disk: for its owner alone, and for one process at a time. The kernel drops the lock when the process
/// ends, however it does.
///
/// A journal that begins has another name until its first bytes are on the disk, so that under its own there is never half
/// a beginning.
package final class JournalFile: JournalStore {
  private let path: String
  private let descriptor: Int32
  /// The name before `publish`; nil after.
  private var temporary: String?
  /// Whether a file that has the journal's name is replaced.
  private let replaces: Bool
  private var known: Int
  /// Whether it is known to be its owner's alone; made so when it is first written, so that what is refused stays as it is.
  private var isPrivate: Bool
  private let identity: (device: dev_t, inode: ino_t)

  /// Why a journal could not be opened.
  package enum Refusal: Error {
    /// Another process has it.
    case inUse
    /// It is a file, and no journal.
    case notAJournal
    /// The system said so.
    case failed(SystemError)
  }

  private init(_ path: String, _ descriptor: Int32, temporary: String?, replaces: Bool, _ info: stat) {
    (self.path, self.descriptor, self.temporary, self.replaces) = (path, descriptor, temporary, replaces)
    isPrivate = temporary != nil
    known = Int(info.st_size)
    identity = (info.st_dev, info.st_ino)
  }

  /// Opens the journal at `path` for this process alone; nil if there is nothing. What is no journal is left as it is.
  package static func open(_ path: String) throws(Refusal) -> JournalFile? {
    let descriptor = openFile(path, O_RDWR | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw .failed(.last)
    }
    do throws(Refusal) {
      let info = try lock(descriptor)
      guard try isJournal(descriptor) else { throw .notAJournal }
      return JournalFile(path, descriptor, temporary: nil, replaces: false, info)
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// Makes an empty journal that is called `path` once it is published.
  ///
  /// - Parameter replaces: whether that takes the place of a journal which is there.
  package static func create(_ path: String, replaces: Bool) throws(Refusal) -> JournalFile {
    for attempt in 0..<100 {
      let temporary = Path.join(Path.folder(of: path), ".flowmsg-\(getpid())-\(attempt).journal.tmp")
      let descriptor = openFile(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC)
      guard descriptor >= 0 else {
        if errno == EEXIST { continue }
        throw .failed(.last)
      }
      do throws(Refusal) {
        return JournalFile(path, descriptor, temporary: temporary, replaces: replaces, try lock(descriptor))
      } catch {
        unlink(RawText.path(temporary))
        close(descriptor)
        throw error
      }
    }
    throw .failed(SystemError(EEXIST))
  }

  /// What was not published was not begun, and is taken away.
  deinit {
    if let temporary { unlink(RawText.path(temporary)) }
    close(descriptor)
  }

  private static func lock(_ descriptor: Int32) throws(Refusal) -> stat {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw .failed(.last) }
    // Before anything is done to it: it may be a device.
    do throws(SystemError) { try FileOpening.refuseSpecial(info.st_mode) } catch { throw .failed(error) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw errno == EWOULDBLOCK ? .inUse : .failed(.last) }
    guard fstat(descriptor, &info) == 0 else { throw .failed(.last) }
    // Another process took it away, or put another in its place, between our opening and locking it.
    guard info.st_nlink > 0 else { throw .inUse }
    return info
  }

  private static func isJournal(_ descriptor: Int32) throws(Refusal) -> Bool {
    let start = withUnsafeTemporaryAllocation(byteCount: JournalHeader.magic.count, alignment: 1) { buffer in
      let got = system { pread(descriptor, buffer.baseAddress, buffer.count, 0) }
      return got < 0 ? nil : Array(buffer[..<got])
    }
    guard let start else { throw .failed(.last) }
    // A file of no bytes, or of zeros, is what is left of a journal rather than something else.
    return start == JournalHeader.magic || start.allSatisfy { $0 == 0 } || JournalHeader.magic.starts(with: start)
  }

  private static func openFile(_ path: String, _ flags: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.open(RawText.path(path), flags, 0o600)
    #elseif canImport(Musl)
      Musl.open(RawText.path(path), flags, 0o600)
    #else
      Darwin.open(RawText.path(path), flags, 0o600)
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
    try Self.read(descriptor, at: offset, into: buffer)
  }

  static func read(
    _ descriptor: Int32, at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(StoreFailure) -> Int {
    guard let base = buffer.baseAddress else { return 0 }
    var done = 0
    while done < buffer.count {
      let got = system { pread(descriptor, base + done, buffer.count - done, off_t(offset + done)) }
      guard got >= 0 else { throw failure }
      if got == 0 { break }
      done += got
    }
    return done
  }

  package func refresh() {
    #if !canImport(Darwin)
      // Of what is on the disk a copy in memory is dropped; on a share it is the server's that is read then.
      posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    #endif
  }

  package func write(_ bytes: [UInt8], at offset: Int) throws(StoreFailure) {
    if !isPrivate, fchmod(descriptor, 0o600) != 0 { throw Self.failure }
    isPrivate = true
    var done = 0
    while done < bytes.count {
      let wrote = bytes.withUnsafeBytes { buffer in
        system { pwrite(descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done)) }
      }
      guard wrote > 0 else { throw Self.failure }
      done += wrote
    }
    known = max(known, offset + done)
  }

  package func reserve(_ size: Int) throws(StoreFailure) {
    guard size > known else { return }
    #if canImport(Darwin)
      guard ftruncate(descriptor, off_t(size)) == 0 else { throw Self.failure }
    #else
      let number = posix_fallocate(descriptor, off_t(known), off_t(size - known))
      if number != 0 { throw StoreFailure(SystemError(number).description) }
    #endif
    known = size
  }

  package func truncate(_ size: Int) throws(StoreFailure) {
    guard size < known else { return }
    guard ftruncate(descriptor, off_t(size)) == 0 else { throw Self.failure }
    known = size
  }

  package func sync() throws(StoreFailure) {
    #if canImport(Darwin)
      guard fcntl(descriptor, F_FULLFSYNC) == 0 else { throw Self.failure }
    #else
      guard fdatasync(descriptor) == 0 else { throw Self.failure }
    #endif
    if temporary == nil { try checkName() }
  }

  /// A journal that was taken away, or in whose place another is, would be looked for in vain after a crash.
  private func checkName() throws(StoreFailure) {
    var info = stat()
    guard stat(RawText.path(path), &info) == 0, info.st_dev == identity.device, info.st_ino == identity.inode else {
      let repeats = "'--resume' without it repeats the message to everybody whom it reached"
      let help = kept().map {
        "to go on: '--resume --journal \(ShellWord.quoted($0))', where a copy of it is; \(repeats)"
      }
      throw StoreFailure(
        "it was taken away or replaced while it was written", help: help ?? "put it back as it was: \(repeats)")
    }
  }

  /// A copy of what the journal has, under a name that later sends find beside the recipients; nil if none can be made.
  private func kept() -> String? {
    let base = path.hasSuffix(JournalNames.suffix) ? String(path.dropLast(JournalNames.suffix.count)) : path
    for attempt in 1...100 {
      let name = base + ".kept-\(attempt)" + JournalNames.suffix
      let copy = Self.openFile(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC)
      guard copy >= 0 else {
        if errno == EEXIST { continue }
        return nil
      }
      defer { close(copy) }
      do throws(SystemError) { try copyAll(to: copy) } catch {
        unlink(RawText.path(name))
        return nil
      }
      return name
    }
    return nil
  }

  private func copyAll(to copy: Int32) throws(SystemError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var offset = 0
    while true {
      let got = system { pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)) }
      guard got >= 0 else { throw .last }
      if got == 0 { break }
      try writeAll(UnsafeRawBufferPointer(rebasing: buffer[..<got]).bytes, to: copy)
      offset += got
    }
    guard fsync(copy) == 0 else { throw .last }
  }

  package func publish() throws(StoreFailure) {
    guard let temporary else { return }
    // A link fails where the name is taken; a file system without links has but the renaming.
    let isLinked = !replaces && link(RawText.path(temporary), RawText.path(path)) == 0
    if !isLinked, !replaces, errno == EEXIST { throw StoreFailure("another process has begun it") }
    if isLinked {
      unlink(RawText.path(temporary))
    } else if rename(RawText.path(temporary), RawText.path(path)) != 0 {
      throw Self.failure
    }
    self.temporary = nil
    Self.syncFolder(of: path)
  }

  /// Takes the file away, if its name still leads to it.
  func remove() {
    var info = stat()
    guard stat(RawText.path(path), &info) == 0, info.st_dev == identity.device, info.st_ino == identity.inode else {
      return
    }
    unlink(RawText.path(path))
  }

  private static var failure: StoreFailure { StoreFailure(SystemError.last.description) }
}
