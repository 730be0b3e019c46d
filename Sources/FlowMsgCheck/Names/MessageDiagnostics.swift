package import FlowMsgText

/// The catalogue of what resolving a message finds by itself.
package enum MessageDiagnostics {
  static let repeatedStatement = DiagnosticKind(
    3010, .error, "a statement that stands twice",
    why: "A message has one of each; which of the two counts could only be guessed.",
    bad: NameDiagnostics.message.replacingFirst("  caption", with: "  title \"Oi\"\n  caption"),
    good: NameDiagnostics.message)
  static let emptyExample = DiagnosticKind(
    3011, .warning, "an empty example", why: "An example gives sample arguments for previews; this one gives none.",
    bad: NameDiagnostics.message.replacingFirst("  screen", with: "  example { }\n  screen"),
    good: NameDiagnostics.message)
  static let unknownParameter = DiagnosticKind(
    3012, .error, "an argument without a parameter",
    why: "An example gives sample arguments for parameters that are declared.",
    bad: NameDiagnostics.message.replacingFirst("  screen", with: "  example { nome: \"Ana\" }\n  screen"),
    good: NameDiagnostics.message)

  package static let all = [repeatedStatement, emptyExample, unknownParameter]

  /// A sample for `name`, which is none of the open parameters `names`.
  static func unknownSample(_ name: String, _ location: SourceLocation, among names: [String]) -> Diagnostic {
    let near = suggestion(for: name, among: names)
    return Diagnostic(
      unknownParameter, "the message has no open parameter `\(name)`", at: location,
      help: near.map { ["did you mean `\($0)`?"] } ?? ["an example gives sample arguments for parameters"],
      fixes: near.map { [Fix("write `\($0)`", [TextEdit(location, $0)], isSafe: false)] } ?? [])
  }
}
