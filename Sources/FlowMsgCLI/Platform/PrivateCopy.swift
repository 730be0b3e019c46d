import FlowMsgText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A copy of recipients for this process alone: it has no name and is gone with the process.
final class PrivateCopy: @unchecked Sendable {
  /// The file, open for reading and writing as long as the copy is there.
  let descriptor: Int32
  private let why: String

  /// An empty copy, needed because of `why`: `it can be read but once`.
  init(because why: String) throws(SystemError) {
    var name = RawText.path(Path.join(Self.folder, ".flowmsg-recipients-XXXXXX"))
    descriptor = name.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
    self.why = why
    guard descriptor >= 0 else { throw failure(.last) }
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Adds bytes at the end.
  func append(_ bytes: UnsafeRawBufferPointer) throws(SystemError) { try append(bytes.bytes) }

  /// Adds bytes at the end.
  func append(_ bytes: [UInt8]) throws(SystemError) { try append(bytes.span.bytes) }

  private func append(_ bytes: RawSpan) throws(SystemError) {
    do throws(SystemError) { try writeAll(bytes, to: descriptor) } catch { throw failure(error) }
  }

  /// Where copies are kept.
  private static var folder: String {
    Process.variable("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
  }

  private func failure(_ reason: SystemError) -> SystemError {
    SystemError(
      refused: "\(why), and the copy of it that is needed cannot be kept in '\(Self.folder)': "
        + "\(reason.description); TMPDIR names another folder")
  }
}
