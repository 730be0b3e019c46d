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
  /// emitted and released, spread over the runner) → what only the whole shows (names used twice or never).
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
    for worker in workers {
      result.messageCount += worker.messageCount
      result.declaredMessages += worker.declared
    }
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
      result.messages += worker.messages
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
