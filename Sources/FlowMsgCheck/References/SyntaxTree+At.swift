package import FlowMsgSyntax
import FlowMsgText

extension SyntaxTree {
  /// The token that has the byte at `offset`, as an index; nil where there is a blank.
  func token(at offset: UInt32) -> Int? {
    let at = tokens.partitioningIndex { $0.end > offset }
    return at < tokens.count && tokens[at].start <= offset && tokens[at].kind != .end ? at : nil
  }

  /// The innermost node that has the byte at `offset`; nil outside the declaration.
  package func node(at offset: UInt32) -> Int? { token(at: offset).flatMap { around(token: $0).last } }

  /// The nodes that have a token, the outermost first.
  func around(token: Int) -> [Int] {
    var around: [Int] = []
    var next = nodes.isEmpty ? nil : Optional(0)
    while let node = next, Int(nodes[node].first) <= token, token < Int(nodes[node].last) {
      around.append(node)
      next = children(of: node).first { Int(nodes[$0].first) <= token && token < Int(nodes[$0].last) }
    }
    return around
  }
}
