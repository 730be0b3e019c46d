/// Where a value came from, opaque to the model: whatever builds it knows what the three words mean, whatever maps it back
/// (source maps, refusals shown at their span) asks the builder.
public struct Origin: Hashable, Sendable, BitwiseCopyable {
  /// The builder's words.
  public var words: (UInt32, UInt32, UInt32)

  /// An origin of the builder's making.
  @inlinable
  public init(_ a: UInt32, _ b: UInt32, _ c: UInt32) {
    words = (a, b, c)
  }

  /// Origins are equal when their words are.
  public static func == (a: Origin, b: Origin) -> Bool { a.words == b.words }

  /// Feeds the words.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
  }
}

/// What a node of a value is.
public enum ValueKind: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  /// A text; its bytes are UTF-8 in the tape's pool.
  case string
  /// A number; its bytes are the digits as they were written.
  case number
  /// `true`.
  case `true`
  /// `false`.
  case `false`
  /// `null`.
  case null
  /// A list; its items follow.
  case array
  /// An object; its members follow, each a `member` node.
  case object
  /// A member of an object: its bytes are the key, one value follows.
  case member
  /// A hole that a parameter fills: its bytes are the parameter's path (`cliente.nome`).
  case hole
  /// A text with holes: its bytes are the text with a letter in the place of each hole; `string` and `hole` nodes follow.
  case interpolated
  /// A value that is already reported as broken: later checks are silent about it, nothing of it is emitted.
  case broken

  /// Whether two kinds are the same. The synthesised one is a call from every other module.
  @inlinable public static func == (a: ValueKind, b: ValueKind) -> Bool {
    unsafeBitCast(a, to: UInt8.self) == unsafeBitCast(b, to: UInt8.self)
  }
}

/// One node of a value, in pre-order.
public struct ValueNode: Sendable {
  /// What it is.
  public var kind: ValueKind
  /// Where it came from.
  public var origin: Origin
  /// The first byte in the pool, of a string, number or key.
  public var start: UInt32
  /// The byte after the last.
  public var end: UInt32
  /// The index of the node after this one and everything in it.
  public var next: UInt32

  /// Whether it is a text, with holes or without.
  @inlinable public var isText: Bool { kind == .string || kind == .interpolated }

  /// A node.
  @inlinable
  public init(kind: ValueKind, origin: Origin, start: UInt32, end: UInt32, next: UInt32) {
    self.kind = kind
    self.origin = origin
    self.start = start
    self.end = end
    self.next = next
  }
}

