import FlowMsgJSON
import FlowMsgModel

/// Writes values of a tape as JSON, without recursion: the tape may be as deep as it likes.
struct TapeWalk {
  /// The containers that are open around the current node, innermost last; kept from one value to the next for its memory.
  private var open: [Container] = []

  private struct Container {
    var end: Int
    var isObject: Bool
  }

  /// Writes the value or the member at `root`. Of what is broken nothing is written.
  mutating func write(
    _ root: Int, _ nodes: UnsafeBufferPointer<ValueNode>, _ pool: UnsafeRawBufferPointer, to writer: inout JSONWriter
  ) {
    let end = Int(nodes[root].next)
    var at = root
    while at < end {
      at = step(at, nodes, pool, &writer)
      while let container = open.last, at >= container.end {
        open.removeLast()
        if container.isObject { writer.endObject() } else { writer.endArray() }
      }
    }
  }

  /// Writes what the node at `at` begins and gives the node to go on with.
  @inline(__always)
  private mutating func step(
    _ at: Int, _ nodes: UnsafeBufferPointer<ValueNode>, _ pool: UnsafeRawBufferPointer, _ writer: inout JSONWriter
  ) -> Int {
    let node = nodes[at]
    let bytes = UnsafeRawBufferPointer(rebasing: pool[Int(node.start)..<Int(node.end)])
    switch node.kind {
    case .string: writer.string(bytes)
    case .member:
      guard nodes[at + 1].kind != .broken else { return Int(node.next) }
      writer.key(bytes)
    case .number: writer.number(bytes)
    case .true: writer.bool(true)
    case .false: writer.bool(false)
    case .null: writer.null()
    case .object:
      writer.beginObject()
      open.append(Container(end: Int(node.next), isObject: true))
    case .array:
      writer.beginArray()
      open.append(Container(end: Int(node.next), isObject: false))
    case .broken: return Int(node.next)
    }
    return at + 1
  }
}
