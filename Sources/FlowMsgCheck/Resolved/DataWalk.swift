import FlowMsgModel

/// Holds the data of a message to its contract, in one walk over the tape: no strings, no dictionaries, nothing is
/// allocated for data that fits.
package enum DataWalk {
  /// Fills `m.dataFindings`: with what the data does not fit of the screen's shape if that can be read, else with its
  /// nulls; with nothing where the Flow does not open on the screen. Data that an endpoint may supply is not missed.
  package static func check(_ m: ResolvedMessage) {
    m.dataFindings.removeAll(keepingCapacity: true)
    m.shown.removeAll()
    let data = m.message[Schema.data]
    guard !m.isScreenRefused else { return }
    guard let screen = m.screen, m.contracts.screens[screen].isReadable else { return findNulls(m) }
    if data == nil, m.flowContract?.hasEndpoint == true { return }
    let shape = Int(m.contracts.screens[screen].shape)
    if let data {
      walk(m) {
        $0.check(data, against: shape, isSourceItem: false, depth: 0)
        let count = Int(m.contracts.screens[screen].orderCount)
        guard count > 0 else { return }
        let first = Int(m.contracts.screens[screen].firstOrder)
        m.shown.isInOrder = $0.areInOrder(first..<first &+ count, data)
      }
      ShownCheck.check(m, screen: screen, data)
      dropFitting(m)
    } else if !m.statements[Int(Schema.screen.rawValue)].isDamaged, m.contracts.types[shape].kind == .shape,
      m.contracts.types[shape].count > 0
    {
      let node = m.message[Schema.screen] ?? -1
      walk(m) { $0.missAll(of: shape, at: node) }
    }
  }

  /// What the value at `node` does not fit of `type`.
  static func findings(_ m: ResolvedMessage, _ node: Int, against type: Int) -> ContiguousArray<DataFinding> {
    var kept: ContiguousArray<DataFinding> = []
    swap(&kept, &m.dataFindings)
    walk(m) { $0.check(node, against: type, isSourceItem: false, depth: 0) }
    dropFitting(m)
    swap(&kept, &m.dataFindings)
    return kept
  }

  /// Drops the findings about parameters whose types fit.
  private static func dropFitting(_ m: ResolvedMessage) {
    guard !m.message.holes.isEmpty else { return }
    m.dataFindings.removeAll { finding in
      guard finding.problem == .parameter, finding.type >= 0 else { return false }
      guard m.message.tape.nodes[finding.node].kind == .hole else {
        return fits(m, interpolated: finding.node, finding.type)
      }
      let given = m.holeType(finding.node)
      return given < 0 || m.contracts.mismatch(given, finding.type) == nil
    }
  }

  /// Fills `m.dataFindings` with the nulls of the data, all that can be said without a contract.
  package static func findNulls(_ m: ResolvedMessage) {
    m.dataFindings.removeAll(keepingCapacity: true)
    guard let data = m.message[Schema.data] else { return }
    walk(m) { $0.findNulls(in: data) }
  }

  /// Runs `body` on the flat arrays of the message and its contracts.
  private static func walk(_ m: ResolvedMessage, _ body: (inout DataWalker) -> Void) {
    var findings: ContiguousArray<DataFinding> = []
    swap(&findings, &m.dataFindings)
    m.contracts.withView { view in
      m.contracts.uses.withUnsafeBufferPointer { uses in
        m.contracts.keys.withUnsafeBufferPointer { keys in
          m.contracts.orders.withUnsafeBufferPointer { orders in
            var walker = DataWalker(
              nodes: UnsafeBufferPointer(m.message.tape.nodes), pool: m.message.tape.pool, view: view, uses: uses,
              keys: keys, orders: orders)
            swap(&walker.findings, &findings)
            body(&walker)
            swap(&walker.findings, &findings)
            if !walker.shown.isEmpty { m.shown.values = walker.shown }
          }
        }
      }
    }
    swap(&findings, &m.dataFindings)
  }
}

