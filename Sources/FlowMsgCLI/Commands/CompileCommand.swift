import FlowMsg
import FlowMsgEmit
import FlowMsgJSON
import FlowMsgText

/// `flowmsg compile`: writes the JSON.
package enum CompileCommand: Command {
  package static let definition = CommandDefinition(
    "compile", .paths, summary: "writes the JSON that the API takes",
    discussion: """
      Compiles sources to the request bodies of the API. PATH is a file, a folder (searched for *.flowmsg) or '-' for \
      standard input; none means the working directory. Without '--output' the one body there is goes to standard \
      output.
      """,
    options: [
      .output, .lines, .compact, .open, .message, .locale, .set, .check, .depfile, .sourceMap, .root,
      .standardInputName,
      .maximumDiagnostics,
      .color,
    ])

  package static func run(_ invocation: Invocation, _ environment: Environment) throws(Failure) -> ExitCode {
    try checkCombination(invocation)
    let project = try Project(invocation, environment)
    let compilation = project.compile(try options(invocation))
    project.complain(about: compilation)
    let exit = project.exitCode(of: compilation)
    if exit != .done { return exit }
    try project.checkRequest(compilation)
    if let folder = invocation.value(.output) {
      return try write(compilation, to: OutputFolder(folder, environment.fileSystem), project, invocation, environment)
    }
    try print(compilation, project, invocation, environment)
    return .done
  }

  package static func needs(_ invocation: Invocation) -> StreamNeeds {
    StreamNeeds(reads: invocation.readsInput, prints: !invocation.has(.output))
  }

  private static func print(
    _ compilation: Compilation, _ project: Project, _ invocation: Invocation, _ environment: Environment
  ) throws(Failure) {
    let one = invocation.has(.lines) ? nil : try theOne(of: compilation, isOpen: invocation.has(.open))
    if one?.kind == .open, !invocation.has(.open) {
      environment.complain("note: '\(one?.message ?? "")' needs parameters, and has no body: this is its open form\n")
    }
    let depfile = try depfile(invocation, compilation, project, environment) { $0.rules(printing: one) }
    if let one { try print(one, of: compilation, environment) }
    if invocation.has(.lines) { try printAll(of: compilation, environment) }
    try depfile?.write(environment.fileSystem)
  }

  // By themselves, as Swift 6.3.1 cannot optimize spans that live in one branch of a function.
  private static func print(_ output: Output, of compilation: Compilation, _ environment: Environment) throws(Failure) {
    let chunk = compilation.chunks[output.chunk]
    try environment.print(chunk.bytes.bytes.extracting(output.range))
  }

  private static func printAll(of compilation: Compilation, _ environment: Environment) throws(Failure) {
    for chunk in compilation.chunks { try environment.print(chunk.bytes.bytes) }
  }

  /// Makes the folder hold what was compiled, or with `--check` tells what it does not hold.
  private static func write(
    _ compilation: Compilation, to folder: OutputFolder, _ project: Project, _ invocation: Invocation,
    _ environment: Environment
  ) throws(Failure) -> ExitCode {
    let isSelection = invocation.has(.message) || invocation.has(.locale)
    let isNothing = compilation.outputs.isEmpty && !environment.fileSystem.exists(folder.name)
    let hold = try folder.hold(writes: !invocation.has(.check) && !isNothing, root: project.provider.workingRoot)
    defer { hold?.end() }
    if hold?.isLocked == false {
      environment.complain(
        "warning: '\(folder.name)' cannot be locked on its file system: another run into it at the same time may lose files\n"
      )
    }
    let mapsSources = invocation.has(.sourceMap)
    let plan = try folder.plan(
      compilation, project.provider, isSelection: isSelection, mapsSources: mapsSources, writes: !invocation.has(.check)
    )
    let depfile = try depfile(invocation, compilation, project, environment) {
      $0.rules(in: folder, whole: [Manifest.fileName] + (mapsSources ? [SourceMap.fileName] : []))
    }
    if invocation.has(.check) {
      let stale = folder.differences(plan, compilation)
      environment.complain(stale.map { "\($0)\n" }.joined())
      return plan.isUpToDate ? .done : .sourcesAreWrong
    }
    for entry in plan.edited {
      environment.complain("warning: '\(folder.path(entry.file))' is not made any more, but was edited: it stays\n")
    }
    for file in plan.replaced {
      environment.complain("warning: '\(folder.path(file))' was edited since it was compiled: it is replaced\n")
    }
    try folder.carryOut(plan, compilation, depfile)
    return .done
  }

  /// What `--depfile` asks for, ready to be written: what is wrong with it is reported before anything is.
  private static func depfile(
    _ invocation: Invocation, _ compilation: Compilation, _ project: Project, _ environment: Environment,
    _ rules: (inout DepfilePlan) -> Depfile
  ) throws(Failure) -> DepfileText? {
    guard let file = invocation.value(.depfile) else { return nil }
    var plan = DepfilePlan(file, compilation, project.operands, project.provider)
    let depfile = rules(&plan)
    try plan.check(depfile, environment.fileSystem)
    try Failure.writing(file) { () throws(SystemError) in try environment.fileSystem.checkProduct(file) }
    return DepfileText(file: file, text: try depfile.text())
  }

  private static func checkCombination(_ invocation: Invocation) throws(Failure) {
    let hasFolder = invocation.has(.output)
    if invocation.value(.output) == "-" {
      throw Failure("'--output' names a folder, and '-' is none", help: "leave it out, and the body is printed")
    }
    if invocation.value(.depfile) == "-" {
      throw Failure("'--depfile' names a file, and '-' is none", help: "name it, such as '--depfile out.d'")
    }
    if hasFolder && invocation.has(.lines) {
      throw Failure("'--ndjson' prints, and '--output' writes files", help: "leave out one of them")
    }
    if invocation.has(.open) { try checkOpen(invocation) }
    if !hasFolder && invocation.has(.check) {
      throw Failure("'--check' needs the folder to compare with", help: "name it: '--output DIR'")
    }
    if !hasFolder && invocation.has(.sourceMap) {
      throw Failure(
        "'--source-map' writes a file beside the bodies", help: "name the folder that they go to: '--output DIR'")
    }
    guard let depfile = invocation.value(.depfile) else { return }
    if invocation.has(.check) {
      throw Failure("'--check' writes nothing, and '--depfile' a file", help: "leave out one of them")
    }
    if invocation.has(.lines) && DepfilePlan.target(namedBy: depfile) == nil {
      throw Failure(
        "'--depfile' cannot know which file '--ndjson' is redirected to",
        help: "name it after that file: '--depfile all.ndjson.d' says 'all.ndjson'")
    }
  }

  /// Tells what contradicts `--open`, and why.
  private static func checkOpen(_ invocation: Invocation) throws(Failure) {
    let others: [(option: Option, why: String)] = [
      (.output, "a folder gets the open forms unasked"),
      (.set, "leave out one of them"), (.locale, "an open form carries all locales: leave out '--locale'"),
    ]
    for (option, why) in others where invocation.has(option) {
      throw Failure("'--open' prints one open form, and goes with no '--\(option.name)'", help: why)
    }
  }

  private static func options(_ invocation: Invocation) throws(Failure) -> CompilerOptions {
    var options = CompilerOptions()
    options.product = invocation.has(.lines) ? .lines : .bodies(compact: invocation.has(.compact))
    options.reportsNotes = false
    options.mapsSources = invocation.has(.sourceMap)
    options.opensLines = invocation.has(.open)
    options.message = invocation.value(.message)
    options.locale = invocation.value(.locale)
    options.settings = try settings(invocation)
    return options
  }

  private static func settings(_ invocation: Invocation) throws(Failure) -> [(name: String, value: String)] {
    var settings: [(name: String, value: String)] = []
    for text in invocation.values(.set) {
      let name = String(text.prefix { $0 != "=" })
      guard name.utf8.count < text.utf8.count, !name.isEmpty else {
        throw Failure("'--set \(text)' gives no value", help: "write the parameter's name, '=' and the value")
      }
      guard !settings.contains(where: { $0.name == name }) else { throw Failure(RequestFailures.setTwice(name)) }
      settings.append((name, String(text.dropFirst(name.count + 1))))
    }
    return settings
  }

  /// The body there is, or nil. Several would be no JSON that anything could read, so the choices are listed instead.
  private static func theOne(of compilation: Compilation, isOpen: Bool) throws(Failure) -> Output? {
    let bodies = compilation.outputs.filter { $0.kind == .body }
    let forms = compilation.outputs.filter { $0.kind == .open }
    // An open form is printed unasked where there is nothing else.
    let outputs = isOpen || bodies.isEmpty ? forms : bodies
    guard let output = outputs.first else {
      if isOpen { throw Failure("there is no open form", help: "a message with parameters has one") }
      return nil
    }
    if outputs.count > 1 { throw tooMany(outputs) }
    return output
  }

  private static func tooMany(_ outputs: [Output]) -> Failure {
    let messages = RequestFailures.names(outputs.map(\.message))
    let locales = RequestFailures.names(outputs.map { $0.locale ?? "base" })
    return Failure(
      "there are \(outputs.count) bodies, and standard output takes one",
      help: messages.count > 1 ? "choose a message: " + RequestFailures.choices("--message", messages) : nil,
      locales.count > 1 ? "choose a locale: " + RequestFailures.choices("--locale", locales) : nil,
      "or print all with '--ndjson', or write files with '--output DIR'")
  }
}