/// Values laid flat: nodes in pre-order and one pool of bytes.
///
/// A tape is filled front to back, read by index, and emptied for the next message without giving its memory back: a
/// million messages need no more than one. One thread uses it; its memory is its own, as an array's checks of who else
/// holds it, at every append, were a tenth of what a message cost.
public final class ValueTape: @unchecked Sendable {
  // Exclusive access is the contract (one thread, no callbacks that write), not worth a check at each node.
  @exclusivity(unchecked) @usableFromInline var nodeBase: UnsafeMutablePointer<ValueNode>
  @exclusivity(unchecked) @usableFromInline var nodeCount = 0
  @exclusivity(unchecked) @usableFromInline var nodeCapacity = 64
  @exclusivity(unchecked) @usableFromInline var byteBase: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) @usableFromInline var byteCount = 0
  @exclusivity(unchecked) @usableFromInline var byteCapacity = 2048

  /// An empty tape.
  public init() {
    nodeBase = .allocate(capacity: nodeCapacity)
    byteBase = .allocate(capacity: byteCapacity)
  }

  /// A tape with the same nodes.
  init(copying other: ValueTape) {
    (nodeCount, nodeCapacity) = (other.nodeCount, max(1, other.nodeCount))
    (byteCount, byteCapacity) = (other.byteCount, max(1, other.byteCount))
    nodeBase = .allocate(capacity: nodeCapacity)
    byteBase = .allocate(capacity: byteCapacity)
    nodeBase.update(from: other.nodeBase, count: nodeCount)
    byteBase.update(from: other.byteBase, count: byteCount)
  }

  deinit {
    nodeBase.deallocate()
    byteBase.deallocate()
  }

  /// The nodes, in pre-order; valid until the next append.
  @inlinable public var nodes: UnsafeMutableBufferPointer<ValueNode> {
    UnsafeMutableBufferPointer(start: nodeBase, count: nodeCount)
  }

  /// The bytes of all strings, numbers and keys; valid until the next append.
  @inlinable public var pool: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: byteBase, count: byteCount) }

  /// Drops everything and keeps the memory.
  @inlinable
  public func removeAll() {
    nodeCount = 0
    byteCount = 0
  }

  /// Appends a node without bytes and gives its index; an array, object or member is ended by `close`.
  @inlinable
  @discardableResult
  public func append(_ kind: ValueKind, _ origin: Origin) -> Int {
    if _slowPath(nodeCount == nodeCapacity) { growNodes() }
    let at = UInt32(truncatingIfNeeded: byteCount)
    let node = nodeCount
    nodeBase[node] = ValueNode(
      kind: kind, origin: origin, start: at, end: at, next: UInt32(truncatingIfNeeded: node) &+ 1)
    nodeCount = node &+ 1
    return node
  }

  /// Appends a node whose bytes are `bytes` and gives its index; a member is ended by `close`.
  @discardableResult
  public func append(_ kind: ValueKind, _ origin: Origin, _ bytes: some Collection<UInt8>) -> Int {
    let node = append(kind, origin)
    // What lies in one piece, as most does, is copied at once.
    if bytes.withContiguousStorageIfAvailable(appendBytes) == nil { for byte in bytes { appendByte(byte) } }
    endBytes(of: node)
    return node
  }

  /// Appends bytes to the pool: to the text of the node appended last, until `endBytes`.
  @inlinable
  public func appendBytes(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    if _slowPath(byteCapacity &- byteCount < bytes.count) { growBytes(by: bytes.count) }
    (byteBase + byteCount).update(from: source, count: bytes.count)
    byteCount &+= bytes.count
  }

  /// Appends one byte to the pool: to the text of the node appended last, until `endBytes`.
  @inlinable
  public func appendByte(_ byte: UInt8) {
    if _slowPath(byteCount == byteCapacity) { growBytes(by: 1) }
    byteBase[byteCount] = byte
    byteCount &+= 1
  }

  /// Says that the bytes of `node`, the last appended, end here.
  @inlinable
  public func endBytes(of node: Int) {
    nodeBase[node].end = UInt32(truncatingIfNeeded: byteCount)
  }

  /// Turns a string node into a text with holes, which follow.
  public func makeTemplate(_ node: Int) {
    nodeBase[node].kind = .interpolated
  }

  /// Says that what follows is outside `node`, an array, object or member.
  @inlinable
  public func close(_ node: Int) {
    nodeBase[node].next = UInt32(truncatingIfNeeded: nodeCount)
  }

  /// Turns a node into a broken one, keeping its place.
  @inlinable
  public func breakNode(_ node: Int) {
    nodeBase[node].kind = .broken
  }

  /// The text of a string, number or member node.
  public func string(of node: Int) -> String { String(decoding: bytes(of: node), as: UTF8.self) }

  /// The bytes of a string, number or member node; valid until the next append.
  @inlinable
  public func bytes(of node: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: byteBase + Int(nodeBase[node].start), count: Int(nodeBase[node].end &- nodeBase[node].start))
  }

  /// The indices of the items of an array, or of the members of an object, in order.
  @inlinable
  public func children(of node: Int) -> Children {
    Children(tape: self, at: node + 1, end: Int(nodeBase[node].next))
  }

  @usableFromInline
  func growNodes() {
    nodeCapacity *= 2
    let next = UnsafeMutablePointer<ValueNode>.allocate(capacity: nodeCapacity)
    next.update(from: nodeBase, count: nodeCount)
    nodeBase.deallocate()
    nodeBase = next
  }

  @usableFromInline
  func growBytes(by more: Int) {
    byteCapacity = max(byteCapacity * 2, byteCount + more)
    let next = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCapacity)
    next.update(from: byteBase, count: byteCount)
    byteBase.deallocate()
    byteBase = next
  }

  /// A walk over siblings.
  public struct Children: Sequence, IteratorProtocol {
    @usableFromInline let tape: ValueTape
    @usableFromInline var at: Int
    @usableFromInline let end: Int

    @inlinable
    init(tape: ValueTape, at: Int, end: Int) {
      (self.tape, self.at, self.end) = (tape, at, end)
    }

    /// The next sibling's index.
    @inlinable
    public mutating func next() -> Int? {
      guard at < end else { return nil }
      defer { at = Int(tape.nodeBase[at].next) }
      return at
    }
  }
}
