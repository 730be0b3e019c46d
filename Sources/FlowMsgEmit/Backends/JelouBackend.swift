package import FlowMsgJSON
package import FlowMsgModel

/// The body of `POST /v1/bots/{botId}/users/{userId}/flow_message`, as `Schema.layout` has it.
package struct JelouBackend: Backend {
  private let layout: JSONLayout
  private let body = Schema.layout
  private let keys: PreparedKeys
  private let walk = TapeWalk()

  /// A backend that lays its bodies out so.
  package init(_ layout: JSONLayout) {
    self.layout = layout
    keys = PreparedKeys(layout)
  }

  /// Appends the body of `message`.
  package mutating func writeBody(of message: borrowing Message, to buffer: OutputBuffer) {
    var writer = BodyWriter(
      nodes: UnsafeBufferPointer(message.tape.nodes), pool: UnsafeRawBufferPointer(message.tape.pool),
      keys: keys.table, walk: walk, writer: JSONWriter(buffer, layout))
    writer.writer.beginObject()
    body.run(message, &writer)
    writer.writer.endObject()
    writer.writer.endDocument()
  }
}

/// One message's body as it is being written.
private struct BodyWriter: BodyVisitor {
  let nodes: UnsafeBufferPointer<ValueNode>
  let pool: UnsafeRawBufferPointer
  let keys: UnsafeBufferPointer<UnsafeRawBufferPointer>
  let walk: TapeWalk
  var writer: JSONWriter

  mutating func enter(_ container: BodyContainer) {
    writer.preparedKey(keys[PreparedKeys.index(of: container)])
    writer.beginObject()
  }

  mutating func leave(_ container: BodyContainer) { writer.endObject() }

  mutating func visit(_ field: FieldID, at node: Int) {
    writer.preparedKey(keys[Int(field.rawValue)])
    walk.write(node, nodes, pool, to: &writer)
  }

  mutating func visitMember(of field: FieldID, at node: Int) { walk.write(node, nodes, pool, to: &writer) }
}

/// The keys of a body, ready to be copied: in memory of their own, so that a message takes a pointer to them and no copy.
private final class PreparedKeys {
  /// The key of each field, by the field's place in the table, and from `Schema.room` on those of the containers.
  let table: UnsafeBufferPointer<UnsafeRawBufferPointer>

  init(_ layout: JSONLayout) {
    let table = UnsafeMutableBufferPointer<UnsafeRawBufferPointer>.allocate(
      capacity: Schema.room + BodyContainer.allCases.count)
    table.initialize(repeating: UnsafeRawBufferPointer(start: nil, count: 0))
    for (index, field) in Schema.fields.enumerated() { table[index] = Self.copy(field.wireName, layout) }
    for container in BodyContainer.allCases { table[Self.index(of: container)] = Self.copy(container.name, layout) }
    self.table = UnsafeBufferPointer(table)
  }

  deinit {
    for key in table { key.deallocate() }
    table.deallocate()
  }

  @inline(__always)
  static func index(of container: BodyContainer) -> Int { Schema.room &+ Int(container.rawValue) }

  private static func copy(_ name: String, _ layout: JSONLayout) -> UnsafeRawBufferPointer {
    let bytes = JSONWriter.preparedKey(name, layout)
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    copy.copyBytes(from: bytes)
    return UnsafeRawBufferPointer(copy)
  }
}
