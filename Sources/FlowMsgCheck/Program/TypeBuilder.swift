import FlowMsgModel
import FlowMsgSyntax
package import FlowMsgText

extension ProgramBuilder {
  /// The type that a `type` declaration names, built once.
  mutating func namedType(_ symbol: Int) -> UInt32 {
    let declaration = symbols.all[symbol]
    let syntax = units[declaration.unit].syntax(declaration.tree)
    switch types[symbol] {
    case .done(let type): return type
    case .visiting:
      reporter.report(
        NameDiagnostics.cycle, "the type `\(symbols.name(symbol))` is made of itself",
        at: declaration.location, help: ["a value of it would never end"])
      let broken = brokenType(declaration.location)
      types[symbol] = .done(broken)
      return broken
    case .unvisited: break
    }
    types[symbol] = .visiting
    let tree = syntax.tree
    var type = brokenType(declaration.location)
    if let name = tree.firstChild(of: 0), let node = tree.sibling(after: name, in: 0) {
      type = buildType(node, syntax, declaration.unit)
    }
    if tree.isFaulty(0) { type = brokenType(declaration.location) }
    if case .done(let broken) = types[symbol] { return broken }
    types[symbol] = .done(type)
    return type
  }

  mutating func brokenType(_ location: SourceLocation) -> UInt32 {
    contracts.add(TypeNode(.broken, origin: Origin(location)))
  }

  /// The type at `node`.
  mutating func buildType(_ node: Int, _ syntax: DeclarationSyntax, _ unit: Int) -> UInt32 {
    guard openTypes < Limits.openValues else {
      reporter.report(
        NameDiagnostics.tooLarge, "types build on each other more than \(Limits.openValues) deep",
        at: syntax.location(syntax.tree.range(of: node)))
      return brokenType(syntax.location(syntax.tree.range(of: node)))
    }
    openTypes += 1
    defer { openTypes -= 1 }
    switch syntax.tree.nodes[node].kind {
    case .namedType: return buildNamed(node, syntax, unit)
    case .oneOfType: return buildOneOf(node, syntax, unit)
    case .listType: return buildList(node, syntax, unit)
    case .shapeType: return buildShape(node, syntax, unit, isScreen: false)
    default: return brokenType(syntax.location(syntax.tree.range(of: node)))
    }
  }

  private mutating func buildNamed(_ node: Int, _ syntax: DeclarationSyntax, _ u: Int) -> UInt32 {
    let tree = syntax.tree
    let token = tree.token(of: node)
    let bounds = tree.child(.bounds, of: node)
    let kind: TypeKind
    switch token.word {
    case .string: kind = .string
    case .integer: kind = .integer
    case .number: kind = .number
    case .boolean: kind = .boolean
    default:
      let named = lookUpType(token, syntax, u)
      guard let bounds else { return named }
      reporter.report(
        TypeDiagnostics.bounds, "bounds do not go on a type's name",
        at: syntax.location(tree.range(of: bounds)),
        help: ["write them where the type is declared"])
      return brokenType(syntax.location(tree.range(of: node)))
    }
    var type = TypeNode(kind, origin: Origin(syntax.location(syntax.tree.range(of: node))))
    if let bounds { readBounds(bounds, syntax, &type) }
    return contracts.add(type)
  }

  private mutating func lookUpType(_ token: Token, _ syntax: DeclarationSyntax, _ u: Int) -> UInt32 {
    let location = syntax.location(token.range)
    let resolver = PathResolver(units: units, symbols: symbols)
    switch symbols.look(.type, syntax[token.range], in: u) {
    case .found(let symbol, let imported):
      usage.use(symbol, imported: imported, in: u)
      return namedType(symbol)
    case .ambiguous(let others):
      usage.usePart(in: u)
      reporter.report(ambiguousDiagnostic(syntax.string(token.range), location, others, resolver))
    case .none:
      usage.usePart(in: u)
      if !units[u].hasUnreadableImport {
        reporter.report(unknownNameDiagnostic(.type, syntax.string(token.range), location, resolver, u))
      }
    }
    return brokenType(syntax.location(token.range))
  }

