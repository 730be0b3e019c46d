import FlowMsgWorkbook

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Recipients that are read several times: to check them, to send, to report. A file where it is; what can be read only
/// once (a pipe, standard input) and a workbook's sheet are copied to a private file first.
package final class RecipientFile: @unchecked Sendable {
  private let descriptor: Int32
  private let state: stat
  /// The copy whose file is read; nil of what is read where it is.
  private let copy: PrivateCopy?

  /// Opens the file at `path`, and notes it in `reads`; `-` is standard input.
  package convenience init(_ path: String, _ reads: ReadSet) throws(SystemError) {
    let opened = try FileOpening(reads: reads).named(path)
    guard opened.isGiven else {
      self.init(opened.descriptor, opened.info)
      return
    }
    defer { opened.close() }
    try self.init(Self.spool(opened.descriptor))
  }

  private init(_ descriptor: Int32, _ state: stat) {
    (self.descriptor, self.state, copy) = (descriptor, state, nil)
  }

  private init(_ copy: PrivateCopy) throws(SystemError) {
    (descriptor, self.copy) = (copy.descriptor, copy)
    var info = stat()
    guard fstat(copy.descriptor, &info) == 0 else { throw .last }
    state = info
  }

  deinit { if copy == nil { close(descriptor) } }

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

  /// Whether it is a file that begins as a ZIP archive does, and so may be a workbook.
  var mayBeWorkbook: Bool {
    if copy != nil { return false }
    var start: [UInt8] = [0, 0, 0, 0]
    let got = start.withUnsafeMutableBytes { buffer in
      system { pread(descriptor, buffer.baseAddress, buffer.count, 0) }
    }
    return got == 4 && start == [0x50, 0x4B, 0x03, 0x04]
  }

  /// One of its sheets, if it is a workbook, as CSV with a byte-order mark, and what there is to say of it.
  ///
  /// - Parameter name: the sheet's name; nil for the only visible one.
  func sheet(_ name: String?) throws(WorkbookFailure) -> (csv: RecipientFile, notes: SheetNotes) {
    let workbook = try Workbook.open(descriptor: descriptor, size: size)
    let copy = try Self.failing { () throws(SystemError) in
      let copy = try PrivateCopy(because: "a workbook is read sheet by sheet")
      // The mark says to those who get rows of it back how they are encoded.
      try copy.append([0xEF, 0xBB, 0xBF])
      return copy
    }
    let notes = try workbook.write(sheet: name) { bytes in
      try Self.failing { () throws(SystemError) in try copy.append(bytes) }
    }
    if hasChanged { throw WorkbookFailure("it was changed while it was read") }
    return (try Self.failing { () throws(SystemError) in try RecipientFile(copy) }, notes)
  }

  private static func failing<R>(_ body: () throws(SystemError) -> R) throws(WorkbookFailure) -> R {
    do throws(SystemError) { return try body() } catch { throw WorkbookFailure(error.description) }
  }

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

  private static func spool(_ input: Int32) throws(SystemError) -> PrivateCopy {
    let copy = try PrivateCopy(because: "it can be read but once")
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var size = 0
    while true {
      let got = system { Self.read(input, buffer) }
      guard got >= 0 else { throw .last }
      size += got
      guard size <= mostSpooled else { throw .tooLarge }
      if got == 0 { return copy }
      try copy.append(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
    }
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
}
