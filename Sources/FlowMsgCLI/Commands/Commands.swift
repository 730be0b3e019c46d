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

  /// The parser of their options. Of a command it sees the definition alone.
  package static var parser: OptionParser { OptionParser(all.map { command in { command.definition } }) }
}
