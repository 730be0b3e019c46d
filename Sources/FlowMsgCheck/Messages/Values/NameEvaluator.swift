import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// What a path means at a level of the chain: a value that is written somewhere, a part of a parameter that is open, or
/// nothing, which is reported.
final class NameEvaluator {
  private let context: MessageContext
  private let program: Program
  private let resolved: ResolvedMessage
  private let chain: Chain
  private let bindings: ParameterBindings
  private let expansion: ArgumentExpansion
  private let budget: EvaluationBudget
  /// What each open parameter is given while a body without holes is made.
  @exclusivity(unchecked) var arguments: [Place?]?

  init(_ context: MessageContext, _ chain: Chain, _ bindings: ParameterBindings, _ budget: EvaluationBudget) {
    (self.context, program, resolved) = (context, context.program, context.resolved)
    (self.chain, self.bindings, self.budget) = (chain, bindings, budget)
    expansion = ArgumentExpansion(bindings)
  }

  /// Begins with another chain.
  func beginDeclaration() {
    expansion.removeAll()
    budget.beginDeclaration()
  }

  /// What the path `names`, written in `source`, means.
  func meaning(_ names: [ByteRange], _ source: TreeContext) -> Meaning {
    if source.scope >= 0, let binding = bindings.binding(names[0], source) {
      return meaning(of: binding, names, source)
    }
    guard let target = target(names, source) else { return .none }
    let tree = TreeContext(program.units[target.unit].syntax(target.tree), unit: target.unit, isReporting: false)
    return .place(Place(source: tree, node: target.node))
  }

  private func meaning(of binding: Binding, _ names: [ByteRange], _ source: TreeContext) -> Meaning {
    let rest = NameEvaluator.rest(of: names)
    switch binding {
    case .refused: return .none
    case .closed(let place):
      budget.step()
      guard budget.mayFollow(expansion.count(of: place), at: SourceLocation(source.file, names[0])) else {
        return .none
      }
      return follow(place, rest, source)
    case .open(let i):
      if let arguments {
        guard let place = arguments[i] else { return .none }
        return follow(place, rest, source)
      }
      let path = OpenPath(parameter: i, path: chain.openParameters[i].name, type: chain.openParameters[i].type)
      return follow(path, rest, source)
    }
  }

  /// All names of a path but the first: most have no other.
  private static func rest(of names: [ByteRange]) -> [ByteRange] { names.count > 1 ? Array(names.dropFirst()) : [] }

  // MARK: Members

  /// Goes on from a value into its members.
  private func follow(_ place: Place, _ names: [ByteRange], _ source: TreeContext) -> Meaning {
    defer { budget.leave() }
    guard budget.enter() else { return .none }
    if place.source.tree.nodes[place.node].kind == .path { return follow(path: place, names, source) }
    guard let name = names.first else { return .place(place) }
    return member(name, of: place, source).map { follow($0, NameEvaluator.rest(of: names), source) } ?? .none
  }

  /// Goes on from what the path at `place` means.
  private func follow(path place: Place, _ names: [ByteRange], _ source: TreeContext) -> Meaning {
    let tree = place.source.tree
    let inner = tree.children(of: place.node).map { tree.token(of: $0).range }
    guard !tree.children(of: place.node).contains(where: { tree.nodes[$0].kind != .name }) else { return .none }
    context.provenance?.pass(place.source.origin(tree.range(of: place.node)))
    switch meaning(inner, place.source) {
    case .none: return .none
    case .open(let path): return follow(path, names, source)
    case .place(let next): return follow(next, names, source)
    }
  }

  /// The member of the value at `place` that `name`, written in `source`, means.
  private func member(_ name: ByteRange, of place: Place, _ source: TreeContext) -> Place? {
    let tree = place.source.tree
    guard tree.nodes[place.node].kind == .object else {
      report(.notAnObject(name, noun: nounOfValue(tree, place.node)), source)
      return nil
    }
    let wanted = source.string(name)
    var keys: [String] = []
    for member in tree.children(of: place.node) where tree.nodes[member].kind == .member {
      guard let key = tree.firstChild(of: member), let value = tree.sibling(after: key, in: member) else { continue }
      let text = decodedString(place.source.bytes.span, tree.token(of: key))
      if text == wanted { return Place(source: place.source, node: value) }
      keys.append(text)
    }
    report(.unknownKey(name, keys: keys), source)
    return nil
  }

  /// Goes on from an open parameter into the members of its type.
  private func follow(_ path: OpenPath, _ names: [ByteRange], _ source: TreeContext) -> Meaning {
    var path = path
    for name in names {
      let type = resolved.contracts.types[path.type]
      if type.kind == .broken { return .none }
      guard type.kind == .shape else {
        report(.notAnObject(name, noun: TypeNouns.noun(path.type, in: resolved.contracts)), source, isProvisional: true)
        return .none
      }
      let members = resolved.contracts.members(of: type)
      let key = source.string(name)
      guard let field = members.first(where: { resolved.contracts.string($0.key) == key }) else {
        report(
          .unknownKey(name, keys: members.map { resolved.contracts.string($0.key) }), source, isProvisional: true)
        return .none
      }
      if field.isOptional {
        reportOptional("\(path.path).\(key)", SourceLocation(source.file, name), SourceLocation(field.origin))
        return .none
      }
      path.path += ".\(key)"
      path.type = Int(field.type)
    }
    return .open(path)
  }

  private func reportOptional(_ path: String, _ place: SourceLocation, _ declared: SourceLocation) {
    context.reporter.report(
      ParameterDiagnostics.optionalPath, "`\(path)` may be missing: its type marks it with `?`", at: place,
      labels: [DiagnosticLabel(declared, "declared here")],
      help: ["remove the `?`, or write this without it"], isProvisional: true)
  }

  // MARK: Lets

  /// What a path of lets means; nil, and reported where that is still to be done, if nothing. Size is known before it is
  /// spent.
  private func target(_ names: [ByteRange], _ source: TreeContext) -> ValueTarget? {
    let resolver = PathResolver(units: program.units, symbols: program.symbols, trail: context.provenance)
    switch resolver.first(names[0], in: source.context) {
    case .failed(let failure):
      context.usage.usePart(in: context.unit)
      if !chain.hidesParameters(from: source.scope) { report(failure, source) }
      return nil
    case .found(let symbol, let imported):
      context.usage.use(symbol, imported: imported, in: source.unit)
      guard program.lets[symbol].state == .whole else { return nil }
      // Memory is spent on one value beyond the limit at most, which is no larger than the limit.
      if source.isReporting, !budget.hasRoom() { return nil }
      switch resolver.follow(symbol, names, in: source.context, program.lets) {
      case .value(let target): return target
      case .failed(let failure):
        report(failure, source)
        return nil
      }
    }
  }

  private func report(_ failure: PathFailure, _ source: TreeContext, isProvisional: Bool = false) {
    guard source.isReporting, var diagnostic = context.resolver.diagnostic(failure, in: source.context) else { return }
    diagnostic.isProvisional = isProvisional
    context.reporter.report(diagnostic)
  }
}

/// What a path means.
enum Meaning {
  /// Nothing; reported where that is to be done.
  case none
  /// A value that is written somewhere.
  case place(Place)
  /// What fills it is not known yet.
  case open(OpenPath)
}

/// A part of an open parameter that a path means.
struct OpenPath {
  var parameter: Int
  var path: String
  var type: Int
}
