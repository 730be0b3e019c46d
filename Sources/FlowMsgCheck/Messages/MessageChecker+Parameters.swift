import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

extension MessageChecker {
  /// Checks the message's own parameters and arguments against what it builds on.
  func checkParameters() {
    if chain.names.isEmpty, chain.levels.count == 1 { return }
    let level = chain.levels[0]
    let inherited = chain.names.inherited.map { chain.levels[$0.level].parameters[$0.parameter] }
    for parameter in level.parameters { checkName(parameter, level) }
    for parameter in inherited { checkInheritedName(parameter, level) }
    guard level.shape.like != nil, chain.levels.count > 1 else { return }
    for argument in level.shape.arguments { checkArgument(argument, level, inherited) }
  }

  private static let columns = ["to", "locale", "bot"]
  private static let reserved = columns + [Word.true, .false, .null].map(\.spelling)

  private func checkName(_ parameter: Parameter, _ level: ChainLevel) {
    let location = parameter.location
    if MessageChecker.reserved.contains(parameter.name)
      || MessageChecker.columns.contains(parameter.name.lowercased())
    {
      context.reporter.report(
        ParameterDiagnostics.reserved, "a parameter cannot be called `\(parameter.name)`", at: location,
        help: [
          MessageChecker.columns.contains(parameter.name.lowercased())
            ? "a list of recipients has a column of that name; choose another one"
            : "`\(parameter.name)` is a value; choose another name"
        ])
      return
    }
    guard let symbol = letNamed(parameter.name) else { return }
    if symbol.imported {
      context.reporter.report(
        ParameterDiagnostics.shadowing, "the parameter `\(parameter.name)` hides the let of an import", at: location,
        labels: [DiagnosticLabel(symbol.place, "the let")], help: ["rename it, if the let is meant"])
    } else {
      context.usage.use(symbol.index, imported: nil, in: context.unit)
      context.reporter.report(sameAsLet(parameter.name, location, symbol.place))
    }
  }

  private func checkInheritedName(_ parameter: Parameter, _ level: ChainLevel) {
    guard let like = level.shape.like, chain.names.declaration(of: parameter.name, from: 0)?.level != 0,
      let symbol = letNamed(parameter.name), !symbol.imported, chain.levels[1].unit.file != level.unit.file
    else { return }
    context.usage.use(symbol.index, imported: nil, in: context.unit)
    context.reporter.report(sameAsLet(parameter.name, SourceLocation(level.source.file, like), symbol.place))
  }

  private func sameAsLet(_ name: String, _ location: SourceLocation, _ first: SourceLocation) -> Diagnostic {
    Diagnostic(
      ParameterDiagnostics.reserved, "`\(name)` is a parameter and a let of this file", at: location,
      labels: [DiagnosticLabel(first, "the let")], help: ["rename one of them"])
  }

  private func letNamed(_ name: String) -> (index: Int, place: SourceLocation, imported: Bool)? {
    var name = name
    let lookup = name.withUTF8 { program.symbols.look(.value, $0, in: context.unit) }
    switch lookup {
    case .found(let symbol, let imported): return (symbol, program.symbols.location(of: symbol), imported != nil)
    case .ambiguous(let symbols):
      let own = symbols.first { program.symbols.all[$0].unit == context.unit }
      return symbols.first.map { (own ?? $0, program.symbols.location(of: own ?? $0), own == nil) }
    case .none: return nil
    }
  }

  private func checkArgument(_ argument: ArgumentSyntax, _ level: ChainLevel, _ inherited: [Parameter]) {
    let location = SourceLocation(level.source.file, argument.range)
    if let declared = chain.names.declaration(of: argument.name, from: 0), declared.level == 0 {
      let own = level.parameters[declared.parameter]
      context.reporter.report(
        ParameterDiagnostics.closedAndOpen, "`\(argument.name)` is given here and declared again", at: location,
        labels: [DiagnosticLabel(own.location, "declared again here")],
        help: ["remove one of the two"])
      return
    }
    guard let parameter = chain.names.inherited(argument.name).map({ inherited[$0] }) else {
      if chain.hidesParameters(from: 1) { return }
      let names = inherited.map(\.name)
      let near = suggestion(for: argument.name, among: names)
      context.reporter.report(
        ParameterDiagnostics.unknownArgument, "there is no open parameter `\(argument.name)`", at: location,
        help: near.map { ["did you mean `\($0)`?"] }
          ?? [names.isEmpty ? "nothing is left open" : "open are \(names.map { "`\($0)`" }.joined(separator: ", "))"],
        fixes: near.map { [Fix("write `\($0)`", [TextEdit(location, $0)], isSafe: false)] } ?? [])
      return
    }
    pendingValues.append(
      PendingValue(
        place: Place(source: level.argumentSource, node: argument.value), name: argument.name, role: .argument,
        type: Int(parameter.type), subject: "`\(argument.name)`",
        expected: SourceLocation(resolved.contracts.types[Int(parameter.type)].origin)))
  }

