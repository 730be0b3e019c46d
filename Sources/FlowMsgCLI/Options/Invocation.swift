/// A command line that was understood: what a command runs on.
package struct Invocation: Sendable {
  /// The operands, in order; as `RawText`, since they may be paths.
  package var operands: [String] = []
  private var given: [(name: String, value: String, isSwitch: Bool)] = []

  /// Nothing given.
  package init() {}

  /// Notes that `option` was given, with `value` unless it is a switch.
  package mutating func add(_ option: Option, _ value: String = "") {
    given.append((option.name, value, option.isSwitch))
  }

  /// All options that were given, in order.
  package var all: [(name: String, value: String, isSwitch: Bool)] { given }

  /// Whether `option` was given.
  package func has(_ option: Option) -> Bool { given.contains { $0.name == option.name } }

  /// The values of `option`, in order; paths as `RawText`.
  package func values(_ option: Option) -> [String] { given.filter { $0.name == option.name }.map(\.value) }

  /// The value of `option`, if it was given.
  package func value(_ option: Option) -> String? { given.last { $0.name == option.name }?.value }

  /// Whether an operand is standard input.
  package var readsInput: Bool { operands.contains("-") }

  /// The value of an option that takes a number, if it was given; the parser let only numbers through.
  package func number(_ option: Option) -> Int? { value(option).flatMap { Int($0) } }
}

/// What a command line asks for.
package enum Request: Sendable {
  /// Run the command at this place of the list.
  case run(any Command.Type, Invocation)
  /// Show the help of a command, or the general one.
  case help(CommandDefinition?)
  /// Show the version.
  case version
}
