import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// What one pass over a message makes.
package enum Form: Sendable {
  /// A body without holes.
  case body
  /// A body with holes for its parameters.
  case open
}

extension MessageChecker {
  /// Checks the message in `source`, and hands each variant that is made to `make`. One that builds on nothing, has no
  /// parameters and one language is a chain of one level and one variant.
  func check(_ source: TreeContext, _ owner: Unit, _ extent: Extent, _ make: (Form, Variant) -> Void) {
    let template = program.templates.template(unit: source.unit, extent: context.extentIndex)
    let found = context.reporter.diagnostics.count
    let mark = ContractsMark(resolved.contracts)
    analysis.read(source, owner, template)
    defer { release(mark) }
    if chain.levels[0].shape.isDamaged { context.usage.usePart(in: context.unit) }
    guard chain.levels[0].shape.hasBody || chain.levels[0].shape.like != nil else {
      return context.usage.usePart(in: context.unit)
    }
    analysis.checkValues()
    chain.statements.read(chain.levels)
    variants.checkTags()
    locales.beginDeclaration()
    settings.refuseIfClosed()
    let isBase = template?.isBase ?? (extent.kind == .base)
    // Which texts a base's types have to fit is for the messages to say.
    let isSaidByMessages = isBase && template?.hasMessages == true
    var bounds = BoundBook()
    if isSaidByMessages { swap(&bounds, &context.reporter.bounds) }
    let (list, isListed) = variants.variants()
    var seen = Findings.Seen()
    var looked: Set<[Int]> = []
    for variant in list where !evaluator.budget.isOutOfSteps {
      // A base that reads the same blocks says the same, and is not emitted.
      if isBase, !looked.insert(variant.blocks).inserted { continue }
      let before = context.reporter.diagnostics.count
      evaluate(variant, extent, isBase: isBase)
      finish(isBase: isBase)
      if !isBase, variant.locale != nil {
        hidden.check(MessageChecker.singleFields, variant)
        locales.checkCoverage(variant, isListed: isListed)
      }
      if variant.locale == nil {
        if list.count > 1 { locales.noteItems() }
      } else {
        locales.checkItems(variant)
      }
      seen.drop(from: before, of: &context.reporter)
      if !isBase { make(chain.openParameters.isEmpty ? .body : .open, variant) }
    }
    let hidesAbove = !isBase && hidden.hasInherited
    hidden.report(isBase: isBase)
    if !isBase { variants.noteRead(list) }
    if !isBase { locales.checkSameParameters(list) }
    if !isBase { analysis.parameters.checkUnused() }
    if isSaidByMessages { swap(&bounds, &context.reporter.bounds) }
    if !isBase, !chain.openParameters.isEmpty {
      let isFine = !hidesAbove && !context.reporter.diagnostics[found...].contains { $0.severity == .error }
      if isFine { makeFilled(list, extent, &seen, make) } else { checkDefaults(list, extent, &seen, from: found) }
    }
    moveInherited(from: found)
  }

  /// Releases what was made for one message.
  private func release(_ mark: ContractsMark) {
    chain.removeAll()
    filling.removeAll()
    mark.restore(&resolved.contracts)
  }

  /// What every variant goes through once its values are there.
  private func finish(isBase: Bool) {
    resolveFlow()
    if isBase { dropSuppliable() }
    checkSize()
    rules.check(resolved, &context.reporter)
  }

  /// Drops what a base's data lacks and what builds on it may add: members of the data itself. Values are replaced as a
  /// whole, so what is missing deeper in one is missing for good.
  private func dropSuppliable() {
    let whole = [resolved.message[Schema.data] ?? -1, resolved.message[Schema.screen] ?? -1, -1]
    resolved.dataFindings.removeAll {
      ($0.problem == .missing || $0.problem == .missingInItem) && whole.contains($0.node)
    }
  }

  /// Makes the bodies without holes, where every parameter has a value.
  private func makeFilled(
    _ list: [Variant], _ extent: Extent, _ seen: inout Findings.Seen, _ make: (Form, Variant) -> Void
  ) {
    let set = settings.settingValues()
    let filling = filling.filled(set)
    guard filling.allSatisfy({ $0 != nil }) else { return settings.reportMissing(filling) }
    evaluate(list, extent, filledBy: filling) { variant, before in
      // What a body is refused for counts, whether or not another variant is refused for the same.
      let isTaken = set.isEmpty || settings.takesSettings(from: before)
      seen.drop(from: before, of: &context.reporter)
      if isTaken { make(.body, variant) }
    }
  }

