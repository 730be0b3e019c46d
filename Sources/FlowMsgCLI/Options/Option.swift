/// What follows an option.
package enum OptionArgument: Sendable {
  /// Nothing: the option is a switch.
  case none
  /// Any text, called so in the help.
  case text(String)
  /// A whole number from 0, called so in the help.
  case number(String)
  /// The path of a file, called so in the help.
  case file(String)
  /// The path of a folder, called so in the help.
  case folder(String)
  /// One of these words.
  case choice([String])
  /// One of these words, and perhaps `=FILE` after it.
  case choiceWithFile([String])

  /// What the help writes behind the option.
  package var placeholder: String? {
    switch self {
    case .none: nil
    case .text(let name), .number(let name), .file(let name), .folder(let name): name
    case .choice(let words): words.joined(separator: "|")
    case .choiceWithFile(let words): words.joined(separator: "|") + "[=FILE]"
    }
  }
}

/// An option is a value: parsing, help and whatever else describes the command line read it.
package struct Option: Sendable {
  /// The name behind `--`.
  package let name: String
  /// The letter behind `-`, if it has one.
  package let letter: Character?
  /// What follows it.
  package let argument: OptionArgument
  /// Whether it may be given several times; a switch may always.
  package let isRepeatable: Bool
  /// What it does, for the help; lower case, no final stop.
  package let help: String

  /// The option `--name`.
  package init(
    _ name: String, _ letter: Character? = nil, _ argument: OptionArgument = .none, isRepeatable: Bool = false,
    help: String
  ) {
    self.name = name
    self.letter = letter
    self.argument = argument
    self.isRepeatable = isRepeatable
    self.help = help
  }

  /// Whether it is alone.
  package var isSwitch: Bool { argument.placeholder == nil }
}
