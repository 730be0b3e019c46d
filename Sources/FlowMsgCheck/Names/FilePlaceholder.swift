import FlowMsgModel
import FlowMsgText

/// A placeholder in a text that comes from a file: nothing fills it, so people would read it as it is.
///
///     Placeholder ::= '{{' any* '}}' | '{' blank* (Digits | Words) blank* '}' | '${' ('data' | 'form' | 'screen') '.' any* '}'
enum FilePlaceholder {
  /// The longest name between braces.
  private static let longest = 60

  /// The first placeholder of a text, as it is there.
  static func first(in text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    var i = 0
    while i < scalars.count {
      if scalars[i] == "{", let end = end(scalars, i) {
        let start = i > 0 && scalars[i - 1] == "$" ? i - 1 : i
        return String(String.UnicodeScalarView(scalars[start..<end]))
      }
      i += 1
    }
    return nil
  }

  /// The place behind the placeholder that begins at `i`, if one does.
  private static func end(_ scalars: [Unicode.Scalar], _ i: Int) -> Int? {
    let isDoubled = i + 1 < scalars.count && scalars[i + 1] == "{"
    let first = isDoubled ? i + 2 : i + 1
    guard first < scalars.count,
      let close = scalars[first...].prefix(longest).firstIndex(where: { $0 == "}" || $0 == "{" }),
      scalars[close] == "}", close > first
    else { return nil }
    if isDoubled { return close + 1 < scalars.count && scalars[close + 1] == "}" ? close + 2 : close + 1 }
    let inner = scalars[first..<close]
    // Letters, digits and what is between words: `nome`, `loja.cidade`, `nome completo`, `1`, `data.x`.
    let isName = inner.allSatisfy { $0.isWordPart || $0 == "_" || $0 == "." || $0 == "-" || $0 == " " || $0 == "\t" }
    return isName && inner.contains(where: \.isWordPart) ? close + 1 : nil
  }

  /// The finding, at the place where the text is used; `value` is where the file has it.
  static func diagnostic(_ placeholder: String, at location: SourceLocation, value: SourceLocation?) -> Diagnostic {
    Diagnostic(
      NameDiagnostics.filePlaceholder, "the text from a file says `\(placeholder)`, which nothing fills", at: location,
      labels: FoundPlace(name: location, value: value).labels,
      help: [
        "write the text here, where `{nome}` is a parameter's value, or take the placeholder out of the file"
      ])
  }
}
