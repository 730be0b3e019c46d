import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Checks one message after the other, reusing its memory: parses the declaration, puts the bodies of its variants together,
/// and calls the rules. A worker thread has one of its own.
///
/// The order of the steps is here; what is done in each is in classes of their own, of which each holds those that it needs
/// and knows nothing of those above: `Chain`, `Values`, `Parameters`, `Locales`, `Bodies`. All are constants, as counting
/// references to them would cost more at every value than the value.
package final class MessageChecker: @unchecked Sendable {
  /// The message that was checked last.
  package let resolved: ResolvedMessage
  private let context: MessageContext
  private let chain: Chain
  private let parser = MessageParser()
  private let bindings: ParameterBindings
  private let analysis: ChainAnalysis
  private let bodies: BodyChecker
  private let filled: FilledBodies
  private let locales: LocaleChecker
  private let hidden: HiddenTranslations
  private let inherited: InheritedFindings

  /// A checker of messages of `program`; with `traces` it can tell the way of each value.
  package init(
    program: Program, reportsNotes: Bool = true, settings: [(name: String, value: String)] = [], traces: Bool = false
  ) {
    context = MessageContext(program, traces: traces)
    (resolved, chain) = (context.resolved, Chain())
    let evaluator = Evaluator(context, chain)
    let texts = TextParameters(program, chain, evaluator)
    let filling = ParameterFilling(context, chain, evaluator.values)
    let settings = ExternalSettings(settings, context, chain, evaluator.values, filling, texts)
    bindings = evaluator.bindings
    analysis = ChainAnalysis(context, chain, evaluator)
    hidden = HiddenTranslations(context, chain)
    locales = LocaleChecker(context, chain, texts, LocaleVariants(context, chain))
    bodies = BodyChecker(context, chain, evaluator, hidden, rules: Rules.Calls(notes: reportsNotes))
    filled = FilledBodies(context, evaluator, bodies, filling, settings)
    inherited = InheritedFindings(context, chain, evaluator.values)
  }

  // MARK: One message

  /// Parses, resolves and checks the message `extent` of `owner`, the unit `unit`, and hands each variant that is made to
  /// `make`, with its values in `resolved`; none from the first error on.
  package func check(unit: Int, _ owner: SourceUnit, extent index: Int, _ make: (Form, Variant) -> Void) {
    (context.unit, context.extentIndex) = (unit, index)
    let extent = owner.extents[index]
    let relative = extent.relative
    let tree = parser.parse(owner.text(of: extent), relative)
    let source = TreeContext(owner.syntax(tree, of: index), unit: unit, isReporting: true)
    resolved.removeAll(file: source.file, name: relative.name)
    context.provenance?.removeAll()
    if !tree.faults.isEmpty {
      context.usage.usePart(in: unit)
      for fault in source.faults { context.reporter.report(source.syntax.diagnostic(fault)) }
    }
    guard !tree.nodes.isEmpty else { return }
    guard tree.nodes[0].kind == .messageDeclaration || tree.nodes[0].kind == .baseDeclaration else { return }
    checkName(source)
    check(source, owner, relative, make)
  }

  private func checkName(_ source: TreeContext) {
    guard let name = source.tree.firstChild(of: 0), source.tree.nodes[name].kind == .name else { return }
    let token = source.tree.token(of: name)
    guard token.flags.contains(.wide) else { return }
    context.report(.nameNotASCII, token.range, source)
    // Under this name nothing can use it: that nothing does is not reported then.
    let text = UnsafeBufferPointer(rebasing: source.bytes[Int(token.start)..<Int(token.end)])
    if case .found(let symbol, nil) = context.program.symbols.look(.message, text, in: context.unit) {
      context.usage.use(symbol, imported: nil, in: context.unit)
    }
  }

  /// One that builds on nothing, has no parameters and one language is a chain of one level and one variant.
  private func check(_ source: TreeContext, _ owner: SourceUnit, _ extent: Extent, _ make: (Form, Variant) -> Void) {
    let baseMessage = context.program.baseMessages.baseMessage(unit: source.unit, extent: context.extentIndex)
    let first = context.reporter.diagnostics.count
    let mark = ContractsMark(resolved.contracts)
    analysis.read(source, owner, baseMessage)
    defer { release(mark) }
    if chain.levels[0].shape.isDamaged { context.usage.usePart(in: context.unit) }
    guard chain.levels[0].shape.hasBody || chain.levels[0].shape.like != nil else {
      return context.usage.usePart(in: context.unit)
    }
    analysis.checkValues()
    chain.statements.read(chain.levels)
    locales.beginDeclaration()
    filled.settings.refuseIfClosed()
    let (list, isListed) = locales.variants.variants()
    let isBase = baseMessage?.isBase ?? (extent.kind == .base)
    let pass = Pass(
      first: first, name: extent.name, isBase: isBase, isListed: isListed, hasOthers: list.count > 1)
    if isBase {
      checkBase(list, pass, hasMessages: baseMessage?.hasMessages == true)
    } else {
      checkMessage(list, pass, make)
    }
    inherited.move(from: first)
  }

  /// Releases what was made for one message.
  private func release(_ mark: ContractsMark) {
    chain.removeAll()
    filled.filling.removeAll()
    mark.restore(&resolved.contracts)
  }

  // MARK: Its variants

  /// What is known while the variants of a message are checked.
  private struct Pass: BitwiseCopyable {
    /// How many findings there were before it.
    let first: Int
    /// The message's name.
    let name: ByteRange
    let isBase: Bool
    /// Whether locales are listed for it.
    let isListed: Bool
    /// Whether it has other variants than the base.
    let hasOthers: Bool
  }

  private func checkBase(_ list: [Variant], _ pass: Pass, hasMessages: Bool) {
    // Which texts its types have to fit is decided by the messages.
    var bounds = LengthConstraints()
    if hasMessages { swap(&bounds, &context.reporter.bounds) }
    var seen = Findings.Seen()
    var looked: Set<[Int]> = []
    for variant in list where !bodies.isOutOfSteps {
      // One that reads the same blocks says the same.
      if looked.insert(variant.blocks).inserted { check(variant, pass, &seen) }
    }
    hidden.report(isBase: true)
    if hasMessages { swap(&bounds, &context.reporter.bounds) }
  }

  private func checkMessage(_ list: [Variant], _ pass: Pass, _ make: (Form, Variant) -> Void) {
    let isOpen = !chain.openParameters.isEmpty
    var seen = Findings.Seen()
    for variant in list where !bodies.isOutOfSteps {
      check(variant, pass, &seen)
      if !context.reporter.hasErrors { make(isOpen ? .open : .body, variant) }
    }
    let hidesInherited = hidden.hasInherited
    hidden.report(isBase: false)
    locales.variants.noteRead(list)
    locales.checkSameParameters(list)
    analysis.parameters.checkUnused()
    guard isOpen else { return }
    if hidesInherited || context.reporter.diagnostics[pass.first...].contains(where: { $0.severity == .error }) {
      filled.checkDefaults(list, name: pass.name, &seen, from: pass.first)
    } else {
      filled.make(list, name: pass.name, &seen) {
        if !context.reporter.hasErrors { make(.body, $0) }
      }
    }
  }

  /// Makes the body of a variant, checks it, and compares it with the base's.
  private func check(_ variant: Variant, _ pass: Pass, _ seen: inout Findings.Seen) {
    let before = context.reporter.diagnostics.count
    bodies.check(variant, name: pass.name, isBase: pass.isBase)
    if variant.locale != nil {
      if !pass.isBase {
        hidden.check(bodies.evaluator.singleFields, variant)
        locales.checkCoverage(variant, isListed: pass.isListed)
      }
      locales.checkItems(variant)
    } else if pass.hasOthers {
      locales.noteItems()
    }
    seen.drop(from: before, of: &context.reporter)
  }

  // MARK: What was found

  /// What was found since this was called last.
  package func takeAnalysis() -> Analysis {
    defer { context.reporter = Reporter() }
    return Analysis(
      diagnostics: context.reporter.diagnostics, inherited: inherited.take(),
      hiddenTranslations: hidden.takeInherited(), bounds: context.reporter.bounds, usedParameters: bindings.takeUsed(),
      readLayers: locales.variants.takeRead(), uses: context.usage.take())
  }

  /// Whether an error was found.
  package var hasErrors: Bool { context.reporter.hasErrors }

  /// Why parameters could not be set as asked, one line each.
  package var settingFailures: [String] { filled.settings.failures }

  // MARK: The message that was checked last

  /// A unit of the program.
  package func unit(_ index: Int) -> SourceUnit { context.program.units[index] }

  /// The name of the message; valid as long as its file is.
  package var name: UnsafeBufferPointer<UInt8> { context.name }

  /// The bot that it names, as a symbol.
  package var bot: Int? { bodies.evaluator.references.bot }

  /// Whether it is one that parameters are set for.
  package var isSet: Bool {
    get { filled.settings.isSet }
    set { filled.settings.isSet = newValue }
  }

  /// Whether it leaves no parameter open.
  package var hasNoParameters: Bool { chain.openParameters.isEmpty }

  /// Its open parameters, their defaults put on the tape behind its values.
  package func openParameterValues() -> [OpenParameterValue] { filled.filling.openValues() }

  /// What its first example gives its open parameters, put on the tape behind its values; nil if it has none.
  package func exampleValues() -> [(name: String, node: Int)]? { analysis.examples.firstValues() }

  /// The way of the value at `node` of its body; of a checker that traces.
  package func way(of node: Int) -> ValueWay { ValueWayFinder(context: context, chain: chain).way(of: node) }
}
