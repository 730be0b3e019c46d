/// An error that the API answers with.
public struct APIError: Sendable {
  /// A number of its own, from 1 to 31, that journals keep: it never changes and is never given to another error.
  public var number: UInt8
  /// The HTTP status.
  public var status: Int
  /// The code in the answer's body.
  public var code: String
  /// What it means, in a few words.
  public var meaning: String
  /// What the sender of many messages does next.
  public var consequence: Consequence

  /// What an error means for the row it came for and for the rows after it.
  public enum Consequence: Sendable {
    /// This message was refused; a retry does not help, the others go on.
    case refused
    /// Every request would be refused likewise: nothing more is sent.
    case stop
    /// Nothing more is sent, and whether this message was sent is not known.
    case stopInDoubt
  }
}

extension Schema {
  /// The errors that the endpoint documents.
  public static let errors = Fact(
    [
      APIError(
        number: 1, status: 400, code: "message_could_not_be_send", meaning: "the message was refused and not sent",
        consequence: .refused),
      APIError(
        number: 2, status: 401, code: "unauthorized", meaning: "the credentials are missing or wrong",
        consequence: .stop),
      APIError(
        number: 3, status: 403, code: "forbidden_bot", meaning: "there is no permission for this bot",
        consequence: .stop),
      APIError(
        number: 4, status: 404, code: "bot_not_found", meaning: "the company may not use this bot", consequence: .stop),
      APIError(
        number: 5, status: 422, code: "unprocessable_entity", meaning: "a field is missing or wrong",
        consequence: .refused),
      APIError(
        number: 6, status: 500, code: "internal_server_error", meaning: "the token has no assigned company",
        consequence: .stopInDoubt),
    ], "the errors of the endpoint, none of which a retry helps", .jelou)

  /// What a request that succeeds is answered with.
  public static let success = Fact(
    (status: 200, meaning: "Flow message sent"), "a JSON object, without a message id", .jelou)
}
