public import FlowMsgText

/// The tree of one declaration: lossless (its tokens and the blanks between them are its bytes), flat, made of indices.
///
/// Invariants: tokens are in source order and end with an `end` token; nodes are in pre-order; a node's tokens contain its
/// children's; parsing the same bytes gives the same tree.
///
/// A parser fills one and the same tree for one declaration after the other; `copy` makes one to keep, which nothing
/// changes any more and any thread may read.
public final class SyntaxTree: @unchecked Sendable {
  // Exclusive access is the contract of the parser, which is the only one that writes; not worth a check at each token.
  @exclusivity(unchecked) @usableFromInline var tokenList: FlatList<Token>
  @exclusivity(unchecked) @usableFromInline var nodeList: FlatList<SyntaxNode>
  /// What went wrong, in the order in which it was found.
  @exclusivity(unchecked) package var faults: [SyntaxFault] = []
  /// Whether something went wrong.
  @usableFromInline var hasFaults: Bool { !faults.isEmpty }
  /// Whether a message has a block for a locale, or lists locales.
  @exclusivity(unchecked) package internal(set) var hasLocales = false

  /// Whether entries are behind a `}` that closed the body too early: what is there twice was perhaps another's.
  @exclusivity(unchecked) @usableFromInline var isRejoined = false

  /// An empty tree.
  public init() {
    tokenList = FlatList(capacity: 0)
    nodeList = FlatList(capacity: 0)
  }

  private init(copying other: SyntaxTree) {
    tokenList = FlatList(copying: other.tokenList)
    nodeList = FlatList(copying: other.nodeList)
    faults = other.faults
    isRejoined = other.isRejoined
  }

  deinit {
    tokenList.free()
    nodeList.free()
  }

  /// A tree to keep.
  public func copy() -> SyntaxTree { SyntaxTree(copying: self) }

  /// The tokens; valid as long as the tree is and until it is filled anew.
  @inlinable public var tokens: UnsafeMutableBufferPointer<Token> {
    @inline(__always) get { UnsafeMutableBufferPointer(start: tokenList.base, count: tokenList.count) }
  }

  /// The nodes; valid as long as the tree is and until it is filled anew.
  @inlinable public var nodes: UnsafeMutableBufferPointer<SyntaxNode> {
    @inline(__always) get { UnsafeMutableBufferPointer(start: nodeList.base, count: nodeList.count) }
  }

  /// Drops everything and keeps the memory.
  func removeAll() {
    tokenList.count = 0
    nodeList.count = 0
    if !faults.isEmpty { faults.removeAll() }
    hasLocales = false
    isRejoined = false
  }

  /// Its tokens and nodes as plain memory; valid as long as they are.
  @inlinable public var view: SyntaxView {
    @inline(__always) get { SyntaxView(tokens: tokens, nodes: nodes, hasFaults: hasFaults, isRejoined: isRejoined) }
  }

  /// The view for walking, which asks nothing else.
  @inlinable var nodesOnly: SyntaxView {
    @inline(__always) get { SyntaxView(tokens: tokens, nodes: nodes, hasFaults: false, isRejoined: false) }
  }

  /// See `SyntaxView`.
  @inlinable @inline(__always)
  public func range(of node: Int) -> ByteRange { nodesOnly.range(of: node) }

  /// See `SyntaxView`.
  @inlinable @inline(__always)
  public func token(of node: Int) -> Token { tokens[Int(nodes[node].first)] }

  /// See `SyntaxView`.
  @inlinable @inline(__always)
  public func firstChild(of node: Int) -> Int? { nodesOnly.firstChild(of: node) }

  /// See `SyntaxView`.
  @inlinable @inline(__always)
  public func sibling(after child: Int, in node: Int) -> Int? { nodesOnly.sibling(after: child, in: node) }

  /// See `SyntaxView`.
  @inlinable @inline(__always)
  public func children(of node: Int) -> SyntaxView.Children { nodesOnly.children(of: node) }

  /// See `SyntaxView`.
  @inlinable @inline(__always)
  public func child(_ kind: NodeKind, of node: Int) -> Int? { nodesOnly.child(kind, of: node) }

  /// See `SyntaxView`.
  package func isFaulty(_ node: Int) -> Bool { view.isFaulty(node) }
}
