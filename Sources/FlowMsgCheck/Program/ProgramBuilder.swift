import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Resolves the declarations of all files, in the order: names, types, bases, Flows, bots, lets.
struct ProgramBuilder {
  let draft: ProgramDraft
  /// Whether there is a base, or a message with parameters or `like`, anywhere: only then are messages looked up by name.
  let isBuilt: Bool
  private let flowFiles: [SourceLocation: FlowFile]
  /// For the path of each `let … from`: the unit that was made of the file.
  private let foreign: [SourceLocation: Int]
  private(set) var lets: ContiguousArray<LetValue> = []
  private(set) var bots: [Bot?] = []
  private(set) var flows: ContiguousArray<Int?> = []
  /// For each symbol: the type, if it is one.
  private(set) var types: [TypeBuilder.TypeState] = []
  /// Bases, and messages that others build on.
  private(set) var baseMessages = BaseMessages()
  /// Whether a `like` names nothing, or several things.
  private(set) var hasUnknownTargets = false

  init(units: [SourceUnit], flowFiles: [SourceLocation: FlowFile], foreign: [SourceLocation: Int]) {
    draft = ProgramDraft(units)
    (self.flowFiles, self.foreign) = (flowFiles, foreign)
    isBuilt = units.contains { $0.outline.hasBuilt }
  }

  mutating func build() {
    declareNames()
    buildTypes()
    buildLets()
    readLocales()
  }

  /// Words the faults of the declarations that were parsed with a file.
  private func reportSyntax(_ u: Int) {
    let unit = draft.units[u]
    for t in unit.trees.indices where !unit.trees[t].tree.faults.isEmpty {
      let syntax = unit.syntax(t)
      for fault in syntax.tree.faults { draft.reporter.report(syntax.diagnostic(fault)) }
    }
  }

  // MARK: Names

  private func declareNames() {
    let isForeign = Set(foreign.values)
    let names = NameDeclarer(draft, declaresMessages: isBuilt)
    for u in draft.units.indices {
      reportSyntax(u)
      // What a file was made is used through the let that names the file, and has no name of its own.
      if !isForeign.contains(u) { names.declare(u) }
    }
    let byFile = UnitsByFile(draft.units)
    draft.symbols.buildScopes(
      unitCount: draft.units.count, imports: draft.units.map { $0.imports.map { byFile[$0.target] } })
    draft.usage = Usage(symbols: draft.symbols.all.count, units: draft.units)
    for (u, unit) in draft.units.enumerated() where unit.trees.contains(where: { !$0.tree.faults.isEmpty }) {
      draft.usage.usePart(in: u)
    }
    names.useRefused()
  }

  /// Calls `body` with each symbol of `namespace`.
  private func forEach(_ namespace: Namespace, _ body: (Int) -> Void) {
    for i in draft.symbols.all.indices where draft.symbols.all[i].namespace == namespace { body(i) }
  }

  // MARK: Types, bases, Flows, bots

  private mutating func buildTypes() {
    let builder = TypeBuilder(draft)
    builder.buildAll()
    if isBuilt { buildTemplates(builder) }
    var flows = ContiguousArray<Int?>(repeating: nil, count: draft.symbols.all.count)
    var flowBuilder = FlowBuilder(draft, builder, flowFiles)
    forEach(.flow) { flows[$0] = flowBuilder.build($0) }
    var bots = [Bot?](repeating: nil, count: draft.symbols.all.count)
    forEach(.bot) { bots[$0] = BotBuilder(draft: draft).build($0) }
    (self.flows, self.bots, types) = (flows, bots, builder.types)
  }

  private mutating func buildTemplates(_ types: TypeBuilder) {
    let builder = BaseMessageBuilder(draft, types)
    builder.build()
    (baseMessages, hasUnknownTargets) = (builder.baseMessages, builder.hasUnknownTargets)
  }

  // MARK: Lets

  private mutating func buildLets() {
    var lets = ContiguousArray(repeating: LetValue(), count: draft.symbols.all.count)
    forEach(.value) { lets[$0] = letValue($0) }
    var visitor = LetVisitor(units: draft.units, symbols: draft.symbols, lets: lets, usage: draft.usage)
    forEach(.value) { visitor.visit($0) }
    self.lets = visitor.lets
    draft.usage = visitor.usage
    draft.reporter.diagnostics += visitor.reporter.diagnostics
  }

  /// What is known of a let before its value is looked at.
  private func letValue(_ symbol: Int) -> LetValue {
    let declaration = draft.symbols.all[symbol]
    let syntax = draft.units[declaration.unit].syntax(declaration.tree)
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
    return value
  }

  /// A let whose value is in a file: what was made of the file contains it.
  private func prepareForeign(_ from: Int, _ syntax: DeclarationSyntax, _ value: inout LetValue) {
    guard let path = syntax.tree.firstChild(of: from),
      let foreign = foreign[syntax.location(syntax.tree.range(of: path))],
      let inner = draft.units[foreign].trees.first?.tree, let name = inner.firstChild(of: 0),
      let node = inner.sibling(after: name, in: 0)
    else { return }
    (value.unit, value.tree, value.node, value.state) = (foreign, 0, node, .unvisited)
  }

  // MARK: Locales

  /// What each file's `locales` line lists.
  private func readLocales() {
    for (u, unit) in draft.units.enumerated() {
      unit.locales = nil
      for t in unit.trees.indices where unit.trees[t].kind == .locales {
        let source = TreeContext(unit.syntax(t), unit: u, isReporting: true)
        if unit.locales != nil {
          draft.reporter.report(
            LocaleDiagnostics.repeatedLocales(SourceLocation(source.file, source.tree.range(of: 0))))
          continue
        }
        unit.locales = WrittenTag.list(0, source, &draft.reporter.diagnostics)
      }
    }
  }
}
