package import FlowMsg
import FlowMsgText

/// What a command has from outside: files, terminal, environment variables, threads. Tests bring their own.
package struct Environment: Sendable {
  /// Files.
  package var fileSystem: any FileSystem
  /// Standard input and the streams that are written; a closed pipe is swallowed here.
  package var console: any Console
  /// The value of an environment variable, as `RawText`.
  package var variable: @Sendable (String) -> String?
  /// How work is spread.
  package var runner: any Runner
  /// How a command that runs until it is asked to end hears of that.
  package var signals: any Signals
  /// Removes an environment variable from the process.
  package var forget: @Sendable (String) -> Void
  /// Keeps other processes and core files from what this one knows.
  package var forbidDumps: @Sendable () -> Void

  /// An environment of these parts.
  package init(
    fileSystem: any FileSystem, console: any Console, variable: @escaping @Sendable (String) -> String?,
    runner: any Runner, signals: any Signals = ProcessSignals(),
    forget: @escaping @Sendable (String) -> Void = { _ in },
    forbidDumps: @escaping @Sendable () -> Void = {}
  ) {
    (self.forget, self.forbidDumps) = (forget, forbidDumps)
    self.fileSystem = fileSystem
    self.console = console
    self.variable = variable
    self.runner = runner
    self.signals = signals
  }

  /// The machine's.
  package static var process: Environment {
    let reads = ReadSet()
    return Environment(
      fileSystem: DiskFileSystem(reads: reads), console: ProcessConsole(reads: reads),
      variable: { Process.variable($0) }, runner: ThreadRunner(), forget: { Process.forget($0) },
      forbidDumps: { Process.forbidDumps() })
  }

  /// The value of a variable that is text; nil if there is none, or an empty one.
  package func text(_ name: String) throws(Failure) -> String? {
    guard let value = variable(name), !value.isEmpty else { return nil }
    guard let text = RawText.text(value) else { throw Failure.notText(value, of: name) }
    return text
  }

  /// Fails where a standard stream that is needed is closed.
  package func check(_ needs: StreamNeeds) throws(Failure) {
    if needs.contains(.input), console.isClosed(0) {
      throw Failure("standard input is closed, and would be read", help: "open it: '< FILE'")
    }
    if needs.contains(.output), console.isClosed(StandardStream.output.rawValue) {
      throw Failure(
        "standard output is closed, and would be written to",
        help: "open it: '> FILE', or '> /dev/null' if it does not matter")
    }
  }

  /// Writes a product to standard output. A reader that has gone is no failure; any other is.
  package func print(_ bytes: RawSpan) throws(Failure) {
    try check(.output)
    do throws(SystemError) {
      try fileSystem.checkOutput()
      try console.write(bytes, to: .output)
    } catch .closedPipe {
      return
    } catch {
      throw Failure("cannot write to standard output: \(error.description)")
    }
  }

  /// Writes a text to standard output.
  package func print(_ text: String) throws(Failure) {
    try print(text.utf8.span.bytes)
  }

  /// Writes a message to standard error, with what a terminal would obey spelled out. If that fails, no one is left to
  /// report it to.
  package func complain(_ text: String) { draw(ShownText.lines(text)) }

  /// Writes to standard error what the program drew itself: colours, and the line of progress. What comes from outside has
  /// been made harmless before.
  package func draw(_ text: String) {
    try? console.write(text.utf8.span.bytes, to: .error)
  }

  /// Whether `stream` gets colour: what `choice` says, as `--color` has it, else `NO_COLOR`, else `FORCE_COLOR`, else
  /// whether it is a terminal.
  package func usesColor(_ stream: StandardStream, _ choice: String?) -> Bool {
    switch choice {
    case "always": return true
    case "never": return false
    default: break
    }
    if let no = variable("NO_COLOR"), !no.isEmpty { return false }
    if let force = variable("FORCE_COLOR"), !force.isEmpty { return force != "0" }
    return console.isTerminal(stream) && variable("TERM") != "dumb"
  }
}
