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
  /// What should be here is missing; nothing more is reported about it.
  case missing
  /// Tokens that the grammar has no place for.
  case unexpected

  /// Whether two kinds are the same. The synthesised one is a call from every other module.
  @inlinable public static func == (a: NodeKind, b: NodeKind) -> Bool {
    unsafeBitCast(a, to: UInt8.self) == unsafeBitCast(b, to: UInt8.self)
  }
}
