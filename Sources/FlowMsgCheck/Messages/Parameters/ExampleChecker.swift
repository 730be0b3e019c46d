import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// The `example` statements of a message: whether they give every open parameter a value, and which.
final class ExampleChecker {
  private let context: MessageContext
  private let chain: Chain
  private let evaluator: ValueEvaluator
  private let values: ParameterValueChecker

  init(
    _ context: MessageContext, _ chain: Chain, _ evaluator: ValueEvaluator, _ values: ParameterValueChecker
  ) {
    (self.context, self.chain, self.evaluator, self.values) = (context, chain, evaluator, values)
  }

  /// Checks all examples of the message; their values are kept for `ParameterValueChecker`.
  func check() {
    for node in chain.levels[0].shape.examples { check(node) }
  }

  private func check(_ node: Int) {
    let source = chain.sources[0]
    let tree = source.tree
    guard let object = tree.firstChild(of: node), tree.nodes[object].kind == .object else { return }
    let samples = samples(node)
    for sample in samples { check(sample) }
    if samples.isEmpty, tree.firstChild(of: object) == nil {
      return context.reporter.report(
        MessageDiagnostics.emptyExample, "the example is empty", at: SourceLocation(source.file, tree.range(of: node)),
        help: ["remove it"])
    }
    let known = Set(samples.map(\.name))
    let missing = chain.openParameters.filter { $0.defaultValue == nil && !known.contains($0.name) }
    guard !missing.isEmpty, !tree.isFaulty(node), !chain.hidesParameters(from: 0) else { return }
    context.reporter.report(
      ParameterDiagnostics.missingExample,
      "the example gives no \(missing.map { "`\($0.name)`" }.listed())",
      at: SourceLocation(source.file, tree.range(of: node)),
      help: ["give a value for every parameter without a default"])
  }

  private func check(_ sample: Sample) {
    if let parameter = chain.names.open(sample.name).map({ chain.openParameters[$0] }) {
      values.add(ParameterValue(place: sample.place, name: sample.name, role: .example, type: parameter.type))
    } else if !chain.hidesParameters(from: 0) {
      context.reporter.report(
        MessageDiagnostics.unknownSample(sample.name, sample.location, among: chain.openParameters.map(\.name)))
    }
  }

  /// A member of an `example` statement: its name, where that is written, and its value, which sees lets alone.
  private struct Sample {
    var name: String
    var location: SourceLocation
    var place: Place
  }

  private func samples(_ node: Int) -> [Sample] {
    let source = chain.letSource(0)
    let tree = source.tree
    guard let object = tree.firstChild(of: node), tree.nodes[object].kind == .object else { return [] }
    return tree.children(of: object).compactMap { member in
      guard tree.nodes[member].kind == .member, let key = tree.firstChild(of: member),
        tree.nodes[key].kind != .missing, let value = tree.sibling(after: key, in: member)
      else { return nil }
      let token = tree.token(of: key)
      return Sample(
        name: decodedString(source.bytes.span, token), location: SourceLocation(source.file, token.range),
        place: Place(source: source, node: value))
    }
  }

  /// What the message's first example gives its open parameters, put on the tape behind its values; nil if it has none.
  func firstValues() -> [(name: String, node: Int)]? {
    guard let example = chain.levels.first?.shape.examples.first else { return nil }
    return samples(example).filter { chain.names.open($0.name) != nil }
      .map { ($0.name, evaluator.value($0.place)) }
  }
}
