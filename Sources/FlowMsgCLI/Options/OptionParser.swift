import FlowMsgText

/// Reads a command line by the table of commands and options.
///
/// Options are before or after operands; `--` ends them. `--name value`, `--name=value`, `-n value`, `-nvalue`;
/// letters of switches bundle. A lone `-` is an operand.
package struct OptionParser {
  private let commands: [() -> CommandDefinition]

  /// A parser for the commands with these definitions, which are made when they are asked for: a run needs one of them.
  package init(_ commands: [() -> CommandDefinition]) {
    self.commands = commands
  }

  /// What `arguments`, without the program's name and as `RawText`, ask for.
  package func parse(_ arguments: [String]) throws(Failure) -> Request {
    guard let first = arguments.first else { return .help(nil) }
    switch first {
    case "--help", "-h": return .help(nil)
    case "--version", "-V": return .version
    case "help": return try help(arguments.dropFirst())
    default: break
    }
    if first.hasPrefix("-") { throw unknownBeforeCommand(first) }
    let place = try find(first)
    let definition = commands[place]()
    var reader = ArgumentReader(definition, commands, arguments.dropFirst())
    guard let invocation = try reader.read() else { return .help(definition) }
    return .run(place, invocation)
  }

  private func help(_ arguments: ArraySlice<String>) throws(Failure) -> Request {
    guard let name = arguments.first, !name.hasPrefix("-") else { return .help(nil) }
    return .help(commands[try find(name)]())
  }

  /// The place of the command that is called `name`.
  private func find(_ name: String) throws(Failure) -> Int {
    if let place = commands.firstIndex(where: { $0().name == name }) { return place }
    let near = suggestion(for: name, among: commands.map { $0().name } + ["help"])
    let isFile = name.hasSuffix(".flowmsg") || name.contains("/")
    throw Failure(
      "there is no command '\(name)'",
      help: near.map { "did you mean '\($0)'?" } ?? (isFile ? "did you mean 'flowmsg check \(name)'?" : nil),
      "'flowmsg --help' lists the commands")
  }

  private func unknownBeforeCommand(_ argument: String) -> Failure {
    let name = String(argument.drop { $0 == "-" }.prefix { $0 != "=" })
    let owner = commands.first { $0().options.contains { $0.name == name } }
    guard argument.hasPrefix("--"), let owner else {
      let near = suggestion(for: name, among: [Option.help.name, Option.version.name])
      return Failure(
        "expected a command, found '\(argument)'", help: near.map { "did you mean '--\($0)'?" },
        "'flowmsg --help' lists the commands")
    }
    return Failure(
      "expected a command before '\(argument)'",
      help: "options stand after the command: 'flowmsg \(owner().name) \(argument)'")
  }
}

/// The arguments behind a command, one by one.
private struct ArgumentReader {
  private let command: CommandDefinition
  /// All commands; their options are made only to tell of one that is unknown.
  private let all: [() -> CommandDefinition]
  private var rest: ArraySlice<String>
  private var invocation = Invocation()
  private var wantsHelp = false

  init(_ command: CommandDefinition, _ all: [() -> CommandDefinition], _ arguments: ArraySlice<String>) {
    self.command = command
    self.all = all
    rest = arguments
  }

  /// The invocation; nil if help was asked for.
  mutating func read() throws(Failure) -> Invocation? {
    while let argument = rest.popFirst() {
      if argument == "--" {
        invocation.operands += rest
        break
      }
      if argument.hasPrefix("--") {
        try readLong(argument)
      } else if argument.hasPrefix("-"), argument != "-" {
        try readLetters(argument)
      } else {
        invocation.operands.append(argument)
      }
      if wantsHelp { return nil }
    }
    try checkOperands()
    return invocation
  }

  private mutating func readLong(_ argument: String) throws(Failure) {
    // By scalars: a character that changes the one before it may follow the '='.
    let body = argument.unicodeScalars.dropFirst(2)
    let word = body.prefix { $0 != "=" }
    let name = String(word)
    guard let option = command.options.first(where: { $0.name == name }) else { throw unknown(name) }
    let attached = word.endIndex < body.endIndex ? String(body[word.endIndex...].dropFirst()) : nil
    try take(option, spelling: "--\(name)", attached)
  }

