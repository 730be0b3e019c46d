package import FlowMsg
import FlowMsgReport
import FlowMsgText

/// The sources that a command line names, and what compiles them.
package struct Project: Sendable {
  /// The sources and what could not be looked at.
  package let operands: Operands
  /// Where files come from.
  package let provider: DiskProvider
  private let environment: Environment
  private let invocation: Invocation

  /// Finds the sources of `invocation` and says on standard error what could not be looked at.
  package init(_ invocation: Invocation, _ environment: Environment) throws(Failure) {
    self.environment = environment
    self.invocation = invocation
    let name = invocation.value(.standardInputName)
    if name != nil, !invocation.operands.contains("-") {
      throw Failure(
        "'--stdin-filename' names standard input, which is not read",
        help: "add '-' to read it")
    }
    let root = try Self.root(invocation, environment)
    var search = OperandSearch(environment.fileSystem, standardInputName: name, root: root)
    var found = search.find(invocation.operands)
    provider = DiskProvider(environment.fileSystem, environment.console, found, root: root)
    found.refuse(provider.refusal)
    operands = found
    for (name, failure) in operands.failures { complain(name, failure) }
    for (name, reason) in operands.passedOver { environment.complain("note: passed over '\(name)': \(reason)\n") }
    if operands.sources.isEmpty && operands.failures.isEmpty { throw Self.foundNothing(invocation.operands) }
  }

  /// Compiles the sources, and says on standard error which of them could not be read.
  package func compile(_ options: CompilerOptions) -> Compilation {
    let compilation = compiler.compile(operands.sources, options: seeing(options))
    reportUnreadable(of: compilation)
    return compilation
  }

  /// Makes the safe fixes of the sources in memory, and says on standard error which of them could not be read.
  package func fix(_ options: CompilerOptions) -> FixOutcome {
    let outcome = compiler.fix(operands.sources, options: seeing(options))
    reportUnreadable(of: outcome.compilation)
    return outcome
  }

  private var compiler: Compiler { Compiler(provider: provider, runner: environment.runner) }

  /// What nothing uses can be known only where all sources are seen.
  private func seeing(_ options: CompilerOptions) -> CompilerOptions {
    var options = options
    options.reportsUnused = operands.hasFolder
    return options
  }

  private func reportUnreadable(of compilation: Compilation) {
    if compilation.files.count > 1000 { Process.keep(compilation) }
    for (path, failure) in compilation.unreadable { complain(path.display, failure) }
  }

  /// The exit code that `compilation` calls for: an unreadable operand goes before errors.
  package func exitCode(of compilation: Compilation) -> ExitCode {
    if !operands.failures.isEmpty || !compilation.unreadable.isEmpty { return .unusable }
    return compilation.hasSourceErrors ? .sourcesAreWrong : .done
  }

  /// Fails if what was asked for cannot be done. Operands that cannot be read have been reported; of parameters that cannot be
  /// set, the first is the failure and the others its help.
  package func checkRequest(_ compilation: Compilation) throws(Failure) {
    let failures = compilation.requestFailures.filter { $0.code != RequestFailures.unreadable.code }
    guard let first = failures.first else { return }
    var failure = Failure(first)
    if first.code == RequestFailures.setting.code {
      failure.help += failures.dropFirst().filter { $0.code == first.code }.prefix(20).map(\.message)
    }
    throw failure
  }

  /// Shows errors and warnings on standard error, as every command but `check` does. Notes are for callers that ask for a
  /// check.
  package func complain(about compilation: Compilation) {
    let grave = compilation.sourceDiagnostics.filter { $0.severity > .note }
    if grave.isEmpty { return }
    let report = Report(
      files: compilation.files, diagnostics: grave, maximum: Self.maximum(invocation),
      color: environment.usesColor(.error, invocation.value(.color)))
    environment.draw(TextFormat().render(report))
  }

  /// How many diagnostics the formats for people show.
  package static func maximum(_ invocation: Invocation) -> Int {
    invocation.number(.maximumDiagnostics) ?? 100
  }

  private func complain(_ name: String, _ failure: ReadFailure) {
    environment.complain(Failure(RequestFailures.unreadable(name, failure)).text)
  }

  private static func root(_ invocation: Invocation, _ environment: Environment) throws(Failure) -> String? {
    guard let written = invocation.value(.root) else { return nil }
    do throws(SystemError) {
      let real = try environment.fileSystem.realPath(written)
      guard try environment.fileSystem.kind(of: real, followingLinks: true) == .folder else { throw .notFolder }
      return real
    } catch .notFolder {
      throw Failure("cannot use '\(written)' as the root: it is not a folder")
    } catch {
      throw Failure("cannot use '\(written)' as the root: \(error.description)")
    }
  }

  private static func foundNothing(_ operands: [String]) -> Failure {
    let places = operands.isEmpty ? "the working directory" : operands.map { "'\($0)'" }.joined(separator: ", ")
    return Failure(
      "found no '.flowmsg' file in \(places)",
      help: "name files, or folders that hold them; folders whose name begins with a dot are skipped")
  }
}
