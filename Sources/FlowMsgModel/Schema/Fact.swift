/// A number or a word that the API or the platform enforces, with its source.
public struct Fact<Value: Sendable>: Sendable {
  /// The value.
  public let value: Value
  /// What it says, for people.
  public let meaning: String
  /// Where it comes from.
  public let provenance: Provenance

  /// A fact.
  public init(_ value: Value, _ meaning: String, _ provenance: Provenance) {
    self.value = value
    self.meaning = meaning
    self.provenance = provenance
  }
}

/// Where a fact comes from.
public enum Provenance: String, Sendable {
  /// Jelou's public documentation of the endpoint.
  case jelou = "Jelou, public documentation of POST /v1/bots/{botId}/users/{userId}/flow_message"
  /// Meta's public documentation of WhatsApp flow messages and Flow JSON.
  case meta = "Meta, public documentation of WhatsApp flow messages and Flow JSON"
  /// An inference from public implementations.
  case inferred = "inferred from public implementations"
  /// A choice of this language, not of the API.
  case language = "the flowmsg language"
}
