/// Bytes that grow in one piece of memory and are used again: what rows are written to, without a check at each byte.
package final class ByteSink {
  /// The memory.
  @exclusivity(unchecked) package private(set) var base: UnsafeMutablePointer<UInt8>
  /// How many bytes of it are filled.
  @exclusivity(unchecked) package var count = 0
  @exclusivity(unchecked) private var capacity: Int

  /// An empty sink with room for `capacity` bytes.
  package init(capacity: Int = 1 << 12) {
    self.capacity = max(16, capacity)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// What was written; valid until the next byte is.
  package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  /// Forgets what was written and keeps the memory.
  package func removeAll() { count = 0 }

  /// Makes room for `more` bytes and gives their place.
  package func reserve(_ more: Int) -> UnsafeMutablePointer<UInt8> {
    if _slowPath(capacity &- count < more) { grow(more) }
    return base + count
  }

  /// Appends one byte.
  package func append(_ byte: UInt8) {
    reserve(1).pointee = byte
    count &+= 1
  }

  /// Appends bytes, which may be the sink's own.
  package func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    // The old memory goes when what is in it was copied.
    let old = capacity &- count < bytes.count ? moved(bytes.count) : nil
    (base + count).update(from: source, count: bytes.count)
    old?.deallocate()
    count &+= bytes.count
  }

  /// Appends bytes.
  package func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  private func grow(_ more: Int) { moved(more).deallocate() }

  /// Goes to larger memory and gives the old one.
  private func moved(_ more: Int) -> UnsafeMutablePointer<UInt8> {
    let size = max(capacity * 2, count + more)
    let next = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    next.update(from: base, count: count)
    let old = base
    (base, capacity) = (next, size)
    return old
  }
}
