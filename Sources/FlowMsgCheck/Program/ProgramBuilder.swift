import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Resolves the declarations of all files, in the order: names, types, flows, bots, lets.
struct ProgramBuilder {
  let units: [Unit]
  let flowFiles: [SourceLocation: FlowFile]
  /// For the path of each `let … from`: the unit that was made of the file.
  let foreign: [SourceLocation: Int]
  var symbols = Symbols()
  var contracts = Contracts()
  var lets: ContiguousArray<LetValue> = []
  var bots: [Bot?] = []
  var flows: ContiguousArray<Int?> = []
  var usage: Usage
  var reporter = Reporter()
  /// For each symbol: the type's index, once built.
  var types: [TypeState] = []
  /// Bases, and messages that others build on.
  var templates = Templates()
  /// Whether there is a base, or a message with parameters or `like`, anywhere: only then are messages looked up by name.
  let isBuilt: Bool
  /// Whether a `like` names nothing, or several things.
  var hasUnknownTargets = false
  /// Where names stand that are refused: what they name is not called unused besides.
  private var refusedNames: Set<SourceLocation> = []
  /// How many types are being built inside each other.
  var openTypes = 0
  /// The Flow JSON files whose own faults are reported.
  var reportedFlowFiles: Set<FileID> = []

  enum TypeState: Sendable { case unvisited, visiting, done(UInt32) }

  init(units: [Unit], flowFiles: [SourceLocation: FlowFile], foreign: [SourceLocation: Int]) {
    self.units = units
    self.foreign = foreign
    self.flowFiles = flowFiles
    usage = Usage(symbols: 0, units: [])
    isBuilt = units.contains { $0.outline.hasBuilt }
  }

  mutating func build() {
    let isForeign = Set(foreign.values)
    for u in units.indices {
      reportSyntax(u)
      // What a file was made is used through the let that names the file, and has no name of its own.
      if !isForeign.contains(u) { declareNames(u) }
    }
    let byFile = UnitsByFile(units)
    symbols.buildScopes(unitCount: units.count, imports: units.map { $0.imports.map { byFile[$0.target] } })
    usage = Usage(symbols: symbols.all.count, units: units)
    for (u, unit) in units.enumerated() where unit.trees.contains(where: { !$0.tree.faults.isEmpty }) {
      usage.usePart(in: u)
    }
    useRefused()
    let count = symbols.all.count
    lets = ContiguousArray(repeating: LetValue(), count: count)
    bots = Array(repeating: nil, count: count)
    flows = ContiguousArray(repeating: nil, count: count)
    types = Array(repeating: .unvisited, count: count)
    for i in symbols.all.indices where symbols.all[i].namespace == .type { _ = namedType(i) }
    collectTemplates()
    for i in symbols.all.indices where symbols.all[i].namespace == .flow { flows[i] = buildFlow(i) }
    for i in symbols.all.indices where symbols.all[i].namespace == .bot { bots[i] = buildBot(i) }
    for i in symbols.all.indices where symbols.all[i].namespace == .value { prepareLet(i) }
    var visitor = LetVisitor(units: units, symbols: symbols, lets: lets, usage: usage)
    for i in symbols.all.indices where symbols.all[i].namespace == .value { visitor.visit(i) }
    lets = visitor.lets
    usage = visitor.usage
    reporter.diagnostics += visitor.reporter.diagnostics
    readLocales()
  }

  /// Words the faults of the declarations that were parsed with a file.
  private mutating func reportSyntax(_ u: Int) {
    let unit = units[u]
    for t in unit.trees.indices where !unit.trees[t].tree.faults.isEmpty {
      let syntax = unit.syntax(t)
      for fault in syntax.tree.faults { reporter.report(syntax.diagnostic(fault)) }
    }
  }

  // MARK: Names

