import FlowMsgModel
import Testing

@Suite struct SchemaTests {
  /// The places of rows are written as numbers, which no look-up is needed for: they are those of the table.
  @Test func namedFieldsAreTheirRows() {
    let named: [(FieldID, String)] = [
      (Schema.title, "title"), (Schema.text, "text"), (Schema.caption, "caption"), (Schema.flow, "flow"),
      (Schema.cta, "cta"), (Schema.screen, "screen"), (Schema.parameters, "parameters"), (Schema.payload, "payload"),
      (Schema.type, "type"), (Schema.bot, "bot"),
    ]
    for (field, statement) in named { #expect(Schema.field(statement) == field) }
    #expect(Schema[Schema.data].place == .member(.actionPayload, "data"))
    #expect(named.count + 1 == Schema.fields.count)
  }

  @Test func thereIsRoomForAllFields() {
    #expect(Schema.fields.count <= Schema.room)
    #expect(Message().slots.count == Schema.room)
  }
}
