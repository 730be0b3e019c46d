import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// Puts the body of a variant on the tape: of each field the statement that counts, of objects what several statements write
/// together. What a variant reads is drawn at `Chain`.
final class BodyEvaluator {
  private let context: MessageContext
  private let resolved: ResolvedMessage
  private let tape: ValueTape
  private let chain: Chain
  private let texts: TextEvaluator
  private let values: ValueEvaluator
  private let action: FlowAction
  private let hidden: HiddenTranslations
  /// What the message names.
  let references: ReferenceResolver
  /// The fields of which the nearest statement counts by itself.
  let singleFields = [Schema.title, Schema.text, Schema.caption, Schema.flow, Schema.cta, Schema.type, Schema.bot]
  /// The types of all fields, asked for at every statement.
  private let types = Schema.fields.map(\.type)

  init(
    _ context: MessageContext, _ chain: Chain, _ evaluator: Evaluator, _ action: FlowAction,
    _ hidden: HiddenTranslations
  ) {
    (self.context, resolved, tape, self.chain) = (context, context.resolved, context.tape, chain)
    (texts, values, self.action, self.hidden) = (evaluator.texts, evaluator.values, action, hidden)
    references = ReferenceResolver(context)
  }

  /// Puts the values of a variant on the tape.
  func evaluate(_ variant: Variant, name: ByteRange, isBase: Bool) {
    if resolved.isUsed { resolved.removeAll(file: chain.sources[0].file, name: name) }
    resolved.isUsed = true
    resolved.isDamaged = isBase || chain.faults.isDamaged
    context.provenance?.removeAll()
    references.beginBody()
    values.beginBody()
    for field in singleFields {
      if let winner = chain.winner(field, variant) { evaluate(field, winner) }
    }
    evaluateObject(Schema.parameters, depth: 2, variant)
    action.checkIsWrittenOut(variant)
    evaluateScreen(variant)
    evaluateObject(Schema.payload, depth: 2, variant)
  }

  private func evaluate(_ field: FieldID, _ winner: StatementRef) {
    let source = chain.sources[winner.level]
    let tree = source.tree
    guard let operand = tree.firstChild(of: winner.node) else { return }
    place(field, winner.node, operand, source)
    guard tree.nodes[operand].kind != .missing else { return }
    switch types[Int(field.rawValue)] {
    case .string: set(field, texts.text(operand, field, source))
    case .bot: references.resolveBot(tree.token(of: operand), source)
    case .slug:
      references.noteSlug(operand, source)
      set(field, texts.literal(operand, source))
    default: set(field, texts.literal(operand, source))
    }
  }

  /// Makes the node that was put on the tape the field's value. Were it assigned where it is made, the message would be held
  /// for so long, and that is counted.
  @inline(__always)
  private func set(_ field: FieldID, _ node: Int?) { resolved.message[field] = node }

  private func place(_ field: FieldID, _ node: Int, _ operand: Int, _ source: TreeContext) {
    let tree = source.tree
    resolved.statements[Int(field.rawValue)] = StatementPlace(
      file: source.file, keyword: tree.tokens[Int(tree.nodes[node].first)].range, operand: tree.range(of: operand),
      isThere: true, isDamaged: tree.nodes[node].isDamaged)
  }

  // MARK: Objects

  /// An object that several statements write together.
  private func evaluateObject(_ field: FieldID, depth: Int, _ variant: Variant) {
    if let only = chain.statements.only(field, variant.blocks) {
      let source = chain.sources[only.level]
      guard let operand = source.tree.firstChild(of: only.node) else { return }
      place(field, only.node, operand, source)
      guard source.tree.nodes[operand].kind == .object else { return }
      set(field, values.value(operand, depth: depth, source))
      return
    }
    var operands: [(winner: StatementRef, object: Int)] = []
    for winner in chain.statements(field, variant) {
      let source = chain.sources[winner.level]
      guard let operand = source.tree.firstChild(of: winner.node) else { continue }
      if operands.isEmpty, resolved.statements[Int(field.rawValue)].isThere == false {
        place(field, winner.node, operand, source)
      }
      if source.tree.nodes[operand].kind == .object { operands.append((winner, operand)) }
    }
    set(field, object(operands, depth: depth, variant, field))
  }

