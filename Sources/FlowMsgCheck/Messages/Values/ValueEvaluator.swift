import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Puts values on the tape, with what names in them mean.
final class ValueEvaluator {
  private let context: MessageContext
  private let resolved: ResolvedMessage
  private let tape: ValueTape
  private let names: NameEvaluator
  private let texts: TextEvaluator
  private let holes: HoleWriter
  private let budget: EvaluationBudget
  private let nesting = Limits.nesting
  /// Which inherited names were replaced by which arguments in the body.
  @exclusivity(unchecked) private(set) var argumentUses: [ArgumentUse] = []
  /// Whether something that a let holds nests too deeply where it is used.
  @exclusivity(unchecked) private var isTooDeep = false

  init(
    _ context: MessageContext, _ names: NameEvaluator, _ texts: TextEvaluator, _ holes: HoleWriter,
    _ budget: EvaluationBudget
  ) {
    (self.context, resolved, tape) = (context, context.resolved, context.tape)
    (self.names, self.texts, self.holes, self.budget) = (names, texts, holes, budget)
  }

  /// Begins with another body.
  func beginBody() {
    budget.beginBody()
    if !argumentUses.isEmpty { argumentUses.removeAll(keepingCapacity: true) }
  }

  /// Puts the value at `node` on the tape; `depth` is how deep it is in the body.
  func value(_ node: Int, depth: Int, _ source: TreeContext) -> Int {
    let syntax = source.tree.nodes[node]
    let token = source.tree.token(of: node)
    switch syntax.kind {
    case .string: return texts.string(token, source)
    case .number:
      let result = tape.append(
        token.flags.contains(.faulty) ? .broken : .number, source.origin(token.range))
      tape.appendBytes(UnsafeBufferPointer(rebasing: source.bytes[Int(token.start)..<Int(token.end)]))
      tape.endBytes(of: result)
      return result
    case .literal:
      let kind: ValueKind = token.word == .true ? .true : token.word == .false ? .false : .null
      return tape.append(kind, source.origin(token.range))
    case .path: return reference(node, depth: depth, source)
    case .object, .array: return container(node, syntax.kind, depth: depth, source)
    default: return tape.append(.broken, source.origin(source.tree.range(of: node)))
    }
  }

  /// Puts the value at `place` on the tape, as one that is in nothing.
  func value(_ place: Place) -> Int { value(place.node, depth: 1, place.source) }

  // MARK: Objects and lists

  private func container(_ node: Int, _ kind: NodeKind, depth: Int, _ source: TreeContext) -> Int {
    let result = tape.append(
      kind == .object ? .object : .array, source.origin(source.tree.range(of: node)))
    if depth > nesting {
      noteTooDeep(source.tree.range(of: node), source)
      tape.breakNode(result)
      return result
    }
    var child = source.tree.firstChild(of: node)
    while let at = child {
      switch source.tree.nodes[at].kind {
      case .member: member(at, in: result, depth: depth, source)
      case .unexpected, .missing: tape.breakNode(result)
      default: _ = value(at, depth: depth + 1, source)
      }
      child = source.tree.sibling(after: at, in: node)
    }
    tape.close(result)
    return result
  }

  /// Puts the member at `at` into `object` on the tape.
  func member(_ at: Int, in object: Int, depth: Int, _ source: TreeContext) {
    guard let key = source.tree.firstChild(of: at), source.tree.nodes[key].kind != .missing,
      let value = source.tree.sibling(after: key, in: at)
    else { return tape.breakNode(object) }
    let token = source.tree.token(of: key)
    let member = tape.append(.member, source.origin(token.range))
    // What a key says that was not read whole is not known: nothing is missing beside it, and nothing is like it.
    if token.flags.contains(.faulty) { tape.breakNode(object) } else { texts.appendVerbatim(token, source) }
    tape.endBytes(of: member)
    _ = self.value(value, depth: depth + 1, source)
    tape.close(member)
  }

  private func noteTooDeep(_ range: ByteRange, _ source: TreeContext) {
    if !source.isReporting {
      isTooDeep = true
    } else if !source.faults.contains(where: { $0.kind == .nestingTooDeep }) {
      reportTooDeep(range, source)
    }
  }

  private func reportTooDeep(_ range: ByteRange, _ source: TreeContext) {
    context.reporter.report(
      NameDiagnostics.tooLarge, "the body nests more than \(Limits.nesting) objects and lists",
      at: SourceLocation(source.file, range))
  }

  // MARK: Names

  /// Puts what the path at `node` means on the tape.
  private func reference(_ node: Int, depth: Int, _ source: TreeContext) -> Int {
    let range = source.tree.range(of: node)
    var path: [ByteRange] = []
    for child in source.tree.children(of: node) {
      guard source.tree.nodes[child].kind == .name else { return tape.append(.broken, source.origin(range)) }
      path.append(source.tree.token(of: child).range)
    }
    context.provenance?.begin()
    switch names.meaning(path, source) {
    case .none: return tape.append(.broken, source.origin(range))
    case .open(let parameter): return holes.append(parameter, source.origin(range))
    case .place(let place):
      if place.source.scope >= 0, source.scope > place.source.scope { noteUse(of: place, range, source) }
      return append(place, range, depth: depth, source)
    }
  }

  /// Notes that an argument replaces a name of an inherited statement.
  private func noteUse(of argument: Place, _ range: ByteRange, _ source: TreeContext) {
    argumentUses.append(
      ArgumentUse(
        value: SourceLocation(argument.source.file, argument.source.tree.range(of: argument.node)),
        name: SourceLocation(source.file, range)))
  }

  private func append(_ place: Place, _ range: ByteRange, depth: Int, _ source: TreeContext) -> Int {
    let before = tape.nodes.count
    let path = context.provenance?.names(from: source.origin(range)) ?? []
    defer { budget.leave() }
    guard budget.enter(), budget.hasRoom() else { return tape.append(.broken, source.origin(range)) }
    let result = value(place.node, depth: depth, place.source)
    context.provenance?.use(place, by: path, from: before, tape)
    // What a let holds is too deep, or not for this place, where it is used: that is fixed here. What an argument
    // holds is fixed there.
    if source.isReporting { texts.reportPlaceholder(SourceLocation(source.file, range)) }
    if source.isReporting, place.source.scope < 0 {
      if isTooDeep { reportTooDeep(range, source) }
      isTooDeep = false
      resolved.use(source.origin(range), from: before, isWritten: place.source.unit >= 0)
    }
    return result
  }
}

/// A value that an inherited statement takes from an argument.
struct ArgumentUse {
  /// Where the value is written.
  var value: SourceLocation
  /// The name that it replaces.
  var name: SourceLocation
}
