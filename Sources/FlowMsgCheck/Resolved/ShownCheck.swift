import FlowMsgComponents
import FlowMsgModel

/// Holds the data of a message to what the components that show it accept.
struct ShownCheck {
  private let message: ResolvedMessage
  private let rules = FlatRules.shared
  private let values: TapeValues
  /// Taken once: each look at the message's counts references.
  private let contracts: Contracts
  private var tape: ValueTape { message.message.tape }

  /// Fills `m.shown.findings` and `m.shown.openValues` from what the walk over `data` has noted, for `screen`.
  static func check(_ m: ResolvedMessage, screen: Int, _ data: Int) {
    let orders = m.contracts.screens[screen].orderCount
    guard !m.shown.values.isEmpty || (orders > 0 && !m.shown.isInOrder) || !m.message.holes.isEmpty else { return }
    m.shown.isUsed = true
    let check = ShownCheck(m)
    for value in m.shown.values { check.look(at: value.node, use: value.use) }
    for finding in m.dataFindings where finding.problem == .parameter && finding.type >= 0 {
      check.look(inside: finding.node, finding.type)
    }
    if orders > 0 { check.compare(screen, data) }
    check.dropTypeFaults()
  }

  private init(_ message: ResolvedMessage) {
    self.message = message
    contracts = message.contracts
    values = TapeValues(message.message.tape)
  }

  // MARK: Values

  /// Judges what `use` shows of the value at `node`.
  private func look(at node: Int, use index: Int) {
    let use = contracts.uses[index]
    guard let node = follow(use.firstKey, use.keyCount, from: node) else { return look(inside: node, use: index) }
    var judge = ValueJudge(values, use.traits) { isScreen($0, of: Int(use.screen)) }
    judge.judge(node, Int(use.row))
    for fault in judge.faults { message.shown.findings.append(ShownFinding(fault: fault, use: index)) }
    for open in judge.openValues { look(atOpen: open.node, row: open.row, use: index) }
  }

  /// The node that keys lead to from `node`.
  private func follow(_ first: UInt32, _ count: UInt32, from node: Int) -> Int? {
    var node = node
    for key in Int(first)..<Int(first) + Int(count) {
      let name = contracts.keys[key]
      guard tape.nodes[node].kind == .object,
        let member = tape.children(of: node).first(where: {
          tape.bytes(of: $0).elementsEqual(contracts.pool[Int(name.start)..<Int(name.end)])
        }), member + 1 < Int(tape.nodes[member].next)
      else { return nil }
      node = member + 1
    }
    return node
  }

  private func isScreen(_ id: UnsafeBufferPointer<UInt8>, of screen: Int) -> Bool {
    guard let flow = message.flowContract else { return true }
    return message.screens(of: flow).contains { place in
      let range = contracts.screens[place].id
      return id.elementsEqual(contracts.pool[Int(range.start)..<Int(range.end)])
    }
  }

  /// What a type already refuses is not refused twice.
  private func dropTypeFaults() {
    guard !message.shown.findings.isEmpty, !message.dataFindings.isEmpty else { return }
    let refused = Set(message.dataFindings.filter { $0.problem == .wrongType || $0.problem == .null }.map(\.node))
    guard !refused.isEmpty else { return }
    message.shown.findings.removeAll { refused.contains($0.fault.node) }
  }

  // MARK: Parameters

  /// Judges what a parameter fills by what its type allows.
  private func look(atOpen node: Int, row: Int, use: Int) {
    if tape.nodes[node].kind == .hole {
      let type = message.holeType(node)
      guard type >= 0 else { return }
      var judge = TypeJudge(contracts, contracts.uses[use].traits, node: node)
      judge.judge(type, row)
      message.shown.findings += judge.findings.map { ShownFinding(fault: $0.fault, use: use, type: $0.type) }
      if judge.isOpen { message.shown.openValues.append(OpenValue(node: node, use: use, row: row)) }
    } else {
      lookAtText(node, row, use)
    }
  }

  /// Judges a text with holes by the shortest and the longest text that it can be.
  private func lookAtText(_ node: Int, _ row: Int, _ use: Int) {
    let judge = TextJudge(contracts.uses[use].traits)
    let rule = rules.rows[row].value
    if case .text(let most, _) = rule, let length = DataWalk.length(message, of: node) {
      let strings = tape.children(of: node).filter { tape.nodes[$0].kind == .hole }.map { message.holeType($0) }
      let type =
        strings.first { $0 >= 0 && contracts.types[$0].kind.facts.bounds == .characters } ?? strings.first ?? -1
      if judge.refusesBlank(rule), length.least == 0 { add(.blank, node, row, use, type) }
      if (length.most ?? .max) > most { add(.long, node, row, use, type, count: length.most ?? .max) }
      if !judge.refusesBlank(rule) || hasVisiblePart(node), (length.most ?? .max) <= most { return }
    }
    message.shown.openValues.append(OpenValue(node: node, use: use, row: row))
  }