  /// Checks the bodies that the defaults make of a message in which something else is wrong, so that one run reports
  /// everything. Of what has an error already nothing more is reported.
  private func checkDefaults(_ list: [Variant], _ extent: Extent, _ seen: inout Findings.Seen, from first: Int) {
    let filling = filling.filled([:])
    guard filling.allSatisfy({ $0 != nil }) else { return }
    let known = Set(context.reporter.diagnostics[first...].lazy.filter { $0.severity == .error }.map(\.subject))
    evaluate(list, extent, filledBy: filling) { _, before in
      seen.drop(from: before, of: &context.reporter)
      let new = context.reporter.diagnostics[before...].filter { !known.contains($0.subject) }
      if new.count < context.reporter.diagnostics.count - before { context.reporter.replace(from: before, with: new) }
    }
  }

  /// Puts each variant together with `values` in its holes, and hands it to `body` with the number of findings before it.
  private func evaluate(
    _ list: [Variant], _ extent: Extent, filledBy filling: [Place?], _ body: (_ variant: Variant, _ before: Int) -> Void
  ) {
    evaluator.names.arguments = filling
    evaluator.budget.beginFilled()
    defer { evaluator.names.arguments = nil }
    for variant in list where !evaluator.budget.isOutOfSteps {
      let before = context.reporter.diagnostics.count
      evaluate(variant, extent, isBase: false)
      finish(isBase: false)
      body(variant, before)
    }
  }

  // MARK: Values

  /// Puts the values of a variant on the tape.
  private func evaluate(_ variant: Variant, _ extent: Extent, isBase: Bool) {
    if resolved.isUsed { resolved.removeAll(file: chain.sources[0].file, name: extent.name) }
    resolved.isUsed = true
    context.provenance?.removeAll()
    resolved.isDamaged = isBase || chain.faults.isDamaged
    bot = nil
    evaluator.values.beginBody()
    for field in MessageChecker.singleFields {
      if let winner = chain.winner(field, variant) { evaluate(field, winner) }
    }
    evaluateObject(Schema.parameters, depth: 2, variant)
    checkFlowAction(variant)
    evaluateScreen(variant)
    evaluateObject(Schema.payload, depth: 2, variant)
  }

  /// The fields of which the nearest statement counts by itself.
  static let singleFields = [
    Schema.title, Schema.text, Schema.caption, Schema.flow, Schema.cta, Schema.type, Schema.bot,
  ]

  private func evaluate(_ field: FieldID, _ winner: StatementRef) {
    let source = chain.sources[winner.level]
    let tree = source.tree
    guard let operand = tree.firstChild(of: winner.node) else { return }
    place(field, winner.node, operand, source)
    guard tree.nodes[operand].kind != .missing else { return }
    switch Schema[field].type {
    case .string: resolved.message[field] = evaluator.texts.text(operand, field, source)
    case .bot: resolveBot(tree.token(of: operand), source)
    case .slug: resolved.message[field] = slug(operand, source)
    default: resolved.message[field] = evaluator.texts.literal(operand, source)
    }
  }

  private func place(_ field: FieldID, _ node: Int, _ operand: Int, _ source: TreeContext) {
    let tree = source.tree
    resolved.statements[Int(field.rawValue)] = StatementPlace(
      file: source.file, keyword: tree.tokens[Int(tree.nodes[node].first)].range, operand: tree.range(of: operand),
      isThere: true, isDamaged: tree.nodes[node].isDamaged)
  }

  /// An object that several statements write together.
  private func evaluateObject(_ field: FieldID, depth: Int, _ variant: Variant) {
    if let only = chain.statements.only(field, variant.blocks) {
      let tree = chain.sources[only.level].tree
      guard let operand = tree.firstChild(of: only.node) else { return }
      place(field, only.node, operand, chain.sources[only.level])
      guard tree.nodes[operand].kind == .object else { return }
      resolved.message[field] = evaluator.values.value(operand, depth: depth, chain.sources[only.level])
      return
    }
    var operands: [(winner: StatementRef, object: Int)] = []
    for winner in chain.statements(field, variant) {
      let tree = chain.sources[winner.level].tree
      guard let operand = tree.firstChild(of: winner.node) else { continue }
      if operands.isEmpty, resolved.statements[Int(field.rawValue)].isThere == false {
        place(field, winner.node, operand, chain.sources[winner.level])
      }
      if tree.nodes[operand].kind == .object { operands.append((winner, operand)) }
    }
    resolved.message[field] = object(operands, depth: depth, variant, field)
  }

