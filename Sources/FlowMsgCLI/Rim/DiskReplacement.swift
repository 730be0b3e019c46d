#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A temporary file beside a file, which is renamed to it in the end, so that a reader sees the old bytes or the new ones,
/// never half; or, where nothing can be replaced, the open device or pipe itself.
///
/// No `fsync`: after a power cut the output may be missing, and is made again. One thread at a time uses it.
final class DiskReplacement: FileReplacement, @unchecked Sendable {
  private let target: String
  /// The temporary file; nil for a device.
  private let temporary: String?
  private let descriptor: Int32
  /// The permissions that the file has in the end; nil if the temporary file has them already.
  private let mode: mode_t?
  private var isOpen = true

  /// A replacement of the file at `target`, with the permissions `mode`: the replaced file's, else the umask's.
  init(of target: String, mode: mode_t?, isPrivate: Bool) throws(SystemError) {
    self.target = target
    self.mode = mode ?? (isPrivate ? 0o666 & ~Self.mask : nil)
    (temporary, descriptor) = try Self.create(in: Path.folder(of: target), isPrivate ? 0o600 : 0o666)
  }

  /// What stands at `path` is written to as it is.
  init(through path: String) throws(SystemError) {
    descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    (target, temporary, mode) = (path, nil, nil)
  }

  deinit { discard() }

  func append(_ bytes: RawSpan) throws(SystemError) { try writeAll(bytes, to: descriptor) }

  func finish() throws(SystemError) {
    guard isOpen else { return }
    if let mode, fchmod(descriptor, mode) != 0 { throw .last }
    isOpen = false
    close(descriptor)
    guard let temporary, rename(temporary, target) != 0 else { return }
    let failure = SystemError.last
    unlink(temporary)
    throw failure
  }

  func discard() {
    guard isOpen else { return }
    isOpen = false
    close(descriptor)
    if let temporary { unlink(temporary) }
  }

  /// The permissions that new files do not get. To ask is to set: no other thread may make a file meanwhile.
  private static var mask: mode_t {
    let mask = umask(0o077)
    umask(mask)
    return mask
  }

  private static func create(in folder: String, _ mode: mode_t) throws(SystemError) -> (path: String?, Int32) {
    for attempt in 0..<100 {
      // A name of its own rather than the target's with a suffix, which could be too long.
      let path = Path.join(folder, ".flowmsg-\(getpid())-\(attempt).tmp")
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if descriptor >= 0 { return (path, descriptor) }
      guard errno == EEXIST else { throw .last }
    }
    throw SystemError(EEXIST)
  }
}
