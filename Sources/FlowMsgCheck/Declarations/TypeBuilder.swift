import FlowMsgModel
import FlowMsgSyntax
package import FlowMsgText

extension ProgramBuilder {
  /// The type that a `type` declaration names, built once.
  mutating func namedType(_ symbol: Int) -> UInt32 {
    let declaration = symbols.all[symbol]
    let unit = units[declaration.unit]
    switch types[symbol] {
    case .done(let type): return type
    case .visiting:
      reporter.report(
        NameDiagnostics.cycle, "the type `\(symbols.name(symbol))` is made of itself",
        at: SourceLocation(unit.file, declaration.range), help: ["a value of it would never end"])
      let broken = brokenType(unit, declaration.range)
      types[symbol] = .done(broken)
      return broken
    case .unvisited: break
    }
    types[symbol] = .visiting
    let tree = unit.trees[declaration.tree].tree
    var type = brokenType(unit, declaration.range)
    if let name = tree.firstChild(of: 0), let node = tree.sibling(after: name, in: 0) {
      type = buildType(node, tree, declaration.unit)
    }
    if tree.isFaulty(0) { type = brokenType(unit, declaration.range) }
    if case .done(let broken) = types[symbol] { return broken }
    types[symbol] = .done(type)
    return type
  }

  private mutating func brokenType(_ unit: Unit, _ range: ByteRange) -> UInt32 {
    contracts.add(TypeNode(.broken, origin: origin(unit, range)))
  }

  func origin(_ unit: Unit, _ range: ByteRange) -> Origin { Origin(unit.file.rawValue, range.start, range.end) }

  /// The type at `node`.
  mutating func buildType(_ node: Int, _ tree: SyntaxTree, _ unit: Int) -> UInt32 {
    guard openTypes < Limits.openValues else {
      reporter.report(
        NameDiagnostics.tooLarge, "types build on each other more than \(Limits.openValues) deep",
        at: SourceLocation(units[unit].file, tree.range(of: node)))
      return brokenType(units[unit], tree.range(of: node))
    }
    openTypes += 1
    defer { openTypes -= 1 }
    switch tree.nodes[node].kind {
    case .namedType: return buildNamed(node, tree, unit)
    case .oneOfType: return buildOneOf(node, tree, unit)
    case .listType: return buildList(node, tree, unit)
    case .shapeType: return buildShape(node, tree, unit, isScreen: false)
    default: return brokenType(units[unit], tree.range(of: node))
    }
  }

  private mutating func buildNamed(_ node: Int, _ tree: SyntaxTree, _ u: Int) -> UInt32 {
    let unit = units[u]
    let token = tree.token(of: node)
    let bounds = tree.child(.bounds, of: node)
    let kind: TypeKind
    switch token.word {
    case .string: kind = .string
    case .integer: kind = .integer
    case .number: kind = .number
    case .boolean: kind = .boolean
    default:
      let named = lookUpType(token, u)
      guard let bounds else { return named }
      reporter.report(
        TypeDiagnostics.bounds, "bounds do not go on a type's name",
        at: SourceLocation(unit.file, tree.range(of: bounds)),
        help: ["write them where the type is declared"])
      return brokenType(unit, tree.range(of: node))
    }
    var type = TypeNode(kind, origin: origin(unit, tree.range(of: node)))
    if let bounds { readBounds(bounds, tree, unit, &type) }
    return contracts.add(type)
  }

  private mutating func lookUpType(_ token: Token, _ u: Int) -> UInt32 {
    let unit = units[u]
    let location = SourceLocation(unit.file, token.range)
    let resolver = PathResolver(units: units, symbols: symbols)
    let name = UnsafeBufferPointer(rebasing: unit.text[Int(token.start)..<Int(token.end)])
    switch symbols.look(.type, name, in: u) {
    case .found(let symbol, let imported):
      usage.use(symbol, imported: imported, in: u)
      return namedType(symbol)
    case .ambiguous(let others):
      usage.usePart(in: u)
      reporter.report(ambiguousDiagnostic(unit.string(token.range), location, others, resolver))
    case .none:
      usage.usePart(in: u)
      if !unit.hasUnreadableImport {
        reporter.report(unknownNameDiagnostic(.type, unit.string(token.range), location, resolver, u))
      }
    }
    return brokenType(unit, token.range)
  }

  private mutating func buildOneOf(_ node: Int, _ tree: SyntaxTree, _ u: Int) -> UInt32 {
    let unit = units[u]
    var choices: [PoolRange] = []
    var seen = SeenNames()
    for child in tree.children(of: node) where tree.nodes[child].kind == .string {
      let token = tree.token(of: child)
      if let first = unit.withDecoded(token, { seen.insert($0, at: token.range) }) {
        reporter.report(
          NameDiagnostics.repeatedKey, "\"\(unit.decoded(token))\" stands twice among the choices",
          at: SourceLocation(unit.file, token.range),
          labels: [DiagnosticLabel(SourceLocation(unit.file, first), "first here")], help: ["remove one of them"])
        continue
      }
      choices.append(unit.withDecoded(token) { contracts.intern($0) })
    }
    let first = UInt32(contracts.choices.count)
    contracts.choices += choices
    return contracts.add(
      TypeNode(.oneOf, origin: origin(unit, tree.range(of: node)), first: first, count: UInt32(choices.count)))
  }

