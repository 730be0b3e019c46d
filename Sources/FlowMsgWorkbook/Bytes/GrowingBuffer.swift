#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Plain values one after the other in memory that grows in place where the system can do that.
///
/// An array would copy itself whenever it doubles, and need three times the memory at that moment.
struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  /// An empty buffer with room for `capacity` elements.
  init(capacity: Int = 64) {
    self.capacity = max(capacity, 1)
    base = GrowingBuffer.allocate(nil, self.capacity)
  }

  deinit { free(base) }

  /// All elements; valid until the next change.
  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

  /// Makes room for `more` elements behind the last one.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if _slowPath(capacity &- count < more) { grow(more) }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    reserve(1)
    base[count] = element
    count &+= 1
  }

  @inline(__always)
  mutating func append(_ more: UnsafeBufferPointer<Element>) {
    guard let start = more.baseAddress else { return }
    reserve(more.count)
    (base + count).update(from: start, count: more.count)
    count &+= more.count
  }

  /// Drops all elements from `count` on.
  @inline(__always)
  mutating func truncate(to count: Int) {
    self.count = min(self.count, max(0, count))
  }

  private mutating func grow(_ more: Int) {
    capacity = max(capacity &* 2, count &+ more)
    base = GrowingBuffer.allocate(base, capacity)
  }

  private static func allocate(_ old: UnsafeMutablePointer<Element>?, _ count: Int) -> UnsafeMutablePointer<Element> {
    guard let memory = realloc(old, count &* MemoryLayout<Element>.stride) else { fatalError("out of memory") }
    return memory.assumingMemoryBound(to: Element.self)
  }
}

extension GrowingBuffer where Element == UInt8 {
  /// Appends the text of the program itself.
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append($0) }
  }

  /// The bytes from `start` on as a text.
  func text(from start: Int = 0) -> String {
    let start = min(max(0, start), count)
    return String(decoding: UnsafeBufferPointer(start: base + start, count: count &- start), as: UTF8.self)
  }
}
