public import FlowMsgText

/// What a node of the tree is. The comment behind each names its children.
public enum NodeKind: UInt8, Sendable, BitwiseCopyable {
  // Declarations. The node's own token is the first word.
  case importDeclaration  // String
  case localesDeclaration  // Tag+
  case letDeclaration  // Name, value | from String
  case typeDeclaration  // Name, type
  case botDeclaration  // Name, botLine*
  case flowDeclaration  // Slug, fromClause | screenLine*
  case messageDeclaration  // Name, parameters?, likeClause?, body?
  case baseDeclaration
  case unknownDeclaration
  // Inside declarations.
  case fromClause  // string
  case idLine  // name?, string
  case providerLine  // name
  case screenLine  // name, type?
  case parameters  // parameter*
  case parameter  // name, type, value?
  case arguments  // argument*
  case argument  // name, value
  case likeClause  // name, arguments?
  case body  // statement | localesDeclaration | example | inBlock | unknownStatement
  case statement  // operand, object?; `word` says which
  case example  // object
  case inBlock  // tag, statement*
  case unknownStatement
  // Leaves and values.
  case name, string, number, literal
  case path  // name+
  case object  // member*
  case member  // name | string, value
  case array  // value*
  // Types.
  case namedType  // name, bounds?
  case oneOfType  // string+
  case listType  // type, bounds?
  case shapeType  // shapeField*
  case shapeField  // name | string, type; `isOptional`
  case bounds  // bound*
  case bound  // name, number
  /// What should stand here does not; nothing more is said about it.
  case missing
  /// Tokens that the grammar has no place for.
  case unexpected

  /// Whether two kinds are the same. The synthesised one is a call from every other module.
  @inlinable public static func == (a: NodeKind, b: NodeKind) -> Bool {
    unsafeBitCast(a, to: UInt8.self) == unsafeBitCast(b, to: UInt8.self)
  }
}

/// A node, laid flat in pre-order.
public struct SyntaxNode: Sendable, BitwiseCopyable {
  /// What it is.
  public var kind: NodeKind
  /// The word of a statement or declaration.
  public var word: Word
  /// Of a shape's field: a `?` stands behind the key.
  public var isOptional = false
  /// Of a string: it takes no interpolation (a path, slug, id, quoted key, choice).
  public var isVerbatim = false
  /// Whether a fault was found at this node or in it.
  public var isDamaged = false
  /// The first token.
  public var first: UInt32
  /// The token after the last.
  public var last: UInt32
  /// The index of the node after this one and everything in it.
  public var next: UInt32
}

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

  /// Whether entries stand behind a `}` that closed the body too early: what stands there twice was perhaps another's.
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
