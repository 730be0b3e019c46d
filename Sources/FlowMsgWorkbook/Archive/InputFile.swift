#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The file of a workbook, of which only what is needed is read.
struct InputFile: Sendable {
  let descriptor: Int32
  let size: Int

  /// Fills `target` with the bytes from `offset` on, all of which must be there.
  func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(WorkbookFailure) {
    guard let base = target.baseAddress, target.count > 0 else { return }
    guard offset >= 0, target.count <= size, offset <= size &- target.count else { throw InputFile.cut }
    var done = 0
    while done < target.count {
      let got = pread(descriptor, base + done, target.count &- done, off_t(offset &+ done))
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw WorkbookFailure("the file cannot be read: \(String(cString: strerror(errno)))") }
      guard got > 0 else { throw InputFile.cut }
      done &+= got
    }
  }

  /// The `count` bytes from `offset` on.
  func bytes(at offset: Int, count: Int) throws(WorkbookFailure) -> [UInt8] {
    guard offset >= 0, count >= 0, count <= size, offset <= size &- count else { throw InputFile.cut }
    var bytes = [UInt8](repeating: 0, count: count)
    var failure: WorkbookFailure?
    bytes.withUnsafeMutableBytes { target in
      do throws(WorkbookFailure) { try read(at: offset, into: target) } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }

  private static let cut = WorkbookFailure(
    "the file ends before what it says to hold", help: WorkbookFailure.getAgain)
}
