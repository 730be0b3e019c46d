import FlowMsgJSON
import FlowMsgModel

/// Writes values of a tape as JSON, without recursion: the tape may be as deep as it likes.
final class TapeWalk {
  /// The containers that are open around the current node, innermost last; kept from one value to the next for its
  /// memory, which is plain: an array is asked at each bracket whether somebody else holds it.
  @exclusivity(unchecked) private var open: UnsafeMutablePointer<Container>
  @exclusivity(unchecked) private var count = 0
  @exclusivity(unchecked) private var capacity = 64

  private struct Container: BitwiseCopyable {
    var end: Int
    var isObject: Bool
  }

  init() { open = .allocate(capacity: capacity) }

  deinit { open.deallocate() }

  /// Writes the value or the member at `root`. Of what is broken nothing is written.
  func write(
    _ root: Int, _ nodes: UnsafeBufferPointer<ValueNode>, _ pool: UnsafeRawBufferPointer, to writer: inout JSONWriter
  ) {
    let end = Int(nodes[root].next)
    var at = root
    while at < end {
      at = step(at, nodes, pool, &writer)
      while count > 0, at >= open[count &- 1].end {
        count &-= 1
        if open[count].isObject { writer.endObject() } else { writer.endArray() }
      }
    }
  }

  private func push(_ container: Container) {
    if count == capacity { grow() }
    open[count] = container
    count &+= 1
  }

  private func grow() {
    let next = UnsafeMutablePointer<Container>.allocate(capacity: capacity * 2)
    next.update(from: open, count: count)
    open.deallocate()
    (open, capacity) = (next, capacity * 2)
  }

  /// Writes what the node at `at` begins and gives the node to go on with.
  @inline(__always)
  private func step(
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
      push(Container(end: Int(node.next), isObject: true))
    case .array:
      writer.beginArray()
      push(Container(end: Int(node.next), isObject: false))
    // Holes are filled before a body is written, or written with it as an open form.
    case .broken, .hole, .interpolated: return Int(node.next)
    }
    return at + 1
  }
}
