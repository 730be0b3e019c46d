package import FlowMsgJSON
package import FlowMsgModel

/// The body of `POST /v1/bots/{botId}/users/{userId}/flow_message`, as the rows of `Schema.fields` lay it out.
package struct JelouBackend: Backend {
  private let layout: JSONLayout
  private let plan: BodyPlan
  private let walk = TapeWalk()

  /// A backend that lays its bodies out so.
  package init(_ layout: JSONLayout) {
    self.layout = layout
    plan = BodyPlan(Schema.fields, layout)
  }

  /// Appends the body of `message`.
  package mutating func writeBody(of message: borrowing Message, to buffer: OutputBuffer) {
    var writer = JSONWriter(buffer, layout)
    plan.keys.withUnsafeBytes { keys in
      plan.steps.withUnsafeBufferPointer { steps in
        var body = BodyWriter(
          nodes: UnsafeBufferPointer(message.tape.nodes), pool: UnsafeRawBufferPointer(message.tape.pool), keys: keys,
          containers: plan.containers)
        body.write(steps, message.slots, walk, &writer)
      }
    }
    writer.endDocument()
  }
}

/// One message's body as it is being written.
private struct BodyWriter {
  let nodes: UnsafeBufferPointer<ValueNode>
  let pool: UnsafeRawBufferPointer
  let keys: UnsafeRawBufferPointer
  let containers: (parameters: Range<Int>, actionPayload: Range<Int>)
  /// How many containers inside the body are open: 1 `parameters`, 2 also `flow_action_payload`.
  var level = 0

  mutating func write(
    _ steps: UnsafeBufferPointer<BodyPlan.Step>, _ slots: InlineArray<16, Int32>, _ walk: TapeWalk,
    _ writer: inout JSONWriter
  ) {
    writer.beginObject()
    for step in steps {
      let slot = Int(slots[step.field])
      guard slot >= 0, nodes[slot].kind != .broken else { continue }
      if step.isSplice {
        splice(slot, at: step.level, walk, &writer)
      } else {
        move(to: step.level, &writer)
        writer.preparedKey(UnsafeRawBufferPointer(rebasing: keys[step.key]))
        walk.write(slot, nodes, pool, to: &writer)
      }
    }
    move(to: 0, &writer)
    writer.endObject()
  }

  /// Writes the members of the object at `node` as members of the container itself.
  mutating func splice(_ node: Int, at level: Int, _ walk: TapeWalk, _ writer: inout JSONWriter) {
    guard nodes[node].kind == .object else { return }
    var member = node + 1
    while member < Int(nodes[node].next) {
      if nodes[member].kind == .member, nodes[member + 1].kind != .broken {
        move(to: level, &writer)
        walk.write(member, nodes, pool, to: &writer)
      }
      member = Int(nodes[member].next)
    }
  }

  /// Opens and closes containers until `wanted` of them are open.
  mutating func move(to wanted: Int, _ writer: inout JSONWriter) {
    while level > wanted {
      writer.endObject()
      level -= 1
    }
    while level < wanted {
      let key = level == 0 ? containers.parameters : containers.actionPayload
      writer.preparedKey(UnsafeRawBufferPointer(rebasing: keys[key]))
      writer.beginObject()
      level += 1
    }
  }
}

/// What of the schema's table stands in the body, and where.
struct BodyPlan: Sendable {
  /// One row.
  struct Step: Sendable {
    /// The row in `Schema.fields`.
    var field: Int
    /// How many containers stand around it: 0 in the body itself, 1 in `parameters`, 2 in `flow_action_payload`.
    var level: Int
    /// The bytes of `keys` that are its key, prepared for the layout.
    var key: Range<Int>
    /// Whether the members of its value stand here and not the value under a key.
    var isSplice: Bool
  }

  /// The rows in the order in which they are written.
  private(set) var steps: [Step] = []
  /// The prepared keys, one after the other.
  private(set) var keys: [UInt8] = []
  /// The keys of the two containers.
  private(set) var containers: (parameters: Range<Int>, actionPayload: Range<Int>)
  private let layout: JSONLayout

  /// The plan for a table whose rows of one container are neighbours.
  init(_ fields: [Field], _ layout: JSONLayout) {
    self.layout = layout
    containers = (0..<0, 0..<0)
    containers = (intern("parameters"), intern(Schema.Endpoint.actionPayload.value))
    for (index, field) in fields.enumerated() {
      guard let level = BodyPlan.level(of: field.place) else { continue }
      let isSplice = field.place == .furtherParameters
      let key = isSplice ? 0..<0 : intern(field.wireName)
      steps.append(Step(field: index, level: level, key: key, isSplice: isSplice))
    }
  }

  private static func level(of place: FieldPlace) -> Int? {
    switch place {
    case .body: 0
    case .parameters, .furtherParameters: 1
    case .actionPayload: 2
    case .query, .path: nil
    }
  }

  private mutating func intern(_ name: String) -> Range<Int> {
    let start = keys.count
    keys += JSONWriter.preparedKey(name, layout)
    return start..<keys.count
  }
}
