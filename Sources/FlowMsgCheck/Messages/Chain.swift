import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

extension MessageChecker {
  // MARK: The chain

  /// Puts the chain of the message in `source` together. `template` is the message itself, if it is one.
  func buildChain(_ source: TreeContext, _ owner: Unit, _ template: Template?) {
    if !expansions.isEmpty { expansions.removeAll(keepingCapacity: true) }
    var own = source
    own.scope = 0
    if template == nil { ownShape.read(source) }
    let shape = template?.shape ?? ownShape
    sources.count = 0
    append(Level(source: own, shape: shape, parameters: [], template: template, unit: owner))
    for diagnostic in shape.found { reporter.report(diagnostic) }
    levels[0].parameters = template?.parameters ?? buildParameters(shape, own)
    var parent = parentOfMessage(template, own)
    // What is too deep is not followed: each of ten thousand would be, up to the limit.
    let isTooDeep = parent.map { $0.depth >= Limits.letChain } ?? false
    while !isTooDeep, let one = parent {
      append(Level(one, scope: levels.count, isReporting: true))
      parent = one.parent
    }
    if isTooDeep, let like = levels[0].shape.like {
      resolved.isDamaged = true
      reporter.report(
        NameDiagnostics.tooLarge, "messages build on each other more than \(Limits.letChain) deep",
        at: SourceLocation(source.file, like))
    } else {
      noteRefusals()
    }
    faults = ChainFaults(levels)
    names.read(levels)
    checkParameters()
    openParameters = names.open.map(openParameter)
  }

  /// Adds what the levels so far build on.
  @inline(__always)
  private func append(_ level: consuming Level) {
    sources.append(level.source)
    levels.append(level)
  }

  private func parentOfMessage(_ template: Template?, _ source: TreeContext) -> Template? {
    guard let like = levels[0].shape.like else { return nil }
    if let template, template.parent != nil || template.isCut && isKnownBase(like, source) { return template.parent }
    let name = UnsafeBufferPointer(rebasing: source.bytes[Int(like.start)..<Int(like.end)])
    let resolver = PathResolver(units: program.units, symbols: program.symbols)
    let location = SourceLocation(source.file, like)
    switch program.symbols.look(.message, name, in: unit) {
    case .found(let symbol, let imported):
      usage.use(symbol, imported: imported, in: unit)
      let declaration = program.symbols.all[symbol]
      return program.templates.template(unit: declaration.unit, extent: declaration.tree)
    case .ambiguous(let others):
      usage.usePart(in: unit)
      reporter.report(ambiguousDiagnostic(source.string(like), location, others, resolver))
    case .none:
      usage.usePart(in: unit)
      if !program.units[unit].hasUnreadableImport {
        reporter.report(unknownNameDiagnostic(.message, source.string(like), location, resolver, unit))
      }
    }
    resolved.isDamaged = true
    return nil
  }

  /// Whether what `like` names is there, so that the chain was cut because it is a circle, which is reported.
  private func isKnownBase(_ like: ByteRange, _ source: TreeContext) -> Bool {
    let name = UnsafeBufferPointer(rebasing: source.bytes[Int(like.start)..<Int(like.end)])
    if case .found = program.symbols.look(.message, name, in: unit) { return true }
    return false
  }

  private func buildParameters(_ shape: MessageShape, _ source: TreeContext) -> [Parameter] {
    guard !shape.parameters.isEmpty else { return [] }
    swap(&typing.contracts, &resolved.contracts)
    swap(&typing.usage, &usage)
    defer {
      swap(&typing.contracts, &resolved.contracts)
      swap(&typing.usage, &usage)
      reporter.diagnostics += typing.reporter.diagnostics
      typing.reporter.diagnostics.removeAll()
    }
    return shape.parameters.map { typing.buildParameter($0, source.syntax, source.unit, id: -1) }
  }

  /// A parameter that is open in the end.
  private func openParameter(_ slot: ChainNames.Slot) -> OpenParameter {
    let parameter = levels[slot.level].parameters[slot.parameter]
    var lets = sources[slot.level]
    lets.scope = -1
    return OpenParameter(
      name: parameter.name, type: Int(parameter.type), level: slot.level, location: parameter.location,
      defaultValue: parameter.defaultValue.map { Place(source: lets, node: $0) },
      isDefaultRefused: levels[slot.level].refused.defaults.contains(parameter.name))
  }

  // MARK: Names

  /// What a parameter's name means in the declaration `level`; nil if no parameter has the name there.
  func binding(_ name: String, in level: Int, isArgument: Bool = false) -> Binding? {
    guard let found = names.find(name, in: level, isArgument: isArgument) else { return nil }
    names.mark(found) { level, parameter in
      let id = levels[level].parameters[parameter].id
      if id >= 0 { usedParameters.insert(id) }
    }
    guard let (k, argument) = found.closing else {
      guard let i = names.open(id: found.name) else { return nil }
      openParameters[i].isUsed = true
      return .open(i)
    }
    if levels[k].refused.arguments.contains(name) { return .refused }
    return .closed(Place(source: levels[k].argumentSource, node: levels[k].shape.arguments[argument].value))
  }

