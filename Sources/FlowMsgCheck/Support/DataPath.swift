package import FlowMsgModel
import FlowMsgText

/// Paths to values as wordings show them: `items[2].title`.
package enum DataPath {
  /// The path from `root` to `node`, which is in it; empty for `root` itself. A member's path is its value's.
  package static func path(to node: Int, from root: Int, in tape: borrowing ValueTape) -> String {
    var path = ""
    var at = root
    while at < node {
      let isArray = tape.nodes[at].kind == .array
      let end = Int(tape.nodes[at].next)
      var child = at + 1
      var index = 0
      while child < end, Int(tape.nodes[child].next) <= node {
        child = Int(tape.nodes[child].next)
        index += 1
      }
      guard child < end else { return path }
      if isArray { path += "[\(index)]" }
      if tape.nodes[child].kind == .member { path += step(tape.string(of: child), isFirst: path.isEmpty) }
      at = child
    }
    return path
  }

  private static func step(_ key: String, isFirst: Bool) -> String {
    guard isName(key) else { return "[\(Wording.quoted(key))]" }
    return isFirst ? key : ".\(key)"
  }

  /// A key as it is written in an object: bare if it is a name, else in quotes.
  package static func key(_ key: String) -> String { isName(key) ? key : Wording.quoted(key) }

  /// Whether `key` needs no quotes, and is short enough to be shown whole.
  private static func isName(_ key: String) -> Bool {
    var before: Unicode.Scalar?
    for scalar in key.unicodeScalars {
      let isLetter = scalar == "_" || scalar.properties.isAlphabetic
      let isInner = before != nil && (("0"..."9").contains(scalar) || (scalar == "-" && before != "-"))
      guard isLetter || isInner else { return false }
      before = scalar
    }
    return before != nil && before != "-" && key.unicodeScalars.prefix(65).count <= 64
  }
}
