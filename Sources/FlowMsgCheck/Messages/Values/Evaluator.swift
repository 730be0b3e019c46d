/// What puts values together along a chain: what names mean, and texts and values that are made of that.
final class Evaluator {
  let budget: EvaluationBudget
  let bindings: ParameterBindings
  let names: NameEvaluator
  let texts: TextEvaluator
  let values: ValueEvaluator

  init(_ context: MessageContext, _ chain: Chain) {
    let holes = HoleWriter(context)
    budget = EvaluationBudget(context.tape)
    bindings = ParameterBindings(chain)
    names = NameEvaluator(context, chain, bindings, budget)
    texts = TextEvaluator(context, names, budget, holes)
    values = ValueEvaluator(context, names, texts, holes, budget)
  }

  /// Begins with another chain.
  func beginDeclaration() {
    names.beginDeclaration()
    texts.beginDeclaration()
  }
}
