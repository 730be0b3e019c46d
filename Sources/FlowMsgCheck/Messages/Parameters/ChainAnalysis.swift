import FlowMsgText

/// Reads a declaration with what it builds on, and checks what it says of parameters and gives them.
///
/// A base message is checked like any message, but perhaps by another worker, and later than what builds on it. So which of
/// its values are refused is found here as well, by an analysis that reports nothing.
final class ChainAnalysis {
  private let context: MessageContext
  private let chain: Chain
  private let evaluator: Evaluator
  private let builder: ChainBuilder
  private let values: ParameterValueChecker
  let parameters: ParameterChecker
  let examples: ExampleChecker
  /// What is known of values that base messages give, and the analysis that finds it.
  private let refusals: Refusals
  private lazy var baseAnalysis = ChainAnalysis(of: context.program, refusals)

  convenience init(_ context: MessageContext, _ chain: Chain, _ evaluator: Evaluator) {
    self.init(context, chain, evaluator, Refusals())
  }

  private convenience init(of program: Program, _ refusals: Refusals) {
    let context = MessageContext(program, traces: false)
    let chain = Chain()
    self.init(context, chain, Evaluator(context, chain), refusals)
  }

  private init(_ context: MessageContext, _ chain: Chain, _ evaluator: Evaluator, _ refusals: Refusals) {
    (self.context, self.chain, self.evaluator, self.refusals) = (context, chain, evaluator, refusals)
    builder = ChainBuilder(context, chain)
    values = ParameterValueChecker(context, chain, evaluator.values)
    parameters = ParameterChecker(context, chain, values)
    examples = ExampleChecker(context, chain, evaluator.values, values)
  }

  /// Puts the chain of the declaration in `source` together, and checks what it says of parameters. `baseMessage` is the
  /// declaration itself, if it is one.
  func read(_ source: TreeContext, _ owner: SourceUnit, _ baseMessage: BaseMessage?) {
    evaluator.beginDeclaration()
    builder.build(source, owner, baseMessage)
    noteRefused()
    chain.findOpenParameters()
    parameters.check()
  }

  /// Checks the values that it gives parameters.
  func checkValues() {
    values.addDefaults()
    examples.check()
    values.check()
  }

  // MARK: Refused values

  /// Notes for each level above the declaration's own which of its values are refused.
  ///
  /// From the outermost down: the analysis that is asked for a level knows all above it by then, and asks no other.
  private func noteRefused() {
    for k in chain.levels.indices.dropFirst().reversed() {
      guard let baseMessage = chain.levels[k].baseMessage, baseMessage.givesValues else { continue }
      chain.levels[k].refused = refusedValues(of: baseMessage)
    }
  }

  private func refusedValues(of baseMessage: BaseMessage) -> RefusedValues {
    if let known = refusals.known[ObjectIdentifier(baseMessage)] { return known }
    let values = baseAnalysis.findRefused(in: baseMessage)
    refusals.known[ObjectIdentifier(baseMessage)] = values
    return values
  }

  /// Holds the values that `baseMessage` gives to their types, and reports nothing.
  private func findRefused(in baseMessage: BaseMessage) -> RefusedValues {
    context.unit = baseMessage.unit
    let source = TreeContext(baseMessage.syntax, unit: baseMessage.unit, isReporting: true)
    context.resolved.removeAll(file: source.file, name: baseMessage.nameLocation.range)
    read(source, baseMessage.owner, baseMessage)
    checkValues()
    defer {
      chain.removeAll()
      context.reporter = Reporter()
    }
    return chain.levels[0].refused
  }
}
