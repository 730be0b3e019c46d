import FlowMsgRows
import FlowMsgSend

/// A file of rows that go back with a reason, in the encoding in which they came.
final class ReturnedFile {
  private let file: any RowSink
  private let rows: ReturnedRows
  private let name: String
  private var encoder: TextEncoder
  private var bytes: [UInt8] = []

  /// A file called `name` in messages.
  init(_ file: any RowSink, _ rows: ReturnedRows, _ encoding: TextEncoding, _ name: String) {
    (self.file, self.rows, self.name) = (file, rows, name)
    encoder = TextEncoder(encoding)
  }

  func begin() { bytes += rows.head }

  func add(_ row: some Collection<UInt8>, reason: String) { rows.append(row, reason: reason, to: &bytes) }

  /// Writes on what was added: there may be as much as there are rows.
  func flush() throws(RowsFailure) {
    var encoded = encoder.encode(bytes)
    bytes.removeAll(keepingCapacity: true)
    do throws(StoreFailure) { try file.take(&encoded) } catch {
      throw RowsFailure("cannot write \(name): \(error.reason)")
    }
  }
}
