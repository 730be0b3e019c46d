import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

extension MessageChecker {
  /// For wordings; made only when there is something to word.
  private func resolver() -> PathResolver { PathResolver(units: program.units, symbols: program.symbols) }

  /// The bot that a message names.
  func resolveBot(_ token: Token, _ source: TreeContext) {
    let unit = source.unit
    let location = SourceLocation(source.file, token.range)
    let name = UnsafeBufferPointer(rebasing: source.bytes[Int(token.start)..<Int(token.end)])
    switch program.symbols.look(.bot, name, in: unit) {
    case .found(let symbol, let imported):
      context.usage.use(symbol, imported: imported, in: unit)
      bot = symbol
    case .ambiguous(let others):
      context.usage.usePart(in: unit)
      context.reporter.report(ambiguousDiagnostic(source.string(token.range), location, others, resolver()))
    case .none:
      context.usage.usePart(in: unit)
      if !program.units[unit].hasUnreadableImport {
        context.reporter.report(
          unknownNameDiagnostic(.bot, source.string(token.range), location, resolver(), unit))
      }
    }
  }

  /// The Flow's slug, which is looked up in sight of the file in which it is written.
  func slug(_ node: Int, _ source: TreeContext) -> Int {
    flowUnit = source.unit
    isFlowQuoted = source.tree.token(of: node).kind != .name
    return evaluator.texts.literal(node, source)
  }

  /// The Flow that the message opens, its screen, and whether its data fits.
  func resolveFlow() {
    resolved.isDataExchange = isDataExchange()
    lookUpFlow()
    DataWalk.check(resolved)
  }

  private func lookUpFlow() {
    guard let node = resolved.message[Schema.flow], tape.nodes[node].kind == .string else { return }
    let statement = resolved.statements[Int(Schema.flow.rawValue)]
    let place = SourceLocation(statement.file, statement.operand)
    let unit = flowUnit
    let isQuoted = isFlowQuoted
    switch program.symbols.look(.flow, tape.bytes(of: node), in: unit) {
    case .found(let symbol, let imported):
      context.usage.use(symbol, imported: imported, in: unit)
      let flow = program.flows.withUnsafeBufferPointer { $0[symbol] }
      resolved.flow = .declared(flow, declaration: program.symbols.location(of: symbol))
      if let flow { resolveScreen(program.contracts.flows.withUnsafeBufferPointer { $0[flow] }) }
    case .ambiguous(let others):
      context.usage.usePart(in: unit)
      context.reporter.report(
        ambiguousDiagnostic(resolved.text(Schema.flow) ?? "", place, others, resolver()))
    case .none:
      let slug = resolved.text(Schema.flow) ?? ""
      if isQuoted {
        resolved.flow = .undeclared(
          slug: slug, nearest: program.symbols.nearest(to: slug, .flow, in: unit))
      } else if !program.units[unit].hasUnreadableImport {
        reportUnknownFlow(slug, place, resolver())
      }
    }
  }

  private func reportUnknownFlow(_ slug: String, _ location: SourceLocation, _ resolver: PathResolver) {
    var diagnostic = unknownNameDiagnostic(.flow, slug, location, resolver, flowUnit)
    if diagnostic.fixes.isEmpty {
      diagnostic.fixes.append(Fix("put the slug in quotes", [TextEdit(location, "\"\(slug)\"")], isSafe: false))
    }
    context.reporter.report(diagnostic)
  }

  /// Whether `parameters` hold `flow_action: "data_exchange"`.
  func isDataExchange() -> Bool {
    guard let parameters = resolved.message[Schema.parameters] else { return false }
    let wanted = Schema.dataExchange.value
    for member in tape.children(of: parameters) where tape.nodes[member].kind == .member {
      let value = member + 1
      guard value < tape.nodes.count, tape.nodes[value].kind == .string else { continue }
      if tape.bytes(of: member).elementsEqual(wanted.member.utf8),
        tape.bytes(of: value).elementsEqual(wanted.value.utf8)
      {
        return true
      }
    }
    return false
  }

  /// Finds the screen in the contract; without a `screen` statement, the one entry screen that needs no data is it.
  private func resolveScreen(_ flow: FlowContract) {
    guard flow.isReadable || flow.screenCount > 0 else { return }
    let screens = Int(flow.firstScreen)..<Int(flow.firstScreen + flow.screenCount)
    if let node = resolved.message[Schema.screen] {
      let id = tape.nodes[node]
      guard id.kind == .string else { return }
      for screen in screens where sameID(screen, id) { resolved.screen = screen }
    } else if !resolved.isDataExchange, !resolved.isDamaged {
      supplyScreen(screens, flow)
    }
  }

  private func sameID(_ screen: Int, _ node: ValueNode) -> Bool {
    let id = program.contracts.screens[screen].id
    guard id.end - id.start == node.end - node.start else { return false }
    var i = 0
    while i < Int(id.end - id.start) {
      if program.contracts.pool[Int(id.start) + i] != tape.pool[Int(node.start) + i] { return false }
      i += 1
    }
    return true
  }

  private func supplyScreen(_ screens: Range<Int>, _ flow: FlowContract) {
    guard flow.isReadable else { return }
    let entries = screens.filter { program.contracts.screens[$0].isEntry }
    guard entries.count == 1, let entry = entries.first, program.contracts.screens[entry].isReadable else { return }
    let shape = program.contracts.types[Int(program.contracts.screens[entry].shape)]
    guard shape.kind == .shape, shape.count == 0 else { return }
    let place = resolved.statements[Int(Schema.flow.rawValue)].operand
    let id = program.contracts.screens[entry].id
    let node = tape.append(
      .string, Origin(resolved.statements[Int(Schema.flow.rawValue)].file.rawValue, place.start, place.end),
      program.contracts.pool[Int(id.start)..<Int(id.end)])
    resolved.message[Schema.screen] = node
    resolved.screen = entry
  }
}