  /// The screen: its id is the nearest, and its data that of all statements up to the first with another id.
  private func evaluateScreen(_ variant: Variant) {
    if let only = chain.statements.only(Schema.screen, variant.blocks) {
      guard !dropsScreen(only, variant) else { return }
      return evaluateScreen(only)
    }
    let all = chain.statements(Schema.screen, variant)
    guard let nearest = all.first, let id = screenID(nearest) else { return }
    let source = chain.sources[nearest.level]
    guard let operand = source.tree.firstChild(of: nearest.node) else { return }
    // What leaves the screen to the endpoint drops one that stands further up.
    if dropsScreen(nearest, variant) { return }
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
    resolved.message[Schema.data] = object(operands, depth: 4, variant, Schema.data)
  }

  /// The one screen statement that there is.
  private func evaluateScreen(_ only: StatementRef) {
    let source = chain.sources[only.level]
    let tree = source.tree
    guard let operand = tree.firstChild(of: only.node), evaluateID(only, operand, source),
      let data = tree.sibling(after: operand, in: only.node), tree.nodes[data].kind == .object
    else { return }
    place(Schema.data, only.node, data, source)
    resolved.message[Schema.data] = evaluator.values.value(data, depth: 4, source)
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
    resolved.message[Schema.screen] = evaluator.texts.literal(operand, source)
    return true
  }

  private func screenID(_ winner: StatementRef) -> String? {
    let source = chain.sources[winner.level]
    guard let name = source.tree.firstChild(of: winner.node) else { return nil }
    guard source.tree.nodes[name].kind == .name else { return "" }
    return decodedString(source.bytes.span, source.tree.token(of: name))
  }

  private func object(
    _ operands: [(winner: StatementRef, object: Int)], depth: Int, _ variant: Variant, _ field: FieldID
  ) -> Int? {
    guard let first = operands.first else { return nil }
    let source = chain.sources[first.winner.level]
    if operands.count == 1 { return evaluator.values.value(first.object, depth: depth, source) }
    noteEmpty(operands, field)
    let members = chain.merged(operands)
    let result = tape.append(.object, source.origin(source.tree.range(of: first.object)))
    for (winner, object) in operands {
      let tree = chain.sources[winner.level].tree
      for child in tree.children(of: object) where tree.nodes[child].kind != .member { tape.breakNode(result) }
    }
    for one in members { evaluator.values.member(one.node, in: result, depth: depth, chain.sources[one.level]) }
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

  // MARK: Faults of what is inherited

  /// Hands over what was found outside the declaration's own bytes, and what is provisional where others build on it: where
  /// that is said shows in the end.
  private func moveInherited(from first: Int) {
    guard chain.levels.count > 1 || chain.levels[0].template != nil else { return }
    // What an argument was meant for is not known where it has no parameter, or could not be read.
    let isUnsure =
      chain.faults.isDamaged
      || context.reporter.diagnostics[first...].contains { $0.code == ParameterDiagnostics.unknownArgument.code }
    var own: [Diagnostic] = []
    for diagnostic in context.reporter.diagnostics[first...] {
      let one = finding(diagnostic)
      if one.isSaidWhereFound { own.append(diagnostic) }
      if one.isSaidWhereFound, !diagnostic.isProvisional || one.template == nil { continue }
      if one.like != nil, diagnostic.isProvisional, isUnsure { continue }
      inherited.append(one)
    }
    context.reporter.replace(from: first, with: own)
  }

  /// What was found, with what decides where it is said.
  private func finding(_ diagnostic: Diagnostic) -> InheritedFinding {
    var one = InheritedFinding(
      diagnostic: diagnostic, template: chain.levels[0].template?.id, isBase: chain.levels[0].template?.isBase == true,
      parent: chain.levels.dropFirst().first?.template?.id)
    guard chain.levels.count > 1, let like = chain.levels[0].shape.like else { return one }
    let place = diagnostic.location
    let own = chain.sources[0].file
    if place.file != own {
      one.like = SourceLocation(own, like)
    } else if InheritedFinding.isOfData(diagnostic.code) {
      one.routes = names(behind: place)
    }
    return one
  }

  /// The inherited names that the argument around `place` stands for.
  private func names(behind place: SourceLocation) -> [SourceLocation] {
    evaluator.values.argumentUses.filter { $0.value.file == place.file && $0.value.range.contains(place.range) }.map(
      \.name)
  }
}

/// How large the contracts were, so that the types of a message's parameters are let go with it.
struct ContractsMark {
  private let types: Int
  private let fields: Int
  private let choices: Int
  private let pool: Int

  init(_ contracts: borrowing Contracts) {
    types = contracts.types.count
    fields = contracts.fields.count
    choices = contracts.choices.count
    pool = contracts.pool.count
  }

  func restore(_ contracts: inout Contracts) {
    guard contracts.types.count > types else { return }
    contracts.types.removeSubrange(types...)
    contracts.fields.removeSubrange(fields...)
    contracts.choices.removeSubrange(choices...)
    contracts.pool.removeSubrange(pool...)
  }
}
