import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// The member of `parameters` that counts as `flow_action` in a variant.
struct FlowAction {
  /// The statement that says it.
  var winner: StatementRef
  /// The node of its value.
  var value: Int
}

extension MessageChecker {
  /// The `flow_action` that counts in a variant, if a statement has one.
  func flowAction(_ variant: Variant) -> FlowAction? {
    for winner in chain.statements(Schema.parameters, variant) {
      let source = chain.sources[winner.level]
      guard let object = source.tree.firstChild(of: winner.node), source.tree.nodes[object].kind == .object else {
        continue
      }
      for member in source.tree.children(of: object) where source.tree.nodes[member].kind == .member {
        guard let key = source.tree.firstChild(of: member), source.tree.nodes[key].kind != .missing,
          let value = source.tree.sibling(after: key, in: member)
        else { continue }
        if decodedString(source.bytes.span, source.tree.token(of: key)) == Schema.dataExchange.value.member {
          return FlowAction(winner: winner, value: value)
        }
      }
    }
    return nil
  }

  /// Whether what leaves the screen to the endpoint is nearer than `screen`, which is dropped then: it stands in a nearer
  /// declaration, or in a block that comes before the statement's own.
  func dropsScreen(_ screen: StatementRef, _ variant: Variant) -> Bool {
    guard chain.levels.count > 1 || !variant.blocks.isEmpty, isDataExchange(), let action = flowAction(variant)?.winner
    else {
      return false
    }
    if action.level != screen.level { return action.level < screen.level }
    return rank(action, variant) < rank(screen, variant)
  }

  /// How soon a block is looked into in its declaration; the statements outside `in` last.
  private func rank(_ winner: StatementRef, _ variant: Variant) -> Int {
    let tag = chain.levels[winner.level].shape.layers[winner.block].tag?.tag
    return tag.flatMap { variant.tags.firstIndex(of: $0) } ?? variant.tags.count
  }

  // MARK: Filled by a parameter

  /// Reports a `flow_action` that a parameter says, open or closed: whether the message has a screen would hang on it.
  func checkFlowAction(_ variant: Variant) {
    guard !chain.names.isEmpty, let action = flowAction(variant) else { return }
    let source = chain.sources[action.winner.level]
    guard let parameter = parameterName(in: action.value, source) else { return }
    breakFlowAction()
    let member = Schema.dataExchange.value
    context.reporter.report(
      ParameterDiagnostics.openFlowAction, "`\(member.member)` is filled by the parameter `\(parameter.name)`",
      at: SourceLocation(source.file, source.tree.range(of: action.value)),
      labels: [DiagnosticLabel(parameter.place, "the parameter")],
      help: ["write it out, as in \(member.member): \"\(member.value)\", or name a let"])
  }

  /// The first parameter that a value names, or that its text is put together of.
  private func parameterName(in node: Int, _ source: TreeContext) -> (name: String, place: SourceLocation)? {
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
      let name = String(decoding: source.bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
      guard let (level, parameter) = chain.names.declaration(of: name, from: source.scope) else { continue }
      return (name, chain.levels[level].parameters[parameter].location)
    }
    return nil
  }

  /// What hangs on the value is not said besides.
  private func breakFlowAction() {
    resolved.isDamaged = true
    guard let parameters = resolved.message[Schema.parameters] else { return }
    for member in tape.children(of: parameters)
    where tape.bytes(of: member).elementsEqual(Schema.dataExchange.value.member.utf8) {
      tape.breakNode(member + 1)
    }
  }
}
