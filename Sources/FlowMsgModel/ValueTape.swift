/// Where a value came from, opaque to the model: whoever builds it knows what the three words mean, whoever maps it back
/// (source maps, refusals shown at their span) asks the builder.
public struct Origin: Hashable, Sendable {
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
public enum ValueKind: UInt8, Sendable {
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
  /// A value that is already reported as broken: later checks are silent about it, nothing of it is emitted.
  case broken
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
/// million messages need no more than one.
public struct ValueTape: Sendable {
  /// The nodes, in pre-order.
  public private(set) var nodes: ContiguousArray<ValueNode> = []
  /// The bytes of all strings, numbers and keys.
  public private(set) var pool: ContiguousArray<UInt8> = []

  /// An empty tape.
  public init() {}

  /// Drops everything and keeps the memory.
  public mutating func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    pool.removeAll(keepingCapacity: true)
  }

  /// Appends a node without bytes and gives its index; an array, object or member is ended by `close`.
  @discardableResult
  public mutating func append(_ kind: ValueKind, _ origin: Origin) -> Int {
    let at = UInt32(truncatingIfNeeded: pool.count)
    nodes.append(
      ValueNode(kind: kind, origin: origin, start: at, end: at, next: UInt32(truncatingIfNeeded: nodes.count) + 1))
    return nodes.count - 1
  }

  /// Appends a node whose bytes are `bytes` and gives its index; a member is ended by `close`.
  @discardableResult
  public mutating func append(_ kind: ValueKind, _ origin: Origin, _ bytes: some Collection<UInt8>) -> Int {
    let node = append(kind, origin)
    pool.append(contentsOf: bytes)
    endBytes(of: node)
    return node
  }

  /// Appends bytes to the pool: to the text of the node appended last, until `endBytes`.
  public mutating func appendBytes(_ bytes: UnsafeRawBufferPointer) {
    pool.append(contentsOf: bytes)
  }

  /// Appends one byte to the pool: to the text of the node appended last, until `endBytes`.
  public mutating func appendByte(_ byte: UInt8) {
    pool.append(byte)
  }

  /// Says that the bytes of `node`, the last appended, end here.
  public mutating func endBytes(of node: Int) {
    nodes[node].end = UInt32(truncatingIfNeeded: pool.count)
  }

  /// Says that what follows is outside `node`, an array, object or member.
  public mutating func close(_ node: Int) {
    nodes[node].next = UInt32(truncatingIfNeeded: nodes.count)
  }

  /// Turns a node into a broken one, keeping its place.
  public mutating func breakNode(_ node: Int) {
    nodes[node].kind = .broken
  }

  /// Calls `body` with the nodes and the pool as plain memory, for walks that touch every node of every message.
  @inlinable
  public func withUnsafeContents<Result>(
    _ body: (_ nodes: UnsafeBufferPointer<ValueNode>, _ pool: UnsafeRawBufferPointer) -> Result
  ) -> Result {
    nodes.withUnsafeBufferPointer { nodes in pool.withUnsafeBytes { pool in body(nodes, pool) } }
  }

  /// Gives all nodes from `first` on another origin: where a value is used rather than where it was written.
  public mutating func relocate(from first: Int, to origin: Origin) {
    for i in first..<nodes.count { nodes[i].origin = origin }
  }

  /// The text of a string, number or member node.
  public func string(of node: Int) -> String {
    String(decoding: pool[Int(nodes[node].start)..<Int(nodes[node].end)], as: UTF8.self)
  }

  /// The bytes of a string, number or member node.
  public func bytes(of node: Int) -> ArraySlice<UInt8> {
    ArraySlice(pool[Int(nodes[node].start)..<Int(nodes[node].end)])
  }

  /// The indices of the items of an array, or of the members of an object, in order.
  public func children(of node: Int) -> Children {
    Children(nodes: nodes, at: node + 1, end: Int(nodes[node].next))
  }

  /// A walk over siblings.
  public struct Children: Sequence, IteratorProtocol {
    let nodes: ContiguousArray<ValueNode>
    var at: Int
    let end: Int

    /// The next sibling's index.
    public mutating func next() -> Int? {
      guard at < end else { return nil }
      defer { at = Int(nodes[at].next) }
      return at
    }
  }
}
