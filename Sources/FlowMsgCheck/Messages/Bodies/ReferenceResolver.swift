import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Looks up the bot and the Flow that a message names, and the Flow's screen.
final class ReferenceResolver {
  private let context: MessageContext
  private let program: Program
  private let resolved: ResolvedMessage
  private let tape: ValueTape
  /// The bot that the message names, as a symbol.
  @exclusivity(unchecked) private(set) var bot: Int?
  /// The unit in whose sight the Flow's slug is written.
  @exclusivity(unchecked) private var flowUnit = 0
  /// Whether it is in quotes.
  @exclusivity(unchecked) private var isFlowQuoted = false

  init(_ context: MessageContext) {
    (self.context, program, resolved, tape) = (context, context.program, context.resolved, context.tape)
  }

  /// Begins with another body.
  func beginBody() { bot = nil }

  // MARK: The bot

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
      context.reporter.report(ambiguousDiagnostic(source.string(token.range), location, others, context.resolver))
    case .none:
      context.usage.usePart(in: unit)
      if !program.units[unit].hasUnreadableImport {
        context.reporter.report(
          unknownNameDiagnostic(.bot, source.string(token.range), location, context.resolver, unit))
      }
    }
  }

  // MARK: The Flow

  /// Notes where the Flow's slug, the value at `node` of `source`, is written: it is looked up in sight of that file.
  func noteSlug(_ node: Int, _ source: TreeContext) {
    flowUnit = source.unit
    isFlowQuoted = source.tree.token(of: node).kind != .name
  }

  /// Looks up the Flow that the message opens, and its screen.
  func resolveFlow() {
    guard let node = resolved.message[Schema.flow], tape.nodes[node].kind == .string else { return }
    switch program.symbols.look(.flow, tape.bytes(of: node), in: flowUnit) {
    case .found(let symbol, let imported):
      context.usage.use(symbol, imported: imported, in: flowUnit)
      let flow = program.flows.withUnsafeBufferPointer { $0[symbol] }
      resolved.opened.flow = .declared(flow, declaration: program.symbols.location(of: symbol))
      if let flow { resolveScreen(program.contracts.flows.withUnsafeBufferPointer { $0[flow] }) }
    case .ambiguous(let others):
      context.usage.usePart(in: flowUnit)
      context.reporter.report(
        ambiguousDiagnostic(resolved.text(Schema.flow) ?? "", flowPlace, others, context.resolver))
    case .none: resolveUndeclared(resolved.text(Schema.flow) ?? "")
    }
  }

  private var flowPlace: SourceLocation { resolved.location(of: Schema.flow) }

  private func resolveUndeclared(_ slug: String) {
    if isFlowQuoted {
      resolved.opened.flow = .undeclared(slug: slug, nearest: program.symbols.nearest(to: slug, .flow, in: flowUnit))
    } else if !program.units[flowUnit].hasUnreadableImport {
      var diagnostic = unknownNameDiagnostic(.flow, slug, flowPlace, context.resolver, flowUnit)
      if diagnostic.fixes.isEmpty {
        diagnostic.fixes.append(
          Fix("put the slug in quotes", [TextEdit(flowPlace, "\"\(slug)\"")], isSafe: false))
      }
      context.reporter.report(diagnostic)
    }
  }

  // MARK: Its screen

  /// Finds the screen in the contract; without a `screen` statement, the one entry screen that needs no data is it.
  private func resolveScreen(_ flow: FlowContract) {
    guard flow.isReadable || flow.screenCount > 0 else { return }
    let screens = Int(flow.firstScreen)..<Int(flow.firstScreen + flow.screenCount)
    if let node = resolved.message[Schema.screen] {
      let id = tape.nodes[node]
      guard id.kind == .string else { return }
      for screen in screens where isSameID(screen, id) { resolved.opened.screen = screen }
    } else if !resolved.isDataExchange, !resolved.isDamaged {
      supplyScreen(screens, flow)
    }
  }

  private func isSameID(_ screen: Int, _ node: ValueNode) -> Bool {
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
    let id = program.contracts.screens[entry].id
    let node = tape.append(
      .string, Origin(flowPlace), program.contracts.pool[Int(id.start)..<Int(id.end)])
    resolved.message[Schema.screen] = node
    resolved.opened.screen = entry
  }
}
