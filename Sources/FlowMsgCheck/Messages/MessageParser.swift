import FlowMsgSyntax

/// A parser, of which nothing is copied.
final class MessageParser {
  @exclusivity(unchecked) private var parser = Parser(nestingLimit: Limits.nesting)

  /// The tree of a declaration, valid until the next one is parsed.
  func parse(_ bytes: UnsafeBufferPointer<UInt8>, _ extent: Extent) -> SyntaxTree {
    parser.parse(bytes.span, extent)
    return parser.tree
  }
}