  private mutating func readLetters(_ argument: String) throws(Failure) {
    var letters = argument.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = command.options.first(where: { $0.letter == letter }) else { throw unknown(letter, argument) }
      if option.isSwitch {
        try take(option, spelling: "-\(letter)", nil)
        continue
      }
      if letters.first == "=" { letters.removeFirst() }
      return try take(option, spelling: "-\(letter)", letters.isEmpty ? nil : String(letters))
    }
  }

  /// Notes an option, with the value that is attached to it or follows.
  private mutating func take(_ option: Option, spelling: String, _ attached: String?) throws(Failure) {
    if option.name == Option.help.name { wantsHelp = true }
    guard let placeholder = option.argument.placeholder else {
      if attached != nil { throw Failure("'\(spelling)' takes no value", help: usageHelp) }
      return invocation.add(option)
    }
    if invocation.has(option) && !option.isRepeatable {
      throw Failure("'\(spelling)' is given twice", help: "it takes one value, \(placeholder)")
    }
    let value = if let attached { attached } else { try following(spelling, placeholder) }
    invocation.add(option, try checked(value, of: option, spelling))
  }

  private mutating func following(_ spelling: String, _ placeholder: String) throws(Failure) -> String {
    if let value = rest.first, value == "-" || !value.hasPrefix("-") { return rest.removeFirst() }
    let looksLikeOption = rest.first.map { "'\(spelling)=\($0)' if that is the value" }
    let isLong = spelling.hasPrefix("--")
    throw Failure("'\(spelling)' needs a value, \(placeholder)", help: isLong ? looksLikeOption : nil, usageHelp)
  }

  /// The value of an option: a path as `RawText`, all else as text.
  private func checked(_ value: String, of option: Option, _ spelling: String) throws(Failure) -> String {
    switch option.argument {
    case .none: break
    case .text:
      guard let text = RawText.text(value) else { throw Failure.notText(value, of: "'\(spelling)'") }
      return text
    case .file(let name), .folder(let name):
      if value.isEmpty { throw Failure("'\(spelling)' needs a value, \(name), found an empty one") }
    case .number:
      guard value.utf8.allSatisfy({ $0 &- 0x30 < 10 }), Int(value) != nil else {
        throw Failure("'\(spelling)' needs a whole number from 0, found '\(value)'")
      }
    case .choice(let words): try check(value, among: words, spelling)
    case .choiceWithFile(let words):
      try check(String(value.prefix { $0 != "=" }), among: words, spelling)
      if value.hasSuffix("="), value.count(where: { $0 == "=" }) == 1 {
        throw Failure("'\(spelling) \(value)' names no file", help: "write '\(value)FILE', or leave out '='")
      }
    }
    return value
  }

  private func check(_ word: String, among words: [String], _ spelling: String) throws(Failure) {
    if words.contains(word) { return }
    throw Failure(
      "'\(spelling)' does not know '\(word)'",
      help: suggestion(for: word, among: words).map { "did you mean '\($0)'?" },
      "it takes \(list(words))")
  }

  private func checkOperands() throws(Failure) {
    let definition = command.operands
    if invocation.operands.count < definition.count.lowerBound {
      let choices = definition.choices.isEmpty ? nil : "it takes \(list(definition.choices))"
      throw Failure("'\(command.name)' needs an operand, \(definition.placeholder)", help: choices, usageHelp)
    }
    if invocation.operands.count > definition.count.upperBound {
      throw Failure(
        "'\(command.name)' does not take '\(invocation.operands[definition.count.upperBound])'", help: usageHelp)
    }
    if definition.choices.isEmpty { return }
    for operand in invocation.operands { try check(operand, among: definition.choices, command.name) }
  }

  private func unknown(_ name: String) -> Failure {
    if let near = suggestion(for: name, among: command.options.map(\.name)) {
      return Failure("'\(command.name)' has no option '--\(name)'", help: "did you mean '--\(near)'?", usageHelp)
    }
    let owners = all.map { $0() }.filter { $0.options.contains { $0.name == name } }.map { "'\($0.name)'" }
    return Failure(
      "'\(command.name)' has no option '--\(name)'",
      help: owners.isEmpty ? nil : "it is an option of \(owners.joined(separator: " and "))", usageHelp)
  }

  private func unknown(_ letter: Character, _ argument: String) -> Failure {
    let name = String(argument.dropFirst())
    let long = command.options.first { $0.name == name }
    let near = long?.name ?? suggestion(for: name, among: command.options.map(\.name))
    return Failure(
      "'\(command.name)' has no option '-\(letter)'", help: near.map { "did you mean '--\($0)'?" }, usageHelp)
  }

  private var usageHelp: String { "'flowmsg \(command.name) --help' shows its options" }

  /// `'text', 'concise' or 'json'`
  private func list(_ words: [String]) -> String {
    words.map { "'\($0)'" }.listed("or")
  }
}
