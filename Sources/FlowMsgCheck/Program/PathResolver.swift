import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// A value's node in the tree of some declaration.
struct ValueTarget {
  var unit: Int
  var tree: Int
  var node: Int
}

/// Why a path means nothing; worded by `diagnostic`.
enum PathFailure {
  /// Already reported, or the fault of an import that could not be read.
  case silent
  case unknown(ByteRange)
  case ambiguous(ByteRange, [Int])
  /// The value before the key is no object.
  case notAnObject(ByteRange, noun: String)
  case unknownKey(ByteRange, keys: [String])
}

/// Follows `name.key.key` to a value.
struct PathResolver {
  let units: [SourceUnit]
  let symbols: Symbols
  /// Takes the names that a path is led through, if somebody wants to know them.
  var trail: Trail?

  enum First {
    case found(Int, imported: Int?)
    case failed(PathFailure)
  }

  enum Followed {
    case value(ValueTarget)
    case failed(PathFailure)
  }

  /// The let that the first name of a path means where it is written.
  func first(_ range: ByteRange, in context: PathContext) -> First {
    switch symbols.look(.value, context[range], in: context.unit) {
    case .found(let symbol, let imported): return .found(symbol, imported: imported)
    case .ambiguous(let others): return .failed(.ambiguous(range, others))
    case .none: return .failed(units[context.unit].hasUnreadableImport ? .silent : .unknown(range))
    }
  }

  /// The value at the end of the path `names`, whose first name is `symbol`; its let is whole.
  func follow(_ symbol: Int, _ names: [ByteRange], in context: PathContext, _ lets: ContiguousArray<LetValue>)
    -> Followed
  {
    let start = ValueTarget(unit: lets[symbol].unit, tree: lets[symbol].tree, node: lets[symbol].node)
    guard var target = settle(start, lets) else { return .failed(.silent) }
    for range in names.dropFirst() {
      let tree = units[target.unit].trees[target.tree].tree
      guard tree.nodes[target.node].kind == .object else {
        return .failed(.notAnObject(range, noun: nounOfValue(tree.view, target.node)))
      }
      let members = members(of: target, tree)
      let wanted = context.string(range)
      guard let value = members.first(where: { $0.key == wanted })?.value else {
        return .failed(.unknownKey(range, keys: members.map(\.key)))
      }
      target.node = value
      guard let settled = settle(target, lets) else { return .failed(.silent) }
      target = settled
    }
    return .value(target)
  }

  private func members(of target: ValueTarget, _ tree: SyntaxTree) -> [(key: String, range: ByteRange, value: Int)] {
    let bytes = units[target.unit].syntax(target.tree).bytes
    return tree.children(of: target.node).compactMap { member in
      guard let key = tree.firstChild(of: member), let value = tree.sibling(after: key, in: member) else { return nil }
      let token = tree.token(of: key)
      return (decodedString(bytes.span, token), token.range, value)
    }
  }

  /// The place of the key `name` of the object `target`; nil where it is no object, or has no such key.
  func key(_ name: String, of target: ValueTarget) -> SourceLocation? {
    let syntax = units[target.unit].syntax(target.tree)
    guard syntax.tree.nodes[target.node].kind == .object else { return nil }
    return members(of: target, syntax.tree).first { $0.key == name }.map { syntax.location($0.range) }
  }

  /// A path that is as a value is followed on, to what it means in the end.
  private func settle(_ target: ValueTarget, _ lets: ContiguousArray<LetValue>) -> ValueTarget? {
    var target = target
    for _ in 0...Limits.letChain {
      let tree = units[target.unit].trees[target.tree].tree
      guard tree.nodes[target.node].kind == .path else { return target }
      let context = units[target.unit].syntax(target.tree).context(in: target.unit)
      let names = tree.children(of: target.node).map { tree.token(of: $0).range }
      if let trail {
        trail.pass(Origin(context.location(tree.range(of: target.node))))
      }
      guard case .found(let symbol, _) = first(names[0], in: context), lets[symbol].state == .whole,
        case .value(let next) = follow(symbol, names, in: context, lets)
      else { return nil }
      target = next
    }
    return nil
  }

