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

/// What the names of a path are ranges of, and the file that sees them.
struct PathContext: BitwiseCopyable {
  /// The bytes of the declaration in which it is written.
  var bytes: UnsafeBufferPointer<UInt8>
  /// What places in them count from.
  var file: FileID
  /// The unit in whose sight its names are.
  var unit: Int

  subscript(range: ByteRange) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[Int(range.start)..<Int(range.end)])
  }

  func string(_ range: ByteRange) -> String { String(decoding: self[range], as: UTF8.self) }
  func location(_ range: ByteRange) -> SourceLocation { SourceLocation(file, range) }
}

/// Follows `name.key.key` to a value.
struct PathResolver {
  let units: [Unit]
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

  /// A path that stands as a value is followed on, to what it means in the end.
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
  let words = namespace == .type ? [Word.string, .integer, .number, .boolean].map(\.spelling) : []
  let near = resolver.symbols.nearest(to: name, namespace, in: unit, or: words)
  var help = near.map { ["did you mean `\($0)`?"] } ?? []
  switch namespace {
  case .value: help.append("declare it: let \(name) = \"…\"")
  case .flow: help.append("declare the Flow, or put the slug in quotes to send it unchecked")
  case .bot: help.append("declare it: bot \(name) { id \"…\", provider cloud_api }")
  case .message: if near == nil { help.append("declare it: base \(name) { … }") }
  case .type: if near == nil { help.append("types are string, integer, number, boolean and declared ones") }
  }
  return Diagnostic(
    kind, namespace == .value ? "nothing in sight is called `\(name)`" : "there is no \(namespace.noun) `\(name)`",
    at: location, help: help,
    fixes: near.map { [Fix("write `\($0)`", [TextEdit(location, $0)], isSafe: false)] } ?? [])
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

/// A key that stands twice in one object.
func repeatedKeyDiagnostic(_ name: String, _ location: SourceLocation, _ first: SourceLocation) -> Diagnostic {
  Diagnostic(
    NameDiagnostics.repeatedKey, "the key `\(name)` stands twice", at: location, label: "again here",
    labels: [DiagnosticLabel(first, "first here")], help: ["remove one of them"])
}

/// A value that goes into no text, at the name that stands for it; `value` is where it is written.
func notInterpolatedDiagnostic(
  _ name: String, _ noun: String, _ location: SourceLocation, value: SourceLocation? = nil
) -> Diagnostic {
  Diagnostic(
    NameDiagnostics.notInterpolated, "`\(name)` is \(noun), which does not go into a text", at: location,
    labels: FoundPlace(name: location, value: value).labels,
    help: ["texts take strings and integers"])
}

/// A number that goes into a text as it is written, at the name that stands for it; `value` is where it is written.
func numberInTextDiagnostic(_ name: String, _ location: SourceLocation, value: SourceLocation? = nil) -> Diagnostic {
  Diagnostic(
    NameDiagnostics.numberInText, "`\(name)` is put into the text as it is written, with a decimal point", at: location,
    labels: FoundPlace(name: location, value: value).labels,
    help: ["make it a string, written as people should read it"])
}

/// What kind of value a node is, for messages.
func nounOfValue(_ tree: SyntaxView, _ node: Int) -> String {
  switch tree.nodes[node].kind {
  case .string: return "a string"
  case .number: return "a number"
  case .object: return "an object"
  case .array: return "a list"
  case .literal: return tree.token(of: node).word == .null ? "null" : "a boolean"
  default: return "a name"
  }
}

/// The names of a path that stands in a text: `a.b.c` at `range`.
func pathNames(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> [ByteRange] {
  var names: [ByteRange] = []
  var start = range.start
  for i in range.start..<range.end where bytes[Int(i)] == 0x2E {
    names.append(ByteRange(start, i))
    start = i + 1
  }
  names.append(ByteRange(start, range.end))
  return names
}

/// Whether the number at `range` is written as an integer: `0|-?[1-9][0-9]*`.
func isIntegerText(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> Bool {
  let text = bytes[Int(range.start)..<Int(range.end)]
  if text.count == 1 && text.first == 0x30 { return true }
  let digits = text.first == 0x2D ? text.dropFirst() : text
  guard let first = digits.first, first != 0x30 else { return false }
  return digits.allSatisfy { $0 &- 0x30 < 10 }
}
