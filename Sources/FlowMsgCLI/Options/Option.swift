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

  /// Whether it stands alone.
  package var isSwitch: Bool { argument.placeholder == nil }
}

/// What a command takes beside options.
package struct OperandsDefinition: Sendable {
  /// What the usage line writes: `[PATH…]`.
  package let placeholder: String
  /// How many there may be.
  package let count: ClosedRange<Int>
  /// The only words allowed, if that is so.
  package let choices: [String]

  /// Operands that the usage line calls `placeholder`.
  package init(_ placeholder: String, _ count: ClosedRange<Int>, choices: [String] = []) {
    self.placeholder = placeholder
    self.count = count
    self.choices = choices
  }

  /// Files, folders and standard input.
  package static let paths = OperandsDefinition("[PATH…]", 0...Int.max)
}

/// A command as the table has it.
package struct CommandDefinition: Sendable {
  /// Its name.
  package let name: String
  /// What it takes beside options.
  package let operands: OperandsDefinition
  /// What it does, in a few words, for the list of commands.
  package let summary: String
  /// The same in some sentences, for its own help.
  package let discussion: String
  /// Its options, in the order of the help.
  package let options: [Option]

  /// The command `name`; `--help` is among its options unasked.
  package init(
    _ name: String, _ operands: OperandsDefinition, summary: String, discussion: String, options: [Option]
  ) {
    self.name = name
    self.operands = operands
    self.summary = summary
    self.discussion = discussion
    self.options = options + [.help]
  }
}