  /// What the path `names`, written in `source`, means.
  func meaning(_ names: [ByteRange], _ source: TreeContext) -> Meaning {
    if source.scope >= 0,
      let binding = binding(text(names[0], source), in: source.scope, isArgument: source.isArgument)
    {
      let rest = Array(names.dropFirst())
      switch binding {
      case .refused: return .none
      case .closed(let place):
        steps += 1
        guard mayFollow(expansion(of: place)) else {
          isTooLarge = true
          if tooLargeAt == nil { tooLargeAt = SourceLocation(source.file, names[0]) }
          return .none
        }
        return follow(place, rest, source)
      case .open(let i):
        if let given {
          guard let place = given[i] else { return .none }
          return follow(place, rest, source)
        }
        return follow(OpenPath(parameter: i, path: openParameters[i].name, type: openParameters[i].type), rest, source)
      }
    }
    guard let target = target(names, source) else { return .none }
    return .place(Place(source: self.source(of: target), node: target.node))
  }

  /// Whether a name that is written in the declaration `level` may be a parameter that is not known: of a list that was not
  /// understood, or of what could not be found.
  func hidesParameters(from level: Int) -> Bool {
    guard level >= 0, level < levels.count else { return false }
    return level <= faults.lastHiding || levels.last?.shape.like != nil
  }

  /// Whether `more` references may be followed besides those that were: for the body, and for all those of the declaration.
  private func mayFollow(_ more: Int) -> Bool {
    if steps.addingSaturating(more) > Limits.steps { return false }
    if steps.addingSaturating(more).addingSaturating(stepsBefore) <= Limits.stepsOfAll { return true }
    isOutOfSteps = true
    return false
  }

  private func text(_ range: ByteRange, _ source: TreeContext) -> String {
    String(decoding: source.bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
  }

  /// Goes on from a value into its members.
  private func follow(_ place: Place, _ names: [ByteRange], _ source: TreeContext) -> Meaning {
    evaluating += 1
    defer { evaluating -= 1 }
    guard evaluating < Limits.letChain else { return .none }
    let tree = place.source.tree
    if tree.nodes[place.node].kind == .path {
      let inner = tree.children(of: place.node).map { tree.token(of: $0).range }
      guard !tree.children(of: place.node).contains(where: { tree.nodes[$0].kind != .name }) else { return .none }
      trail?.pass(place.source.origin(tree.range(of: place.node)))
      switch meaning(inner, place.source) {
      case .none: return .none
      case .open(let path): return follow(path, names, source)
      case .place(let next): return follow(next, names, source)
      }
    }
    guard let name = names.first else { return .place(place) }
    guard tree.nodes[place.node].kind == .object else {
      report(.notAnObject(name, noun: nounOfValue(tree, place.node)), source)
      return .none
    }
    var keys: [String] = []
    for member in tree.children(of: place.node) where tree.nodes[member].kind == .member {
      guard let key = tree.firstChild(of: member), let value = tree.sibling(after: key, in: member) else { continue }
      let text = decodedString(place.source.bytes.span, tree.token(of: key))
      if text == self.text(name, source) {
        return follow(Place(source: place.source, node: value), Array(names.dropFirst()), source)
      }
      keys.append(text)
    }
    report(.unknownKey(name, keys: keys), source)
    return .none
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
      let key = text(name, source)
      guard let field = members.first(where: { resolved.contracts.string($0.key) == key }) else {
        report(
          .unknownKey(name, keys: members.map { resolved.contracts.string($0.key) }), source, isProvisional: true)
        return .none
      }
      if field.isOptional {
        reporter.report(
          ParameterDiagnostics.optionalPath, "`\(path.path).\(key)` may be missing: its type marks it with `?`",
          at: SourceLocation(source.file, name),
          labels: [DiagnosticLabel(SourceLocation(field.origin), "declared here")],
          help: ["remove the `?`, or write this without it"], isProvisional: true)
        return .none
      }
      path.path += ".\(key)"
      path.type = Int(field.type)
    }
    return .open(path)
  }

  private func report(_ failure: PathFailure, _ source: TreeContext, isProvisional: Bool = false) {
    guard source.isReporting else { return }
    let resolver = PathResolver(units: program.units, symbols: program.symbols)
    guard var diagnostic = resolver.diagnostic(failure, in: source.context) else { return }
    diagnostic.isProvisional = isProvisional
    reporter.report(diagnostic)
  }
}