/// The walk itself: the arrays that it reads, and what it found. Lives no longer than the arrays do.
struct DataWalker {
  let nodes: UnsafeBufferPointer<ValueNode>
  let pool: UnsafeBufferPointer<UInt8>
  let view: TypeView
  var types: UnsafeBufferPointer<TypeNode> { view.types }
  var fields: UnsafeBufferPointer<TypeField> { view.fields }
  let uses: UnsafeBufferPointer<PropertyUse>
  let keys: UnsafeBufferPointer<PoolRange>
  let orders: UnsafeBufferPointer<PropertyOrder>
  /// How deep the walk goes.
  private let deepest = 4 * Limits.nesting
  var findings: ContiguousArray<DataFinding> = []
  /// The list that was found to be accepted last, each item with its `id` and `title` where people choose from it.
  var plainList = -1
  /// The member that was looked up last, and its object.
  var lastFound = (object: -1, member: -1)
  /// The values that components show and that need a closer look.
  var shown: ContiguousArray<ShownValue> = []

  init(
    nodes: UnsafeBufferPointer<ValueNode>, pool: UnsafeBufferPointer<UInt8>, view: TypeView,
    uses: UnsafeBufferPointer<PropertyUse>, keys: UnsafeBufferPointer<PoolRange>,
    orders: UnsafeBufferPointer<PropertyOrder>
  ) {
    (self.nodes, self.pool, self.view, self.uses, self.keys) = (nodes, pool, view, uses, keys)
    self.orders = orders
  }

  mutating func report(_ problem: DataFinding.Problem, _ node: Int, type: Int = -1, field: Int = -1, other: Int = -1) {
    findings.append(DataFinding(problem: problem, node: node, type: type, field: field, other: other))
  }

