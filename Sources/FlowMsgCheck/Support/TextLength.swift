import FlowMsgModel

/// How short and how long the text of a value can be, in code points.
struct TextLength: Equatable {
  var least: Int
  /// Nil where nothing bounds it.
  var most: Int?

}

extension Contracts {
  /// The lengths of the texts of `type`; nil for what does not go into a text.
  func textLength(of type: Int) -> TextLength? {
    let node = types[type]
    switch node.kind {
    case .string: return TextLength(least: bound(node.minimum) ?? 0, most: bound(node.maximum))
    case .integer: return integerLength(node)
    case .number: return TextLength(least: 1, most: NumberForms.maximumNumberLength)
    case .oneOf:
      let lengths = (Int(node.first)..<Int(node.first) + Int(node.count)).map { codePoints(choices[$0]) }
      return TextLength(least: lengths.min() ?? 0, most: lengths.max() ?? 0)
    case .boolean, .list, .shape, .any, .broken: return nil
    }
  }

  /// The bounds of an integer are the longest of its texts, as those between have no more digits; unless 0 lies between.
  private func integerLength(_ node: TypeNode) -> TextLength {
    let minimum = node.minimum == .none ? nil : string(node.minimum)
    let maximum = node.maximum == .none ? nil : string(node.maximum)
    let most: Int =
      switch (minimum, maximum) {
      case (let low?, let high?): max(low.utf8.count, high.utf8.count)
      case (let low?, nil): max(low.utf8.count, 19)
      case (nil, _): 20
      }
    guard let low = minimum, let high = maximum else { return TextLength(least: 1, most: most) }
    let isPositive = !low.hasPrefix("-") && low != "0"
    return TextLength(
      least: isPositive ? low.utf8.count : high.hasPrefix("-") ? high.utf8.count : 1, most: most)
  }

  /// A bound of a length. One that is larger than any text is cut to a number that no sum of holes can overflow with, so
  /// that it still proves a text too long.
  func bound(_ range: PoolRange) -> Int? {
    range == .none ? nil : min(Int(string(range)) ?? greatestLength, greatestLength)
  }

  private var greatestLength: Int { 1 << 40 }

  /// How many types a type is made of where each name stands for what it means; `limit` where it is more, or where they
  /// stand in each other deeper than `depth`.
  func expandedSize(_ type: Int, limit: Int, depth: Int = Limits.typeDepth, _ known: inout [Int: Int]) -> Int {
    if let size = known[type] { return size }
    if depth == 0 { return limit }
    let node = types[type]
    var size = 1
    switch node.kind {
    case .list: size += expandedSize(Int(node.first), limit: limit, depth: depth - 1, &known)
    case .shape:
      for field in members(of: node) where size < limit {
        size += expandedSize(Int(field.type), limit: limit, depth: depth - 1, &known)
      }
    default: break
    }
    size = min(size, limit)
    known[type] = size
    return size
  }

  private func codePoints(_ range: PoolRange) -> Int {
    pool[Int(range.start)..<Int(range.end)].count { $0 & 0xC0 != 0x80 }
  }
}
