package import FlowMsgText

/// Why a command could not do its work: what it prints on standard error before it ends with `ExitCode.unusable`.
package struct Failure: Error, Hashable, Sendable {
  /// What was found, in one line: lower case, no final stop.
  package var message: String
  /// What to do about it, one line each.
  package var help: [String]

  /// A failure; each of `help` that is not nil is shown under it.
  package init(_ message: String, help: String?...) {
    self.message = message
    self.help = help.compactMap { $0 }
  }

  /// The failure that the library tells.
  package init(_ diagnostic: Diagnostic) {
    message = diagnostic.message
    help = diagnostic.help
  }

  /// The failure of a value that has to be text, and is not UTF-8; `name` is what gives it. The value itself is not shown.
  package static func notText(_ value: String, of name: String) -> Failure {
    let bytes = RawText.bytes(value)
    return Failure(
      "\(name) is not valid UTF-8: byte \((RawText.firstInvalid(bytes) ?? 0) + 1) of its value belongs to no character",
      help: "write it as UTF-8; a terminal or a script in another encoding, such as Latin-1, gives other bytes")
  }

  /// The lines as they are printed.
  package var text: String {
    "error: \(ShownText.line(message))\n" + help.map { "  help: \(ShownText.line($0))\n" }.joined()
  }
}