  private func hasVisiblePart(_ node: Int) -> Bool {
    tape.children(of: node).contains { tape.nodes[$0].kind == .string && !TextLook.isBlank(tape.bytes(of: $0)) }
  }

  private func add(_ kind: ValueFault.Kind, _ node: Int, _ row: Int, _ use: Int, _ type: Int, count: Int = 0) {
    message.shown.findings.append(
      ShownFinding(fault: ValueFault(kind, node, row: row, count: count), use: use, type: type))
  }

  /// Follows the keys of a use into what a parameter fills as a whole.
  private func look(inside node: Int, use index: Int) {
    let use = contracts.uses[index]
    guard tape.nodes[node].kind == .hole else { return }
    var type = message.holeType(node)
    var keys: [PoolRange] = []
    for key in Int(use.firstKey)..<Int(use.firstKey) + Int(use.keyCount) {
      guard type >= 0, contracts.types[type].kind == .shape,
        let field = contracts.members(of: contracts.types[type]).first(where: {
          contracts.string($0.key) == contracts.string(contracts.keys[key])
        })
      else { return }
      type = Int(field.type)
      keys.append(contracts.keys[key])
    }
    judge(type, at: node, keys, use: index)
  }

  /// Judges the part of a parameter that keys lead to, which is of `type`.
  private func judge(_ type: Int, at node: Int, _ keys: [PoolRange], use: Int) {
    guard type >= 0 else { return }
    let row = Int(contracts.uses[use].row)
    var judge = TypeJudge(contracts, contracts.uses[use].traits, node: node)
    judge.judge(type, row)
    message.shown.findings += judge.findings.map { ShownFinding(fault: $0.fault, use: use, type: $0.type) }
    if judge.isOpen { message.shown.openValues.append(OpenValue(node: node, use: use, row: row, keys: keys)) }
  }

  /// Follows what is expected of a parameter as a whole to what components show of it.
  private func look(inside node: Int, _ expected: Int) {
    guard tape.nodes[node].kind == .hole else { return }
    let given = message.holeType(node)
    guard given >= 0 else { return }
    look(inside: node, given, expected, keys: [])
  }

  private func look(inside node: Int, _ given: Int, _ expected: Int, keys: [PoolRange]) {
    guard keys.count < Limits.typeDepth else { return }
    let (a, b) = (contracts.types[given], contracts.types[expected])
    guard a.kind == .shape, b.kind == .shape else { return }
    for field in contracts.members(of: b) {
      guard let own = contracts.members(of: a).first(where: { contracts.string($0.key) == contracts.string(field.key) })
      else { continue }
      let type = contracts.types[Int(field.type)]
      for use in Int(type.firstUse)..<Int(type.firstUse) + Int(type.useCount) where contracts.uses[use].keyCount == 0 {
        judge(Int(own.type), at: node, keys + [field.key], use: use)
      }
      look(inside: node, Int(own.type), Int(field.type), keys: keys + [field.key])
    }
  }

  // MARK: Orders

  /// Compares what is in order in the data of a screen.
  private func compare(_ screen: Int, _ data: Int) {
    let contract = contracts.screens[screen]
    for index in Int(contract.firstOrder)..<Int(contract.firstOrder) + Int(contract.orderCount) {
      let order = contracts.orders[index]
      let sides = [order.lower, order.upper].map { side in
        side.keyCount == 0 ? nil : follow(side.firstKey, side.keyCount, from: data)
      }
      if sides.contains(where: isOpen) {
        message.shown.openOrders.append(OpenOrder(order: index, lower: sides[0], upper: sides[1]))
        continue
      }
      guard sides[0] != nil || sides[1] != nil, let lower = amount(order.lower, sides[0]),
        let upper = amount(order.upper, sides[1]), lower > upper
      else { continue }
      let place = sides[0] ?? sides[1] ?? data
      let row = Int(sides[0] != nil ? order.lower.row : order.upper.row)
      message.shown.findings.append(
        ShownFinding(
          fault: ValueFault(.order, place, row: row, other: sides[0] == nil ? -1 : sides[1] ?? -1), use: index))
    }
  }

  /// Whether a parameter fills a value, as a whole or in part.
  private func isOpen(_ node: Int?) -> Bool {
    node.map { tape.nodes[$0].kind == .hole || tape.nodes[$0].kind == .interpolated } ?? false
  }

  /// What is compared of a side; nil where that is not known.
  private func amount(_ side: PropertyOrder.Side, _ node: Int?) -> Int? {
    if let node { return Amount.of(node, in: values) }
    guard side.keyCount == 0 else { return nil }
    return contracts.pool[Int(side.literal.start)..<Int(side.literal.end)].withUnsafeBufferPointer { Amount.of($0) }
  }
}
