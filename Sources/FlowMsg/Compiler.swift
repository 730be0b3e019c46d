import FlowMsgCheck
import FlowMsgEmit
import FlowMsgJSON
import FlowMsgModel
import FlowMsgSyntax
public import FlowMsgText

extension Compiler {
  /// Reads `operands` and what they import, checks everything, and emits what `options` ask for, unless there is an error.
  ///
  /// The stages: load (bytes cut into declarations) → program (names, contracts, lets) → messages (each parsed, checked,
  /// emitted and let go, spread over the runner) → what only the whole shows (names used twice or never).
  ///
  /// `isCancelled` is asked before each file and each message, on whatever threads the runner has, and says from when on
  /// the result is not wanted any more: then `Compilation.isCancelled` is true. By default it asks the task that compiles,
  /// which only the thread of that task can: a runner with threads of its own needs a mark that all of them can read.
  public func compile(
    _ operands: [SourcePath], options: CompilerOptions = CompilerOptions(),
    isCancelled: @escaping @Sendable () -> Bool = { Task.isCancelled }
  ) -> Compilation {
    var loader = Loader(provider: provider, runner: runner, isCancelled: isCancelled)
    loader.load(operands)
    var result = loader.result
    result.diagnostics = loader.found
    if loader.wasCancelled {
      Places(loader.units).resolve(&result.diagnostics)
      return result.cancelled()
    }
    let program = Program(units: loader.units, flowFiles: loader.flowFiles, foreign: loader.foreign)
    result.program = program

    let crew = Crew(
      program: program, work: Work.split(program, width: runner.width), operandCount: result.operandCount,
      isCancelled: isCancelled)
    // The names of all messages are compared while the messages are checked: one more piece of work.
    let names = Slots<WholeCheck>(count: 1)
    let workers = crew.run(options, on: runner) {
      var whole = WholeCheck(program: program, operandCount: crew.operandCount)
      whole.checkNames()
      names[0] = whole
    }
    var merge = Merge(program, options.scope)
    merge.add(result.diagnostics)
    for worker in workers { merge.add(worker.checker.takeAnalysis()) }
    guard let whole = names[0], !workers.contains(where: \.wasCancelled) else {
      result.diagnostics = merge.part()
      return result.cancelled()
    }
    result.diagnostics = merge.finish(whole, unseen: options.unseen)
    let hasSourceErrors = result.hasErrors
    result.diagnostics += result.unreadable.map { RequestFailures.unreadable($0.path.display, $0.failure) }
    if hasSourceErrors || (!options.emitsReadable && !result.unreadable.isEmpty) { return result }
    let failures = failures(of: options, workers, crew)
    result.diagnostics += failures
    if failures.isEmpty { take(workers, into: &result) }
    return result
  }

  /// Why what `options` ask for cannot be done with sources in which nothing is wrong.
  private func failures(of options: CompilerOptions, _ workers: [Worker], _ crew: Crew) -> [Diagnostic] {
    var failures = options.repeatedSettings.map(RequestFailures.setTwice)
    failures += workers.flatMap(\.checker.settingFailures).map(RequestFailures.setting)
    let isSelection = options.message != nil || options.locale != nil
    let isEmpty = workers.allSatisfy { $0.bodyCount == 0 && $0.outputs.isEmpty }
    if isSelection, isEmpty || !options.selectsBodies {
      var all = CompilerOptions()
      all.product = .bodies(compact: true)
      let outputs = crew.run(all, on: runner).flatMap(\.outputs)
      failures += RequestFailures.selection(options, among: outputs).map { [$0] } ?? []
    }
    let unfilled = workers.flatMap(\.unfilled)
    return unfilled.isEmpty ? failures : failures + [RequestFailures.unfilled(unfilled)]
  }

  private func take(_ workers: [Worker], into result: inout Compilation) {
    for worker in workers {
      let first = result.chunks.count
      result.chunks += worker.buffer.takeChunks()
      result.bodyCount += worker.bodyCount
      for var output in worker.outputs {
        output.chunk += first
        result.outputs.append(output)
      }
    }
  }

  /// Why what is asked for cannot be done, by code: what no source can show.
  public static var requestCatalogue: [DiagnosticKind] { RequestFailures.all }

