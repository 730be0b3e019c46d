import FlowMsgText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Recipients that are read several times: to check them, to send, to report. A file where it is; what can be read only
/// once (a pipe, standard input) is copied to a private file first, which has no name and is gone with the process.
package final class RecipientFile: @unchecked Sendable {
  private let descriptor: Int32
  private let state: stat

  /// Opens the file at `path`, and notes it in `reads`; `-` is standard input.
  package init(_ path: String, _ reads: ReadSet) throws(SystemError) {
    let opened = try FileOpening(reads: reads).named(path)
    guard opened.isGiven else {
      (descriptor, state) = (opened.descriptor, opened.info)
      return
    }
    defer { opened.close() }
    descriptor = try Self.spool(opened.descriptor)
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw .last }
    state = info
  }

  deinit { close(descriptor) }

  /// The size, in bytes.
  package var size: Int { Int(state.st_size) }

  /// Fills `buffer` from `offset` on and says how much there was; fails if the file was changed since it was opened.
  package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    let got = system { pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)) }
    guard got >= 0 else { throw .last }
    if got == 0, hasChanged { throw SystemError(refused: "it was changed while it was read") }
    return got
  }

  /// Whether somebody wrote to the file since it was opened.
  package var hasChanged: Bool {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { return true }
    #if canImport(Darwin)
      let (now, then) = (info.st_mtimespec, state.st_mtimespec)
    #else
      let (now, then) = (info.st_mtim, state.st_mtim)
    #endif
    return info.st_size != state.st_size || now.tv_sec != then.tv_sec || now.tv_nsec != then.tv_nsec
  }

  /// Whether it is a journal that another process writes.
  package var isInUse: Bool { JournalReader.isInUse(descriptor) }

  /// A reader from the start.
  package func reader() -> any InputSource { Reader(file: self) }

  private final class Reader: InputSource, @unchecked Sendable {
    private let file: RecipientFile
    private var offset = 0

    init(file: RecipientFile) { self.file = file }

    func readInput(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
      let got = try file.read(at: offset, into: buffer)
      offset += got
      return got
    }
  }

  /// The most that is copied of what may have no end, in bytes.
  private static let mostSpooled = 1 << 32

  private static func spool(_ input: Int32) throws(SystemError) -> Int32 {
    let copy = try temporary()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var size = 0
    while true {
      let got = system { Self.read(input, buffer) }
      guard got >= 0 else { throw .last }
      size += got
      guard size <= mostSpooled else { throw .tooLarge }
      if got == 0 { return copy }
      do throws(SystemError) { try writeAll(UnsafeRawBufferPointer(rebasing: buffer[..<got]).bytes, to: copy) } catch {
        throw noCopy(error)
      }
    }
  }

  /// Where copies are kept.
  private static var folder: String {
    Process.variable("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
  }

  private static func noCopy(_ reason: SystemError) -> SystemError {
    SystemError(
      refused: "it can be read but once, and the copy of it that is needed cannot be kept in '\(folder)': "
        + "\(reason.description); TMPDIR names another folder")
  }

  private static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  /// A file for this process alone, without a name.
  private static func temporary() throws(SystemError) -> Int32 {
    var name = RawText.path(Path.join(folder, ".flowmsg-recipients-XXXXXX"))
    let descriptor = name.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
    guard descriptor >= 0 else { throw noCopy(.last) }
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return descriptor
  }
}
