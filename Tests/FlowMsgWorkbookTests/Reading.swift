@testable import FlowMsgWorkbook

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What became of a file.
enum Reading {
  /// Opens bytes as a workbook, by a file that has no name any more.
  static func open(_ bytes: [UInt8]) throws -> (Workbook, Int32) {
    var path = Array("/tmp/workbook-test-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    unlink(path)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + done, bytes.count - done) }
      guard count > 0 else { break }
      done += count
    }
    do {
      return (try Workbook.open(descriptor: descriptor, size: bytes.count), descriptor)
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// The CSV of a sheet, and the notes about it.
  static func convert(_ bytes: [UInt8], sheet: String? = nil) throws -> (text: String, notes: SheetNotes) {
    let (workbook, descriptor) = try open(bytes)
    defer { close(descriptor) }
    var output: [UInt8] = []
    let notes = try workbook.write(sheet: sheet) { output += $0 }
    return (String(decoding: output, as: UTF8.self), notes)
  }

  /// The CSV of a sheet.
  static func text(_ maker: ZipMaker, sheet: String? = nil) throws -> String {
    try convert(maker.bytes, sheet: sheet).text
  }

  /// Why a file cannot be read; empty if it can.
  static func refusal(_ bytes: [UInt8], sheet: String? = nil) -> String {
    do {
      _ = try convert(bytes, sheet: sheet)
      return ""
    } catch let failure as WorkbookFailure {
      return failure.message
    } catch {
      return "another error: \(error)"
    }
  }
}

/// Bytes that come in chunks of a given size.
final class MemorySource: ByteSource {
  private var left: ArraySlice<UInt8>
  private let chunk: Int

  init(_ bytes: [UInt8], chunk: Int) {
    left = bytes[...]
    self.chunk = chunk
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(WorkbookFailure) -> Int {
    let some = left.prefix(min(chunk, target.count))
    target.copyBytes(from: some)
    left = left.dropFirst(some.count)
    return some.count
  }
}