  /// All diagnostics of sources that there are, by code.
  public static var catalogue: [DiagnosticKind] {
    (SyntaxDiagnostics.catalogue + NameDiagnostics.all + TypeDiagnostics.all + FlowDiagnostics.all + BotDiagnostics.all
      + MessageDiagnostics.all + ParameterDiagnostics.all + LocaleDiagnostics.all + LocaleRuleDiagnostics.all
      + FlowJSONDiagnostics.all + AllowanceDiagnostics.all + Rules.all.map { $0.kind })
      .sorted { $0.code < $1.code }
  }
}

extension Compilation {
  /// The same, as far as it got when it was cancelled.
  fileprivate func cancelled() -> Compilation {
    var result = self
    result.isCancelled = true
    result.diagnostics.append(RequestFailures.wasCancelled)
    return result
  }
}

extension CompilerOptions {
  /// What is looked for.
  var scope: Merge.Scope {
    var scope = Merge.Scope()
    (scope.reportsUnused, scope.reportsNotes) = (reportsUnused, reportsNotes)
    return scope
  }

  /// The codes of which no one can say that an allowance of them silences nothing.
  var unseen: Set<DiagnosticCode> {
    var codes: Set<DiagnosticCode> = reportsUnused ? [] : Set(WholeCheck.unusedCodes)
    if !reportsNotes { codes.formUnion(Compiler.catalogue.filter { $0.severity == .note }.map(\.code)) }
    return codes
  }
}

/// Checks and emits a run of messages; one thread's.
struct Worker {
  let checker: MessageChecker
  let buffer = OutputBuffer()
  var outputs: [Output] = []
  var bodyCount = 0
  /// Messages of which no line could be made.
  var unfilled: [Unfilled] = []
  /// Whether it was cancelled before its work was done.
  private(set) var wasCancelled = false
  /// The variants of the message at hand, with holes.
  private var openVariants: [JSONValue] = []
  private var openParameters = JSONValue.null
  private var openExample: JSONValue?
  private var openBot: Bot?
  private var openType: String?
  private var openMappings: [SourceMapping] = []
  private var backend: JelouBackend
  let program: Program
  private let options: CompilerOptions
  private let operandCount: Int
  private let isCancelled: @Sendable () -> Bool

  init(program: Program, options: CompilerOptions, operandCount: Int, isCancelled: @escaping @Sendable () -> Bool) {
    checker = MessageChecker(
      program: program, reportsNotes: options.reportsNotes, settings: options.settings, traces: options.mapsSources)
    self.program = program
    self.options = options
    self.operandCount = operandCount
    self.isCancelled = isCancelled
    switch options.product {
    case .bodies(compact: false): backend = JelouBackend(.pretty)
    default: backend = JelouBackend(.compact)
    }
  }

  mutating func run(_ work: Work) {
    for part in work.parts {
      let unit = program.units[part.unit]
      let isEmitted = unit.file.rawValue < UInt32(operandCount)
      for m in part.messages {
        wasCancelled = isCancelled()
        if wasCancelled { return }
        let extent = Int(unit.messages[m])
        let isSelected = isEmitted && isSelected(unit, extent)
        // A base is emitted by what builds on it alone: nothing is set for it.
        checker.isSet = isSelected && unit.extents[extent].kind == .message
        let bodies = bodyCount
        checker.check(unit: part.unit, unit, extent: extent) { form, variant in
          if isSelected { emit(unit, form, variant) }
        }
        if !openVariants.isEmpty { emitOpen(unit, hasBody: bodyCount > bodies) }
      }
    }
  }

  private mutating func emit(_ unit: Unit, _ form: Form, _ variant: Variant) {
    if case .nothing = options.product { return }
    if case .forms = options.product {
      // A body that is made with defaults is none: the form says the same.
      if form == .open || checker.hasNoParameters { keepOpen(variant) }
      return
    }
    if form == .open { return keepOpen(variant) }
    guard isSelected(variant) else { return }
    if case .lines = options.product, options.opensLines, !checker.hasNoParameters { return }
    bodyCount += 1
    if case .lines = options.product {
      let name = UnsafeRawBufferPointer(checker.name)
      guard let locale = variant.locale else { return _ = backend.writeLine(name, message, to: buffer) }
      let full = Array(name) + [0x2E] + Array(locale.text.utf8)
      full.withUnsafeBytes { _ = backend.writeLine($0, message, to: buffer) }
    } else {
      let place = backend.writeRecord(message, to: buffer)
      outputs.append(output(unit, .body, variant.locale?.text, variant.listed?.text, place))
      if options.mapsSources { outputs[outputs.count - 1].mappings = mappings() }
    }
  }

  private var message: Message { checker.resolved.message }

