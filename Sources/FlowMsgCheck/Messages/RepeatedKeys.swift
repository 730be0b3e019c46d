import FlowMsgSyntax
import FlowMsgText

/// Keys that stand twice in one object as it is written. Where several blocks write an object together a key of one block
/// replaces that of another, so this is asked of each block by itself, before they are put together.
enum RepeatedKeys {
  /// So many keys are compared with each other; more go through a hash.
  private static let few = 16

  /// What is wrong in the objects inside `node`, at any depth.
  static func find(in node: Int, _ source: borrowing MessageChecker.Source) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let tree = source.tree
    var keys: [Token] = []
    for object in node..<max(node, Int(tree.nodes[node].next)) where tree.nodes[object].kind == .object {
      keys.removeAll(keepingCapacity: true)
      for member in tree.children(of: object) where tree.nodes[member].kind == .member {
        guard let key = tree.firstChild(of: member), tree.nodes[key].kind != .missing else { continue }
        let token = tree.token(of: key)
        if !token.flags.contains(.faulty) { keys.append(token) }
      }
      if mayRepeat(keys, source.bytes) { report(keys, source, &found) }
    }
    return found
  }

  /// Whether a key may stand twice; false for nearly all objects, and then nothing is decoded.
  private static func mayRepeat(_ keys: [Token], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard keys.count <= few else { return true }
    for i in keys.indices {
      if keys[i].flags.contains(.escape) { return true }
      let text = text(keys[i], bytes)
      for k in 0..<i where self.text(keys[k], bytes).elementsEqual(text) { return true }
    }
    return false
  }

  /// The bytes of a key without escapes.
  private static func text(_ key: Token, _ bytes: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeBufferPointer<UInt8>> {
    let range = key.kind == .name ? key.range : key.range.inner
    return bytes[Int(range.start)..<Int(range.end)]
  }

  private static func report(
    _ keys: [Token], _ source: borrowing MessageChecker.Source, _ found: inout [Diagnostic]
  ) {
    var seen: [[UInt8]: ByteRange] = [:]
    for token in keys {
      let name = decodedString(source.bytes.span, token)
      let key = Array(name.utf8)
      guard let first = seen[key] else {
        seen[key] = token.range
        continue
      }
      found.append(
        repeatedKeyDiagnostic(name, SourceLocation(source.file, token.range), SourceLocation(source.file, first)))
    }
  }
}
