import FlowMsgComponents
import FlowMsgJSON
import FlowMsgModel
import FlowMsgText

/// What of a layout goes into the contract: where components show the values of a type, and what is in order in the data.
extension FlowJSONReader {
  /// Reads all layouts. `first` is the place that the first screen's contract will have.
  mutating func readLayouts(first: Int) {
    var reader = LayoutReader(document, file: file.rawValue)
    var place = first
    for (i, screen) in screens.enumerated() where screenByID[screen.id] == i {
      if let layout = document.value("layout", of: screen.node) {
        reader.read(layout, of: screen.id, screen: UInt32(truncatingIfNeeded: place))
        shownScreens.append((place, screen.idNode))
      }
      place += 1
    }
    layouts = reader
  }

  /// Says of `type`, that of `field`, where it is shown. What is shown of a value whose members no type describes is
  /// found by their keys.
  func addUses(of field: Int, in bound: BoundFields, to type: UInt32, _ contracts: inout Contracts) {
    var uses = bound.fields[field].uses
    let node = contracts.types[Int(type)]
    if node.kind == .any || (node.kind == .shape && node.strictness == .open) {
      addInner(of: field, in: bound, keys: [], &uses, &contracts)
    }
    guard !uses.isEmpty else { return }
    contracts.types[Int(type)].firstUse = UInt32(truncatingIfNeeded: contracts.uses.count)
    contracts.types[Int(type)].useCount = UInt32(truncatingIfNeeded: uses.count)
    contracts.uses += uses
  }

  private func addInner(
    of field: Int, in bound: BoundFields, keys: [PoolRange], _ uses: inout [PropertyUse], _ contracts: inout Contracts
  ) {
    // No value may be nested deeper.
    guard keys.count < Schema.nesting.value else { return }
    for (key, member) in bound.fields[field].members {
      let path = keys + [contracts.intern(key)]
      for var use in bound.fields[member].uses {
        (use.firstKey, use.keyCount) = Self.add(path, &contracts)
        uses.append(use)
      }
      addInner(of: member, in: bound, keys: path, &uses, &contracts)
    }
  }

  private static func add(_ path: [PoolRange], _ contracts: inout Contracts) -> (first: UInt32, count: UInt32) {
    let first = UInt32(truncatingIfNeeded: contracts.keys.count)
    contracts.keys += path
    return (first, UInt32(truncatingIfNeeded: path.count))
  }

  /// The orders in the data of `screen`: the first, and how many.
  func addOrders(of screen: Screen, _ contracts: inout Contracts) -> (first: UInt32, count: UInt32) {
    let first = UInt32(truncatingIfNeeded: contracts.orders.count)
    let orders = layouts?.orders[screen.id] ?? []
    for order in orders {
      contracts.orders.append(
        PropertyOrder(
          lower: side(order.lower, &contracts), upper: side(order.upper, &contracts), screen: order.screen,
          traits: order.traits))
    }
    return (first, UInt32(truncatingIfNeeded: orders.count))
  }

  private func side(_ side: LayoutReader.Order.Side, _ contracts: inout Contracts) -> PropertyOrder.Side {
    var result = PropertyOrder.Side(row: UInt16(truncatingIfNeeded: side.row), origin: origin(of: side.node))
    if side.path.isEmpty {
      switch document[side.node].kind {
      case .string: result.literal = contracts.intern(document.bytes(of: side.node))
      case .number: result.literal = contracts.intern(document.written(side.node))
      case .array:
        result.literal = contracts.intern(String(document.children(of: side.node).reduce(0) { n, _ in n + 1 }).utf8)
      default: break
      }
    } else {
      (result.firstKey, result.keyCount) = Self.add(side.path.map { contracts.intern($0) }, &contracts)
    }
    return result
  }

  // MARK: Examples

  /// Judges the example of a declaration by what shows it: what a component does not accept of it is a note of the file.
  mutating func judgeExample(_ declaration: Int, _ type: UInt32, _ contracts: Contracts) {
    guard let example = document.value(Schema.FlowJSON.exampleKey.value, of: declaration) else { return }
    judge(example, Int(type), contracts, depth: 0)
  }

  private mutating func judge(_ value: Int, _ type: Int, _ contracts: Contracts, depth: Int) {
    let node = contracts.types[type]
    for place in Int(node.firstUse)..<Int(node.firstUse) + Int(node.useCount) {
      let use = contracts.uses[place]
      let keys = (Int(use.firstKey)..<Int(use.firstKey) + Int(use.keyCount)).map { contracts.keys[$0] }
      let shown = keys.reduce(Int?.some(value)) { node, key in
        node.flatMap { document.value(contracts.string(key), of: $0) }
      }
      if let shown { judge(shown, use, contracts) }
    }
    guard node.kind == .shape, depth < Schema.nesting.value else { return }
    for field in contracts.members(of: node) {
      guard let inner = document.value(contracts.string(field.key), of: value) else { continue }
      judge(inner, Int(field.type), contracts, depth: depth + 1)
    }
  }

  private mutating func judge(_ value: Int, _ use: PropertyUse, _ contracts: Contracts) {
    var judge = ValueJudge(JSONValues(document), use.traits) { [screenByID] in screenByID[Array($0)] != nil }
    judge.judge(value, Int(use.row))
    let own = shownScreens.firstIndex { $0.contract == Int(use.screen) }.map { shownScreens[$0].node }
    for fault in judge.faults.prefix(Self.shownExamples) {
      let demand = FaultWording.demand(
        fault.kind, fault.row, use.traits, screen: own.map { document.string(of: $0) } ?? "the Flow")
      let place =
        document[fault.node].kind == .object || document[fault.node].kind == .array
        ? opener(of: fault.node) : document[fault.node].range
      report(
        FlowJSONDiagnostics.refusedExample, "an example that its component does not accept: \(demand)", at: place,
        labels: [DiagnosticLabel(SourceLocation(use.origin), "shown here")])
    }
  }

  /// How many faults of one example are reported.
  private static let shownExamples = 5

  /// Calls `body` for every object in the layout of `screen`, what stands in an example aside.
  func forEachObject(inLayoutOf screen: Screen, _ body: (Int) -> Void) {
    guard let layout = document.value("layout", of: screen.node) else { return }
    var node = layout
    while node < Int(document[layout].next) {
      let kind = document[node].kind
      if kind == .object { body(node) }
      let isExample = kind == .member && document.text(of: node, equals: Schema.FlowJSON.exampleKey.value)
      node = isExample ? Int(document[node].next) : node + 1
    }
  }
}
