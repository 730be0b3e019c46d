/// A command: its row of the table and what it does. Adding one is a file in this folder and a line in `Commands.all`.
package protocol Command: SendableMetatype {
  /// Its name, operands and options.
  static var definition: CommandDefinition { get }

  /// Does it.
  static func run(_ invocation: Invocation, _ environment: Environment) throws(Failure) -> ExitCode
}

/// The commands that there are.
package enum Commands {
  /// Every command, in the order of the help.
  package static let all: [any Command.Type] = [
    CheckCommand.self,
    CompileCommand.self,
    RenderCommand.self,
    SendCommand.self,
    StatusCommand.self,
    SandboxCommand.self,
    ExplainCommand.self,
    SchemaCommand.self,
  ]
}