  private func output(
    _ unit: Unit, _ kind: Output.Kind, _ locale: String?, _ listed: String?, _ place: (chunk: Int, range: Range<Int>)
  ) -> Output {
    Output(
      kind: kind, message: String(decoding: checker.name, as: UTF8.self), locale: locale, source: unit.file,
      bot: checker.bot.flatMap { program.bots[$0] },
      type: message[Schema.type].map { message.tape.string(of: $0) }, parameters: nil, listedLocale: listed,
      chunk: place.chunk, range: place.range)
  }

  // MARK: Open forms

  private mutating func keepOpen(_ variant: Variant) {
    // Lines of bodies have no use for a form, but to know what is missing.
    let isLines = if case .lines = options.product { true } else { false }
    guard isLines || (options.settings.isEmpty && options.locale == nil) else { return }
    if options.mapsSources { openMappings += mappings(root: "/variants/\(openVariants.count)/body", isOpen: true) }
    openVariants.append(
      OpenFormWriter.variant(
        locale: variant.locale?.text, tag: variant.listed?.text, bot: checker.bot.flatMap { program.bots[$0] },
        choices: OpenChoices.pointers(checker.resolved), shown: OpenPlaces.places(checker.resolved),
        orders: OpenPlaces.orders(checker.resolved), of: message))
    guard openVariants.count == 1 else { return }
    openBot = checker.bot.flatMap { program.bots[$0] }
    openType = message[Schema.type].flatMap {
      message.tape.nodes[$0].kind == .string ? message.tape.string(of: $0) : nil
    }
    let parameters = checker.openParameterValues().map { parameter in
      FormParameter(
        name: parameter.name, type: parameter.type,
        defaultValue: parameter.defaultNode.map { OpenFormWriter.value(of: $0, in: message.tape) })
    }
    openExample = checker.exampleValues().map { values in
      .object(values.map { .init($0.name, OpenFormWriter.value(of: $0.node, in: message.tape)) })
    }
    openParameters = OpenFormWriter.schema(of: parameters, in: checker.resolved.contracts)
  }

  private mutating func emitOpen(_ unit: Unit, hasBody: Bool) {
    defer {
      openVariants.removeAll()
      openMappings.removeAll()
    }
    guard !checker.hasErrors else { return }
    if case .lines = options.product { return emitLine(unit, hasBody: hasBody) }
    var isCompact = true
    if case .bodies(let compact) = options.product { isCompact = compact }
    let name = String(decoding: checker.name, as: UTF8.self)
    let bytes = OpenFormWriter.document(message: name, parameters: openParameters, variants: openVariants)
      .bytes(isCompact ? .compact : .pretty)
    buffer.beginRecord()
    bytes.withUnsafeBytes { buffer.append($0) }
    var one = output(unit, .open, nil, nil, buffer.endRecord())
    one.parameters = openParameters.bytes(.compact)
    one.example = openExample?.bytes(.compact)
    // What the manifest says of a form is what its base says.
    (one.bot, one.type, one.mappings) = (openBot, openType, openMappings)
    outputs.append(one)
  }

  /// The line of a form, or a note that no line could be made.
  private mutating func emitLine(_ unit: Unit, hasBody: Bool) {
    let name = String(decoding: checker.name, as: UTF8.self)
    guard options.opensLines else {
      if !hasBody { unfilled.append(Unfilled(message: name, parameters: openRequired)) }
      return
    }
    let form = OpenFormWriter.document(message: name, parameters: openParameters, variants: openVariants)
    let line: JSONValue = ["output": .string("\(name).open"), "form": form]
    bodyCount += 1
    buffer.beginRecord()
    (line.bytes(.compact) + [0x0A]).withUnsafeBytes { buffer.append($0) }
    _ = buffer.endRecord()
  }

  /// The parameters that have to be given.
  private var openRequired: [String] {
    guard case .array(let names)? = openParameters["required"] else { return [] }
    return names.compactMap { if case .string(let name) = $0 { name } else { nil } }
  }

  // MARK: Selection

  private func isSelected(_ unit: Unit, _ extent: Int) -> Bool {
    guard let wanted = options.message else { return true }
    return unit.string(unit.extents[extent].name) == wanted
  }

  private func isSelected(_ variant: Variant) -> Bool {
    guard let wanted = options.locale else { return true }
    if variant.locale == nil { return wanted == "base" || variant.listed?.text == wanted }
    return variant.locale?.text == wanted
  }
}
