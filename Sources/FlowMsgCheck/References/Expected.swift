import FlowMsgSyntax
public import FlowMsgText

/// What the grammar has a place for at some place of a source.
public struct Expected: Hashable, Sendable {
  /// What may be written.
  public enum Kind: Hashable, Sendable {
    /// A word that begins a declaration.
    case declaration
    /// A word that begins an entry of a message.
    case statement
    /// One of these words and signs.
    case word([String])
    /// A text in quotes, or more of it.
    case text
    /// A value: a literal, or the name of a let or parameter.
    case value
    /// The name of a let or parameter between the braces of a text.
    case hole
    /// A key of what the path names so far.
    case member
    /// A key of an object.
    case key
    /// The name of something new.
    case name
    /// A type.
    case type
    /// The slug of a Flow.
    case slug
    /// The name of a bot.
    case bot
    /// The name of a base or message.
    case base
    /// The id of a screen.
    case screen
    /// The name of a parameter that is given a value.
    case argument
    /// The tag of a locale.
    case locale
    /// A provider.
    case provider
    /// The path of a file, in quotes.
    case path
    /// A number.
    case number
  }

  /// What may be written.
  public var kind: Kind
  /// What it takes the place of: the word or text that is there already, or no bytes where there is none.
  public var location: SourceLocation
}

extension Expected.Kind {
  /// What has its place at a site.
  init(_ slot: Slot, inText: Bool) {
    switch slot {
    case .declares(.member), .key, .field: self = .key
    case .declares: self = .name
    case .path(_, let index, _): self = index > 0 ? .member : inText ? .hole : .value
    case .symbol(.type): self = .type
    case .symbol(.bot): self = .bot
    case .symbol(.flow): self = .slug
    case .symbol(.message): self = .base
    case .symbol(.value): self = .value
    case .screen: self = .screen
    case .argument, .sample: self = .argument
    case .locale: self = .locale
    case .file: self = .path
    case .provider: self = .provider
    }
  }

  /// What a fault of the parser says was expected in a declaration of the kind `declaration`; nil if it says nothing.
  init?(_ fault: SyntaxFault, in declaration: NodeKind) {
    switch fault.kind {
    case .unknownDeclaration: self = .declaration
    case .unknownStatement: self = .statement
    case .expected:
      guard let kind = Expected.Kind(fault.expected, fault.word, in: declaration) else { return nil }
      self = kind
    default: return nil
    }
  }

  private init?(_ expectation: Expectation, _ word: Word, in declaration: NodeKind) {
    switch expectation {
    case .none, .lineEnd: return nil
    case .declaration: self = .declaration
    case .string: self = word == .import || word == .from ? .path : .text
    case .name: self.init(nameAfter: word, in: declaration)
    case .slug: self = .slug
    case .value: self = .value
    case .type: self = .type
    case .key: self = .key
    case .statement: self = .statement
    case .parameter: self = .name
    case .argument: self = .argument
    case .tag: self = .locale
    case .number: self = .number
    case .stringType: self = .text
    case .colon, .equals, .body, .braceOpen, .object, .letValue, .flowBody, .botLine, .screenLine, .bound, .listEnd:
      self = .word(expectation.words)
    }
  }

  private init(nameAfter word: Word, in declaration: NodeKind) {
    switch word {
    case .like: self = .base
    case .provider: self = .provider
    case .screen: self = declaration == .flowDeclaration ? .name : .screen
    case .bot: self = declaration == .botDeclaration ? .name : .bot
    default: self = .name
    }
  }
}
