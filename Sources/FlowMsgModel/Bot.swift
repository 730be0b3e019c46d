/// A bot that sends.
public struct Bot: Hashable, Sendable {
  /// Its name in the source.
  public var name: String
  /// The provider of its WhatsApp channel, one of `Schema.Endpoint.providers`.
  public var provider: String
  /// Its ids in the order written: one without an environment, or one per environment.
  public var ids: [BotID]

  /// A bot.
  public init(name: String, provider: String, ids: [BotID]) {
    self.name = name
    self.provider = provider
    self.ids = ids
  }
}

/// An id of a bot.
public struct BotID: Hashable, Sendable {
  /// The environment, or nil where there is one id for all.
  public var environment: String?
  /// The id as it is in the path of the request.
  public var id: String

  /// An id.
  public init(environment: String?, id: String) {
    self.environment = environment
    self.id = id
  }
}