  /// The bytes of a string, number or member node.
  func bytes(of node: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: pool[Int(nodes[node].start)..<Int(nodes[node].end)])
  }

  /// Pooled bytes of the contracts.
  func bytes(_ range: PoolRange) -> UnsafeBufferPointer<UInt8> { view.bytes(range) }

  /// Whether two texts are the same bytes.
  func areEqual(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    var i = 0
    while i < a.count {
      if a[i] != b[i] { return false }
      i += 1
    }
    return true
  }

  // MARK: Values

  /// Holds a value to a type. `isSourceItem`: it is an item of a data source, or their list; what is said of its `id`
  /// and `title` is said elsewhere.
  mutating func check(_ node: Int, against type: Int, isSourceItem: Bool, depth: Int) {
    let kind = nodes[node].kind
    guard kind != .broken else { return }
    guard kind != .null else { return report(.null, node, type: type) }
    if types[type].useCount > 0 { see(node, kind, type) }
    // Whether the parameters' types fit is looked at when the walk is over, when all types are known.
    if kind == .hole { return report(.parameter, node, type: type) }
    // The nesting of values is capped where they are made; this only guards the stack.
    guard depth <= deepest else { return }
    let expected = types[type]
    switch expected.content {
    case .anything: findNulls(in: node)
    case .items: checkList(node, type, expected, isSourceItem: isSourceItem, depth: depth)
    case .members:
      guard kind == .object else { return report(.wrongType, node, type: type) }
      checkObject(node, type, expected, isSourceItem: isSourceItem, depth: depth)
    case .scalar where kind == .interpolated:
      switch expected.kind.facts.interpolated(expected) {
      case .fits: break
      case .depends: report(.parameter, node, type: type)
      case .wrong: report(.wrongType, node, type: type)
      }
    case .scalar:
      if !expected.kind.facts.fits(kind, bytes(of: node), expected, in: view) { report(.wrongType, node, type: type) }
    }
  }

  /// Reports every null in `node`, itself included.
  mutating func findNulls(in node: Int) {
    for at in node..<Int(nodes[node].next) where nodes[at].kind == .null { report(.null, at) }
  }

  private mutating func checkList(_ node: Int, _ type: Int, _ list: TypeNode, isSourceItem: Bool, depth: Int) {
    guard nodes[node].kind == .array else { return report(.wrongType, node, type: type) }
    let bounds = findings.count
    var count = 0
    var item = node + 1
    while item < Int(nodes[node].next) {
      check(item, against: Int(list.first), isSourceItem: isSourceItem, depth: depth + 1)
      count += 1
      item = Int(nodes[item].next)
    }
    if count < list.least || count > list.most {
      findings.insert(DataFinding(problem: .wrongType, node: node, type: type, field: -1, other: -1), at: bounds)
    }
  }

  // MARK: Objects

  private mutating func checkObject(_ node: Int, _ type: Int, _ shape: TypeNode, isSourceItem: Bool, depth: Int) {
    var seen = SeenFields(count: Int(shape.count))
    var guess = 0
    var member = node + 1
    while member < Int(nodes[node].next) {
      if let place = place(of: member, in: shape, from: guess) {
        // Keys mostly are in the contract's order, so the next field is tried first.
        guess = place + 1
        seen.insert(place)
        checkField(member, Int(shape.first) + place, depth: depth)
      } else {
        reportUnknown(member, of: node, type, shape.strictness, isSourceItem: isSourceItem)
      }
      member = Int(nodes[member].next)
    }
    guard !seen.isFull else { return }
    for place in 0..<Int(shape.count) where !seen.contains(place) {
      miss(Int(shape.first) + place, of: type, at: node, isSourceItem: isSourceItem)
    }
  }

  private mutating func checkField(_ member: Int, _ field: Int, depth: Int) {
    let value = member + 1
    guard value < Int(nodes[member].next) else { return }
    let isSource = fields[field].isDataSource
    check(value, against: Int(fields[field].type), isSourceItem: isSource, depth: depth + 1)
    if isSource, nodes[value].kind == .array { checkItems(of: value, list: Int(fields[field].type)) }
  }

  /// The place in `shape` of the field that `member` names, tried from `guess` on and around.
  private func place(of member: Int, in shape: TypeNode, from guess: Int) -> Int? {
    let key = bytes(of: member)
    let count = Int(shape.count)
    var place = guess
    for _ in 0..<count {
      if place >= count { place = 0 }
      if areEqual(key, bytes(fields[Int(shape.first) + place].key)) { return place }
      place += 1
    }
    return nil
  }

  private mutating func reportUnknown(
    _ member: Int, of object: Int, _ type: Int, _ strictness: Strictness, isSourceItem: Bool
  ) {
    let key = bytes(of: member)
    switch strictness {
    case .exact:
      // The whole member has no place here: a null in it is not a second fault.
      return report(.unknown, member, type: type, other: object)
    case .items:
      if !isActionKey(key), !(isSourceItem && isItemKey(key)) {
        report(.unknownInItem, member, type: type, other: object)
      }
    case .open: break
    }
    findNulls(in: member)
  }

  private mutating func miss(_ field: Int, of type: Int, at node: Int, isSourceItem: Bool) {
    guard !fields[field].isOptional else { return }
    switch types[type].strictness {
    case .exact: report(.missing, node, type: type, field: field)
    case .items:
      let key = bytes(fields[field].key)
      if !isActionKey(key), !(isSourceItem && isItemKey(key)) {
        report(.missingInItem, node, type: type, field: field)
      }
    case .open: break
    }
  }

  /// Reports every field of a screen's shape that a message must write, where it writes no data.
  mutating func missAll(of shape: Int, at node: Int) {
    for place in 0..<Int(types[shape].count) {
      miss(Int(types[shape].first) + place, of: shape, at: node, isSourceItem: false)
    }
  }

  private func isActionKey(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
    // All begin with "on-"; a list of strings is looked through for those alone.
    guard key.count > 3, key[0] == 0x6F, key[1] == 0x6E, key[2] == 0x2D else { return false }
    return Schema.FlowJSON.actionKeys.value.contains { $0.utf8.elementsEqual(key) }
  }
}

/// Which fields of a shape an object has: bits of one word for shapes of any usual size.
private struct SeenFields {
  private var bits: UInt64 = 0
  private var more: [Bool] = []
  private var left: Int

  init(count: Int) {
    left = count
    if count > 64 { more = Array(repeating: false, count: count) }
  }

  var isFull: Bool { left == 0 }

  func contains(_ place: Int) -> Bool { more.isEmpty ? bits >> UInt64(place) & 1 == 1 : more[place] }

  mutating func insert(_ place: Int) {
    guard !contains(place) else { return }
    left -= 1
    if more.isEmpty { bits |= 1 << UInt64(place) } else { more[place] = true }
  }
}
