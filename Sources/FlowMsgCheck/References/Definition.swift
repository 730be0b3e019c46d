public import FlowMsgText

/// What a name in a source means: something that is declared once and used anywhere.
public struct Definition: Hashable, Sendable {
  /// What is declared.
  public enum Kind: String, Sendable, CaseIterable {
    /// A `let`.
    case `let`
    /// A key of an object that a let holds, in a source or in the file that the let is read from.
    case member
    /// A `type`.
    case type
    /// A key of a type, or of the data of a screen, in a source or in Flow JSON.
    case field
    /// A parameter of a message or base.
    case parameter
    /// A `bot`.
    case bot
    /// A `flow`.
    case flow
    /// A screen of a Flow, in a source or in Flow JSON.
    case screen
    /// A `base`.
    case base
    /// A `message`.
    case message
    /// A file that an import or `from` names.
    case file
    /// A locale.
    case locale
  }

  /// What it is.
  public var kind: Kind
  /// Its name without quotes and escapes; empty for a file.
  public var name: String
  /// Where its name is declared, quotes included: the beginning of a file, the tag in the list of locales that applies. Nil
  /// for a locale that no list has.
  public var location: SourceLocation?

  init(_ kind: Kind, _ name: String, at location: SourceLocation?) {
    (self.kind, self.name, self.location) = (kind, name, location)
  }
}

/// A place in a source that names something.
public struct Reference: Hashable, Sendable {
  /// The bytes of the name, with quotes where it has them.
  public var location: SourceLocation
  /// What it names.
  public var definition: Definition
  /// Whether this is where it is declared.
  public var isDeclaration: Bool
}
