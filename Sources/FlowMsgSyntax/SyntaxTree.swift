package import FlowMsgText

/// What a node of the tree is. The comment behind each names its children.
package enum NodeKind: UInt8, Sendable {
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
}

/// A node, laid flat in pre-order.
package struct SyntaxNode: Sendable {
  package var kind: NodeKind
  /// The word of a statement or declaration.
  package var word: Word
  /// Of a shape's field: a `?` stands behind the key.
  package var isOptional = false
  /// Of a string: it takes no interpolation (a path, slug, id, quoted key, choice).
  package var isVerbatim = false
  /// Whether a fault was found at this node or in it.
  package var isDamaged = false
  /// The first token.
  package var first: UInt32
  /// The token after the last.
  package var last: UInt32
  /// The index of the node after this one and everything in it.
  package var next: UInt32
}

/// The tree of one declaration: lossless (its tokens and the blanks between them are its bytes), flat, made of indices.
///
/// Invariants: tokens are in source order and end with an `end` token; nodes are in pre-order; a node's tokens contain its
/// children's; parsing the same bytes gives the same tree.
package struct SyntaxTree: Sendable {
  package var tokens: ContiguousArray<Token> = []
  package var nodes: ContiguousArray<SyntaxNode> = []
  package var faults: [SyntaxFault] = []

  package init() {}

  /// Drops everything and keeps the memory.
  mutating func removeAll() {
    tokens.removeAll(keepingCapacity: true)
    nodes.removeAll(keepingCapacity: true)
    faults.removeAll(keepingCapacity: true)
  }

  /// The bytes that a node covers, from its first token to its last.
  package func range(of node: Int) -> ByteRange {
    let node = nodes[node]
    let first = tokens[Int(node.first)]
    guard node.last > node.first else { return ByteRange(at: first.start) }
    return ByteRange(first.start, tokens[Int(node.last) - 1].end)
  }

  /// The first token of a node.
  @inline(__always)
  package func token(of node: Int) -> Token { tokens[Int(nodes[node].first)] }

  /// The first child of a node, or nil.
  @inline(__always)
  package func firstChild(of node: Int) -> Int? {
    node + 1 < Int(nodes[node].next) ? node + 1 : nil
  }

  /// The sibling after `child`, or nil when it is the last child of `node`.
  @inline(__always)
  package func sibling(after child: Int, in node: Int) -> Int? {
    let next = Int(nodes[child].next)
    return next < Int(nodes[node].next) ? next : nil
  }

  /// The children of a node, in order.
  package func children(of node: Int) -> Children { Children(tree: self, at: node + 1, end: Int(nodes[node].next)) }

  /// The first child of `kind`.
  package func child(_ kind: NodeKind, of node: Int) -> Int? {
    children(of: node).first { nodes[$0].kind == kind }
  }

  /// A walk over siblings.
  package struct Children: Sequence, IteratorProtocol {
    let tree: SyntaxTree
    var at: Int
    let end: Int

    package mutating func next() -> Int? {
      guard at < end else { return nil }
      defer { at = Int(tree.nodes[at].next) }
      return at
    }
  }
}
