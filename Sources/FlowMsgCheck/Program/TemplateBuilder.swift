import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

extension SyntaxTree {
  /// The name behind `like`, in the declaration's `bytes`; nil if there is none.
  func target(in bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    guard !nodes.isEmpty, let like = child(.likeClause, of: 0), let name = firstChild(of: like),
      nodes[name].kind == .name
    else {
      return nil
    }
    let token = token(of: name)
    return UnsafeBufferPointer(rebasing: bytes[Int(token.start)..<Int(token.end)])
  }
}

extension ProgramBuilder {
  /// Keeps all bases, and what `like` names; resolves what they build on, and their parameters.
  mutating func collectTemplates() {
    guard isBuilt else { return }
    var parser = Parser(nestingLimit: Limits.nesting)
    for u in units.indices {
      for m in units[u].messages where !units[u].outline.extents[Int(m)].isPlain {
        let extent = units[u].outline.extents[Int(m)]
        if extent.kind == .base {
          keep(u, Int(m), &parser)
        } else {
          let text = units[u].text(of: extent)
          parser.parse(text.span, extent.relative)
          keepTarget(of: parser.tree, text, u, &parser)
        }
      }
    }
    // The list grows while it is walked: what a kept message builds on is kept too.
    var i = 0
    while i < templates.all.count {
      resolve(templates.all[i], &parser)
      i += 1
    }
    cutCycles()
    measureDepths()
    for template in templates.all where template.hasMessages { template.parent?.markMessages() }
    for template in templates.all { template.parameters = buildParameters(template) }
  }

  private mutating func keep(_ u: Int, _ m: Int, _ parser: inout Parser) {
    guard templates.template(unit: u, extent: m) == nil else { return }
    let extent = units[u].outline.extents[m]
    parser.parse(units[u].text(of: extent).span, extent.relative)
    templates.add(Template(unit: u, owner: units[u], extent: m, tree: parser.tree.copy()))
  }

  private mutating func keepTarget(
    of tree: SyntaxTree, _ bytes: UnsafeBufferPointer<UInt8>, _ u: Int, _ parser: inout Parser
  ) {
    guard let text = tree.target(in: bytes) else { return }
    guard case .found(let symbol, let imported) = symbols.look(.message, text, in: u) else {
      hasUnknownTargets = true
      return
    }
    usage.use(symbol, imported: imported, in: u)
    let declaration = symbols.all[symbol]
    keep(declaration.unit, declaration.tree, &parser)
    templates.template(unit: declaration.unit, extent: declaration.tree)?.hasMessages = true
  }

  private mutating func resolve(_ template: Template, _ parser: inout Parser) {
    guard let like = template.shape.like else { return }
    let u = template.unit
    guard case .found(let symbol, let imported) = symbols.look(.message, template.syntax[like], in: u) else {
      template.isCut = true
      hasUnknownTargets = true
      return
    }
    usage.use(symbol, imported: imported, in: u)
    let declaration = symbols.all[symbol]
    keep(declaration.unit, declaration.tree, &parser)
    template.parent = templates.template(unit: declaration.unit, extent: declaration.tree)
  }

  /// Takes what builds on itself apart, and says so once for each circle. Each declaration is passed once.
  private mutating func cutCycles() {
    var rounds: [ObjectIdentifier: Int] = [:]
    for (round, template) in templates.all.enumerated() {
      var at: Template? = template
      while let one = at, rounds[ObjectIdentifier(one)] == nil {
        rounds[ObjectIdentifier(one)] = round
        at = one.parent
      }
      // Only what was met first in this very round closes a circle.
      guard let first = at, rounds[ObjectIdentifier(first)] == round else { continue }
      reporter.report(
        ParameterDiagnostics.likeCycle,
        "`\(units[first.unit].string(first.owner.outline.extents[first.extent].name))` builds on itself",
        at: SourceLocation(first.syntax.file, first.shape.like ?? first.nameLocation.range),
        help: ["break the circle: let one of them build on nothing, or on something else"])
      first.parent = nil
      first.isCut = true
    }
  }

  /// How many declarations each builds on, when there are no circles. Each is passed twice at most.
  private func measureDepths() {
    var isKnown: Set<ObjectIdentifier> = []
    for template in templates.all {
      var open: [Template] = []
      var at: Template? = template
      while let one = at, isKnown.insert(ObjectIdentifier(one)).inserted {
        open.append(one)
        at = one.parent
      }
      for one in open.reversed() { one.depth = one.parent.map { $0.depth + 1 } ?? 0 }
    }
  }

  /// The types of a declaration's parameters.
  mutating func buildParameters(_ template: Template) -> [Parameter] {
    template.shape.parameters.map { parameter in
      let id = templates.parameterCount
      templates.parameterCount += 1
      return buildParameter(parameter, template.syntax, template.unit, id: id)
    }
  }

  /// A parameter of the declaration in `tree`.
  mutating func buildParameter(_ parameter: ParameterSyntax, _ syntax: DeclarationSyntax, _ u: Int, id: Int)
    -> Parameter
  {
    let location = syntax.location(parameter.range)
    var type = parameter.type.map { buildType($0, syntax, u) } ?? brokenType(location)
    if parameter.isDamaged { type = brokenType(location) }
    var known: [Int: Int] = [:]
    if contracts.expandedSize(Int(type), limit: Limits.typeSize + 1, &known) > Limits.typeSize {
      reporter.report(
        NameDiagnostics.tooLarge,
        "the type of `\(parameter.name)` is made of more than \(Limits.typeSize) types, each name counted as what it means",
        at: location)
      type = brokenType(location)
    }
    return Parameter(
      name: parameter.name, location: location, type: type, defaultValue: parameter.defaultValue, id: id)
  }
}
