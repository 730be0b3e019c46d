#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A path that names a descriptor which the process was started with: `/dev/stdin`, `/dev/fd/63` as shells write it for
/// `<(…)`, `/proc/self/fd/0`.
///
/// It is used as it is, not opened once more: a process that must not be looked into cannot follow such paths.
struct GivenDescriptor {
  /// Its number.
  let number: Int32

  /// Nil if `path` names none.
  init?(_ path: String) {
    guard Path.isAbsolute(path) else { return nil }
    let path = Path.normalized(path)
    let names = ["/dev/stdin", "/dev/stdout", "/dev/stderr"]
    if let index = names.firstIndex(of: path) {
      number = Int32(index)
      return
    }
    for folder in ["/dev/fd/", "/proc/self/fd/", "/proc/\(getpid())/fd/"] where path.hasPrefix(folder) {
      let digits = path.dropFirst(folder.count)
      guard digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let number = Int32(digits) else { return nil }
      self.number = number
      return
    }
    return nil
  }

  /// What it is open to.
  func info() throws(SystemError) -> stat {
    if StandardStreams.isClosed(number) { throw StandardStreams.refusal }
    var info = stat()
    guard fstat(number, &info) == 0 else { throw .last }
    return info
  }

  /// A descriptor of one's own for it.
  func duplicate() throws(SystemError) -> Int32 {
    if StandardStreams.isClosed(number) { throw StandardStreams.refusal }
    let descriptor = fcntl(number, F_DUPFD_CLOEXEC, 0)
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }
}
