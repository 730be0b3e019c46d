import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Which open parameters texts use, through what arguments say, without putting the texts together.
final class TextParameters {
  private let program: Program
  private let chain: Chain
  private let bindings: ParameterBindings
  private let budget: EvaluationBudget

  init(_ program: Program, _ chain: Chain, _ evaluator: Evaluator) {
    (self.program, self.chain, bindings, budget) = (program, chain, evaluator.bindings, evaluator.budget)
  }

  /// The open parameters that the texts of a variant use; nil where a text has a name that means nothing, which is reported:
  /// it may be meant for a parameter.
  func names(in variant: Variant) -> Set<String>? {
    var names: Set<String> = []
    for field in [Schema.title, Schema.text, Schema.caption, Schema.cta] {
      guard let winner = chain.winner(field, variant) else { continue }
      let source = chain.sources[winner.level]
      guard let operand = source.tree.firstChild(of: winner.node), source.tree.nodes[operand].kind == .string else {
        continue
      }
      let token = source.tree.token(of: operand)
      guard !hasUnknownName(token, source) else { return nil }
      collect(token, source, &names)
    }
    return names
  }

  /// The open parameters that the text statement at `place` uses.
  func names(at place: SourceLocation) -> Set<String> {
    var names: Set<String> = []
    for level in chain.levels.indices where chain.sources[level].file == place.file {
      let source = chain.sources[level]
      let tree = source.tree
      for node in tree.nodes.indices where tree.nodes[node].kind == .string && tree.range(of: node) == place.range {
        collect(tree.token(of: node), source, &names)
      }
    }
    return names
  }

  /// Whether a string has a name that is neither a parameter's nor a let's.
  private func hasUnknownName(_ token: Token, _ source: TreeContext) -> Bool {
    guard source.scope >= 0 else { return false }
    var isUnknown = false
    for range in TextParameters.firstNames(of: token, source) {
      guard bindings.binding(source.string(range), in: source.scope) == nil else { continue }
      let name = UnsafeBufferPointer(rebasing: source.bytes[Int(range.start)..<Int(range.end)])
      if case .none = program.symbols.look(.value, name, in: source.unit) { isUnknown = true }
    }
    return isUnknown
  }

  /// Adds the open parameters that a string uses, through what arguments say.
  private func collect(_ token: Token, _ source: TreeContext, _ names: inout Set<String>, depth: Int = 0) {
    budget.step()
    guard depth < 64, budget.steps <= Limits.steps, source.scope >= 0 else { return }
    for range in TextParameters.firstNames(of: token, source) {
      switch bindings.binding(range, source) {
      case .open(let i): names.insert(chain.openParameters[i].name)
      case .closed(let place): collect(place, &names, depth: depth)
      default: break
      }
    }
  }

  /// Adds those that the argument at `place` uses.
  private func collect(_ place: Place, _ names: inout Set<String>, depth: Int) {
    let source = place.source
    let token = source.tree.token(of: place.node)
    switch source.tree.nodes[place.node].kind {
    case .string: collect(token, source, &names, depth: depth + 1)
    case .path:
      if case .open(let i) = bindings.binding(source.string(token.range), in: source.scope) {
        names.insert(chain.openParameters[i].name)
      }
    default: break
    }
  }

  /// The first names of the paths in braces of a string.
  private static func firstNames(of token: Token, _ source: TreeContext) -> [ByteRange] {
    var names: [ByteRange] = []
    StringContents.read(source.bytes.span, token, isVerbatim: false) {
      if case .path(let range) = $0 { names.append(pathNames(source.bytes, range)[0]) }
    }
    return names
  }
}
