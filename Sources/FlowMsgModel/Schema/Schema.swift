/// The API as one table. The checker, the wording of its messages, `schema`, `explain`, the emitter and whatever comes
/// later read it; a limit stands nowhere else.
public enum Schema {
  /// The fields of the request that a message can fill, in the order in which a body is written.
  public static let fields: [Field] = [
    Field(
      statement: "title", place: .body("title"), type: .string, isRequired: true,
      limit: LengthLimit(minimum: 1, maximum: 60, provenance: .meta), traits: [.emoji, .prose],
      meaning: "the header above the button", provenance: .jelou),
    Field(
      statement: "text", place: .body("text"), type: .string, isRequired: true,
      limit: LengthLimit(minimum: 1, maximum: 1024, provenance: .meta), traits: [.emoji, .marks, .lines, .prose],
      meaning: "the body above the button", provenance: .jelou),
    Field(
      statement: "caption", place: .body("caption"), type: .string, isRequired: true,
      limit: LengthLimit(minimum: 1, maximum: 60, provenance: .meta), traits: [.emoji, .marks, .lines, .prose],
      meaning: "the footer below the button", provenance: .jelou),
    Field(
      statement: "flow", place: .parameters("flow_name"), type: .slug, isRequired: true, traits: [],
      meaning: "the slug, in Jelou, of the Flow that the button opens", provenance: .jelou),
    Field(
      statement: "cta", place: .parameters("flow_cta"), type: .string, isRequired: true,
      limit: LengthLimit(minimum: 1, maximum: 30, advised: 20, provenance: .meta), traits: [.prose],
      meaning: "the text of the button", provenance: .jelou),
    Field(
      statement: "screen", place: .actionPayload("screen"), type: .screen, isRequired: false, traits: [],
      meaning: "the screen on which the Flow opens, one of its entry screens", provenance: .jelou),
    Field(
      statement: nil, place: .actionPayload("data"), type: .object, isRequired: false, traits: [],
      meaning: "the data that the screen expects; not empty when it is there, and nowhere null", provenance: .meta),
    Field(
      statement: "parameters", place: .furtherParameters, type: .object, isRequired: false, traits: [],
      meaning: "further members of parameters that have no statement, such as flow_token", provenance: .language),
    Field(
      statement: "payload", place: .body("payload"), type: .object, isRequired: false, traits: [],
      meaning: "context that is cached and returned with the Flow's reply", provenance: .jelou),
    Field(
      statement: "type", place: .query("type"), type: .string, isRequired: false, traits: [],
      meaning: "the type of WhatsApp Flow; the standard one when left out, no values are documented",
      provenance: .jelou),
    Field(
      statement: "bot", place: .path("botId"), type: .bot, isRequired: false, traits: [],
      meaning: "the bot whose WhatsApp channel sends", provenance: .jelou),
  ]

  /// The field that `statement` writes.
  public static func field(_ statement: String) -> FieldID? {
    fields.firstIndex { $0.statement == statement }.map { FieldID(UInt8($0)) }
  }

  private static func known(_ statement: String) -> FieldID { field(statement)! }

  /// `title`.
  public static let title = known("title")
  /// `text`.
  public static let text = known("text")
  /// `caption`.
  public static let caption = known("caption")
  /// `flow`, on the wire `parameters.flow_name`.
  public static let flow = known("flow")
  /// `cta`, on the wire `parameters.flow_cta`.
  public static let cta = known("cta")
  /// `screen`.
  public static let screen = known("screen")
  /// The data of `screen`.
  public static let data = FieldID(known("screen").rawValue + 1)
  /// `parameters`.
  public static let parameters = known("parameters")
  /// `payload`.
  public static let payload = known("payload")
  /// `type`, a query item.
  public static let type = known("type")
  /// `bot`.
  public static let bot = known("bot")

  /// The row of `field`.
  @inlinable
  public static subscript(field: FieldID) -> Field { fields[Int(field.rawValue)] }
}
