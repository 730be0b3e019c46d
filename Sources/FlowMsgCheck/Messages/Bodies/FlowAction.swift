import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Whether a message leaves its screen to the endpoint, by a member of `parameters`, and which statement says so.
final class FlowAction {
  private let context: MessageContext
  private let resolved: ResolvedMessage
  private let tape: ValueTape
  private let chain: Chain

  init(_ context: MessageContext, _ chain: Chain) {
    (self.context, resolved, tape, self.chain) = (context, context.resolved, context.tape, chain)
  }

  /// The member that counts as `flow_action` in a variant.
  private struct ActionMember {
    /// The statement that it is in.
    var statement: StatementRef
    /// The node of its value.
    var value: Int
  }

  private func member(_ variant: Variant) -> ActionMember? {
    for statement in chain.statements(Schema.parameters, variant) {
      let source = chain.sources[statement.level]
      guard let object = source.tree.firstChild(of: statement.node), source.tree.nodes[object].kind == .object else {
        continue
      }
      for member in source.tree.children(of: object) where source.tree.nodes[member].kind == .member {
        guard let key = source.tree.firstChild(of: member), source.tree.nodes[key].kind != .missing,
          let value = source.tree.sibling(after: key, in: member)
        else { continue }
        if decodedString(source.bytes.span, source.tree.token(of: key)) == Schema.dataExchange.value.member {
          return ActionMember(statement: statement, value: value)
        }
      }
    }
    return nil
  }

  // MARK: The screen

  /// Whether `parameters` have `flow_action: "data_exchange"`.
  var isDataExchange: Bool {
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

  /// Whether what leaves the screen to the endpoint is nearer than `screen`, which is dropped then: it is in a nearer
  /// declaration, or in a block that comes before the statement's own.
  func drops(_ screen: StatementRef, _ variant: Variant) -> Bool {
    guard chain.levels.count > 1 || !variant.blocks.isEmpty, isDataExchange, let action = member(variant)?.statement
    else { return false }
    if action.level != screen.level { return action.level < screen.level }
    return rank(action, variant) < rank(screen, variant)
  }

  /// How soon a block is looked into in its declaration; the statements outside `in` last.
  private func rank(_ statement: StatementRef, _ variant: Variant) -> Int {
    let tag = chain.levels[statement.level].shape.layers[statement.block].tag?.tag
    return tag.flatMap { variant.tags.firstIndex(of: $0) } ?? variant.tags.count
  }

  // MARK: Filled by a parameter

  /// Reports a `flow_action` that a parameter fills, open or closed: whether the message has a screen would depend on it.
  func checkIsWrittenOut(_ variant: Variant) {
    guard !chain.names.isEmpty, let action = member(variant) else { return }
    let source = chain.sources[action.statement.level]
    guard let parameter = parameter(in: action.value, source) else { return }
    breakValue()
    let member = Schema.dataExchange.value
    context.reporter.report(
      ParameterDiagnostics.openFlowAction, "`\(member.member)` is filled by the parameter `\(parameter.name)`",
      at: SourceLocation(source.file, source.tree.range(of: action.value)),
      labels: [DiagnosticLabel(parameter.place, "the parameter")],
      help: ["write it out, as in \(member.member): \"\(member.value)\", or name a let"])
  }

  /// The first parameter that a value names, or that its text is put together of.
  private func parameter(in node: Int, _ source: TreeContext) -> (name: String, place: SourceLocation)? {
    var names: [ByteRange] = []
    switch source.tree.nodes[node].kind {
    case .path: names = source.tree.firstChild(of: node).map { [source.tree.token(of: $0).range] } ?? []
    case .string:
      StringContents.read(source.bytes.span, source.tree.token(of: node), isVerbatim: false) {
        if case .path(let range) = $0 { names.append(pathNames(source.bytes, range)[0]) }
      }
    default: break
    }
    for range in names {
      let name = source.string(range)
      guard let (level, parameter) = chain.names.declaration(of: name, from: source.scope) else { continue }
      return (name, chain.levels[level].parameters[parameter].location)
    }
    return nil
  }

  /// What depends on the value is not reported then.
  private func breakValue() {
    resolved.isDamaged = true
    guard let parameters = resolved.message[Schema.parameters] else { return }
    for member in tape.children(of: parameters)
    where tape.bytes(of: member).elementsEqual(Schema.dataExchange.value.member.utf8) {
      tape.breakNode(member + 1)
    }
  }
}