  // MARK: Wording

  /// The diagnostic for a failure where the path is written; nil for a silent one.
  func diagnostic(_ failure: PathFailure, in context: PathContext) -> Diagnostic? {
    func location(_ range: ByteRange) -> SourceLocation { context.location(range) }
    switch failure {
    case .silent: return nil
    case .unknown(let range):
      return unknownNameDiagnostic(.value, context.string(range), location(range), self, context.unit)
    case .ambiguous(let range, let others):
      return ambiguousDiagnostic(context.string(range), location(range), others, self)
    case .notAnObject(let range, let noun):
      return Diagnostic(
        NameDiagnostics.unknownKey, "`\(context.string(range))` is asked of \(noun), which has no keys",
        at: location(range))
    case .unknownKey(let range, let keys):
      let name = context.string(range)
      let near = suggestion(for: name, among: keys)
      return Diagnostic(
        NameDiagnostics.unknownKey, "there is no key `\(name)`", at: location(range),
        help: near.map { ["did you mean `\($0)`?"] }
          ?? (keys.isEmpty ? [] : ["there are: \(keys.prefix(12).joined(separator: ", "))"]),
        fixes: near.map { [Fix("write `\($0)`", [TextEdit(location(range), $0)], isSafe: false)] } ?? [])
    }
  }
}

/// A name that nothing declares, with what it is likely meant to be.
func unknownNameDiagnostic(
  _ namespace: Namespace, _ name: String, _ location: SourceLocation, _ resolver: PathResolver, _ unit: Int
) -> Diagnostic {
  let kind =
    switch namespace {
    case .value: NameDiagnostics.unknownName
    case .type: NameDiagnostics.unknownType
    case .bot: NameDiagnostics.unknownBot
    case .flow: NameDiagnostics.unknownFlow
    case .message: ParameterDiagnostics.unknownBase
    }
  let message = namespace == .value ? "nothing in sight is called `\(name)`" : "there is no \(namespace.noun) `\(name)`"
  let words = namespace == .type ? [Word.string, .integer, .number, .boolean].map(\.spelling) : []
  let near = resolver.symbols.nearest(to: name, namespace, in: unit, or: words)
  // A declared name that is written a little differently is meant before a word of another language.
  let isDeclared = near.map { NameFolding.folded($0) == NameFolding.folded(name) && !words.contains($0) } ?? false
  if !isDeclared, let synonym = namespace.position.flatMap({ Synonym.find(name, as: $0) }) {
    return Diagnostic(kind, message, at: location, help: [synonym.help], fixes: synonym.fixes(at: location))
  }
  var help = near.map { ["did you mean `\($0)`?"] } ?? []
  switch namespace {
  case .value: help.append("declare it: let \(name) = \"…\"")
  case .flow: help.append("declare the Flow, or put the slug in quotes to send it unchecked")
  case .bot: help.append("declare it: bot \(name) { id \"…\", provider cloud_api }")
  case .message: if near == nil { help.append("declare it: base \(name) { … }") }
  case .type: if near == nil { help.append("types are string, integer, number, boolean and declared ones") }
  }
  return Diagnostic(
    kind, message, at: location, help: help,
    fixes: near.map { [Fix("write `\($0)`", [TextEdit(location, $0)], isSafe: false)] } ?? [])
}

extension Namespace {
  /// Where words of other tools and languages are looked up.
  fileprivate var position: Synonym.Position? {
    switch self {
    case .value: .value
    case .type: .type
    case .bot, .flow, .message: nil
    }
  }
}

/// A name that several files in sight declare.
func ambiguousDiagnostic(
  _ name: String, _ location: SourceLocation, _ others: [Int], _ resolver: PathResolver
) -> Diagnostic {
  Diagnostic(
    NameDiagnostics.ambiguousName, "`\(name)` is declared in two files in sight", at: location,
    labels: others.map {
      let symbol = resolver.symbols.all[$0]
      return DiagnosticLabel(symbol.location, "one is declared here")
    }, help: ["rename one of them, or drop one import"])
}
