import FlowMsgText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file to which a line is added for each request that was received in full: phone number, verdict, and `taken` or
/// `not-taken`. Written once a turn of the server, not once a request.
final class RequestLog {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// Why the file can no longer be written, if that is so; nothing is written after it.
  private(set) var failure: Int32?

  /// Opens `path`, as `RawText`, to add to it, and makes it if it is not there; a file is its owner's alone from then on, as it has numbers
  /// in full.
  init(path: String) throws(SandboxError) {
    descriptor = open(RawText.path(path), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o600)
    guard descriptor >= 0 else { throw SandboxError("cannot write '\(path)': \(SandboxError.reason(errno))") }
    // What is open already, such as `/dev/stdout`, is somebody else's.
    if path.hasPrefix("/dev/") || path.hasPrefix("/proc/") { return }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG, fchmod(descriptor, 0o600) == 0 else {
      throw SandboxError("cannot write '\(path)' for its owner alone: \(SandboxError.reason(errno))")
    }
  }

  deinit { close(descriptor) }

  /// Adds a line.
  func add(_ user: String, _ verdict: Verdict) {
    buffer.append(contentsOf: user.utf8)
    buffer.append(0x20)
    buffer.append(contentsOf: verdict.name.utf8)
    buffer.append(contentsOf: (verdict.isTaken ? " taken\n" : " not-taken\n").utf8)
  }

  /// Writes what was added; says whether that went well.
  func flush() -> Bool {
    guard !buffer.isEmpty else { return true }
    defer { buffer.removeAll(keepingCapacity: true) }
    var done = 0
    while done < buffer.count, failure == nil {
      let wrote = buffer.withUnsafeBytes { write(descriptor, $0.baseAddress! + done, $0.count - done) }
      if wrote > 0 { done += wrote } else if errno != EINTR { failure = errno }
    }
    return failure == nil
  }
}
