import FlowMsgModel

/// The keys of one object, to find those that stand twice: compared one by one while they are few, which costs no memory,
/// and through a hash when they are many.
struct KeyTable {
  private static let few = 16
  private var count = 0
  private var nodes: [[UInt8]: Int] = [:]

  /// Takes in `member`, the last of `object` so far; the earlier member of the same key, if there is one.
  mutating func insert(_ member: Int, of object: Int, _ tape: borrowing ValueTape) -> Int? {
    count += 1
    guard count > KeyTable.few else { return KeyTable.find(member, object, tape) }
    if nodes.isEmpty { takeAll(object, before: member, tape) }
    let key = Array(tape.bytes(of: member))
    if let first = nodes[key] { return first }
    nodes[key] = member
    return nil
  }

  private mutating func takeAll(_ object: Int, before member: Int, _ tape: borrowing ValueTape) {
    var at = object + 1
    while at < member {
      let key = Array(tape.bytes(of: at))
      if nodes[key] == nil { nodes[key] = at }
      at = Int(tape.nodes[at].next)
    }
  }

  private static func find(_ member: Int, _ object: Int, _ tape: borrowing ValueTape) -> Int? {
    let key = tape.bytes(of: member)
    var at = object + 1
    while at < member {
      let other = tape.bytes(of: at)
      if other.count == key.count {
        var i = 0
        while i < key.count, other[i] == key[i] { i &+= 1 }
        if i == key.count { return at }
      }
      at = Int(tape.nodes[at].next)
    }
    return nil
  }
}
