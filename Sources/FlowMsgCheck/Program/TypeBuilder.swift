import FlowMsgModel
import FlowMsgSyntax
package import FlowMsgText

/// Builds types: those that are declared, each once, and those that are written in parameters and screens.
final class TypeBuilder {
  let draft: ProgramDraft
  /// For each symbol: the type's index, once built.
  private(set) var types: [TypeState]
  /// How many types are being built inside each other.
  private var openTypes = 0

  enum TypeState: Sendable { case unvisited, visiting, done(UInt32) }

  /// A builder of the types that the names of `draft` mean; `types` are those that are built already.
  init(_ draft: ProgramDraft, _ types: [TypeState]? = nil) {
    self.draft = draft
    self.types = types ?? Array(repeating: .unvisited, count: draft.symbols.all.count)
  }

  /// Builds all types that are declared.
  func buildAll() {
    for i in draft.symbols.all.indices where draft.symbols.all[i].namespace == .type { _ = namedType(i) }
  }

  /// The type that a `type` declaration names, built once.
  func namedType(_ symbol: Int) -> UInt32 {
    let declaration = draft.symbols.all[symbol]
    let syntax = draft.units[declaration.unit].syntax(declaration.tree)
    switch types[symbol] {
    case .done(let type): return type
    case .visiting:
      draft.reporter.report(
        NameDiagnostics.cycle, "the type `\(draft.symbols.name(symbol))` is made of itself",
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

  func brokenType(_ location: SourceLocation) -> UInt32 {
    draft.contracts.add(TypeNode(.broken, origin: Origin(location)))
  }

  /// The type at `node`.
  func buildType(_ node: Int, _ syntax: DeclarationSyntax, _ unit: Int) -> UInt32 {
    guard openTypes < Limits.openValues else {
      draft.reporter.report(
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

  private func buildNamed(_ node: Int, _ syntax: DeclarationSyntax, _ u: Int) -> UInt32 {
    let tree = syntax.tree
    let token = tree.token(of: node)
    let bounds = tree.child(.bounds, of: node)
    guard let kind = TypeKind(word: token.word.spelling) else {
      let named = lookUpType(token, syntax, u)
      guard let bounds else { return named }
      draft.reporter.report(
        TypeDiagnostics.bounds, "bounds do not go on a type's name",
        at: syntax.location(tree.range(of: bounds)),
        help: ["write them where the type is declared"])
      return brokenType(syntax.location(tree.range(of: node)))
    }
    var type = TypeNode(kind, origin: Origin(syntax.location(syntax.tree.range(of: node))))
    if let bounds { readBounds(bounds, syntax, &type) }
    return draft.contracts.add(type)
  }

  private func lookUpType(_ token: Token, _ syntax: DeclarationSyntax, _ u: Int) -> UInt32 {
    let location = syntax.location(token.range)
    switch draft.symbols.look(.type, syntax[token.range], in: u) {
    case .found(let symbol, let imported):
      draft.usage.use(symbol, imported: imported, in: u)
      return namedType(symbol)
    case .ambiguous(let others):
      draft.usage.usePart(in: u)
      draft.reporter.report(ambiguousDiagnostic(syntax.string(token.range), location, others, draft.resolver))
    case .none:
      draft.usage.usePart(in: u)
      if !draft.units[u].hasUnreadableImport {
        draft.reporter.report(unknownNameDiagnostic(.type, syntax.string(token.range), location, draft.resolver, u))
      }
    }
    return brokenType(syntax.location(token.range))
  }

  private func buildOneOf(_ node: Int, _ syntax: DeclarationSyntax, _ u: Int) -> UInt32 {
    let tree = syntax.tree
    var choices: [PoolRange] = []
    var seen = SeenNames()
    for child in tree.children(of: node) where tree.nodes[child].kind == .string {
      let token = tree.token(of: child)
      if let first = syntax.withDecoded(token, { seen.insert($0, at: syntax.location(token.range)) }) {
        draft.reporter.report(
          NameDiagnostics.repeatedKey, "\"\(syntax.decoded(token))\" stands twice among the choices",
          at: syntax.location(token.range),
          labels: [DiagnosticLabel(first, "first here")], help: ["remove one of them"])
        continue
      }
      choices.append(syntax.withDecoded(token) { draft.contracts.intern($0) })
    }
    let first = UInt32(draft.contracts.choices.count)
    draft.contracts.choices += choices
    return draft.contracts.add(
      TypeNode(
        .oneOf, origin: Origin(syntax.location(syntax.tree.range(of: node))), first: first, count: UInt32(choices.count)
      ))
  }

  private func buildList(_ node: Int, _ syntax: DeclarationSyntax, _ u: Int) -> UInt32 {
    guard let child = syntax.tree.firstChild(of: node) else {
      return brokenType(syntax.location(syntax.tree.range(of: node)))
    }
    let element = buildType(child, syntax, u)
    var type = TypeNode(.list, origin: Origin(syntax.location(syntax.tree.range(of: node))), first: element, count: 1)
    if let bounds = syntax.tree.child(.bounds, of: node) { readBounds(bounds, syntax, &type) }
    return draft.contracts.add(type)
  }

  /// An object's type; the fields of a screen cannot be optional.
  func buildShape(_ node: Int, _ syntax: DeclarationSyntax, _ u: Int, isScreen: Bool) -> UInt32 {
    let tree = syntax.tree
    var fields: [TypeField] = []
    var seen = SeenNames()
    for child in tree.children(of: node) where tree.nodes[child].kind == .shapeField {
      guard let key = tree.firstChild(of: child), tree.nodes[key].kind != .missing else { continue }
      let token = tree.token(of: key)
      let location = syntax.location(token.range)
      if let first = syntax.withDecoded(token, { seen.insert($0, at: syntax.location(token.range)) }) {
        draft.reporter.report(repeatedKeyDiagnostic(syntax.decoded(token), location, first))
        continue
      }
      if isScreen, tree.nodes[child].isOptional { reportOptional(syntax.decoded(token), child, syntax) }
      let value = tree.sibling(after: key, in: child)
      let type = value.map { buildType($0, syntax, u) } ?? brokenType(syntax.location(token.range))
      fields.append(
        TypeField(
          key: syntax.withDecoded(token) { draft.contracts.intern($0) }, type: type,
          isOptional: tree.nodes[child].isOptional,
          origin: Origin(syntax.location(token.range))))
    }
    let first = UInt32(draft.contracts.fields.count)
    draft.contracts.fields += fields
    return draft.contracts.add(
      TypeNode(
        .shape, origin: Origin(syntax.location(syntax.tree.range(of: node))), first: first, count: UInt32(fields.count))
    )
  }

  private func reportOptional(_ name: String, _ field: Int, _ syntax: DeclarationSyntax) {
    let tree = syntax.tree
    let question = tree.tokens[Int(tree.nodes[field].first)...].first { $0.kind == .question }
    let location = syntax.location(question?.range ?? tree.range(of: field))
    draft.reporter.report(
      FlowDiagnostics.optionalField, "the field `\(name)` of a screen cannot be optional", at: location,
      help: ["a Flow's screen expects each of its fields; deeper keys can be optional"],
      fixes: [Fix("remove the `?`", [TextEdit(location, "")])])
  }

  // MARK: Parameters

  /// A parameter of the declaration in `tree`.
  func buildParameter(_ parameter: ParameterSyntax, _ syntax: DeclarationSyntax, _ u: Int, id: Int)
    -> Parameter
  {
    let location = syntax.location(parameter.range)
    var type = parameter.type.map { buildType($0, syntax, u) } ?? brokenType(location)
    if parameter.isDamaged { type = brokenType(location) }
    var known: [Int: Int] = [:]
    if draft.contracts.expandedSize(Int(type), limit: Limits.typeSize + 1, &known) > Limits.typeSize {
      draft.reporter.report(
        NameDiagnostics.tooLarge,
        "the type of `\(parameter.name)` is made of more than \(Limits.typeSize) types, each name counted as what it means",
        at: location)
      type = brokenType(location)
    }
    return Parameter(
      name: parameter.name, location: location, type: type, defaultValue: parameter.defaultValue, id: id)
  }

  // MARK: Bounds

  /// Reads bounds into `type`; where one cannot hold the type is broken, as nothing can be proved by it.
  private func readBounds(_ node: Int, _ syntax: DeclarationSyntax, _ type: inout TypeNode) {
    let tree = syntax.tree
    let found = draft.reporter.diagnostics.count
    defer { if draft.reporter.diagnostics.count > found { type = TypeNode(.broken, origin: type.origin) } }
    if type.kind.facts.bounds == .none {
      draft.reporter.report(
        TypeDiagnostics.bounds, "\(type.kind.facts.name) has no bounds", at: syntax.location(tree.range(of: node)))
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
    let order = draft.contracts.pool.withUnsafeBufferPointer { pool in
      DecimalOrder.compare(
        UnsafeBufferPointer(rebasing: pool[Int(type.minimum.start)..<Int(type.minimum.end)]),
        UnsafeBufferPointer(rebasing: pool[Int(type.maximum.start)..<Int(type.maximum.end)]))
    }
    if order > 0 {
      draft.reporter.report(
        TypeDiagnostics.bounds,
        "the bounds cannot hold: min \(draft.contracts.string(type.minimum)) is more than max \(draft.contracts.string(type.maximum))",
        at: syntax.location(tree.range(of: node)))
    }
  }

  private func readBound(
    _ name: Token, _ value: Token, _ syntax: DeclarationSyntax, _ type: inout TypeNode,
    _ seen: inout (minimum: Bool, maximum: Bool)
  ) {
    let location = syntax.location(name.range)
    guard name.word == .min || name.word == .max else {
      let near = suggestion(for: syntax.string(name.range), among: [Word.min.spelling, Word.max.spelling])
      draft.reporter.report(
        TypeDiagnostics.bounds, "there is no bound `\(syntax.string(name.range))`", at: location,
        help: [near.map { "did you mean `\($0)`?" } ?? "bounds are min and max"],
        fixes: near.map { [Fix("write `\($0)`", [TextEdit(location, $0)], isSafe: false)] } ?? [])
      return
    }
    let isRepeated = name.word == .min ? seen.minimum : seen.maximum
    if name.word == .min { seen.minimum = true } else { seen.maximum = true }
    guard !isRepeated else {
      draft.reporter.report(TypeDiagnostics.bounds, "the bound `\(name.word.spelling)` stands twice", at: location)
      return
    }
    guard !value.flags.contains(.faulty) else { return }
    let text = syntax[value.range]
    let isWhole =
      isIntegerText(syntax.bytes, value.range) && (text.count < 18 || Int64(syntax.string(value.range)) != nil)
    let unit = type.kind.facts.bounds
    let isLength = unit.counted != nil
    if unit != .decimal, !isWhole || (isLength && text.first == 0x2D) {
      draft.reporter.report(
        TypeDiagnostics.bounds,
        isLength
          ? "a length is a whole number from 0, not \(syntax.string(value.range))"
          : "the bound of an integer is a whole number of 64 bits, not \(syntax.string(value.range))",
        at: syntax.location(value.range))
      return
    }
    let range = draft.contracts.intern(text)
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
