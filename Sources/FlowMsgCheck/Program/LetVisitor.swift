import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Visits every let once: finds cycles, unknown names and what does not go into texts, and measures each, so that what
/// uses a let knows its size before memory is spent on it.
struct LetVisitor {
  let units: [SourceUnit]
  let symbols: Symbols
  var lets: ContiguousArray<LetValue>
  var usage: Usage
  var reporter = Reporter()
  /// The lets that are being visited, outermost first.
  private var path: [Int] = []
  /// How many objects and lists are open, through all lets that are being visited.
  private var open = 0

  init(units: [SourceUnit], symbols: Symbols, lets: ContiguousArray<LetValue>, usage: Usage) {
    self.units = units
    self.symbols = symbols
    self.lets = lets
    self.usage = usage
  }

  struct Measure {
    var size = 0
    var depth = 0
    var chain = 0
    var isBroken = false

    mutating func add(_ other: Measure) {
      size = min(size + other.size, Limits.bodySize * 2)
      depth = max(depth, other.depth)
      chain = max(chain, other.chain)
      isBroken = isBroken || other.isBroken
    }
  }

  mutating func visit(_ symbol: Int) {
    guard lets[symbol].state == .unvisited else { return }
    lets[symbol].state = .visiting
    path.append(symbol)
    let value = lets[symbol]
    var measure = measure(value.node, units[value.unit].syntax(value.tree), value.unit)
    path.removeLast()
    if !measure.isBroken,
      measure.size > Limits.bodySize || measure.depth > Limits.nesting || measure.chain > Limits.letChain
    {
      reporter.report(
        NameDiagnostics.tooLarge, tooLarge(measure, symbols.name(symbol)), at: place(of: symbol))
      measure.isBroken = true
    }
    let declaration = symbols.all[symbol]
    if units[declaration.unit].trees[declaration.tree].tree.isFaulty(0) { measure.isBroken = true }
    lets[symbol].size = measure.size
    lets[symbol].depth = measure.depth
    lets[symbol].chain = measure.chain
    lets[symbol].state = measure.isBroken ? .broken : .whole
  }

  /// Where a let's value is written: the path of a file that holds it, else the let's name.
  private func place(of symbol: Int) -> SourceLocation {
    let declaration = symbols.all[symbol]
    let syntax = units[declaration.unit].syntax(declaration.tree)
    let path = syntax.tree.child(.fromClause, of: 0).flatMap { syntax.tree.firstChild(of: $0) }
    return path.map { syntax.location(syntax.tree.range(of: $0)) } ?? declaration.location
  }

  private func tooLarge(_ measure: Measure, _ name: String) -> String {
    if measure.size > Limits.bodySize {
      return "`\(name)` is larger than \(Limits.bodySize) bytes, the most a body can be"
    }
    if measure.depth > Limits.nesting { return "`\(name)` nests more than \(Limits.nesting) objects and lists" }
    return "`\(name)` builds on more than \(Limits.letChain) lets behind each other"
  }

  // MARK: Values

  private mutating func measure(_ node: Int, _ syntax: DeclarationSyntax, _ unit: Int) -> Measure {
    let tree = syntax.tree
    switch tree.nodes[node].kind {
    case .string: return measureString(tree.token(of: node), syntax, unit, isVerbatim: tree.nodes[node].isVerbatim)
    case .number: return number(tree.token(of: node))
    case .literal: return Measure(size: tree.range(of: node).count)
    case .path: return measurePath(node, syntax, unit)
    case .object, .array: return container(node, syntax, unit)
    default: return Measure(isBroken: true)
    }
  }

  private func number(_ token: Token) -> Measure {
    Measure(size: token.range.count, isBroken: token.flags.contains(.faulty))
  }

  private mutating func container(_ node: Int, _ syntax: DeclarationSyntax, _ unit: Int) -> Measure {
    let tree = syntax.tree
    var result = Measure(size: 2)
    guard open < Limits.openValues else {
      return fail(
        Diagnostic(
          NameDiagnostics.tooLarge, "lets build on each other more than \(Limits.openValues) objects and lists deep",
          at: syntax.location(tree.range(of: node)))
      ).0
    }
    open += 1
    defer { open -= 1 }
    if tree.faults.contains(where: { $0.kind == .nestingTooDeep }) { result.isBroken = true }
    if tree.nodes[node].isDamaged { result.isBroken = true }
    var keys: [String: ByteRange] = [:]
    for child in tree.children(of: node) {
      var value = child
      if tree.nodes[child].kind == .member {
        guard let key = tree.firstChild(of: child), let node = tree.sibling(after: key, in: child) else {
          result.isBroken = true
          continue
        }
        let token = tree.token(of: key)
        checkKey(token, syntax, &keys)
        result.size += token.range.count + 3
        value = node
      }
      result.add(measure(value, syntax, unit))
      result.size += 1
    }
    result.depth += 1
    return result
  }

