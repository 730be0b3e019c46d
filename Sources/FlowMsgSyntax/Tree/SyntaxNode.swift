/// A node, laid flat in pre-order.
public struct SyntaxNode: Sendable, BitwiseCopyable {
  /// What it is.
  public var kind: NodeKind
  /// The word of a statement or declaration.
  public var word: Word
  /// Of a shape's field: a `?` is behind the key.
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
