import FlowMsgModel

/// Values without members, and bounds.
extension DataWalker {
  /// Whether a value is of a type that is neither a list nor a shape, and within its bounds or choices.
  func fits(_ node: Int, _ kind: ValueKind, _ type: TypeNode) -> Bool {
    switch type.kind {
    case .string:
      guard kind == .string else { return false }
      return isFree(type) || fits(count: codePoints(of: node), type)
    case .integer: return kind == .number && NumberForms.isInteger(bytes(of: node)) && isWithin(node, type)
    case .number:
      return kind == .number && bytes(of: node).count <= NumberForms.maximumNumberLength && isWithin(node, type)
    case .boolean: return kind == .true || kind == .false
    case .oneOf: return kind == .string && isChoice(node, type)
    case .list, .shape, .any, .broken: return true
    }
  }

  /// Whether a length or number of items is within the bounds.
  func fits(count: Int, _ type: TypeNode) -> Bool {
    if type.minimum != .none, compare(count, bytes(type.minimum)) < 0 { return false }
    return type.maximum == .none || compare(count, bytes(type.maximum)) <= 0
  }

  private func isFree(_ type: TypeNode) -> Bool { type.minimum == .none && type.maximum == .none }

  private func codePoints(of node: Int) -> Int {
    var count = 0
    for byte in bytes(of: node) where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  private func isWithin(_ node: Int, _ type: TypeNode) -> Bool {
    if type.minimum != .none, DecimalOrder.compare(bytes(of: node), bytes(type.minimum)) < 0 { return false }
    return type.maximum == .none || DecimalOrder.compare(bytes(of: node), bytes(type.maximum)) <= 0
  }

  private func isChoice(_ node: Int, _ type: TypeNode) -> Bool {
    let text = bytes(of: node)
    for place in Int(type.first)..<Int(type.first) + Int(type.count)
    where areEqual(text, bytes(choices[place])) { return true }
    return false
  }

  private func compare(_ count: Int, _ bound: UnsafeBufferPointer<UInt8>) -> Int {
    if let bound = DecimalOrder.smallInteger(bound) { return (count - bound).signum() }
    return Array(String(count).utf8).withUnsafeBufferPointer { DecimalOrder.compare($0, bound) }
  }
}
