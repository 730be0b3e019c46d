import FlowMsgText

extension Compiler {
  /// Compiles `operands` and makes the safe fixes of what it finds, and of what it finds then, until none is left. Nothing
  /// is written: the result has the bytes of the files that changed.
  ///
  /// As long as there are errors nothing compiles, and the fixes of errors are made first. From then on every fix is
  /// measured: if the bodies are not the same bytes as before, it is refused. Open forms are measured but for the lengths
  /// that their parameters may have: a bound that is missing is fixed, whether or not something else is wrong.
  ///
  /// Of `options` what is looked for counts; what is emitted is all messages in all locales, by their defaults. It
  /// compiles at least once, once more for each round of fixes, and ten times more for a fix in a thousand that is refused.
  /// Every file is read once: what is checked is one state of it. `isCancelled` is that of `compile`; what was fixed
  /// before it said so counts.
  public func fix(
    _ operands: [SourcePath], options: CompilerOptions = CompilerOptions(),
    isCancelled: @escaping @Sendable () -> Bool = { Task.isCancelled }
  ) -> FixOutcome {
    let options = options.comparingAll
    let fixer = Fixer(base: provider) { [runner] provider in
      Compiler(provider: provider, runner: runner).compile(operands, options: options, isCancelled: isCancelled)
    }
    return fixer.run(compile(operands, options: options, isCancelled: isCancelled))
  }
}

extension CompilerOptions {
  /// The same, emitting whatever a fix could change.
  fileprivate var comparingAll: CompilerOptions {
    var options = CompilerOptions()
    (options.product, options.emitsReadable) = (.bodies(compact: true), true)
    (options.reportsNotes, options.reportsUnused) = (reportsNotes, reportsUnused)
    options.listsMessages = listsMessages
    return options
  }
}

/// Makes the safe fixes of what a check found, until none is left: what `Compiler.fix` promises, with whatever compiles.
struct Fixer {
  /// Gives the files that the first compilation did not read.
  private let base: any SourceProvider
  /// Compiles the operands, with their bodies, from the files of a provider.
  private let compile: (any SourceProvider) -> Compilation
  /// A fix may uncover the next; two that undo each other must not go on for ever.
  private static let maximumRounds = 10

  /// A fixer of what `compile` finds.
  init(base: any SourceProvider, compile: @escaping (any SourceProvider) -> Compilation) {
    self.base = base
    self.compile = compile
  }

  /// Fixes what `first` found.
  func run(_ first: Compilation) -> FixOutcome {
    var outcome = FixOutcome(first)
    for _ in 0..<Self.maximumRounds {
      outcome.refused = []
      let candidates = candidates(of: outcome.compilation)
      if candidates.isEmpty || outcome.isCancelled { break }
      var round = FixRound(outcome.compilation, base: base, compile: compile)
      round.attempt(candidates[...])
      outcome.refused = round.refused
      outcome.isCancelled = round.isCancelled
      if round.accepted.isEmpty { break }
      outcome.take(round)
    }
    return outcome
  }

  /// The fixes to try, in order: those of errors as long as there are any, and none that touches an earlier one.
  private func candidates(of compilation: Compilation) -> [FixCandidate] {
    let all = compilation.sourceDiagnostics.compactMap { FixCandidate($0, compilation) }
    let ofErrors = all.filter { $0.diagnostic.severity == .error }
    var taken = EditSet()
    return (ofErrors.isEmpty ? all : ofErrors).filter { taken.add($0.fix) }
  }
}
