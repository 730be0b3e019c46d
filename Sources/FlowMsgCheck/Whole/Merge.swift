package import FlowMsgText

/// Folds what was found in each declaration into what is wrong with the program: what no declaration by itself can tell.
package struct Merge {
  /// What is looked for.
  package struct Scope: Sendable {
    /// Whether declarations that nothing uses are reported: only a caller that sees all files can know.
    package var reportsUnused = true
    /// Whether notes are reported.
    package var reportsNotes = true

    /// Everything.
    package init() {}
  }

  private let program: Program
  private let scope: Scope
  private var diagnostics: [Diagnostic] = []
  private var inherited: [InheritedFinding] = []
  private var hiddenTranslations: [LostTranslation] = []
  /// Read together only where a finding needs them.
  private var bounds: [LengthConstraints] = []
  private var usage: Usage
  private var usedParameters: Set<Int> = []
  private var readLayers: Set<ReadLayer> = []

  /// A merge of what messages of `program` show, to be called with each part of it.
  package init(_ program: Program, _ scope: Scope) {
    self.program = program
    self.scope = scope
    usage = program.usage
    diagnostics = program.diagnostics
    for unit in program.units { diagnostics += unit.byteFaults() }
  }

  /// Adds what loading the files found.
  package mutating func add(_ found: [Diagnostic]) { diagnostics += found }

  /// Adds what was found in a message, or in several.
  package mutating func add(_ analysis: Analysis) {
    // Hardly any message has any of it.
    if !analysis.diagnostics.isEmpty { diagnostics += analysis.diagnostics }
    if !analysis.inherited.isEmpty { inherited += analysis.inherited }
    if !analysis.hiddenTranslations.isEmpty { hiddenTranslations += analysis.hiddenTranslations }
    if !analysis.bounds.isEmpty { bounds.append(analysis.bounds) }
    if !analysis.usedParameters.isEmpty { usedParameters.formUnion(analysis.usedParameters) }
    if !analysis.readLayers.isEmpty { readLayers.formUnion(analysis.readLayers) }
    usage.formUnion(analysis.uses)
  }

  /// Adds what was found in messages, each by itself.
  package mutating func add(_ all: [Analysis]) {
    all.withUnsafeBufferPointer { all in
      for i in all.indices {
        if all[i].isSilent { usage.formUnion(all[i].uses) } else { add(all[i]) }
      }
    }
  }

  /// Everything that is known of the string types of parameters.
  private var book: LengthConstraints {
    var book = LengthConstraints()
    for one in bounds { book.formUnion(one) }
    return book
  }

  /// What was added, at places in files, in order, each once: no more, as not everything was looked at.
  package func part() -> [Diagnostic] {
    var result = diagnostics
    Places(program.units).resolve(&result)
    Findings.settle(&result)
    return result
  }

  /// Everything that is wrong, at places in files, in order, each once. `whole` has compared the names of messages.
  package func finish(_ whole: WholeCheck, unseen: @autoclosure () -> Set<DiagnosticCode>) -> [Diagnostic] {
    var whole = whole
    whole.checkUnused(usage, declarations: scope.reportsUnused)
    if scope.reportsUnused { whole.checkUnreadLayers(readLayers, usage) }
    whole.checkUnusedParameters(usedParameters, bases: scope.reportsUnused)
    var result = diagnostics
    result += Inheritance.settle(inherited, among: result, program.baseMessages)
    result += LostTranslation.diagnostics(hiddenTranslations)
    result += whole.reporter.diagnostics
    let places = Places(program.units)
    BoundFixes.attach(to: &result, book, places)
    places.resolve(&result)
    if !scope.reportsNotes { result.removeAll { $0.severity == .note } }
    Allowances.apply(to: &result, program: program, unseen: unseen())
    Findings.settle(&result)
    return result
  }
}
