import FlowMsgModel

extension Contracts {
  /// How many types a type is made of where each name stands for what it means; `limit` where it is more, or where they
  /// are in each other deeper than `depth`.
  func expandedSize(_ type: Int, limit: Int, depth: Int = Limits.typeDepth, _ known: inout [Int: Int]) -> Int {
    if let size = known[type] { return size }
    if depth == 0 { return limit }
    let node = types[type]
    var size = 1
    switch node.content {
    case .items: size += expandedSize(Int(node.first), limit: limit, depth: depth - 1, &known)
    case .members:
      for field in members(of: node) where size < limit {
        size += expandedSize(Int(field.type), limit: limit, depth: depth - 1, &known)
      }
    case .scalar, .anything: break
    }
    size = min(size, limit)
    known[type] = size
    return size
  }
}
