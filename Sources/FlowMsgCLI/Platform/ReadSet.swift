import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The regular files that a run reads. Every opening adds to it, and every product is compared with it before anything is
/// written, so that no run writes over what it reads.
package final class ReadSet: Sendable {
  private let known = Mutex<[FileIdentity: String]>([:])
  /// How many files were known when standard output was last found to be none of them.
  private let checked = Atomic<Int>(-1)

  /// The device of a file system that is known not to be the kernel's.
  private let ordinary = Atomic<UInt64>(.max)

  /// Nothing is read yet.
  package init() {}

  /// Notes a file that was opened as `name`; pipes and devices are no files that could be written over.
  func add(_ info: stat, as name: String) {
    guard info.st_mode & S_IFMT == S_IFREG else { return }
    let identity = FileIdentity(info)
    known.withLock { if $0[identity] == nil { $0[identity] = name } }
  }

  /// Whether the file system of `info` is known to be none that the kernel makes up.
  func isOrdinary(_ info: stat) -> Bool {
    ordinary.load(ordering: .relaxed) == UInt64(truncatingIfNeeded: info.st_dev)
  }

  /// Says that it is none.
  func setOrdinary(_ info: stat) {
    ordinary.store(UInt64(truncatingIfNeeded: info.st_dev), ordering: .relaxed)
  }

  /// Fails if `info` describes a file that is read, or the one that standard input comes from.
  func refuse(_ info: stat) throws(SystemError) {
    guard info.st_mode & S_IFMT == S_IFREG else { return }
    let identity = FileIdentity(info)
    if let name = known.withLock({ $0[identity] }) { throw Self.refusal(name) }
    var input = stat()
    if fstat(0, &input) == 0, input.st_mode & S_IFMT == S_IFREG, FileIdentity(input) == identity {
      throw Self.refusal("-")
    }
  }

  /// Fails if standard output goes into a file that is read.
  func refuseOutput() throws(SystemError) {
    let count = known.withLock { $0.count }
    if checked.load(ordering: .relaxed) == count { return }
    var info = stat()
    if fstat(StandardStream.output.rawValue, &info) == 0, info.st_mode & S_IFMT == S_IFREG,
      let name = known.withLock({ $0[FileIdentity(info)] })
    {
      throw Self.refusal(name)
    }
    checked.store(count, ordering: .relaxed)
  }

  private static func refusal(_ name: String) -> SystemError {
    SystemError(refused: name == "-" ? "standard input is read from it" : "it is read in this run, as '\(name)'")
  }
}
