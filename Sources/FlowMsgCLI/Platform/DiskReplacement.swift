import FlowMsgText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A temporary file beside a file, which is renamed to it in the end, so that a reader sees the old bytes or the new ones,
/// never half; or, where nothing can be replaced, the open descriptor or device itself.
///
/// No `fsync`: after a power cut the output may be missing, and is made again. One thread at a time uses it.
final class DiskReplacement: FileReplacement, @unchecked Sendable {
  /// Who may read a file in the end.
  enum Mode {
    /// Those whom the umask lets.
    case umask
    /// Its owner alone, from its first byte on.
    case owner
    /// Those who could before: the permissions of the file that is replaced.
    case kept(mode_t)
  }

  private let target: String
  /// The temporary file; nil for what is written to as it is.
  private let temporary: String?
  private let descriptor: Int32
  /// Whether `descriptor` is open.
  private var isOpen = true
  /// Whether neither `finish` nor `discard` has ended it.
  private var isPending = true

  /// A replacement of the file at `target`.
  init(of target: String, _ mode: Mode) throws(SystemError) {
    self.target = target
    let first: mode_t = if case .umask = mode { 0o666 } else { 0o600 }
    let made = try Self.create(in: Path.folder(of: target), first)
    (temporary, descriptor) = (made.path, made.descriptor)
    guard case .kept(let old) = mode, fchmod(descriptor, old) != 0 else { return }
    let failure = SystemError.last
    discard()
    throw failure
  }

  /// The device at `path` is written to as it is.
  convenience init(through path: String) throws(SystemError) {
    let descriptor = open(RawText.path(path), O_WRONLY | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    self.init(through: descriptor)
  }

  /// What is open is written to, a file at its end.
  init(through descriptor: Int32) {
    self.descriptor = descriptor
    (target, temporary) = ("", nil)
    lseek(descriptor, 0, SEEK_END)
  }

  deinit { discard() }

  func append(_ bytes: RawSpan) throws(SystemError) { try writeAll(bytes, to: descriptor) }

  func prepare() throws(SystemError) {
    guard isOpen else { return }
    isOpen = false
    // Network file systems tell only now that there is no room.
    guard close(descriptor) != 0, errno != EINTR else { return }
    let failure = SystemError.last
    discard()
    throw failure
  }

  func finish() throws(SystemError) {
    guard isPending else { return }
    try prepare()
    guard let temporary else {
      isPending = false
      return
    }
    guard rename(RawText.path(temporary), RawText.path(target)) == 0 else {
      let failure = SystemError.last
      discard()
      throw failure
    }
    isPending = false
    StaleFiles.release(temporary)
  }

  func discard() {
    if isOpen { close(descriptor) }
    isOpen = false
    guard isPending else { return }
    isPending = false
    guard let temporary else { return }
    unlink(RawText.path(temporary))
    StaleFiles.release(temporary)
  }

  private static func create(
    in folder: String, _ mode: mode_t
  ) throws(SystemError) -> (path: String, descriptor: Int32) {
    // Prepared files of a large project are there all at once.
    for _ in 0..<100 {
      // A name of its own rather than the target's with a suffix, which could be too long.
      let path = Path.join(folder, StaleFiles.nextName())
      StaleFiles.hold(path)
      let descriptor = open(RawText.path(path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if descriptor >= 0 {
        _ = flock(descriptor, LOCK_EX | LOCK_NB)
        return (path, descriptor)
      }
      let failure = SystemError.last
      StaleFiles.release(path)
      guard failure.number == EEXIST else { throw failure }
    }
    throw SystemError(EEXIST)
  }
}
