import FlowMsgModel
import Testing

/// The one description of the body's layout, and what runs it.
struct BodyLayoutTests {
  /// Notes what it is given.
  private struct Log: BodyVisitor {
    var lines: [String] = []
    mutating func enter(_ container: BodyContainer) { lines.append("{\(container.name)") }
    mutating func leave(_ container: BodyContainer) { lines.append("}\(container.name)") }
    mutating func visit(_ field: FieldID, at node: Int) { lines.append(Schema[field].wireName) }
    mutating func visitMember(of field: FieldID, at node: Int) { lines.append("+\(Schema[field].wireName)") }
  }

  private static func field(_ name: String, _ place: FieldPlace) -> Field {
    var field = Schema[Schema.payload]
    field.place = place
    return field
  }

  private static func log(_ layout: BodyLayout, _ message: Message) -> [String] {
    var log = Log()
    layout.run(message, &log)
    return log.lines
  }

  /// A message with a text for each of these fields, and for `parameters` an object with a member.
  private static func message(_ fields: [FieldID]) -> Message {
    let message = Message()
    let origin = Origin(0, 0, 0)
    for field in fields {
      guard field == Schema.parameters else {
        message[field] = message.tape.append(.string, origin, "t".utf8)
        continue
      }
      let object = message.tape.append(.object, origin)
      let member = message.tape.append(.member, origin, "k".utf8)
      message.tape.append(.true, origin)
      message.tape.close(member)
      message.tape.close(object)
      message[field] = object
    }
    return message
  }

  @Test func containersAreEnteredForWhatIsInThemAlone() {
    let all = Schema.fields.indices.map { FieldID(UInt8($0)) }
    #expect(
      Self.log(Schema.layout, Self.message(all)) == [
        "title", "text", "caption", "{parameters", "flow_name", "flow_cta", "{flow_action_payload", "screen", "data",
        "}flow_action_payload", "+parameters", "}parameters", "payload",
      ])
    #expect(
      Self.log(Schema.layout, Self.message([Schema.data, Schema.type])) == [
        "{parameters", "{flow_action_payload", "data", "}flow_action_payload", "}parameters",
      ])
    #expect(
      Self.log(Schema.layout, Self.message([Schema.parameters])) == ["{parameters", "+parameters", "}parameters"])
    #expect(Self.log(Schema.layout, Self.message([])).isEmpty)
  }

  @Test func whatIsBrokenIsLeftOut() {
    let message = Self.message([Schema.title, Schema.screen, Schema.parameters])
    for field in [Schema.title, Schema.screen] { message.tape.breakNode(message[field] ?? 0) }
    // The value of the only member.
    message.tape.breakNode((message[Schema.parameters] ?? 0) + 2)
    #expect(Self.log(Schema.layout, message).isEmpty)
  }

  @Test func fieldsOfOneContainerAreTogetherInWhateverOrderTheirRowsAre() {
    let layout = BodyLayout([
      Self.field("a", .member(.actionPayload, "a")), Self.field("b", .member(.body, "b")),
      Self.field("c", .member(.parameters, "c")), Self.field("d", .query("d")),
      Self.field("e", .member(.actionPayload, "e")),
    ])
    #expect(layout.steps.map(\.field.rawValue) == [0, 4, 2, 1])
    #expect(layout.parts(of: .body) == [.container(.parameters), .field(FieldID(1))])
    #expect(layout.parts(of: .parameters) == [.container(.actionPayload), .field(FieldID(2))])
    #expect(!layout.hasFurtherMembers(.parameters) && Schema.layout.hasFurtherMembers(.parameters))
  }

  @Test func placesHaveKeysAndDepths() {
    #expect(Schema[Schema.data].place.keys == ["parameters", "flow_action_payload", "data"])
    #expect(Schema[Schema.parameters].place.keys == ["parameters"])
    #expect(Schema[Schema.type].place.keys == nil && Schema[Schema.bot].place.keys == nil)
    let depths = [Schema.payload, Schema.parameters, Schema.data, Schema.type].map { Schema[$0].place.depth }
    #expect(depths == [2, 2, 4, 1])
  }
}