  private func object(
    _ operands: [(winner: StatementRef, object: Int)], depth: Int, _ variant: Variant, _ field: FieldID
  ) -> Int? {
    guard let first = operands.first else { return nil }
    let source = chain.sources[first.winner.level]
    if operands.count == 1 { return values.value(first.object, depth: depth, source) }
    noteEmpty(operands, field)
    let members = chain.merged(operands)
    let result = tape.append(.object, source.origin(source.tree.range(of: first.object)))
    for (winner, object) in operands {
      let tree = chain.sources[winner.level].tree
      for child in tree.children(of: object) where tree.nodes[child].kind != .member { tape.breakNode(result) }
    }
    for one in members { values.member(one.node, in: result, depth: depth, chain.sources[one.level]) }
    tape.close(result)
    hidden.check(members, operands, variant)
    return result
  }

  /// Notes the objects without members that are written over others: nothing of the merged object shows them.
  private func noteEmpty(_ operands: [(winner: StatementRef, object: Int)], _ field: FieldID) {
    let sources = operands.map { chain.sources[$0.winner.level] }
    guard let last = operands.indices.last(where: { sources[$0].tree.firstChild(of: operands[$0].object) != nil })
    else { return }
    for (i, operand) in operands.enumerated().prefix(last) {
      let tree = sources[i].tree
      guard tree.firstChild(of: operand.object) == nil, !tree.nodes[operand.winner.node].isDamaged else { continue }
      resolved.hiddenEmpty.append(
        HiddenEmpty(field: field, place: SourceLocation(sources[i].file, tree.range(of: operand.object))))
    }
  }

  // MARK: The screen

  /// The screen: its id is the nearest, and its data that of all statements up to the first with another id.
  private func evaluateScreen(_ variant: Variant) {
    if let only = chain.statements.only(Schema.screen, variant.blocks) {
      guard !action.drops(only, variant) else { return }
      return evaluateScreen(only)
    }
    let all = chain.statements(Schema.screen, variant)
    guard let nearest = all.first, let id = screenID(nearest) else { return }
    let source = chain.sources[nearest.level]
    guard let operand = source.tree.firstChild(of: nearest.node) else { return }
    // What leaves the screen to the endpoint drops one that is further up.
    if action.drops(nearest, variant) { return }
    guard evaluateID(nearest, operand, source) else { return }
    var operands: [(winner: StatementRef, object: Int)] = []
    for winner in all {
      guard screenID(winner) == id else { break }
      let tree = chain.sources[winner.level].tree
      guard let name = tree.firstChild(of: winner.node), let data = tree.sibling(after: name, in: winner.node),
        tree.nodes[data].kind == .object
      else { continue }
      if operands.isEmpty { place(Schema.data, winner.node, data, chain.sources[winner.level]) }
      operands.append((winner, data))
    }
    set(Schema.data, object(operands, depth: 4, variant, Schema.data))
  }

  /// The one screen statement that there is.
  private func evaluateScreen(_ only: StatementRef) {
    let source = chain.sources[only.level]
    let tree = source.tree
    guard let operand = tree.firstChild(of: only.node), evaluateID(only, operand, source),
      let data = tree.sibling(after: operand, in: only.node), tree.nodes[data].kind == .object
    else { return }
    place(Schema.data, only.node, data, source)
    set(Schema.data, values.value(data, depth: 4, source))
  }

  /// Puts the id of a screen statement on the tape; says whether there is one.
  private func evaluateID(_ winner: StatementRef, _ operand: Int, _ source: TreeContext) -> Bool {
    place(Schema.screen, winner.node, operand, source)
    guard source.tree.nodes[operand].kind != .missing else { return false }
    let token = source.tree.token(of: operand)
    if token.flags.contains(.wide) {
      context.report(.nameNotASCII, token.range, source)
      resolved.statements[Int(Schema.screen.rawValue)].isDamaged = true
    }
    set(Schema.screen, texts.literal(operand, source))
    return true
  }

  private func screenID(_ winner: StatementRef) -> String? {
    let source = chain.sources[winner.level]
    guard let name = source.tree.firstChild(of: winner.node) else { return nil }
    guard source.tree.nodes[name].kind == .name else { return "" }
    return decodedString(source.bytes.span, source.tree.token(of: name))
  }
}
