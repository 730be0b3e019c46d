import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Checks one message after the other, reusing its memory: parses the declaration, puts its values together, and calls
/// the rules. A worker thread has one of its own.
///
/// A class of constants: what is reached through them counts no references, which at every value cost more than the value.
package final class MessageChecker: @unchecked Sendable {
  let program: Program
  let parser = MessageParser()
  /// The message that was checked last.
  package let resolved: ResolvedMessage
  /// Its values.
  let tape: ValueTape
  /// What its parts share, and the message with what it builds on.
  let context: MessageContext
  let chain = Chain()
  /// What names mean along it, and values that are put together of that.
  let evaluator: Evaluator
  /// What the message says of parameters, and what is given for them.
  let analysis: ChainAnalysis
  let textParameters: TextParameters
  let filling: ParameterFilling
  let settings: ExternalSettings
  /// The bot that the message names, as a symbol.
  @exclusivity(unchecked) package internal(set) var bot: Int?
  let rules: Rules.Calls
  /// The variants of the message, what they hide of each other, and how they differ.
  let variants: LocaleVariants
  let hidden: HiddenTranslations
  let locales: LocaleChecker
  /// What was found in statements that a message inherits: the place to say it is the message's `like`, unless it is wrong
  /// where it stands, too.
  @exclusivity(unchecked) var inherited: [InheritedFinding] = []
  /// The unit in whose sight the Flow's slug is written, and whether it stands in quotes.
  @exclusivity(unchecked) var flowUnit = 0
  @exclusivity(unchecked) var isFlowQuoted = false

  /// A checker of messages of `program`; with `traces` it can tell the way of each value.
  package init(
    program: Program, reportsNotes: Bool = true, settings: [(name: String, value: String)] = [], traces: Bool = false
  ) {
    self.program = program
    context = MessageContext(program, traces: traces)
    (resolved, tape) = (context.resolved, context.tape)
    rules = Rules.Calls(notes: reportsNotes)
    evaluator = Evaluator(context, chain)
    analysis = ChainAnalysis(context, chain, evaluator)
    textParameters = TextParameters(program, chain, evaluator)
    variants = LocaleVariants(context, chain)
    hidden = HiddenTranslations(context, chain)
    locales = LocaleChecker(context, chain, textParameters, variants)
    filling = ParameterFilling(context, chain, evaluator.values)
    self.settings = ExternalSettings(settings, context, chain, evaluator.values, filling, textParameters)
  }

  /// Parses, resolves and checks the message `extent` of `owner`, the unit `unit`, and hands each variant that is made to
  /// `make`, with its values in `resolved`.
  package func check(unit: Int, _ owner: Unit, extent index: Int, _ make: (Form, Variant) -> Void) {
    context.unit = unit
    let extent = owner.extents[index]
    context.extentIndex = index
    let relative = extent.relative
    let tree = parser.parse(owner.text(of: extent), relative)
    let source = TreeContext(owner.syntax(tree, of: index), unit: unit, isReporting: true)
    resolved.removeAll(file: source.file, name: relative.name)
    context.provenance?.removeAll()
    bot = nil
    if !tree.faults.isEmpty {
      context.usage.usePart(in: unit)
      reportFaults(source)
    }
    guard !tree.nodes.isEmpty else { return }
    guard tree.nodes[0].kind == .messageDeclaration || tree.nodes[0].kind == .baseDeclaration else { return }
    checkName(source)
    check(source, owner, relative, make)
  }

  /// A unit of the program.
  package func unit(_ index: Int) -> Unit { program.units[index] }

  /// The name of the message that was checked last; valid as long as its file is.
  package var name: UnsafeBufferPointer<UInt8> { context.name }

  /// Whether the message is one that parameters are set for.
  package var isSet: Bool {
    get { settings.isSet }
    set { settings.isSet = newValue }
  }

  /// Why parameters could not be set as asked, one line each.
  package var settingFailures: [String] { settings.failures }

  /// Whether the message leaves no parameter open.
  package var hasNoParameters: Bool { chain.openParameters.isEmpty }

  /// The open parameters of the message, their defaults put on the tape behind its values.
  package func openParameterValues() -> [OpenParameterValue] { filling.openValues() }

  /// What the message's first example gives its open parameters, put on the tape behind its values; nil if it has none.
  package func exampleValues() -> [(name: String, node: Int)]? { analysis.examples.firstValues() }

  /// Whether an error was found.
  package var hasErrors: Bool { context.reporter.hasErrors }

  private func checkName(_ source: TreeContext) {
    guard let name = source.tree.firstChild(of: 0), source.tree.nodes[name].kind == .name else { return }
    let token = source.tree.token(of: name)
    guard token.flags.contains(.wide) else { return }
    context.report(.nameNotASCII, token.range, source)
    // Under this name nobody can use it: that nobody does is not said besides.
    let text = UnsafeBufferPointer(rebasing: source.bytes[Int(token.start)..<Int(token.end)])
    if case .found(let symbol, nil) = program.symbols.look(.message, text, in: context.unit) {
      context.usage.use(symbol, imported: nil, in: context.unit)
    }
  }

  private func reportFaults(_ source: TreeContext) {
    for fault in source.faults {
      context.reporter.report(
        SyntaxDiagnostics.diagnostic(fault, in: source.bytes.span, file: resolved.file, nestingLimit: Limits.nesting))
    }
  }

  // MARK: The declaration

  /// Reports a body that is too large, at the statement that takes the most of it.
  func checkSize() {
    // Most bodies are far from the limit whatever their bytes: one takes at most six, a node at most eight beside them.
    guard evaluator.budget.isTooLarge || tape.pool.count * 6 + tape.nodes.count * 8 > Limits.bodySize - 1024 else {
      return
    }
    let size = JSONSize.of(resolved.message)
    guard evaluator.budget.isTooLarge || size.total > Limits.bodySize else { return }
    let place = evaluator.budget.tooLargeAt ?? size.largest.map { resolved.keyword(of: $0) } ?? resolved.nameLocation
    context.reporter.report(
      NameDiagnostics.tooLarge, "the body is larger than \(Limits.bodySize) bytes, the most it can be", at: place)
  }

}

/// A parser, of which nothing is copied.
final class MessageParser {
  @exclusivity(unchecked) private var parser = Parser(nestingLimit: Limits.nesting)

  /// The tree of a declaration, valid until the next one is parsed.
  func parse(_ bytes: UnsafeBufferPointer<UInt8>, _ extent: Extent) -> SyntaxTree {
    parser.parse(bytes.span, extent)
    return parser.tree
  }
}

extension ResolvedMessage {
  /// Forgets the last message and keeps the memory.
  func removeAll(file: FileID, name: ByteRange) {
    self.file = file
    self.name = name
    isUsed = false
    message.removeAll()
    statements.update(repeating: StatementPlace())
    texts.update(repeating: TextFacts())
    isDamaged = false
    flow = .none
    screen = nil
    isDataExchange = false
    if !dataFindings.isEmpty { dataFindings.removeAll(keepingCapacity: true) }
    if !holes.isEmpty { holes.removeAll(keepingCapacity: true) }
    if !uses.isEmpty { uses.removeAll(keepingCapacity: true) }
    if !pieces.isEmpty { pieces.removeAll(keepingCapacity: true) }
    if !hiddenEmpty.isEmpty { hiddenEmpty.removeAll(keepingCapacity: true) }
  }
}
