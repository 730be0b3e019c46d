package import FlowMsgText

/// Why what was asked of a compilation cannot be done, although no source is wrong: the one home of these wordings.
///
/// The help names the options of the command, and for those who call the library the values of `CompilerOptions` that
/// have the same names.
package enum RequestFailures {
  /// A message to emit that no operand declares.
  static let message = kind(
    9002, "an unknown message to emit", why: "There is nothing to emit: no file that was named declares it.",
    bad: "flowmsg compile messages --message pedio", good: "flowmsg compile messages --message pedido")
  /// A locale to emit that no message has.
  static let locale = kind(
    9003, "an unknown locale to emit", why: "Its readers would get another language, which is not what was asked for.",
    bad: "flowmsg compile messages --locale pt", good: "flowmsg compile messages --locale pt-BR")
  /// A parameter that cannot be set as asked.
  package static let setting = kind(
    9004, "a parameter that cannot be set",
    why: "The body would lack what was asked for: no message has the parameter, or its type does not take the value.",
    bad: "flowmsg compile messages --set nom=Ana", good: "flowmsg compile messages --set nome=Ana")
  /// Messages of which no line can be made.
  static let unfilled = kind(
    9005, "a message that needs parameters",
    why: "It has no body without them. Its open form has holes in their places.",
    bad: "flowmsg compile messages --ndjson", good: "flowmsg compile messages --ndjson --set nome=Ana")
  /// The compilation was cancelled.
  static let cancelled = kind(
    9006, "a cancelled compilation",
    why: "Whoever called the library did not want the result any more. What was not looked at may be wrong.",
    bad: "compiler.compile(operands) { true }", good: "compiler.compile(operands) { false }")
  /// An operand that the provider cannot read.
  package static let unreadable = kind(
    9007, "an operand that cannot be read",
    why: "What it declares is missing: there is no such file, or this user may not read it.",
    bad: "flowmsg check mesages", good: "flowmsg check messages")

  /// All of them, by code.
  static let all = [message, locale, setting, unfilled, cancelled, unreadable]

  /// An operand `name` that cannot be read.
  package static func unreadable(_ name: String, _ failure: ReadFailure) -> Diagnostic {
    diagnostic(unreadable, "cannot read '\(name)': \(failure.description)")
  }

  /// A parameter that is set twice.
  package static func setTwice(_ name: String) -> Diagnostic { diagnostic(setting, "'\(name)' is set twice") }

  /// A parameter that cannot be set, in the words of the checker.
  static func setting(_ text: String) -> Diagnostic { diagnostic(setting, text) }

  /// That the compilation was cancelled.
  static var wasCancelled: Diagnostic { diagnostic(cancelled, "the compilation was cancelled") }

  /// A line is missing for each of these messages, as nothing gives their parameters.
  static func unfilled(_ messages: [Unfilled]) -> Diagnostic {
    let shown = messages.prefix(20).map { one in
      "'\(one.message)' needs " + one.parameters.prefix(8).map { "'\($0)'" }.joined(separator: ", ")
    }
    return diagnostic(
      unfilled,
      "\(messages.count == 1 ? "a message needs" : "\(messages.count) messages need") parameters, and have no body without them",
      help: shown + ["'--open' prints their open forms instead, '--set name=value' gives values for all"])
  }

  /// What `options` select that is not among `outputs`, which are all there are; nil if it is.
  static func selection(_ options: CompilerOptions, among outputs: [Output]) -> Diagnostic? {
    let messages = names(outputs.map(\.message))
    if let wanted = options.message, !messages.contains(wanted) {
      return missing(message, "there is no message '\(wanted)'", wanted, "--message", messages)
    }
    guard let wanted = options.locale else { return nil }
    let inReach = outputs.filter { options.message == nil || $0.message == options.message }
    if !options.selectsBodies, inReach.contains(where: { $0.isIn(wanted) }) { return nil }
    let subject = options.message.map { "message '\($0)' has no" } ?? "no message has the"
    return missing(
      locale, "\(subject) locale '\(wanted)'", wanted, "--locale", names(inReach.map { $0.locale ?? "base" }))
  }

  private static func missing(
    _ kind: DiagnosticKind, _ text: String, _ word: String, _ option: String, _ there: [String]
  ) -> Diagnostic {
    let near = suggestion(for: word, among: there).map { ["did you mean '\($0)'?"] } ?? []
    let choice = there.isEmpty ? "the sources declare no message" : "choose from: " + choices(option, there)
    return diagnostic(kind, text, help: near + [choice])
  }

  /// Each name once, in order.
  package static func names(_ all: [String]) -> [String] {
    var seen: Set<String> = []
    return all.filter { seen.insert($0).inserted }
  }

  /// The first twenty of the choices, as they are typed.
  package static func choices(_ option: String, _ names: [String]) -> String {
    let shown = names.prefix(20).map { "\(option) \($0)" }.joined(separator: ", ")
    return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
  }

  private static func diagnostic(_ kind: DiagnosticKind, _ message: String, help: [String] = []) -> Diagnostic {
    Diagnostic(kind, message, at: SourceLocation(.none, ByteRange(at: 0)), help: help)
  }

  private static func kind(_ code: DiagnosticCode, _ title: String, why: String, bad: String, good: String)
    -> DiagnosticKind
  {
    DiagnosticKind(code, .error, title, why: why, bad: bad, good: good)
  }
}

/// A message of which no line could be made, and the parameters that have no value.
struct Unfilled: Sendable {
  var message: String
  var parameters: [String]
}

extension CompilerOptions {
  /// Whether the selected bodies are emitted, so that an emission without any had nothing to select.
  var selectsBodies: Bool {
    switch product {
    case .nothing, .forms: false
    case .lines: !opensLines
    case .bodies: true
    }
  }

  /// The names that are set more than once, each once, in order.
  var repeatedSettings: [String] {
    var seen: Set<String> = []
    return RequestFailures.names(settings.map(\.name).filter { !seen.insert($0).inserted })
  }
}

extension Output {
  /// Whether it is what the locale `tag` selects.
  fileprivate func isIn(_ tag: String) -> Bool {
    locale.map { $0 == tag } ?? (tag == "base" || listedLocale == tag)
  }
}
