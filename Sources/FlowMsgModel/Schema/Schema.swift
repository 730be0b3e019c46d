/// The API as one table. The checker, the wording of its messages, `schema`, `explain`, the emitter and whatever comes
/// later read it; a limit is nowhere else.
public enum Schema {
  /// The fields of the request that a message can fill, in the order in which a body is written.
  public static let fields: [Field] = [
    Field(
      number: 1, statement: "title", place: .member(.body, "title"), type: .string, isRequired: true,
      limit: LengthLimit(minimum: 1, maximum: 60, provenance: .meta), traits: [.emoji, .prose],
      meaning: "the header above the button", provenance: .jelou),
    Field(
      number: 2, statement: "text", place: .member(.body, "text"), type: .string, isRequired: true,
      limit: LengthLimit(minimum: 1, maximum: 1024, provenance: .meta), traits: [.emoji, .marks, .lines, .prose],
      meaning: "the body above the button", provenance: .jelou),
    Field(
      number: 3, statement: "caption", place: .member(.body, "caption"), type: .string, isRequired: true,
      limit: LengthLimit(minimum: 1, maximum: 60, provenance: .meta), traits: [.emoji, .marks, .prose],
      meaning: "the footer below the button", provenance: .jelou),
    Field(
      number: 4, statement: "flow", place: .member(.parameters, "flow_name"), type: .slug, isRequired: true, traits: [],
      meaning: "the slug, in Jelou, of the Flow that the button opens", provenance: .jelou),
    Field(
      number: 5, statement: "cta", place: .member(.parameters, "flow_cta"), type: .string, isRequired: true,
      limit: LengthLimit(minimum: 1, maximum: 30, advised: 20, provenance: .meta), traits: [.prose],
      meaning: "the text of the button", provenance: .jelou),
    Field(
      number: 6, statement: "screen", place: .member(.actionPayload, "screen"), type: .screen, isRequired: false,
      traits: [],
      meaning: "the screen on which the Flow opens, one of its entry screens", provenance: .jelou),
    Field(
      number: 7, statement: nil, place: .member(.actionPayload, "data"), type: .object, isRequired: false, traits: [],
      meaning: "the data that the screen expects; not empty when it is there, and nowhere null", provenance: .meta),
    Field(
      number: 8, statement: "parameters", place: .members(.parameters), type: .object, isRequired: false, traits: [],
      meaning: "further members of parameters that have no statement, such as flow_token", provenance: .language),
    Field(
      number: 9, statement: "payload", place: .member(.body, "payload"), type: .object, isRequired: false, traits: [],
      meaning: "context that is cached and returned with the Flow's reply", provenance: .jelou),
    Field(
      number: 10, statement: "type", place: .query("type"), type: .string, isRequired: false, traits: [],
      meaning: "the type of WhatsApp Flow; the standard one when left out, no values are documented",
      provenance: .jelou),
    Field(
      number: 11, statement: "bot", place: .path("botId"), type: .bot, isRequired: false, traits: [],
      meaning: "the bot whose WhatsApp channel sends", provenance: .jelou),
  ]

  /// The field that `statement` writes.
  public static func field(_ statement: String) -> FieldID? {
    fields.firstIndex { $0.statement == statement }.map { FieldID(UInt8($0)) }
  }

  // The places of the rows above; a test holds the two together. Numbers, as a look-up in the table would be asked for at
  // every message whether it was made yet.

  /// `title`.
  @inlinable public static var title: FieldID { FieldID(0) }
  /// `text`.
  @inlinable public static var text: FieldID { FieldID(1) }
  /// `caption`.
  @inlinable public static var caption: FieldID { FieldID(2) }
  /// `flow`, on the wire `parameters.flow_name`.
  @inlinable public static var flow: FieldID { FieldID(3) }
  /// `cta`, on the wire `parameters.flow_cta`.
  @inlinable public static var cta: FieldID { FieldID(4) }
  /// `screen`.
  @inlinable public static var screen: FieldID { FieldID(5) }
  /// The data of `screen`.
  @inlinable public static var data: FieldID { FieldID(6) }
  /// `parameters`.
  @inlinable public static var parameters: FieldID { FieldID(7) }
  /// `payload`.
  @inlinable public static var payload: FieldID { FieldID(8) }
  /// `type`, a query item.
  @inlinable public static var type: FieldID { FieldID(9) }
  /// `bot`.
  @inlinable public static var bot: FieldID { FieldID(10) }
  /// How many rows there may be: enough room for a value of each that is in line with whatever holds it.
  public static let room = 16

  /// The row of `field`.
  @inlinable
  public static subscript(field: FieldID) -> Field { fields[Int(field.rawValue)] }
}
