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
    trail?.begin()
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
    let names = trail?.names(from: source.origin(range)) ?? []
    evaluating += 1
    defer { evaluating -= 1 }
    guard evaluating < Limits.letChain, mayGoOn() else { return tape.append(.broken, source.origin(range)) }
    let result = value(place.node, depth: depth, place.source)
    trail?.use(place, by: names, from: before, tape)
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
    reporter.report(FilePlaceholder.diagnostic(placeholder.text, at: location, value: placeholder.place))
  }

  /// Reports a value that nests too deeply.
  func tooDeep(_ range: ByteRange, _ source: TreeContext) {
    reporter.report(
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
    let resolver = PathResolver(units: program.units, symbols: program.symbols, trail: trail)
    switch resolver.first(names[0], in: source.context) {
    case .failed(let failure):
      usage.usePart(in: unit)
      if source.isReporting, !hidesParameters(from: source.scope),
        let diagnostic = resolver.diagnostic(failure, in: source.context)
      {
        reporter.report(diagnostic)
      }
      return nil
    case .found(let symbol, let imported):
      usage.use(symbol, imported: imported, in: source.unit)
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
          reporter.report(diagnostic)
        }
        return nil
      }
    }
  }
}
