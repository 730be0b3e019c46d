import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// A message or base with what it builds on, as names in it see it.
struct ReferenceChain {
  let levels: [ChainLevel]
  private let names = ChainNames()
  private let statements = StatementTable()
  private let program: Program

  /// A parameter of a level.
  struct Slot {
    var level: Int
    var parameter: Int
  }

  /// The chain of the declaration in `syntax`, of the unit `unit`; `baseMessage` is what is known of it if others build on it.
  init(_ syntax: DeclarationSyntax, in unit: Int, _ baseMessage: BaseMessage?, _ program: Program) {
    self.program = program
    let source = TreeContext(syntax, unit: unit, isReporting: false, scope: 0)
    let shape = baseMessage?.shape ?? MessageShape(source)
    // The types of its own parameters are built where one is asked for.
    let parameters =
      baseMessage?.parameters
      ?? shape.parameters.map {
        Parameter(name: $0.name, location: syntax.location($0.range), type: 0, defaultValue: nil, id: -1)
      }
    let own = ChainLevel(
      source: source, shape: shape, parameters: parameters, baseMessage: baseMessage, unit: program.units[unit])
    let parent = baseMessage.map(\.parent) ?? ReferenceChain.parent(shape, syntax, unit, program)
    let bases = sequence(first: parent) { $0?.parent }.prefix { $0 != nil }.prefix(Limits.letChain).compactMap { $0 }
    levels =
      [own]
      + bases.enumerated().map { i, base in ChainLevel(base, scope: i + 1, isReporting: false) }
    names.read(levels)
    statements.read(levels)
  }

  private static func parent(
    _ shape: MessageShape, _ syntax: DeclarationSyntax, _ unit: Int, _ program: Program
  ) -> BaseMessage? {
    guard let like = shape.like, case .found(let symbol, _) = program.symbols.look(.message, syntax[like], in: unit)
    else { return nil }
    let declaration = program.symbols.all[symbol]
    return program.baseMessages.baseMessage(unit: declaration.unit, extent: declaration.tree)
  }

  // MARK: Parameters

  /// The parameter that `name` means in a statement of the declaration, or in an argument of its `like`.
  func parameter(_ name: String, isArgument: Bool) -> Slot? {
    names.find(name, in: 0, isArgument: isArgument).flatMap { declaration(of: name, from: $0.declared) }
  }

  /// The nearest parameter `name` from `level` on.
  func declaration(of name: String, from level: Int) -> Slot? {
    names.declaration(of: name, from: level).map { Slot(level: $0.level, parameter: $0.parameter) }
  }

  /// The parameter `name` that is open in the end.
  func open(_ name: String) -> Slot? {
    names.open(name).map { Slot(level: names.open[$0].level, parameter: names.open[$0].parameter) }
  }

  func parameter(_ slot: Slot) -> Parameter { levels[slot.level].parameters[slot.parameter] }

  // MARK: Statements

  /// The Flow that counts for the statements under `tag`, or outside `in`.
  func flow(under tag: LocaleTag?) -> FlowContract? {
    let blocks = tag.map { statements.blocks(for: $0.chain) } ?? []
    guard let winner = statements.winner(Schema.flow, blocks) else { return nil }
    let source = levels[winner.level].source
    guard let operand = source.tree.firstChild(of: winner.node), source.tree.nodes[operand].kind != .missing else {
      return nil
    }
    let lookup = source.syntax.withDecoded(source.tree.token(of: operand)) {
      program.symbols.look(.flow, $0, in: source.unit)
    }
    guard case .found(let symbol, _) = lookup, let flow = program.flows[symbol] else { return nil }
    return program.contracts.flows[flow]
  }

  /// The locales that are listed for it: its own, else those of what it builds on, else those of its file.
  var locales: [WrittenTag]? { ChainLevel.listedLocales(levels) }
}
