public import FlowMsgText

/// What a token is.
public enum TokenKind: UInt8, Sendable, BitwiseCopyable {
  case name, number, string, blockString
  case leftBrace, rightBrace, leftParen, rightParen, leftBracket, rightBracket
  case equals, colon, comma, pipe, dot, question
  case lineBreak
  /// `// …` up to the line's end.
  case comment
  /// `/// …` up to the line's end.
  case docComment
  /// Bytes that begin no token.
  case unknown
  /// The end of the text; every list of tokens closes with one, of no bytes.
  case end

  /// Whether two kinds are the same. The synthesised one is a call from every other module.
  @inlinable public static func == (a: TokenKind, b: TokenKind) -> Bool {
    unsafeBitCast(a, to: UInt8.self) == unsafeBitCast(b, to: UInt8.self)
  }

  /// `{`, `(` or `[`.
  public var isOpening: Bool { self == .leftBrace || self == .leftParen || self == .leftBracket }

  /// `}`, `)` or `]`.
  public var isClosing: Bool { self == .rightBrace || self == .rightParen || self == .rightBracket }

  /// The bracket that closes this opening one.
  public var closing: TokenKind {
    switch self {
    case .leftBrace: .rightBrace
    case .leftParen: .rightParen
    default: .rightBracket
    }
  }
}

/// What the lexer has seen inside a token, so that later stages look only where there is something to see.
///
/// No `OptionSet`: its members are generic, and in another module every `contains` was a call through witnesses (13 % of
/// a compilation).
public struct TokenFlags: Sendable, BitwiseCopyable {
  /// The flags, a bit each.
  public var bits: UInt8

  /// The flags of these bits.
  @inlinable public init(_ bits: UInt8 = 0) { self.bits = bits }

  /// A `\`.
  @inlinable public static var escape: TokenFlags { TokenFlags(1) }
  /// A `{`, `}` or `$`.
  @inlinable public static var brace: TokenFlags { TokenFlags(2) }
  /// A byte outside ASCII.
  @inlinable public static var wide: TokenFlags { TokenFlags(4) }
  /// A `*`, `_`, `~` or a backquote.
  @inlinable public static var mark: TokenFlags { TokenFlags(8) }
  /// The token itself is faulty and reported; no one interprets what is in it.
  @inlinable public static var faulty: TokenFlags { TokenFlags(16) }
  /// A comment that begins with `flowmsg-allow`.
  @inlinable public static var allow: TokenFlags { TokenFlags(32) }
  /// A control character other than a tab or a line feed.
  @inlinable public static var control: TokenFlags { TokenFlags(64) }

  /// Whether all of `other` are set.
  @inlinable public func contains(_ other: TokenFlags) -> Bool { bits & other.bits == other.bits }

  /// Whether something in a string is to be interpreted: an escape or a brace.
  @inlinable public var isIntricate: Bool { bits & 0b11 != 0 }

  /// Whether the string says what is in it, byte for byte.
  @inlinable public var isPlain: Bool { bits & 0b10011 == 0 }

  /// Sets all of `other`.
  @inlinable public mutating func insert(_ other: TokenFlags) { bits |= other.bits }
}

/// One token: offsets, not text. Blanks are no tokens; between the end of one token and the start of the next are
/// blanks alone, so tokens and gaps tile the source.
public struct Token: Sendable, BitwiseCopyable {
  /// What it is.
  public var kind: TokenKind
  /// What is in it.
  public var flags: TokenFlags
  /// The word that a name spells, if it is in the table of words.
  public var word: Word
  /// The offset of its first byte.
  public var start: UInt32
  /// The offset after its last byte.
  public var end: UInt32

  /// A token.
  @inlinable public init(kind: TokenKind, flags: TokenFlags, word: Word, start: UInt32, end: UInt32) {
    (self.kind, self.flags, self.word, self.start, self.end) = (kind, flags, word, start, end)
  }

  /// Its bytes.
  @inlinable public var range: ByteRange { ByteRange(start, end) }
}