  /// Checks arguments, defaults and examples, once the message's own names are known.
  func checkPendingValues() {
    for parameter in chain.levels[0].parameters {
      guard let node = parameter.defaultValue else { continue }
      var lets = chain.sources[0]
      lets.scope = -1
      pendingValues.append(
        PendingValue(
          place: Place(source: lets, node: node), name: parameter.name, role: .default, type: Int(parameter.type),
          subject: "the default of `\(parameter.name)`",
          expected: SourceLocation(resolved.contracts.types[Int(parameter.type)].origin)))
    }
    for node in chain.levels[0].shape.examples { checkExample(node) }
    if pendingValues.isEmpty { return }
    resolved.isUsed = true
    for value in pendingValues where !fits(value) {
      switch value.role {
      case .argument: chain.levels[0].refused.arguments.insert(value.name)
      case .default: chain.levels[0].refused.defaults.insert(value.name)
      case .example: break
      }
    }
    pendingValues.removeAll(keepingCapacity: true)
    for i in chain.openParameters.indices where chain.openParameters[i].level == 0 {
      chain.openParameters[i].isDefaultRefused = chain.levels[0].refused.defaults.contains(chain.openParameters[i].name)
    }
  }

  /// Holds a value to its type, part by part, and reports what does not fit.
  private func fits(_ value: PendingValue) -> Bool {
    let before = context.reporter.diagnostics.count
    let node = values.value(value.place.node, depth: 1, value.place.source)
    if value.role != .argument { explainParameters(from: before, value) }
    hold(node, value.type)
    let findings = DataWalk.findings(resolved, node, against: value.type)
    for finding in findings { report(finding, of: node, value) }
    // Whoever uses it would say the same of it.
    let isFilled = !context.reporter.diagnostics[before...].contains { $0.code == NameDiagnostics.filePlaceholder.code }
    return findings.isEmpty && isFilled
  }

