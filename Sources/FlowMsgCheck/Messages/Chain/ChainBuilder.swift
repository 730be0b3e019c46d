import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Puts the chain of a message together: reads it, finds what it builds on, and builds the types of its parameters.
final class ChainBuilder {
  private let context: MessageContext
  private let program: Program
  private let chain: Chain
  /// What the message itself says, unless it is kept for others.
  private let ownShape = MessageShape()
  /// Builds the types of parameters.
  private lazy var typeReader = TypeBuilder(of: program)

  init(_ context: MessageContext, _ chain: Chain) {
    (self.context, program, self.chain) = (context, context.program, chain)
  }

  /// Makes `chain` that of the message in `source`. `baseMessage` is the message itself, if it is one.
  func build(_ source: TreeContext, _ owner: SourceUnit, _ baseMessage: BaseMessage?) {
    var own = source
    own.scope = 0
    if baseMessage == nil { ownShape.read(source) }
    let shape = baseMessage?.shape ?? ownShape
    chain.removeAll()
    if !shape.found.isEmpty { context.reporter.diagnostics += shape.found }
    chain.append(ChainLevel(source: own, shape: shape, parameters: [], baseMessage: baseMessage, unit: owner))
    if let baseMessage {
      chain.levels[0].parameters = baseMessage.parameters
    } else if !shape.parameters.isEmpty {
      chain.levels[0].parameters = parameters(shape, own)
    }
    if let like = shape.like { appendBases(parent(baseMessage, like, own), SourceLocation(own.file, like)) }
    chain.readNames()
  }

  /// Adds `parent` and what that builds on.
  private func appendBases(_ parent: BaseMessage?, _ like: SourceLocation) {
    // What is too deep is not followed: each of ten thousand would be, up to the limit.
    if let parent, parent.depth >= Limits.letChain { return reportTooDeep(like) }
    var parent = parent
    while let one = parent {
      chain.append(ChainLevel(one, scope: chain.levels.count, isReporting: true))
      parent = one.parent
    }
  }

  private func reportTooDeep(_ like: SourceLocation) {
    context.resolved.isDamaged = true
    context.reporter.report(
      NameDiagnostics.tooLarge, "messages build on each other more than \(Limits.letChain) deep", at: like)
  }

  // MARK: What it builds on

  private func parent(_ baseMessage: BaseMessage?, _ like: ByteRange, _ source: TreeContext) -> BaseMessage? {
    if let baseMessage, baseMessage.parent != nil || baseMessage.isCut && isKnownBase(like, source) {
      return baseMessage.parent
    }
    let name = UnsafeBufferPointer(rebasing: source.bytes[Int(like.start)..<Int(like.end)])
    let unit = context.unit
    if case .found(let symbol, let imported) = program.symbols.look(.message, name, in: unit) {
      context.usage.use(symbol, imported: imported, in: unit)
      let declaration = program.symbols.all[symbol]
      return program.baseMessages.baseMessage(unit: declaration.unit, extent: declaration.tree)
    }
    context.usage.usePart(in: unit)
    reportUnknown(like, source, program.symbols.look(.message, name, in: unit))
    context.resolved.isDamaged = true
    return nil
  }

  private func reportUnknown(_ like: ByteRange, _ source: TreeContext, _ lookup: Symbols.Lookup) {
    let location = SourceLocation(source.file, like)
    if case .ambiguous(let others) = lookup {
      context.reporter.report(ambiguousDiagnostic(source.string(like), location, others, context.resolver))
    } else if !program.units[context.unit].hasUnreadableImport {
      context.reporter.report(
        unknownNameDiagnostic(.message, source.string(like), location, context.resolver, context.unit))
    }
  }

  /// Whether what `like` names is there, so that the chain was cut because it is a circle, which is reported.
  private func isKnownBase(_ like: ByteRange, _ source: TreeContext) -> Bool {
    let name = UnsafeBufferPointer(rebasing: source.bytes[Int(like.start)..<Int(like.end)])
    if case .found = program.symbols.look(.message, name, in: context.unit) { return true }
    return false
  }

  // MARK: The types of its parameters

  private func parameters(_ shape: MessageShape, _ source: TreeContext) -> [Parameter] {
    swapIn()
    defer {
      swapIn()
      context.reporter.diagnostics += typeReader.draft.reporter.diagnostics
      typeReader.draft.reporter.diagnostics.removeAll()
    }
    return shape.parameters.map { typeReader.buildParameter($0, source.syntax, source.unit, id: -1) }
  }

  /// Exchanges the builder's contracts and usage with those of the message: what is built goes there, and nothing is copied.
  private func swapIn() {
    swap(&typeReader.draft.contracts, &context.resolved.contracts)
    swap(&typeReader.draft.usage, &context.usage)
  }
}
