/// The prefixes of namespaces that the open elements declare.
struct XMLPrefixes: ~Copyable {
  /// A prefix by its place in `bytes`, and the depth of its element.
  struct Declaration: BitwiseCopyable {
    var start: Int
    var count: Int
    var depth: Int
  }

  private var bytes = GrowingBuffer<UInt8>(capacity: 64)
  private var declarations = GrowingBuffer<Declaration>(capacity: 16)

  /// Declares a prefix by the element at `depth`.
  mutating func declare(_ prefix: UnsafeBufferPointer<UInt8>, depth: Int) {
    declarations.append(Declaration(start: bytes.count, count: prefix.count, depth: depth))
    bytes.append(prefix)
  }

  /// Forgets what elements deeper than `depth` have declared.
  @inline(__always)
  mutating func close(to depth: Int) {
    while declarations.count > 0, declarations.base[declarations.count &- 1].depth > depth {
      bytes.truncate(to: declarations.base[declarations.count &- 1].start)
      declarations.truncate(to: declarations.count &- 1)
    }
  }

  /// Whether an open element declares the prefix, or XML itself does.
  func contains(_ prefix: UnsafeBufferPointer<UInt8>) -> Bool {
    for declaration in declarations.elements.reversed() where declaration.count == prefix.count {
      let declared = UnsafeBufferPointer(start: bytes.base + declaration.start, count: declaration.count)
      if declared.elementsEqual(prefix) { return true }
    }
    return prefix.elementsEqual("xml".utf8)
  }
}
