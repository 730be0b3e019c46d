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
