/// A command: its row of the table and what it does. Adding one is a file in this folder and a line in `Commands.all`.
package protocol Command: SendableMetatype {
  /// Its name, operands and options.
  static var definition: CommandDefinition { get }

  /// Does it.
  static func run(_ invocation: Invocation, _ environment: Environment) throws(Failure) -> ExitCode

  /// The standard streams without which nothing is done.
  static func needs(_ invocation: Invocation) -> StreamNeeds
}

extension Command {
  /// Its product goes to standard output, and standard input is among its operands or not.
  package static func needs(_ invocation: Invocation) -> StreamNeeds {
    StreamNeeds(reads: invocation.readsInput, prints: true)
  }
}