  /// Says of unknown names that are parameters why a default or example does not know them.
  private func explainParameters(from first: Int, _ value: PendingValue) {
    for i in first..<context.reporter.diagnostics.count
    where context.reporter.diagnostics[i].code == NameDiagnostics.unknownName.code {
      let range = context.reporter.diagnostics[i].location.range
      let name = String(decoding: value.place.source.bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
      guard chain.names.declaration(of: name, from: 0) != nil else { continue }
      context.reporter.diagnostics[i].message = "\(value.subject) cannot take the parameter `\(name)`"
      context.reporter.diagnostics[i].help = ["a default or an example stands for itself: write a value, or name a let"]
      context.reporter.diagnostics[i].fixes = []
    }
  }

  /// Writes down how long the values are that types of strings and lists are given: a bound that is offered contradicts none.
  private func hold(_ node: Int, _ type: Int) {
    let expected = resolved.contracts.types[type]
    switch (expected.kind, tape.nodes[node].kind) {
    case (.string, _):
      guard let length = DataWalk.length(resolved, of: node) else { return }
      context.reporter.bounds.hold(length, of: SourceLocation(expected.origin))
    case (.list, .array):
      let count = tape.children(of: node).reduce(0) { count, _ in count + 1 }
      context.reporter.bounds.hold(TextLength(least: count, most: count), of: SourceLocation(expected.origin))
      for item in tape.children(of: node) { hold(item, Int(expected.first)) }
    case (.shape, .object):
      for member in tape.children(of: node) where tape.nodes[member].kind == .member {
        let key = tape.string(of: member)
        let field = resolved.contracts.members(of: expected).first { resolved.contracts.string($0.key) == key }
        if let field { hold(member + 1, Int(field.type)) }
      }
    default: break
    }
  }

  private func report(_ finding: DataFinding, of root: Int, _ value: PendingValue) {
    let path = DataPath.path(to: finding.node, from: root, in: tape)
    let subject = path.isEmpty ? value.subject : "\(value.subject) at `\(path)`"
    let contracts = resolved.contracts
    let wanted = finding.type >= 0 ? TypeNouns.wanted(finding, in: tape, contracts) : "another value"
    let message: String
    switch finding.problem {
    case .missing, .missingInItem:
      message = "\(subject) has no `\(contracts.string(contracts.fields[finding.field].key))`"
    case .unknown, .unknownInItem: message = "\(value.subject) has a key `\(tape.string(of: finding.node))` too many"
    case .null: message = "\(subject) is null, and is to be \(wanted)"
    case .parameter where tape.nodes[finding.node].kind == .template:
      message = "\(subject) is a text with parameters, and is to be \(wanted)"
    case .parameter: message = "\(subject) is filled by `\(tape.string(of: finding.node))`, which is not \(wanted)"
    default:
      let found = TypeNouns.found(finding.node, in: tape, against: finding.type, in: contracts)
      message = "\(subject) is \(found), and is to be \(wanted)"
    }
    context.reporter.report(
      ParameterDiagnostics.wrongValue, message, at: resolved.place(of: finding.node),
      labels: [DiagnosticLabel(value.expected, "its type")])
  }

  // MARK: Examples

  private func checkExample(_ node: Int) {
    let source = chain.sources[0]
    let tree = source.tree
    guard let object = tree.firstChild(of: node), tree.nodes[object].kind == .object else { return }
    let samples = samples(node)
    for sample in samples {
      guard let parameter = chain.names.open(sample.name).map({ chain.openParameters[$0] }) else {
        reportUnknownSample(sample.name, sample.location)
        continue
      }
      pendingValues.append(
        PendingValue(
          place: sample.place, name: sample.name, role: .example, type: parameter.type,
          subject: "the example of `\(sample.name)`",
          expected: SourceLocation(resolved.contracts.types[parameter.type].origin)))
    }
    let given = Set(samples.map(\.name))
    if given.isEmpty, tree.firstChild(of: object) == nil {
      return context.reporter.report(
        MessageDiagnostics.emptyExample, "the example is empty", at: SourceLocation(source.file, tree.range(of: node)),
        help: ["remove it"])
    }
    let missing = chain.openParameters.filter { $0.defaultValue == nil && !given.contains($0.name) }.map {
      "`\($0.name)`"
    }
    guard !missing.isEmpty, !tree.isFaulty(node), !chain.hidesParameters(from: 0) else { return }
    context.reporter.report(
      ParameterDiagnostics.missingExample, "the example gives no \(TypeNouns.list(missing, "and"))",
      at: SourceLocation(source.file, tree.range(of: node)),
      help: ["give a value for every parameter without a default"])
  }

  /// The members of an `example` statement: each name, where it is written, and its value, which sees lets alone.
  private func samples(_ node: Int) -> [(name: String, location: SourceLocation, place: Place)] {
    var source = chain.sources[0]
    source.scope = -1
    let tree = source.tree
    guard let object = tree.firstChild(of: node), tree.nodes[object].kind == .object else { return [] }
    return tree.children(of: object).compactMap { member in
      guard tree.nodes[member].kind == .member, let key = tree.firstChild(of: member),
        tree.nodes[key].kind != .missing, let value = tree.sibling(after: key, in: member)
      else { return nil }
      let token = tree.token(of: key)
      return (
        decodedString(source.bytes.span, token), SourceLocation(source.file, token.range),
        Place(source: source, node: value)
      )
    }
  }

  /// What the message's first example gives its open parameters, put on the tape behind its values; nil if it has none.
  package func exampleValues() -> [(name: String, node: Int)]? {
    guard let example = chain.levels.first?.shape.examples.first else { return nil }
    return samples(example).filter { chain.names.open($0.name) != nil }
      .map { ($0.name, values.value($0.place.node, depth: 1, $0.place.source)) }
  }

  private func reportUnknownSample(_ name: String, _ location: SourceLocation) {
    if chain.hidesParameters(from: 0) { return }
    context.reporter.report(MessageDiagnostics.unknownSample(name, location, among: chain.openParameters.map(\.name)))
  }
}

/// A value that is to be held to a type.
struct PendingValue {
  enum Role { case argument, `default`, example }

  var place: Place
  /// The parameter.
  var name: String
  var role: Role
  var type: Int
  /// What a wording calls it.
  var subject: String
  /// Where the type is written.
  var expected: SourceLocation
}
