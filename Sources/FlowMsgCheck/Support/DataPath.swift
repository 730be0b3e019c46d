package import FlowMsgModel

/// Paths to values as wordings show them: `items[2].title`.
package enum DataPath {
  /// The path from `root` to `node`, which stands in it; empty for `root` itself. A member's path is its value's.
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
    guard isName(key) else { return "[\(quoted(key))]" }
    return isFirst ? key : ".\(key)"
  }

  /// A text as a wording shows it: in quotes, controls escaped, cut short.
  package static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(41)
    var quoted = "\""
    for scalar in scalars.prefix(scalars.count > 40 ? 39 : 40) {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        quoted += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + (scalars.count > 40 ? "…\"" : "\"")
  }

  /// A key as it is written in an object: bare if it is a name, else in quotes.
  package static func key(_ key: String) -> String { isName(key) ? key : quoted(key) }

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
