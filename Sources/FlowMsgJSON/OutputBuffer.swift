/// Where emitted bytes go: raw memory in chunks, for one thread.
///
/// What is written between `beginRecord` and `endRecord` (one body, one line) always is contiguous in one chunk: when
/// a chunk overflows, the part already written of that record moves to a new one and the older chunk ends before it. So
/// nothing else is ever copied, and the memory is the output and one chunk, where an array that doubles would need three
/// times the output while it grows. Measured on 10⁵ bodies: less than half the time of `[UInt8].append`.
public final class OutputBuffer {
  /// The size of a chunk in bytes, unless a record is larger.
  public static let defaultChunkSize = 1 << 20

  // Exclusive access is the contract of the class (one thread, no callbacks), not worth a run-time check at each byte.
  /// The memory of the current chunk.
  @exclusivity(unchecked) public var base: UnsafeMutableRawPointer
  /// How many bytes of it are written.
  @exclusivity(unchecked) public var count = 0
  /// How many bytes it has.
  @exclusivity(unchecked) public var capacity: Int
  @exclusivity(unchecked) private var recordStart = 0
  @exclusivity(unchecked) private var finished: [OutputChunk] = []
  private let chunkSize: Int

  /// An empty buffer whose chunks have `chunkSize` bytes, at least 1.
  public init(chunkSize: Int = OutputBuffer.defaultChunkSize) {
    self.chunkSize = max(1, chunkSize)
    capacity = 0
    base = .allocate(byteCount: 0, alignment: 16)
  }

  deinit { base.deallocate() }

  /// Begins a record where the last one ended.
  public func beginRecord() {
    recordStart = count
  }

  /// Ends the record and tells where it is: `takeChunks()[chunk].bytes[range]`.
  @discardableResult
  public func endRecord() -> (chunk: Int, range: Range<Int>) {
    defer { recordStart = count }
    return (finished.count, recordStart..<count)
  }

  /// Drops what was written of the record, for one that turns out not to be wanted.
  public func dropRecord() {
    count = recordStart
  }

  /// Gives the memory away, in order, and is empty after it.
  public func takeChunks() -> [OutputChunk] {
    closeChunk(at: count)
    base = .allocate(byteCount: 0, alignment: 16)
    (count, capacity, recordStart) = (0, 0, 0)
    defer { finished = [] }
    return finished
  }

  /// The bytes written since `beginRecord`; valid until the next call.
  public var record: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + recordStart, count: count - recordStart)
  }

  /// Makes room for `more` bytes and gives their place; `advance` says how many of them were filled.
  @inlinable
  public func reserve(_ more: Int) -> UnsafeMutableRawPointer {
    if _slowPath(capacity &- count < more) { grow(by: more) }
    return base + count
  }

  /// Says that `filled` bytes from the place that `reserve` gave are written.
  @inlinable
  public func advance(by filled: Int) {
    count &+= filled
  }

  /// Appends one byte.
  @inlinable
  public func append(_ byte: UInt8) {
    reserve(1).storeBytes(of: byte, as: UInt8.self)
    count &+= 1
  }

  /// Appends bytes.
  @inlinable
  public func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count).copyMemory(from: source, byteCount: bytes.count)
    count &+= bytes.count
  }

  /// Appends the text of the program itself.
  @inlinable
  public func append(_ text: StaticString) {
    text.withUTF8Buffer { append(UnsafeRawBufferPointer($0)) }
  }

  /// Appends a text as UTF-8.
  public func append(_ text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Goes on in a new chunk that has room for the record so far and `more` bytes.
  public func grow(by more: Int) {
    let written = count - recordStart
    // A record that is larger than a chunk doubles, so that a body of a megabyte is not moved at every member.
    let size = max(chunkSize, written + more, recordStart == 0 ? 2 * capacity : 0)
    let next = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    next.copyMemory(from: base + recordStart, byteCount: written)
    closeChunk(at: recordStart)
    (base, capacity, count, recordStart) = (next, size, written, 0)
  }

  /// Ends the current chunk at `end`; one that holds nothing is given back.
  private func closeChunk(at end: Int) {
    if end == 0 {
      base.deallocate()
    } else {
      finished.append(OutputChunk(adopting: base, count: end))
    }
  }
}
