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
  private func value(_ first: UInt32, _ count: UInt32, from node: Int) -> Int? {
    var (node, key) = (node, Int(first))
    while key < Int(first) &+ Int(count) {
      guard nodes[node].kind == .object, let inner = value(bytes(keys[key]), of: node) else { return nil }
      node = inner
      key &+= 1
    }
    return node
  }

  private func value(_ key: UnsafeBufferPointer<UInt8>, of object: Int) -> Int? {
    var member = object &+ 1
    while member < Int(nodes[object].next) {
      let next = Int(nodes[member].next)
      if member &+ 1 < next, areEqual(bytes(of: member), key) { return member &+ 1 }
      member = next
    }
    return nil
  }

  /// Whether what is in order in the data is so, as far as can be told at first sight.
  func areInOrder(_ range: Range<Int>, _ data: Int) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let lower = text(orders[index].lower.firstKey, orders[index].lower.keyCount, orders[index].lower.literal, data)
      let upper = text(orders[index].upper.firstKey, orders[index].upper.keyCount, orders[index].upper.literal, data)
      guard let lower, let upper,
        Self.isDay(lower) && Self.isDay(upper) ? !isAbove(lower, upper) : isInOrder(lower, upper)
      else { return false }
      index &+= 1
    }
    return true
  }

  private func isInOrder(_ lower: UnsafeBufferPointer<UInt8>, _ upper: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let lower = Amount.of(lower), let upper = Amount.of(upper) else { return false }
    return lower <= upper
  }

  /// Whether a text has the form of a day; days are in the order of their bytes.
  private static func isDay(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count == 10 && text[4] == 0x2D && text[7] == 0x2D
  }

  private func isAbove(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
    var i = 0
    while i < a.count, i < b.count {
      if a[i] != b[i] { return a[i] > b[i] }
      i &+= 1
    }
    return false
  }

  /// The text or number of one side of an order: the Flow's own, or the one that keys lead to.
  private func text(
    _ firstKey: UInt32, _ keyCount: UInt32, _ literal: PoolRange, _ data: Int
  ) -> UnsafeBufferPointer<UInt8>? {
    guard keyCount > 0 else { return bytes(literal) }
    guard let node = value(firstKey, keyCount, from: data) else { return nil }
    return nodes[node].kind == .string || nodes[node].kind == .number ? bytes(of: node) : nil
  }
}
