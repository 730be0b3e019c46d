package import FlowMsgModel

/// Tells at first sight whether a component accepts a value, on flat arrays and without a string: nearly all values are
/// short texts, real days and lists of both. What it does not settle is for `ValueJudge`.
package struct QuickJudge: @unchecked Sendable {
  private enum Kind: UInt8 { case anything, text, list, object, day, whole, flag, other }

  private struct Row: BitwiseCopyable {
    var kind = Kind.other
    var isRequired = false
    var isChoice = false
    /// The length of its key, with the key's first and last byte: nearly always enough to tell keys apart.
    var keyMark: UInt32 = 0
    var keyStart: UInt32 = 0
    var least: UInt32 = 0
    var most: UInt32 = 0
    var firstPart: UInt16 = 0
    var partCount: UInt16 = 0
  }

  private let rows: UnsafeBufferPointer<Row>
  private let keys: UnsafeBufferPointer<UInt8>

  /// The table, flat; it is made once and never freed.
  package static let shared = QuickJudge()

  private init() {
    let table = FlatRules.shared.rows
    var keys: [UInt8] = []
    let rows = table.map { rule in
      var row = Self.row(rule)
      row.keyStart = UInt32(keys.count)
      row.keyMark = rule.key.withUnsafeBufferPointer(Self.mark)
      keys += rule.key
      return row
    }
    self.rows = Self.kept(rows)
    self.keys = Self.kept(keys)
  }

  private static func kept<Element: BitwiseCopyable>(_ list: [Element]) -> UnsafeBufferPointer<Element> {
    let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: list.count)
    _ = buffer.initialize(from: list)
    return UnsafeBufferPointer(buffer)
  }

  private static func row(_ rule: FlatRules.Row) -> Row {
    var row = Row()
    row.isChoice = rule.isChoice
    row.isRequired = rule.isRequired || rule.traits.contains(.namesChoice)
    (row.firstPart, row.partCount) = (UInt16(rule.parts.lowerBound), UInt16(rule.parts.count))
    // What looks at items together, or at the component, is not settled at first sight.
    guard rule.traits.isSubset(of: [.choices, .namesChoice]) else { return row }
    switch rule.value {
    case .anything: row.kind = .anything
    case .text(let most, _): (row.kind, row.most) = (.text, UInt32(clamping: most))
    case .list(let count):
      (row.kind, row.least, row.most) = (.list, UInt32(clamping: count.lowerBound), UInt32(clamping: count.upperBound))
    case .object: row.kind = .object
    case .day: row.kind = .day
    case .whole: row.kind = .whole
    case .flag: row.kind = .flag
    case .word, .picture, .color, .action: row.kind = .other
    }
    return row
  }

  /// Whether a row is of a list whose items people choose from.
  package func isChoice(_ row: Int) -> Bool { rows[row].isChoice }

  /// Whether the value at `node` is accepted by `row` whatever its component and its Flow's version are; false where that
  /// takes a closer look.
  package func isPlain(
    _ node: Int, _ row: Int, _ nodes: UnsafeBufferPointer<ValueNode>, _ pool: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let rule = rows[row]
    let kind = nodes[node].kind
    switch rule.kind {
    case .anything: return true
    case .text: return kind == .string && isPlainText(text(node, nodes, pool), rule.most)
    case .day: return kind == .string && DayText.isDay(text(node, nodes, pool))
    case .flag: return kind == .true || kind == .false
    case .whole: return kind == .number && text(node, nodes, pool).allSatisfy { $0 &- 0x30 < 10 }
    case .list: return kind == .array && isPlainList(node, rule, nodes, pool)
    case .object: return kind == .object && isPlainObject(node, rule, nodes, pool)
    case .other: return false
    }
  }

  @inline(__always)
  private func text(
    _ node: Int, _ nodes: UnsafeBufferPointer<ValueNode>, _ pool: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: pool[Int(nodes[node].start)..<Int(nodes[node].end)])
  }

  /// Whether a text is short enough by its bytes, and begins with a character that can be seen.
  @inline(__always)
  private func isPlainText(_ text: UnsafeBufferPointer<UInt8>, _ most: UInt32) -> Bool {
    guard let first = text.first, text.count <= Int(most) else { return false }
    return first > 0x20 && (first < 0x7F || (first >= 0xC3 && first < 0xCC))
  }

  private func isPlainList(
    _ node: Int, _ rule: Row, _ nodes: UnsafeBufferPointer<ValueNode>, _ pool: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let end = Int(nodes[node].next)
    var (item, count) = (node + 1, 0)
    while item < end {
      count &+= 1
      if rule.partCount > 0, !isPlain(item, Int(rule.firstPart), nodes, pool) { return false }
      item = Int(nodes[item].next)
    }
    return count >= Int(rule.least) && count <= Int(rule.most)
  }

  private func isPlainObject(
    _ node: Int, _ rule: Row, _ nodes: UnsafeBufferPointer<ValueNode>, _ pool: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let end = Int(nodes[node].next)
    var (member, seen) = (node + 1, UInt64(0))
    while member < end {
      let next = Int(nodes[member].next)
      if member &+ 1 < next, let part = part(text(member, nodes, pool), rule) {
        if !isPlain(member &+ 1, Int(rule.firstPart) &+ part, nodes, pool) { return false }
        seen |= 1 &<< UInt64(part)
      }
      member = next
    }
    for part in 0..<Int(rule.partCount) where rows[Int(rule.firstPart) &+ part].isRequired {
      if seen &>> UInt64(part) & 1 == 0 { return false }
    }
    return true
  }

  @inline(__always)
  private static func mark(_ key: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard let first = key.first, let last = key.last else { return 0 }
    return UInt32(truncatingIfNeeded: key.count) &<< 16 | UInt32(first) &<< 8 | UInt32(last)
  }

  /// Which part of a rule has this key.
  private func part(_ key: UnsafeBufferPointer<UInt8>, _ rule: Row) -> Int? {
    let mark = Self.mark(key)
    var part = 0
    while part < Int(rule.partCount) {
      if rows[Int(rule.firstPart) &+ part].keyMark == mark {
        let start = Int(rows[Int(rule.firstPart) &+ part].keyStart)
        var i = 1
        while i < key.count, keys[start &+ i] == key[i] { i &+= 1 }
        if i >= key.count { return part }
      }
      part &+= 1
    }
    return nil
  }
}
