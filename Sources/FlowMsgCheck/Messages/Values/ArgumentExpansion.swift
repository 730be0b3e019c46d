import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// How many references are followed where an argument is put together.
///
/// Known before they are followed: arguments that contain each other several times multiply, at every level that builds on
/// them, and each would be followed up to the limit.
final class ArgumentExpansion {
  private let bindings: ParameterBindings
  /// What is known already, by level and node.
  @exclusivity(unchecked) private var known: [UInt64: Int] = [:]

  init(_ bindings: ParameterBindings) { self.bindings = bindings }

  /// Forgets what is known, for another chain.
  func removeAll() { if !known.isEmpty { known.removeAll(keepingCapacity: true) } }

  /// How many references are followed where the value at `place` is put together.
  func count(of place: Place, depth: Int = Limits.letChain) -> Int {
    let tree = place.source.tree
    guard !tree.isPlain(place.node), place.source.scope >= 0 else { return 0 }
    let key = UInt64(place.source.scope) << 32 | UInt64(place.node)
    if let known = known[key] { return known }
    // Arguments of two levels can contain each other in turn, as often as there are any.
    if depth == 0 { return Limits.steps + 1 }
    // What names itself adds nothing here, and is found where it is followed.
    known[key] = 0
    var sum = 0
    for node in place.node..<Int(tree.nodes[place.node].next) {
      for name in tree.references(at: node, place.source.bytes) {
        guard case .closed(let inner) = bindings.binding(name, place.source) else { continue }
        sum = sum.addingSaturating(1).addingSaturating(count(of: inner, depth: depth - 1))
      }
    }
    known[key] = sum
    return sum
  }
}

extension SyntaxView {
  /// Whether the value at `node` is a literal that refers to nothing.
  fileprivate func isPlain(_ node: Int) -> Bool {
    switch nodes[node].kind {
    case .number, .literal: true
    case .string: token(of: node).kind == .string && token(of: node).flags.isPlain
    default: false
    }
  }

  /// The first names of the paths that the node itself, a path or a string, holds.
  fileprivate func references(at node: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> [ByteRange] {
    switch nodes[node].kind {
    case .path: return firstChild(of: node).map { [token(of: $0).range] } ?? []
    case .string where !isPlain(node):
      var names: [ByteRange] = []
      StringContents.read(bytes.span, token(of: node), isVerbatim: false) {
        if case .path(let range) = $0 { names.append(pathNames(bytes, range)[0]) }
      }
      return names
    default: return []
    }
  }
}
