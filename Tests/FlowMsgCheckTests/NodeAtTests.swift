import FlowMsgCheck
import FlowMsgSyntax
import FlowMsgText
import Testing

/// The innermost node at a byte.
struct NodeAtTests {
  private static func tree(_ source: String) -> SyntaxTree {
    let bytes = Array(source.utf8)
    let outline = Outline(bytes.span)
    var parser = Parser(nestingLimit: Limits.nesting)
    if let extent = outline.extents.first { parser.parse(bytes.span, extent) }
    return parser.tree
  }

  @Test(
    arguments: [
      ("‸let a = b.c", .letDeclaration), ("let ‸a = b.c", .name), ("let a = ‸b.c", .name), ("let a = b‸.c", .path),
      ("let a = b.‸c", .name), ("let‸ a = 1", nil), ("let a = [1, { k: ‸2 }]", .number), ("let a = [1‸, 2]", .array),
      ("let a = [1, {‸ k: 2 }]", nil), ("let a = [1, ‸{ k: 2 }]", .object), ("let a = { k‸: 2 }", .member),
      ("message m { ‸title \"x\" }", .statement), ("message m { title ‸\"x\" }", .string), ("‸", nil), ("// x‸y", nil),
      ("message m { ‸foo \"x\" }", .unknownStatement), ("let a = 1‸", nil),
      ("flow f { screen S { ‸a: string } }", .name),
    ] as [(String, NodeKind?)])
  func innermost(_ marked: String, _ kind: NodeKind?) {
    let tree = Self.tree(marked.replacing("‸", with: ""))
    let node = tree.node(at: UInt32(marked.prefix { $0 != "‸" }.utf8.count))
    #expect(node.map { tree.nodes[$0].kind } == kind)
  }
}
