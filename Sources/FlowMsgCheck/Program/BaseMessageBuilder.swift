import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

extension SyntaxTree {
  /// The name behind `like`, in the declaration's `bytes`; nil if there is none.
  func target(in bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    guard !nodes.isEmpty, let like = child(.likeClause, of: 0), let name = firstChild(of: like),
      nodes[name].kind == .name
    else {
      return nil
    }
    let token = token(of: name)
    return UnsafeBufferPointer(rebasing: bytes[Int(token.start)..<Int(token.end)])
  }
}

/// Keeps bases and what `like` names: what messages build on, what that builds on itself, and its parameters.
final class BaseMessageBuilder {
  private let draft: ProgramDraft
  private let types: TypeBuilder
  /// Bases, and messages that others build on.
  private(set) var baseMessages = BaseMessages()
  /// Whether a `like` names nothing, or several things.
  private(set) var hasUnknownTargets = false

  init(_ draft: ProgramDraft, _ types: TypeBuilder) { (self.draft, self.types) = (draft, types) }
  /// Keeps all bases, and what `like` names; resolves what they build on, and their parameters.
  func build() {
    var parser = Parser(nestingLimit: Limits.nesting)
    for u in draft.units.indices {
      for m in draft.units[u].messages where !draft.units[u].outline.extents[Int(m)].isPlain {
        let extent = draft.units[u].outline.extents[Int(m)]
        if extent.kind == .base {
          keep(u, Int(m), &parser)
        } else {
          let text = draft.units[u].text(of: extent)
          parser.parse(text.span, extent.relative)
          keepTarget(of: parser.tree, text, u, &parser)
        }
      }
    }
    // The list grows while it is walked: what a kept message builds on is kept too.
    var i = 0
    while i < baseMessages.all.count {
      resolve(baseMessages.all[i], &parser)
      i += 1
    }
    cutCycles()
    measureDepths()
    for baseMessage in baseMessages.all where baseMessage.hasMessages { baseMessage.parent?.markMessages() }
    for baseMessage in baseMessages.all { baseMessage.parameters = parameters(of: baseMessage) }
  }

  private func keep(_ u: Int, _ m: Int, _ parser: inout Parser) {
    guard baseMessages.baseMessage(unit: u, extent: m) == nil else { return }
    let extent = draft.units[u].outline.extents[m]
    parser.parse(draft.units[u].text(of: extent).span, extent.relative)
    baseMessages.add(BaseMessage(unit: u, owner: draft.units[u], extent: m, tree: parser.tree.copy()))
  }

  private func keepTarget(
    of tree: SyntaxTree, _ bytes: UnsafeBufferPointer<UInt8>, _ u: Int, _ parser: inout Parser
  ) {
    guard let text = tree.target(in: bytes) else { return }
    guard case .found(let symbol, let imported) = draft.symbols.look(.message, text, in: u) else {
      hasUnknownTargets = true
      return
    }
    draft.usage.use(symbol, imported: imported, in: u)
    let declaration = draft.symbols.all[symbol]
    keep(declaration.unit, declaration.tree, &parser)
    baseMessages.baseMessage(unit: declaration.unit, extent: declaration.tree)?.hasMessages = true
  }

  private func resolve(_ baseMessage: BaseMessage, _ parser: inout Parser) {
    guard let like = baseMessage.shape.like else { return }
    let u = baseMessage.unit
    guard case .found(let symbol, let imported) = draft.symbols.look(.message, baseMessage.syntax[like], in: u) else {
      baseMessage.isCut = true
      hasUnknownTargets = true
      return
    }
    draft.usage.use(symbol, imported: imported, in: u)
    let declaration = draft.symbols.all[symbol]
    keep(declaration.unit, declaration.tree, &parser)
    baseMessage.parent = baseMessages.baseMessage(unit: declaration.unit, extent: declaration.tree)
  }

  /// Takes what builds on itself apart, and says so once for each circle. Each declaration is passed once.
  private func cutCycles() {
    var rounds: [ObjectIdentifier: Int] = [:]
    for (round, baseMessage) in baseMessages.all.enumerated() {
      var at: BaseMessage? = baseMessage
      while let one = at, rounds[ObjectIdentifier(one)] == nil {
        rounds[ObjectIdentifier(one)] = round
        at = one.parent
      }
      // Only what was met first in this very round closes a circle.
      guard let first = at, rounds[ObjectIdentifier(first)] == round else { continue }
      draft.reporter.report(
        ParameterDiagnostics.likeCycle,
        "`\(draft.units[first.unit].string(first.owner.outline.extents[first.extent].name))` builds on itself",
        at: SourceLocation(first.syntax.file, first.shape.like ?? first.nameLocation.range),
        help: ["break the circle: let one of them build on nothing, or on something else"])
      first.parent = nil
      first.isCut = true
    }
  }

  /// How many declarations each builds on, when there are no circles. Each is passed twice at most.
  private func measureDepths() {
    var isKnown: Set<ObjectIdentifier> = []
    for baseMessage in baseMessages.all {
      var open: [BaseMessage] = []
      var at: BaseMessage? = baseMessage
      while let one = at, isKnown.insert(ObjectIdentifier(one)).inserted {
        open.append(one)
        at = one.parent
      }
      for one in open.reversed() { one.depth = one.parent.map { $0.depth + 1 } ?? 0 }
    }
  }

  /// The types of a declaration's parameters.
  private func parameters(of baseMessage: BaseMessage) -> [Parameter] {
    baseMessage.shape.parameters.map { parameter in
      let id = baseMessages.parameterCount
      baseMessages.parameterCount += 1
      return types.buildParameter(parameter, baseMessage.syntax, baseMessage.unit, id: id)
    }
  }
}