  private mutating func checkKey(_ token: Token, _ syntax: DeclarationSyntax, _ keys: inout [String: ByteRange]) {
    let name = syntax.decoded(token)
    if let first = keys[name] {
      reporter.report(
        repeatedKeyDiagnostic(
          name, syntax.location(token.range), syntax.location(first)))
    } else {
      keys[name] = token.range
    }
  }

  private mutating func measureString(
    _ token: Token, _ syntax: DeclarationSyntax, _ unit: Int, isVerbatim: Bool
  ) -> Measure {
    var result = Measure(size: token.range.count, isBroken: token.flags.contains(.faulty))
    guard !result.isBroken, token.kind == .blockString || !token.flags.isPlain else { return result }
    var paths: [ByteRange] = []
    var size = 2
    StringContents.read(syntax.bytes.span, token, isVerbatim: isVerbatim) {
      switch $0 {
      case .text(let range): size += range.count
      case .scalar(let scalar, _): size += JSONSize.of(scalar)
      case .path(let range): paths.append(range)
      case .fault: break
      }
    }
    result.size = size
    for range in paths {
      let (found, target) = reference(pathNames(syntax.bytes, range), syntax.context(in: unit))
      result.add(found)
      guard let target, !found.isBroken else { continue }
      if !goesIntoText(target, range, syntax) { result.isBroken = true }
    }
    return result
  }

  private mutating func goesIntoText(_ target: ValueTarget, _ range: ByteRange, _ syntax: DeclarationSyntax) -> Bool {
    let value = units[target.unit].syntax(target.tree)
    let tree = value.tree
    let name = syntax.string(range)
    let location = syntax.location(range)
    lazy var written = units[target.unit].written(value.location(tree.range(of: target.node)))
    switch tree.nodes[target.node].kind {
    case .string: return true
    case .number:
      if !isIntegerText(value.bytes, tree.range(of: target.node)) {
        reporter.report(numberInTextDiagnostic(name, location, value: written))
      }
      return true
    default:
      reporter.report(notInterpolatedDiagnostic(name, nounOfValue(tree.view, target.node), location, value: written))
      return false
    }
  }

  private mutating func measurePath(_ node: Int, _ syntax: DeclarationSyntax, _ unit: Int) -> Measure {
    let tree = syntax.tree
    guard !tree.children(of: node).contains(where: { tree.nodes[$0].kind == .missing }) else {
      return Measure(isBroken: true)
    }
    return reference(tree.children(of: node).map { tree.token(of: $0).range }, syntax.context(in: unit)).0
  }

  /// What the path of `names` means, measured; its last step if it is whole.
  private mutating func reference(_ names: [ByteRange], _ context: PathContext) -> (Measure, ValueTarget?) {
    let resolver = PathResolver(units: units, symbols: symbols)
    switch resolver.first(names[0], in: context) {
    case .failed(let failure):
      usage.usePart(in: context.unit)
      return fail(resolver.diagnostic(failure, in: context))
    case .found(let symbol, let imported):
      usage.use(symbol, imported: imported, in: context.unit)
      if lets[symbol].state == .visiting {
        reportCycle(symbol, context.location(names[0]))
        return fail(nil)
      }
      if path.count > Limits.letChain {
        return fail(
          Diagnostic(
            NameDiagnostics.tooLarge, "lets build on each other more than \(Limits.letChain) deep",
            at: context.location(names[0])))
      }
      visit(symbol)
      guard lets[symbol].state == .whole else { return fail(nil) }
      let measure = Measure(size: lets[symbol].size, depth: lets[symbol].depth, chain: lets[symbol].chain + 1)
      switch resolver.follow(symbol, names, in: context, lets) {
      case .value(let target): return (measure, target)
      case .failed(let failure): return fail(resolver.diagnostic(failure, in: context))
      }
    }
  }

  private mutating func fail(_ diagnostic: Diagnostic?) -> (Measure, ValueTarget?) {
    if let diagnostic { reporter.report(diagnostic) }
    return (Measure(isBroken: true), nil)
  }

  private mutating func reportCycle(_ symbol: Int, _ location: SourceLocation) {
    let cycle = path[(path.firstIndex(of: symbol) ?? 0)...]
    reporter.report(
      NameDiagnostics.cycle,
      "the let `\(symbols.name(symbol))` is made of itself", at: location,
      labels: cycle.map {
        DiagnosticLabel(
          symbols.all[$0].location,
          "`\(symbols.name($0))` is declared here")
      }, help: ["break the circle \((cycle + [symbol]).map { symbols.name($0) }.joined(separator: " → "))"])
  }
}
