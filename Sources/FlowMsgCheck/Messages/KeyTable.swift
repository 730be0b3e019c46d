import FlowMsgModel

/// The keys of one object, to find those that stand twice: compared one by one while they are few, which costs no memory,
/// and through a hash when they are many.
struct KeyTable {
  private static let few = 16
  private var count = 0
  private var nodes: [ArraySlice<UInt8>: Int] = [:]

  /// Takes in `member`, the last of `object` so far; the earlier member of the same key, if there is one.
  mutating func insert(_ member: Int, of object: Int, _ tape: borrowing ValueTape) -> Int? {
    count += 1
    guard count > KeyTable.few else { return KeyTable.find(member, object, tape) }
    if nodes.isEmpty { takeAll(object, before: member, tape) }
    let key = tape.bytes(of: member)
    if let first = nodes[key] { return first }
    nodes[ArraySlice(Array(key))] = member
    return nil
  }

  private mutating func takeAll(_ object: Int, before member: Int, _ tape: borrowing ValueTape) {
    var at = object + 1
    while at < member {
      let key = ArraySlice(Array(tape.bytes(of: at)))
      if nodes[key] == nil { nodes[key] = at }
      at = Int(tape.nodes[at].next)
    }
  }

  private static func find(_ member: Int, _ object: Int, _ tape: borrowing ValueTape) -> Int? {
    let key = tape.nodes[member]
    var at = object + 1
    while at < member {
      let other = tape.nodes[at]
      if other.end - other.start == key.end - key.start,
        tape.pool[Int(other.start)..<Int(other.end)].elementsEqual(tape.pool[Int(key.start)..<Int(key.end)])
      {
        return at
      }
      at = Int(other.next)
    }
    return nil
  }
}
