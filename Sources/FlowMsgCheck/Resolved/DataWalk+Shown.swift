import FlowMsgComponents
import FlowMsgModel

/// Values that components show.
extension DataWalker {
  /// Notes that components show a value of `type`, unless all of them accept it at first sight.
  mutating func see(_ node: Int, _ kind: ValueKind, _ type: Int) {
    let count = nodes[node].end &- nodes[node].start
    let first = count > 0 ? pool[Int(nodes[node].start)] : 0
    let isVisible = kind == .string && first > 0x20 && (first < 0x7F || (first >= 0xC3 && first < 0xCC))
    var index = Int(types[type].firstUse)
    let end = index &+ Int(types[type].useCount)
    while index < end {
      let isPlain = isVisible && count <= uses[index].plainLength && uses[index].keyCount == 0
      if !isPlain, !isPlainValue(node, index) { shown.append(ShownValue(node: node, use: index)) }
      index &+= 1
    }
  }

  /// Whether a use accepts what it shows of a value at first sight, or there is nothing to show.
  private mutating func isPlainValue(_ node: Int, _ use: Int) -> Bool {
    guard let shown = value(uses[use].firstKey, uses[use].keyCount, from: node) else {
      return nodes[node].kind == .object
    }
    let isPlain = QuickJudge.shared.isPlain(shown, Int(uses[use].row), nodes, pool)
    if isPlain, QuickJudge.shared.isChoice(Int(uses[use].row)) { plainList = shown }
    return isPlain
  }

  /// The value that keys lead to; nil where it is not there.
  private mutating func value(_ first: UInt32, _ count: UInt32, from node: Int) -> Int? {
    var (node, key) = (node, Int(first))
    while key < Int(first) &+ Int(count) {
      guard nodes[node].kind == .object, let inner = value(bytes(keys[key]), of: node) else { return nil }
      node = inner
      key &+= 1
    }
    return node
  }

  /// The value of a key; members are tried from the one that was found last, as related ones are mostly written side by side.
  private mutating func value(_ key: UnsafeBufferPointer<UInt8>, of object: Int) -> Int? {
    let (first, end) = (object &+ 1, Int(nodes[object].next))
    let start = lastFound.object == object ? lastFound.member : first
    guard let member = member(key, start, end) ?? member(key, first, start) else { return nil }
    lastFound = (object, member)
    return member &+ 1
  }

  /// The member with a key and a value among those from `start` on, up to `end`.
  func member(_ key: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    let size = key.count
    var member = start
    while member < end {
      let (at, next) = (member, Int(nodes[member].next))
      member = next
      let start = Int(nodes[at].start)
      guard Int(nodes[at].end) &- start == size, at &+ 1 < next else { continue }
      var i = 0
      while i < size, pool[start &+ i] == key[i] { i &+= 1 }
      if i == size { return at }
    }
    return nil
  }

  /// Whether what is in order in the data is so, as far as can be told at first sight.
  mutating func areInOrder(_ range: Range<Int>, _ data: Int) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let lower = amount(orders[index].lower.firstKey, orders[index].lower.keyCount, orders[index].lower.literal, data)
      let upper = amount(orders[index].upper.firstKey, orders[index].upper.keyCount, orders[index].upper.literal, data)
      guard let lower, let upper, lower <= upper else { return false }
      index &+= 1
    }
    return true
  }

  /// The amount of one side of an order: the Flow's own, or of what keys lead to.
  private mutating func amount(_ firstKey: UInt32, _ keyCount: UInt32, _ literal: PoolRange, _ data: Int) -> Int? {
    guard keyCount > 0 else { return Amount.of(bytes(literal)) }
    guard let node = value(firstKey, keyCount, from: data) else { return nil }
    switch nodes[node].kind {
    case .string, .number: return Amount.of(bytes(of: node))
    case .array: return count(of: node)
    default: return nil
    }
  }

  /// How many items a list has.
  private func count(of list: Int) -> Int {
    var (count, item) = (0, list &+ 1)
    while item < Int(nodes[list].next) {
      count &+= 1
      item = Int(nodes[item].next)
    }
    return count
  }
}
