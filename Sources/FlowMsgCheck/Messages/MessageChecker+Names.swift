import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

extension MessageChecker {
  // MARK: Names

  /// Puts what the path at `node` means on the tape.
  func reference(_ node: Int, depth: Int, _ source: TreeContext) -> Int {
    let range = source.tree.range(of: node)
    var names: [ByteRange] = []
    for child in source.tree.children(of: node) {
      guard source.tree.nodes[child].kind == .name else { return tape.append(.broken, source.origin(range)) }
      names.append(source.tree.token(of: child).range)
    }
    context.provenance?.begin()
    switch meaning(names, source) {
    case .none: return tape.append(.broken, source.origin(range))
    case .open(let parameter): return appendHole(parameter, source.origin(range))
    case .place(let place):
      if place.source.scope >= 0, source.scope > place.source.scope { noteRoute(place, range, source) }
      return appendPlace(place, range, depth: depth, source)
    }
  }

  /// Notes that an argument replaces a name of an inherited statement.
  private func noteRoute(_ place: Place, _ range: ByteRange, _ source: TreeContext) {
    routes.append(
      ArgumentRoute(
        value: SourceLocation(place.source.file, place.source.tree.range(of: place.node)),
        name: SourceLocation(source.file, range)))
  }

  private func appendPlace(_ place: Place, _ range: ByteRange, depth: Int, _ source: TreeContext) -> Int {
    let before = tape.nodes.count
    let names = context.provenance?.names(from: source.origin(range)) ?? []
    evaluating += 1
    defer { evaluating -= 1 }
    guard evaluating < Limits.letChain, mayGoOn() else { return tape.append(.broken, source.origin(range)) }
    let result = value(place.node, depth: depth, place.source)
    context.provenance?.use(place, by: names, from: before, tape)
    // What a let holds is too deep, or not for this place, where it is used: that is fixed here. What an argument
    // holds is fixed there.
    if source.isReporting { reportPlaceholder(SourceLocation(source.file, range)) }
    if source.isReporting, place.source.scope < 0 {
      if isTooDeep { tooDeep(range, source) }
      isTooDeep = false
      resolved.use(source.origin(range), from: before, isWritten: place.source.unit >= 0)
    }
    return result
  }

  /// Says that a text from a file has a placeholder, where the text is used.
  func reportPlaceholder(_ location: SourceLocation) {
    guard let placeholder = filePlaceholder else { return }
    filePlaceholder = nil
    context.reporter.report(FilePlaceholder.diagnostic(placeholder.text, at: location, value: placeholder.place))
  }

  /// Reports a value that nests too deeply.
  func tooDeep(_ range: ByteRange, _ source: TreeContext) {
    context.reporter.report(
      NameDiagnostics.tooLarge, "the body nests more than \(Limits.nesting) objects and lists",
      at: SourceLocation(source.file, range))
  }

  /// Whether there is room for more: a body that is too large is not put together to its end.
  func mayGoOn() -> Bool {
    guard tape.pool.count + tape.nodes.count > Limits.bodySize else { return true }
    isTooLarge = true
    return false
  }

  func source(of target: ValueTarget) -> TreeContext {
    TreeContext(program.units[target.unit].syntax(target.tree), unit: target.unit, isReporting: false)
  }

  /// What a path of lets means; nil, and reported where that is still to be done, if nothing. Size is known before it is
  /// spent.
  func target(_ names: [ByteRange], _ source: TreeContext) -> ValueTarget? {
    let resolver = PathResolver(units: program.units, symbols: program.symbols, trail: context.provenance)
    switch resolver.first(names[0], in: source.context) {
    case .failed(let failure):
      context.usage.usePart(in: context.unit)
      if source.isReporting, !chain.hidesParameters(from: source.scope),
        let diagnostic = resolver.diagnostic(failure, in: source.context)
      {
        context.reporter.report(diagnostic)
      }
      return nil
    case .found(let symbol, let imported):
      context.usage.use(symbol, imported: imported, in: source.unit)
      guard program.lets[symbol].state == .whole else { return nil }
      // Memory is spent on one value beyond the limit at most, which is no larger than the limit.
      if source.isReporting, tape.pool.count + tape.nodes.count > Limits.bodySize {
        isTooLarge = true
        return nil
      }
      switch resolver.follow(symbol, names, in: source.context, program.lets) {
      case .value(let target): return target
      case .failed(let failure):
        if source.isReporting, let diagnostic = resolver.diagnostic(failure, in: source.context) {
          context.reporter.report(diagnostic)
        }
        return nil
      }
    }
  }

  // MARK: Names

  /// What a parameter's name means in the declaration `level`; nil if no parameter has the name there.
  func binding(_ name: String, in level: Int, isArgument: Bool = false) -> Binding? {
    guard let found = chain.names.find(name, in: level, isArgument: isArgument) else { return nil }
    chain.names.mark(found) { level, parameter in
      let id = chain.levels[level].parameters[parameter].id
      if id >= 0 { usedParameters.insert(id) }
    }
    guard let (k, argument) = found.closing else {
      guard let i = chain.names.open(id: found.name) else { return nil }
      chain.openParameters[i].isUsed = true
      return .open(i)
    }
    if chain.levels[k].refused.arguments.contains(name) { return .refused }
    return .closed(Place(source: chain.levels[k].argumentSource, node: chain.levels[k].shape.arguments[argument].value))
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
        return follow(
          OpenPath(parameter: i, path: chain.openParameters[i].name, type: chain.openParameters[i].type), rest, source)
      }
    }
    guard let target = target(names, source) else { return .none }
    return .place(Place(source: self.source(of: target), node: target.node))
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
      context.provenance?.pass(place.source.origin(tree.range(of: place.node)))
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
        context.reporter.report(
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
    context.reporter.report(diagnostic)
  }
}
