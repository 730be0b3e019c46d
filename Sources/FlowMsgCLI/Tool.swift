/// The `flowmsg` tool.
package enum Tool {
  /// Runs the process's own command line; the answer is its exit code.
  package static func main() -> Int32 {
    StandardStreams.open()
    Process.ignoreClosedPipes()
    return run(Process.arguments, in: .process)
  }

  /// Runs `arguments`, without the program's name and as `RawText`, in `environment`; the answer is the exit code.
  package static func run(_ arguments: [String], in environment: Environment) -> Int32 {
    do throws(Failure) {
      return try start(arguments, environment).rawValue
    } catch {
      environment.complain(error.text)
      return ExitCode.unusable.rawValue
    }
  }

  private static func start(_ arguments: [String], _ environment: Environment) throws(Failure) -> ExitCode {
    switch try Commands.parser.parse(arguments) {
    case .run(let place, let invocation):
      let command = Commands.all[place]
      try environment.check(command.needs(invocation))
      return try command.run(invocation, environment)
    case .version: try environment.print("flowmsg \(Version.text)\n")
    case .help(let command?): try environment.print(Help.command(command))
    case .help(nil):
      let text = Help.general(Commands.all.map { $0.definition })
      if arguments.isEmpty {
        environment.complain(text)
        return .unusable
      }
      try environment.print(text)
    }
    return .done
  }
}
