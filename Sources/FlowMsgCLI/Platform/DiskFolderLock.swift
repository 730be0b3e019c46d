import FlowMsgText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A lock on a folder itself, by `flock` on a descriptor of it: no file is left, and the system gives it back when the process
/// ends, however that happens.
struct DiskFolderLock: FolderLock {
  private let descriptor: Int32

  /// Locks the folder that is at `path` now; waits while another process has it.
  init(_ path: String, isShared: Bool) throws(SystemError) {
    while true {
      let descriptor = open(RawText.path(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else {
        // A folder may be written to and not be read.
        if errno == EACCES { throw .unsupported }
        throw .last
      }
      do throws(SystemError) {
        try Self.wait(descriptor, isShared ? LOCK_SH : LOCK_EX)
      } catch {
        close(descriptor)
        throw error
      }
      // The process that had it may have removed the folder, and another may be there.
      if Self.isStill(descriptor, path) {
        self.descriptor = descriptor
        return
      }
      close(descriptor)
    }
  }

  func release() { close(descriptor) }

  private static func wait(_ descriptor: Int32, _ kind: Int32) throws(SystemError) {
    while flock(descriptor, kind) != 0 {
      switch errno {
      case EINTR: continue
      case ENOLCK, EOPNOTSUPP, EINVAL, ENOSYS, EBADF: throw .unsupported
      default: throw .last
      }
    }
  }

  private static func isStill(_ descriptor: Int32, _ path: String) -> Bool {
    var held = stat()
    var there = stat()
    guard fstat(descriptor, &held) == 0, stat(RawText.path(path), &there) == 0 else { return false }
    return held.st_dev == there.st_dev && held.st_ino == there.st_ino
  }
}

extension DiskFileSystem {
  package func lock(folder: String, isShared: Bool) throws(SystemError) -> any FolderLock {
    try DiskFolderLock(folder, isShared: isShared)
  }

  package func removeFolder(_ path: String) throws(SystemError) {
    guard rmdir(RawText.path(path)) == 0 else { throw .last }
  }

  package func isSame(_ a: String, _ b: String) -> Bool {
    var first = stat()
    var second = stat()
    guard lstat(RawText.path(a), &first) == 0, lstat(RawText.path(b), &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }
}