  private mutating func buildOneOf(_ node: Int, _ syntax: DeclarationSyntax, _ u: Int) -> UInt32 {
    let tree = syntax.tree
    var choices: [PoolRange] = []
    var seen = SeenNames()
    for child in tree.children(of: node) where tree.nodes[child].kind == .string {
      let token = tree.token(of: child)
      if let first = syntax.withDecoded(token, { seen.insert($0, at: syntax.location(token.range)) }) {
        reporter.report(
          NameDiagnostics.repeatedKey, "\"\(syntax.decoded(token))\" stands twice among the choices",
          at: syntax.location(token.range),
          labels: [DiagnosticLabel(first, "first here")], help: ["remove one of them"])
        continue
      }
      choices.append(syntax.withDecoded(token) { contracts.intern($0) })
    }
    let first = UInt32(contracts.choices.count)
    contracts.choices += choices
    return contracts.add(
      TypeNode(
        .oneOf, origin: Origin(syntax.location(syntax.tree.range(of: node))), first: first, count: UInt32(choices.count)
      ))
  }

  private mutating func buildList(_ node: Int, _ syntax: DeclarationSyntax, _ u: Int) -> UInt32 {
    guard let child = syntax.tree.firstChild(of: node) else {
      return brokenType(syntax.location(syntax.tree.range(of: node)))
    }
    let element = buildType(child, syntax, u)
    var type = TypeNode(.list, origin: Origin(syntax.location(syntax.tree.range(of: node))), first: element, count: 1)
    if let bounds = syntax.tree.child(.bounds, of: node) { readBounds(bounds, syntax, &type) }
    return contracts.add(type)
  }

  /// An object's type; the fields of a screen cannot be optional.
  mutating func buildShape(_ node: Int, _ syntax: DeclarationSyntax, _ u: Int, isScreen: Bool) -> UInt32 {
    let tree = syntax.tree
    var fields: [TypeField] = []
    var seen = SeenNames()
    for child in tree.children(of: node) where tree.nodes[child].kind == .shapeField {
      guard let key = tree.firstChild(of: child), tree.nodes[key].kind != .missing else { continue }
      let token = tree.token(of: key)
      let location = syntax.location(token.range)
      if let first = syntax.withDecoded(token, { seen.insert($0, at: syntax.location(token.range)) }) {
        reporter.report(repeatedKeyDiagnostic(syntax.decoded(token), location, first))
        continue
      }
      if isScreen, tree.nodes[child].isOptional { reportOptional(syntax.decoded(token), child, syntax) }
      let value = tree.sibling(after: key, in: child)
      let type = value.map { buildType($0, syntax, u) } ?? brokenType(syntax.location(token.range))
      fields.append(
        TypeField(
          key: syntax.withDecoded(token) { contracts.intern($0) }, type: type, isOptional: tree.nodes[child].isOptional,
          origin: Origin(syntax.location(token.range))))
    }
    let first = UInt32(contracts.fields.count)
    contracts.fields += fields
    return contracts.add(
      TypeNode(
        .shape, origin: Origin(syntax.location(syntax.tree.range(of: node))), first: first, count: UInt32(fields.count))
    )
  }

  private mutating func reportOptional(_ name: String, _ field: Int, _ syntax: DeclarationSyntax) {
    let tree = syntax.tree
    let question = tree.tokens[Int(tree.nodes[field].first)...].first { $0.kind == .question }
    let location = syntax.location(question?.range ?? tree.range(of: field))
    reporter.report(
      FlowDiagnostics.optionalField, "the field `\(name)` of a screen cannot be optional", at: location,
      help: ["a Flow's screen expects each of its fields; deeper keys can be optional"],
      fixes: [Fix("remove the `?`", [TextEdit(location, "")])])
  }

  // MARK: Bounds

