import FlowMsgSyntax
import FlowMsgText

/// Keys that one object has twice as it is written. Where several blocks write an object together a key of one block
/// replaces that of another, so this is asked of each block by itself, before they are put together.
enum RepeatedKeys {
  /// So many keys are compared with each other; more go through a hash.
  private static let few = 16

  /// Adds to `found` what is wrong in the objects inside `node`, at any depth.
  static func find(in node: Int, _ source: TreeContext, _ found: inout [Diagnostic]) {
    let tree = source.tree
    var at = node
    let end = Int(tree.nodes[node].next)
    while at < end {
      if tree.nodes[at].kind == .object, mayRepeat(at, source) { report(keys(of: at, tree), source, &found) }
      at += 1
    }
  }

  /// The keys of an object, those that were read whole.
  private static func keys(of object: Int, _ tree: SyntaxView) -> [Token] {
    tree.children(of: object).compactMap { key(of: $0, tree) }
  }

  @inline(__always)
  private static func key(of member: Int, _ tree: SyntaxView) -> Token? {
    guard tree.nodes[member].kind == .member, let key = tree.firstChild(of: member), tree.nodes[key].kind != .missing
    else { return nil }
    let token = tree.token(of: key)
    return token.flags.contains(.faulty) ? nil : token
  }

  /// Whether a key may be there twice; false for nearly all objects, and then nothing is decoded.
  private static func mayRepeat(_ object: Int, _ source: TreeContext) -> Bool {
    let tree = source.tree
    var count = 0
    var member = tree.firstChild(of: object)
    while let at = member {
      if let token = key(of: at, tree) {
        count += 1
        if count > few || token.flags.contains(.escape) { return true }
        if isRepeated(text(token), of: object, before: at, source) { return true }
      }
      member = tree.sibling(after: at, in: object)
    }
    return false
  }

  private static func isRepeated(
    _ range: ByteRange, of object: Int, before member: Int, _ source: TreeContext
  ) -> Bool {
    let tree = source.tree
    var other = tree.firstChild(of: object)
    while let at = other, at < member {
      if let token = key(of: at, tree), areEqual(text(token), range, source.bytes) { return true }
      other = tree.sibling(after: at, in: object)
    }
    return false
  }

  private static func areEqual(_ a: ByteRange, _ b: ByteRange, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    var i = 0
    while i < a.count {
      if bytes[Int(a.start) + i] != bytes[Int(b.start) + i] { return false }
      i += 1
    }
    return true
  }

  /// The bytes of a key without its quotes.
  private static func text(_ key: Token) -> ByteRange { key.kind == .name ? key.range : key.range.inner }

  private static func report(
    _ keys: [Token], _ source: TreeContext, _ found: inout [Diagnostic]
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