  private mutating func buildList(_ node: Int, _ tree: SyntaxTree, _ u: Int) -> UInt32 {
    guard let child = tree.firstChild(of: node) else { return brokenType(units[u], tree.range(of: node)) }
    let element = buildType(child, tree, u)
    var type = TypeNode(.list, origin: origin(units[u], tree.range(of: node)), first: element, count: 1)
    if let bounds = tree.child(.bounds, of: node) { readBounds(bounds, tree, units[u], &type) }
    return contracts.add(type)
  }

  /// An object's type; the fields of a screen cannot be optional.
  mutating func buildShape(_ node: Int, _ tree: SyntaxTree, _ u: Int, isScreen: Bool) -> UInt32 {
    let unit = units[u]
    var fields: [TypeField] = []
    var seen = SeenNames()
    for child in tree.children(of: node) where tree.nodes[child].kind == .shapeField {
      guard let key = tree.firstChild(of: child), tree.nodes[key].kind != .missing else { continue }
      let token = tree.token(of: key)
      let location = SourceLocation(unit.file, token.range)
      if let first = unit.withDecoded(token, { seen.insert($0, at: token.range) }) {
        reporter.report(repeatedKeyDiagnostic(unit.decoded(token), location, SourceLocation(unit.file, first)))
        continue
      }
      if isScreen, tree.nodes[child].isOptional { reportOptional(unit.decoded(token), child, tree, unit) }
      let value = tree.sibling(after: key, in: child)
      let type = value.map { buildType($0, tree, u) } ?? brokenType(unit, token.range)
      fields.append(
        TypeField(
          key: unit.withDecoded(token) { contracts.intern($0) }, type: type, isOptional: tree.nodes[child].isOptional,
          origin: origin(unit, token.range)))
    }
    let first = UInt32(contracts.fields.count)
    contracts.fields += fields
    return contracts.add(
      TypeNode(.shape, origin: origin(unit, tree.range(of: node)), first: first, count: UInt32(fields.count)))
  }

  private mutating func reportOptional(_ name: String, _ field: Int, _ tree: SyntaxTree, _ unit: Unit) {
    let question = tree.tokens[Int(tree.nodes[field].first)...].first { $0.kind == .question }
    let location = SourceLocation(unit.file, question?.range ?? tree.range(of: field))
    reporter.report(
      FlowDiagnostics.optionalField, "the field `\(name)` of a screen cannot be optional", at: location,
      help: ["a Flow's screen expects each of its fields; deeper keys can be optional"],
      fixes: [Fix("remove the `?`", [TextEdit(location, "")])])
  }

  // MARK: Bounds

  /// Reads bounds into `type`; where one cannot hold the type is broken, as nothing can be proved by it.
  private mutating func readBounds(_ node: Int, _ tree: SyntaxTree, _ unit: Unit, _ type: inout TypeNode) {
    let found = reporter.diagnostics.count
    defer { if reporter.diagnostics.count > found { type = TypeNode(.broken, origin: type.origin) } }
    if type.kind == .boolean {
      reporter.report(
        TypeDiagnostics.bounds, "a boolean has no bounds", at: SourceLocation(unit.file, tree.range(of: node)))
      return
    }
    var seen: (minimum: Bool, maximum: Bool) = (false, false)
    for child in tree.children(of: node) where tree.nodes[child].kind == .bound {
      guard let name = tree.firstChild(of: child), let value = tree.sibling(after: name, in: child),
        tree.nodes[value].kind == .number
      else { continue }
      readBound(tree.token(of: name), tree.token(of: value), unit, &type, &seen)
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
        at: SourceLocation(unit.file, tree.range(of: node)))
    }
  }

  private mutating func readBound(
    _ name: Token, _ value: Token, _ unit: Unit, _ type: inout TypeNode, _ seen: inout (minimum: Bool, maximum: Bool)
  ) {
    let location = SourceLocation(unit.file, name.range)
    guard name.word == .min || name.word == .max else {
      let near = suggestion(for: unit.string(name.range), among: [Word.min.spelling, Word.max.spelling])
      reporter.report(
        TypeDiagnostics.bounds, "there is no bound `\(unit.string(name.range))`", at: location,
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
    let text = UnsafeBufferPointer(rebasing: unit.text[Int(value.start)..<Int(value.end)])
    let isWhole = isIntegerText(unit.text, value.range) && (text.count < 18 || Int64(unit.string(value.range)) != nil)
    let isLength = type.kind == .string || type.kind == .list
    if type.kind != .number, !isWhole || (isLength && text.first == 0x2D) {
      reporter.report(
        TypeDiagnostics.bounds,
        isLength
          ? "a length is a whole number from 0, not \(unit.string(value.range))"
          : "the bound of an integer is a whole number of 64 bits, not \(unit.string(value.range))",
        at: SourceLocation(unit.file, value.range))
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