  /// Reads bounds into `type`; where one cannot hold the type is broken, as nothing can be proved by it.
  private mutating func readBounds(_ node: Int, _ syntax: DeclarationSyntax, _ type: inout TypeNode) {
    let tree = syntax.tree
    let found = reporter.diagnostics.count
    defer { if reporter.diagnostics.count > found { type = TypeNode(.broken, origin: type.origin) } }
    if type.kind == .boolean {
      reporter.report(
        TypeDiagnostics.bounds, "a boolean has no bounds", at: syntax.location(tree.range(of: node)))
      return
    }
    var seen: (minimum: Bool, maximum: Bool) = (false, false)
    for child in tree.children(of: node) where tree.nodes[child].kind == .bound {
      guard let name = tree.firstChild(of: child), let value = tree.sibling(after: name, in: child),
        tree.nodes[value].kind == .number
      else { continue }
      readBound(tree.token(of: name), tree.token(of: value), syntax, &type, &seen)
    }
    guard type.minimum != .none, type.maximum != .none else { return }
    let order = contracts.pool.withUnsafeBufferPointer { pool in
      DecimalOrder.compare(
        UnsafeBufferPointer(rebasing: pool[Int(type.minimum.start)..<Int(type.minimum.end)]),
        UnsafeBufferPointer(rebasing: pool[Int(type.maximum.start)..<Int(type.maximum.end)]))
    }
    if order > 0 {
      reporter.report(
        TypeDiagnostics.bounds,
        "the bounds cannot hold: min \(contracts.string(type.minimum)) is more than max \(contracts.string(type.maximum))",
        at: syntax.location(tree.range(of: node)))
    }
  }

  private mutating func readBound(
    _ name: Token, _ value: Token, _ syntax: DeclarationSyntax, _ type: inout TypeNode,
    _ seen: inout (minimum: Bool, maximum: Bool)
  ) {
    let location = syntax.location(name.range)
    guard name.word == .min || name.word == .max else {
      let near = suggestion(for: syntax.string(name.range), among: [Word.min.spelling, Word.max.spelling])
      reporter.report(
        TypeDiagnostics.bounds, "there is no bound `\(syntax.string(name.range))`", at: location,
        help: [near.map { "did you mean `\($0)`?" } ?? "bounds are min and max"],
        fixes: near.map { [Fix("write `\($0)`", [TextEdit(location, $0)], isSafe: false)] } ?? [])
      return
    }
    let isRepeated = name.word == .min ? seen.minimum : seen.maximum
    if name.word == .min { seen.minimum = true } else { seen.maximum = true }
    guard !isRepeated else {
      reporter.report(TypeDiagnostics.bounds, "the bound `\(name.word.spelling)` stands twice", at: location)
      return
    }
    guard !value.flags.contains(.faulty) else { return }
    let text = syntax[value.range]
    let isWhole =
      isIntegerText(syntax.bytes, value.range) && (text.count < 18 || Int64(syntax.string(value.range)) != nil)
    let isLength = type.kind == .string || type.kind == .list
    if type.kind != .number, !isWhole || (isLength && text.first == 0x2D) {
      reporter.report(
        TypeDiagnostics.bounds,
        isLength
          ? "a length is a whole number from 0, not \(syntax.string(value.range))"
          : "the bound of an integer is a whole number of 64 bits, not \(syntax.string(value.range))",
        at: syntax.location(value.range))
      return
    }
    let range = contracts.intern(text)
    if name.word == .min { type.minimum = range } else { type.maximum = range }
  }
}

/// The catalogue of what is wrong in types.
package enum TypeDiagnostics {
  static let bounds = DiagnosticKind(
    2201, .error, "bounds that cannot hold",
    why: """
      Bounds are min and max, once each, on string, integer, number and lists. Lengths are whole numbers from 0; no value \
      lies between a min that is more than its max.
      """,
    bad: "type Nome = string(min: 30, max: 1)", good: "type Nome = string(min: 1, max: 30)")

  package static let all = [bounds]
}
