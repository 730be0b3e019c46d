package import FlowMsgSend

/// Bytes that are read from the first to the last.
package protocol ByteSource: Sendable {
  /// The next bytes, as many as there are and fit into `buffer`; none at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int
}

/// Recipients that are read several times: to check them, to send, to report.
package protocol RecipientStore: AnyObject, Sendable {
  /// The size, in bytes.
  var size: Int { get }

  /// Whether somebody wrote to them since they were opened.
  var hasChanged: Bool { get }

  /// Whether it is a journal that another process writes.
  var isInUse: Bool { get }

  /// Fills `buffer` from `offset` on and returns how much there was; fails if they were changed since they were opened.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int
}

extension RecipientStore {
  /// Recipients are written by no one.
  package var isInUse: Bool { false }

  /// A reader from the first byte on.
  package func reader() -> any ByteSource { StoreReader(self) }

  /// The first bytes, at most `count`.
  func start(_ count: Int) throws(StoreFailure) -> [UInt8] {
    var failure: StoreFailure?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, got in
      do throws(StoreFailure) { got = try read(at: 0, into: UnsafeMutableRawBufferPointer(buffer)) } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }
}

/// Where a reader is in a store; one thread at a time uses it.
private final class StoreReader: ByteSource, @unchecked Sendable {
  private let store: any RecipientStore
  private var offset = 0

  init(_ store: any RecipientStore) { self.store = store }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
    let got = try store.read(at: offset, into: buffer)
    offset += got
    return got
  }
}

/// Where rows are written, such as those that cannot be used.
package protocol RowSink: Sendable {
  /// Adds bytes at the end.
  func append(_ bytes: [UInt8]) throws(StoreFailure)
}

extension RowSink {
  /// Adds bytes at the end, and removes them from `bytes`.
  func take(_ bytes: inout [UInt8]) throws(StoreFailure) {
    if bytes.isEmpty { return }
    try append(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