  private mutating func declareNames(_ u: Int) {
    let unit = units[u]
    var seen = ContiguousArray(repeating: SeenNames(), count: Namespace.count)
    for (t, declaration) in unit.trees.enumerated() {
      let syntax = unit.syntax(t)
      let tree = syntax.tree
      let namespace: Namespace
      switch declaration.kind {
      case .let: namespace = .value
      case .type: namespace = .type
      case .bot: namespace = .bot
      case .flow: namespace = .flow
      default: continue
      }
      guard let node = tree.firstChild(of: 0), tree.nodes[node].kind != .missing else { continue }
      let token = tree.token(of: node)
      let location = syntax.location(token.range)
      checkSpelling(namespace, token, syntax)
      let place = Int(namespace.rawValue)
      if let first = syntax.withDecoded(token, { seen[place].insert($0, at: location) }) {
        reporter.report(
          NameDiagnostics.repeatedDeclaration, "the \(namespace.noun) `\(syntax.decoded(token))` is declared twice",
          at: location,
          label: "declared again here",
          labels: [DiagnosticLabel(first, "first declared here")],
          help: ["rename one of them"])
        refusedNames.insert(first)
        continue
      }
      syntax.withDecoded(token) { symbols.add(namespace, $0, unit: u, tree: t, at: location) }
    }
    if isBuilt { declareMessages(u) }
  }

  /// Messages are named by `like` alone; that two have one name is found with all of them in sight.
  private mutating func declareMessages(_ u: Int) {
    let unit = units[u]
    var seen = SeenNames()
    for m in unit.messages {
      let name = unit.outline.extents[Int(m)].name
      let text = UnsafeBufferPointer(rebasing: unit.text[Int(name.start)..<Int(name.end)])
      let location = unit.nameLocation(of: Int(m))
      if name.isEmpty || seen.insert(text, at: location) != nil { continue }
      symbols.add(.message, text, unit: u, tree: Int(m), at: location)
    }
  }

  /// Names that become wire values are ASCII; some names mean something else already.
  private mutating func checkSpelling(_ namespace: Namespace, _ token: Token, _ syntax: DeclarationSyntax) {
    guard token.kind == .name else { return }
    if namespace == .bot || namespace == .flow, token.flags.contains(.wide) {
      report(.nameNotASCII, token.range, syntax)
    }
    let isReserved =
      switch token.word {
      case .true, .false, .null: namespace == .value
      case .string, .integer, .number, .boolean: namespace == .type
      default: false
      }
    guard isReserved else { return }
    report(.reservedName, token.range, syntax)
    refusedNames.insert(syntax.location(token.range))
  }

  private mutating func useRefused() {
    guard !refusedNames.isEmpty else { return }
    for i in symbols.all.indices where refusedNames.contains(symbols.location(of: i)) {
      usage.use(i, imported: nil, in: symbols.all[i].unit)
    }
  }

  mutating func report(_ kind: SyntaxFaultKind, _ range: ByteRange, _ syntax: DeclarationSyntax) {
    reporter.report(syntax.diagnostic(SyntaxFault(kind, range)))
  }

  // MARK: Locales

  /// What each file's `locales` line lists.
  private mutating func readLocales() {
    for (u, unit) in units.enumerated() {
      unit.locales = nil
      for t in unit.trees.indices where unit.trees[t].kind == .locales {
        let source = TreeContext(unit.syntax(t), unit: u, isReporting: true)
        if unit.locales != nil {
          reporter.report(LocaleDiagnostics.repeatedLocales(SourceLocation(source.file, source.tree.range(of: 0))))
          continue
        }
        unit.locales = WrittenTag.list(0, source, &reporter.diagnostics)
      }
    }
  }

  private mutating func prepareLet(_ symbol: Int) {
    let declaration = symbols.all[symbol]
    let syntax = units[declaration.unit].syntax(declaration.tree)
    let tree = syntax.tree
    var value = LetValue()
    value.state = .broken
    (value.unit, value.tree) = (declaration.unit, declaration.tree)
    if let from = tree.child(.fromClause, of: 0) {
      prepareForeign(from, syntax, &value)
    } else if let name = tree.firstChild(of: 0), let node = tree.sibling(after: name, in: 0),
      tree.nodes[node].kind != .fromClause, tree.nodes[node].kind != .missing
    {
      value.state = .unvisited
      value.node = node
    }
    lets[symbol] = value
  }

  /// A let whose value stands in a file: what was made of the file holds it.
  private func prepareForeign(_ from: Int, _ syntax: DeclarationSyntax, _ value: inout LetValue) {
    guard let path = syntax.tree.firstChild(of: from),
      let foreign = foreign[syntax.location(syntax.tree.range(of: path))],
      let inner = units[foreign].trees.first?.tree, let name = inner.firstChild(of: 0),
      let node = inner.sibling(after: name, in: 0)
    else { return }
    (value.unit, value.tree, value.node, value.state) = (foreign, 0, node, .unvisited)
  }
}
