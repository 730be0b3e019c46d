public import FlowMsgText

/// The tokens and nodes of a tree as plain memory, to be read as long as the tree is kept and not filled anew. It is handed
/// about for every value of every message, and copying it counts no references.
public struct SyntaxView: @unchecked Sendable, BitwiseCopyable {
  /// The tokens.
  public let tokens: UnsafeMutableBufferPointer<Token>
  /// The nodes.
  public let nodes: UnsafeMutableBufferPointer<SyntaxNode>
  /// Whether something in the declaration was not understood.
  @usableFromInline let hasFaults: Bool
  /// Whether entries follow a `}` that closed the body too early: what is there twice was perhaps another's.
  @usableFromInline package let isRejoined: Bool

  @inlinable @inline(__always)
  init(
    tokens: UnsafeMutableBufferPointer<Token>, nodes: UnsafeMutableBufferPointer<SyntaxNode>, hasFaults: Bool,
    isRejoined: Bool
  ) {
    (self.tokens, self.nodes, self.hasFaults, self.isRejoined) = (tokens, nodes, hasFaults, isRejoined)
  }

  /// The bytes that a node covers, from its first token to its last.
  @inlinable @inline(__always)
  public func range(of node: Int) -> ByteRange {
    let node = nodes[node]
    let first = tokens[Int(node.first)]
    guard node.last > node.first else { return ByteRange(at: first.start) }
    return ByteRange(first.start, tokens[Int(node.last) - 1].end)
  }

  /// The first token of a node.
  @inlinable @inline(__always)
  public func token(of node: Int) -> Token { tokens[Int(nodes[node].first)] }

  /// The first child of a node, or nil.
  @inlinable @inline(__always)
  public func firstChild(of node: Int) -> Int? {
    node + 1 < Int(nodes[node].next) ? node + 1 : nil
  }

  /// The sibling after `child`, or nil when it is the last child of `node`.
  @inlinable @inline(__always)
  public func sibling(after child: Int, in node: Int) -> Int? {
    let next = Int(nodes[child].next)
    return next < Int(nodes[node].next) ? next : nil
  }

  /// The children of a node, in order.
  @inlinable @inline(__always)
  public func children(of node: Int) -> Children { Children(nodes: nodes, at: node + 1, end: Int(nodes[node].next)) }

  /// The first child of `kind`.
  @inlinable @inline(__always)
  public func child(_ kind: NodeKind, of node: Int) -> Int? {
    children(of: node).first { nodes[$0].kind == kind }
  }

  /// Whether something in a node was not understood, in its shape or in one of its tokens: then no one is held to what it
  /// says.
  package func isFaulty(_ node: Int) -> Bool {
    guard hasFaults, node < nodes.count else { return false }
    if nodes[node..<max(node + 1, Int(nodes[node].next))].contains(where: \.isDamaged) { return true }
    let (first, last) = (Int(nodes[node].first), Int(nodes[node].last))
    return tokens[first..<max(first, last)].contains {
      $0.kind != .comment && $0.kind != .docComment && $0.flags.contains(.faulty)
    }
  }

  /// A walk over siblings.
  public struct Children: Sequence, IteratorProtocol {
    @usableFromInline let nodes: UnsafeMutableBufferPointer<SyntaxNode>
    @usableFromInline var at: Int
    @usableFromInline let end: Int

    @inlinable
    init(nodes: UnsafeMutableBufferPointer<SyntaxNode>, at: Int, end: Int) {
      (self.nodes, self.at, self.end) = (nodes, at, end)
    }

    /// The next sibling's index.
    @inlinable
    public mutating func next() -> Int? {
      guard at < end else { return nil }
      defer { at = Int(nodes[at].next) }
      return at
    }
  }
}
