package import FlowMsgSyntax
import FlowMsgText

extension SyntaxTree {
  /// The token that has the byte at `offset`, as an index; nil where there is a blank.
  func token(at offset: UInt32) -> Int? {
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].end <= offset { low = middle + 1 } else { high = middle }
    }
    return low < tokens.count && tokens[low].start <= offset && tokens[low].kind != .end ? low : nil
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
