/// What a message compiled to, without the sources: a body for each locale, and what fills its holes. What emission takes, and
/// whatever shows, compares or fills messages.
public struct CompiledMessage: Sendable {
  /// Its name.
  public var name: String
  /// The parameters that it leaves open, in the order in which they are declared.
  public var parameters: [CompiledParameter]
  /// What its first example gives the parameters: each name, and the node of its value on the tape of the first variant; nil
  /// where there is no example.
  public var example: [(name: String, node: Int)]?
  /// The types of parameters and holes.
  public var types: Contracts
  /// Its bodies, the base first: one for each locale.
  public var variants: [CompiledVariant] = []

  /// A message without a variant.
  public init(
    name: String, parameters: [CompiledParameter], example: [(name: String, node: Int)]?, types: Contracts
  ) {
    (self.name, self.parameters, self.example, self.types) = (name, parameters, example, types)
  }

  /// The names of the parameters that have to be given.
  public var required: [String] { parameters.filter { $0.defaultNode == nil }.map(\.name) }
}

/// A parameter that a message leaves open.
public struct CompiledParameter: Sendable {
  /// Its name.
  public var name: String
  /// Its type, an index into the types of the message.
  public var type: Int
  /// The node of the value that it takes where none is given, on the tape of the first variant; nil where it has to be given.
  public var defaultNode: Int?

  /// A parameter.
  public init(name: String, type: Int, defaultNode: Int?) {
    (self.name, self.type, self.defaultNode) = (name, type, defaultNode)
  }
}

/// A message in one locale.
public struct CompiledVariant: Sendable {
  /// The locale; nil for the base.
  public var locale: LocaleTag?
  /// The locale that selects it where locales are listed: that of the base, too.
  public var listed: LocaleTag?
  /// The bot that sends it, with its id in each environment.
  public var bot: Bot?
  /// Its values, with holes for parameters.
  public var values: Message
  /// The JSON Pointers of the lists in its body whose items a component offers for choice.
  public var choices: [String]
  /// What components show of what its holes take, for rows to be held to.
  public var shown: [ShownPlace] = []
  /// What of that is in order.
  public var orders: [ShownOrder] = []

  /// A variant.
  public init(locale: LocaleTag?, listed: LocaleTag?, bot: Bot?, values: Message, choices: [String]) {
    (self.locale, self.listed, self.bot) = (locale, listed, bot)
    (self.values, self.choices) = (values, choices)
  }
}

/// A hole in a value: its node's bytes are the path of what fills it, a parameter's name first.
public struct Hole: Sendable, BitwiseCopyable {
  /// Its node on the tape.
  public var node: Int
  /// The type of what fills it, an index into the types of the message.
  public var type: Int

  /// A hole.
  public init(node: Int, type: Int) { (self.node, self.type) = (node, type) }
}
