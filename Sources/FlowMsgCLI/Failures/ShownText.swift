import FlowMsgText

/// Text from outside (operands, values of options, names of files) as messages show it: what a terminal would obey is
/// spelled out.
enum ShownText {
  /// A text of several lines: line feeds and tabs are kept.
  static func lines(_ text: String) -> String { shown(text) { $0 == "\n" || $0 == "\t" } }

  /// A text of one line.
  static func line(_ text: String) -> String { shown(text) { _ in false } }

  private static func shown(_ text: String, isKept: (Unicode.Scalar) -> Bool) -> String {
    guard text.unicodeScalars.contains(where: { isSpelled($0) && !isKept($0) }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let byte = RawText.byte(scalar) {
        result.append(contentsOf: RawText.shown(byte).unicodeScalars)
      } else if isSpelled(scalar) && !isKept(scalar) {
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether a terminal acts on it, it turns the direction of what follows, or it is a byte that is not part of UTF-8.
  private static func isSpelled(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: RawText.byte(scalar) != nil
    }
  }
}
