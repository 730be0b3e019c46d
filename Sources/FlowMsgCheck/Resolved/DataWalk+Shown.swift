import FlowMsgComponents
import FlowMsgModel

/// Values that components show.
extension DataWalker {
  /// Notes that components show a value, unless all of them accept it at first sight.
  mutating func see(_ node: Int, _ kind: ValueKind, _ type: TypeNode) {
    let count = nodes[node].end &- nodes[node].start
    let first = count > 0 ? pool[Int(nodes[node].start)] : 0
    let isVisible = kind == .string && first > 0x20 && (first < 0x7F || (first >= 0xC3 && first < 0xCC))
    for index in Int(type.firstUse)..<Int(type.firstUse) + Int(type.useCount) {
      let use = uses[index]
      if isVisible, count <= use.plainLength, use.keyCount == 0 { continue }
      if let shown = value(use.firstKey, use.keyCount, from: node) {
        if QuickJudge.shared.isPlain(shown, Int(use.row), nodes, pool) { continue }
      } else if kind == .object {
        continue
      }
      shown.append(ShownValue(node: node, use: index))
    }
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
  func areInOrder(_ orders: ArraySlice<PropertyOrder>, _ data: Int) -> Bool {
    orders.allSatisfy { order in
      guard let lower = amount(order.lower, data), let upper = amount(order.upper, data) else { return false }
      return lower <= upper
    }
  }

  private func amount(_ side: PropertyOrder.Side, _ data: Int) -> Int? {
    guard side.keyCount > 0 else { return Amount.of(bytes(side.literal)) }
    guard let node = value(side.firstKey, side.keyCount, from: data) else { return nil }
    return nodes[node].kind == .string || nodes[node].kind == .number ? Amount.of(bytes(of: node)) : nil
  }
}
