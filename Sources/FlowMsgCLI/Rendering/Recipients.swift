import FlowMsgCampaign
import FlowMsgRows
import FlowMsgSend

/// Recipients on the disk, as the campaign's room reads them.
final class RecipientDisk: RecipientStore {
  private let file: RecipientFile

  init(_ file: RecipientFile) { self.file = file }

  var size: Int { file.size }
  var hasChanged: Bool { file.hasChanged }
  var isInUse: Bool { file.isInUse }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
    do throws(SystemError) { return try file.read(at: offset, into: buffer) } catch {
      throw StoreFailure(error.description)
    }
  }
}

/// Recipients in memory: the numbers of `--to`, which need no file.
final class RecipientMemory: RecipientStore {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var size: Int { bytes.count }
  var hasChanged: Bool { false }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
    let rest = bytes.dropFirst(offset).prefix(buffer.count)
    buffer.copyBytes(from: rest)
    return rest.count
  }
}

/// A console's standard input, as recipients.
struct ConsoleSource: ByteSource {
  let console: any Console

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
    do throws(SystemError) { return try console.readInput(into: buffer) } catch {
      throw StoreFailure(error.description)
    }
  }
}

/// A file that takes rows.
struct ReplacementSink: RowSink {
  let file: any FileReplacement

  func append(_ bytes: [UInt8]) throws(StoreFailure) {
    do throws(SystemError) { try file.append(bytes.span.bytes) } catch { throw StoreFailure(error.description) }
  }
}

extension Failure {
  /// The failure of the rows' room, as a command ends with it.
  init(_ failure: RowsFailure) {
    self.init(failure.message)
    help = failure.help
  }

  /// Does what fails as the rows' room does, so that a command ends with it.
  static func of<R>(_ body: () throws(RowsFailure) -> R) throws(Failure) -> R {
    do throws(RowsFailure) { return try body() } catch { throw Failure(error) }
  }
}
