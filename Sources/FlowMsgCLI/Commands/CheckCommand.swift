import FlowMsg
import FlowMsgReport
import FlowMsgText

/// `flowmsg check`: reports everything wrong.
package enum CheckCommand: Command {
  package static let definition = CommandDefinition(
    "check", .paths, summary: "reports everything wrong",
    discussion: """
      Checks sources and reports everything wrong, with what to do about it. PATH is a file, a folder (searched for \
      *.flowmsg) or '-' for standard input; none means the working directory.
      """,
    options: [
      .format, .deny, .severity, .statistics, .quiet, .fix, .maximumDiagnostics, .root, .standardInputName, .color,
    ])

  package static func run(_ invocation: Invocation, _ environment: Environment) throws(Failure) -> ExitCode {
    let targets = try ReportTarget.all(of: invocation)
    let project = try Project(invocation, environment)
    let result = try check(project, targets, invocation, environment)
    for target in targets { try target.write(result.compilation, invocation, environment) }
    try saySuccess(of: result.compilation, targets, invocation, environment)
    var exit = project.exitCode(of: result.compilation)
    if result.isIncomplete { exit = .unusable }
    let hasWarning = result.compilation.sourceDiagnostics.contains { $0.severity == .warning }
    return exit == .done && hasWarning && invocation.has(.deny) ? .sourcesAreWrong : exit
  }

  /// Says on a terminal that nothing is wrong, where a report would say nothing.
  private static func saySuccess(
    of compilation: Compilation, _ targets: [ReportTarget], _ invocation: Invocation, _ environment: Environment
  ) throws(Failure) {
    guard compilation.diagnostics.isEmpty, compilation.unreadable.isEmpty, !invocation.has(.quiet),
      environment.console.isTerminal(.output), targets.contains(where: { $0.file == nil && $0.format.isForPeople })
    else { return }
    let files = Wording.count(compilation.operandCount, "file")
    try environment.print("\(files), \(Wording.count(compilation.messageCount, "message")): nothing wrong\n")
  }

  package static func needs(_ invocation: Invocation) -> StreamNeeds {
    let isPrinted = !invocation.has(.format) || invocation.values(.format).contains { !$0.contains("=") }
    return StreamNeeds(reads: invocation.readsInput, prints: isPrinted)
  }

  private static func check(
    _ project: Project, _ targets: [ReportTarget], _ invocation: Invocation, _ environment: Environment
  ) throws(Failure) -> (compilation: Compilation, isIncomplete: Bool) {
    var options = CompilerOptions()
    options.listsMessages = targets.contains { $0.format.listsMessages }
    guard invocation.has(.fix) else {
      let compilation = project.compile(options)
      for target in targets { try target.check(environment) }
      return (compilation, false)
    }
    if project.operands.standardInput != nil {
      throw Failure("'--fix' cannot change standard input", help: "name the file instead of '-'")
    }
    let outcome = project.fix(options)
    for target in targets { try target.check(environment) }
    let failures = outcome.write(to: environment.fileSystem, outside: project.provider.placeOutside)
    environment.complain(outcome.summary(failures))
    return (outcome.compilation, !failures.isEmpty)
  }
}

/// Where one `--format` goes.
private struct ReportTarget {
  var format: any ReportFormat
  /// The file, or nil for standard output.
  var file: String?

  /// The reports that are asked for, by default a text on standard output.
  static func all(of invocation: Invocation) throws(Failure) -> [ReportTarget] {
    let written = invocation.values(.format)
    if written.isEmpty { return [ReportTarget(format: TextFormat(), file: nil)] }
    let targets = written.compactMap(ReportTarget.init)
    let unnamed = targets.filter { $0.file == nil }
    if invocation.has(.statistics), let target = unnamed.first, !target.format.isForPeople {
      throw Failure(
        "'--statistics' takes the place of '\(target.format.name)' on standard output",
        help: "give the report a file: '--format \(target.format.name)=FILE'")
    }
    if unnamed.count > 1 {
      throw Failure(
        "only one report can go to standard output",
        help: "give the others a file: '--format \(unnamed[1].format.name)=FILE'")
    }
    var files: Set<String> = []
    for file in targets.compactMap(\.file) where !files.insert(Path.normalized(file)).inserted {
      throw Failure("two reports would go to '\(file)'")
    }
    return targets
  }

  init(format: any ReportFormat, file: String?) {
    self.format = format
    self.file = file
  }

  /// `json` or `json=report.json`; the parser let only names of formats through.
  init?(_ text: String) {
    let name = text.prefix { $0 != "=" }
    guard let format = ReportFormats.named(String(name)) else { return nil }
    self.init(format: format, file: name.endIndex == text.endIndex ? nil : String(text[name.endIndex...].dropFirst()))
  }

  /// Fails where its file cannot be written, before anything is.
  func check(_ environment: Environment) throws(Failure) {
    guard let file else { return }
    try Failure.writing(file) { () throws(SystemError) in try environment.fileSystem.checkProduct(file) }
  }

  func write(_ compilation: Compilation, _ invocation: Invocation, _ environment: Environment) throws(Failure) {
    // A file is read later, by whatever: it gets colour only where that was asked for by name.
    let color =
      file == nil ? environment.usesColor(.output, invocation.value(.color)) : invocation.value(.color) == "always"
    let least =
      Severity.allCases.first { $0.word == invocation.value(.severity) } ?? (invocation.has(.quiet) ? .warning : .note)
    let report = Report(
      files: compilation.files, diagnostics: compilation.sourceDiagnostics.filter { $0.severity >= least },
      maximum: Project.maximum(invocation),
      color: color, messages: compilation.declaredMessages.map { ReportedMessage($0.name, at: $0.location) },
      catalogue: Compiler.catalogue, version: Version.text)
    let isCounted = file == nil && invocation.has(.statistics)
    let text = isCounted ? Statistics.text(of: report) : format.render(report)
    guard let file else { return try environment.print(text) }
    try Failure.writing(file) { () throws(SystemError) in
      try environment.fileSystem.write(text.utf8.span.bytes, to: file)
    }
  }
}
