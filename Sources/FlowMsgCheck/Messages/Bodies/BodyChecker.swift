import FlowMsgModel
import FlowMsgText

/// Makes the body of a variant, and checks it: what it names, its data, its size, and the rules.
final class BodyChecker {
  private let context: MessageContext
  private let resolved: ResolvedMessage
  private let tape: ValueTape
  private let budget: EvaluationBudget
  private let action: FlowAction
  private let rules: Rules.Calls
  /// What puts its values together.
  let evaluator: BodyEvaluator

  init(
    _ context: MessageContext, _ chain: Chain, _ evaluator: Evaluator, _ hidden: HiddenTranslations, rules: Rules.Calls
  ) {
    (self.context, resolved, tape, self.rules) = (context, context.resolved, context.tape, rules)
    (budget, action) = (evaluator.budget, FlowAction(context, chain))
    self.evaluator = BodyEvaluator(context, chain, evaluator, action, hidden)
  }

  /// Whether too many references were followed for the declaration.
  var isOutOfSteps: Bool { budget.isOutOfSteps }

  /// Makes the body of a variant of the message whose name is at `name`, and checks it.
  func check(_ variant: Variant, name: ByteRange, isBase: Bool) {
    evaluator.evaluate(variant, name: name, isBase: isBase)
    resolved.opened.isDataExchange = action.isDataExchange
    evaluator.references.resolveFlow()
    DataWalk.check(resolved)
    if isBase { dropSuppliable() }
    checkSize()
    rules.check(resolved, &context.reporter)
  }

  /// Drops what a base's data lacks and what builds on it may add: members of the data itself. Values are replaced as a
  /// whole, so what is missing deeper in one is missing for good.
  private func dropSuppliable() {
    let whole = [resolved.message[Schema.data] ?? -1, resolved.message[Schema.screen] ?? -1, -1]
    resolved.dataFindings.removeAll {
      ($0.problem == .missing || $0.problem == .missingInItem) && whole.contains($0.node)
    }
  }

  /// Reports a body that is too large, at the statement that takes the most of it.
  private func checkSize() {
    // Most bodies are far from the limit whatever their bytes: one takes at most six, a node at most eight beside them.
    guard budget.isTooLarge || tape.pool.count * 6 + tape.nodes.count * 8 > Limits.bodySize - 1024 else { return }
    let size = JSONSize.of(resolved.message)
    guard budget.isTooLarge || size.total > Limits.bodySize else { return }
    let place = budget.tooLargeAt ?? size.largest.map { resolved.keyword(of: $0) } ?? resolved.nameLocation
    context.reporter.report(
      NameDiagnostics.tooLarge, "the body is larger than \(Limits.bodySize) bytes, the most it can be", at: place)
  }
}
