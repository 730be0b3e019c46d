import FlowMsgText
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The names under which products are written before they get their own, and what killed runs left under such names.
///
/// A name carries the process, and the file is locked while it is written: one whose process is gone and that no one holds
/// is removed by the next run that writes into the same folder.
package final class StaleFiles: Sendable {
  private let swept = Mutex<Set<String>>([])
  /// The names of this process's temporary files, each used once: one that an earlier process of the same number left is
  /// none of them. Names alone, as a folder has more than one path.
  private static let own = Mutex<Set<String>>([])

  /// Nothing has been looked at yet.
  package init() {}

  private static let count = Atomic<Int>(0)

  /// A name for a temporary file, which this process has not used before.
  static func nextName() -> String {
    let number = count.wrappingAdd(1, ordering: .relaxed).oldValue
    return "\(prefix)\(getpid())-\(number)\(suffix)"
  }

  /// Says that a temporary file is of this process, before it is made.
  static func hold(_ path: String) { own.withLock { _ = $0.insert(Path.name(of: path)) } }

  /// Says that it is no more.
  static func release(_ path: String) { own.withLock { _ = $0.remove(Path.name(of: path)) } }

  /// Removes what killed runs left in `folder`; once, as no run ends more than once.
  func sweep(_ folder: String, _ fileSystem: some FileSystem) {
    guard swept.withLock({ $0.insert(folder).inserted }) else { return }
    guard let listing = try? fileSystem.entries(of: folder) else { return }
    for entry in listing.entries where entry.kind == .file && listing.hasSuffix(entry, ".tmp") {
      let name = listing.name(of: entry)
      if let process = Self.process(name) { Self.remove(Path.join(folder, name), of: process) }
    }
  }

  private static let prefix = ".flowmsg-"
  private static let suffix = ".tmp"

  /// The process that a name of ours carries; nil of any other name.
  static func process(_ name: String) -> pid_t? {
    guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
    let parts = name.dropFirst(prefix.count).dropLast(suffix.count).split(
      separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 &- 0x30 < 10 } }) else {
      return nil
    }
    return pid_t(parts[0])
  }

  private static func remove(_ path: String, of process: pid_t) {
    guard process > 0 else { return }
    if process == getpid() {
      if own.withLock({ $0.contains(Path.name(of: path)) }) { return }
    } else if kill(process, 0) == 0 || errno != ESRCH {
      return
    }
    let descriptor = open(RawText.path(path), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    // A process of another container has a number that means nothing here, but its lock does.
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(RawText.path(path)) }
    close(descriptor)
  }
}
