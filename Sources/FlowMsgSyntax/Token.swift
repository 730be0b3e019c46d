package import FlowMsgText

/// What a token is.
package enum TokenKind: UInt8, Sendable {
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

  /// `{`, `(` or `[`.
  package var isOpening: Bool { self == .leftBrace || self == .leftParen || self == .leftBracket }

  /// `}`, `)` or `]`.
  package var isClosing: Bool { self == .rightBrace || self == .rightParen || self == .rightBracket }

  /// The bracket that closes this opening one.
  package var closing: TokenKind {
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
package struct TokenFlags: Sendable {
  @usableFromInline package var bits: UInt8

  @inlinable package init(_ bits: UInt8 = 0) { self.bits = bits }

  /// A `\`.
  @inlinable package static var escape: TokenFlags { TokenFlags(1) }
  /// A `{`, `}` or `$`.
  @inlinable package static var brace: TokenFlags { TokenFlags(2) }
  /// A byte outside ASCII.
  @inlinable package static var wide: TokenFlags { TokenFlags(4) }
  /// A `*`, `_`, `~` or a backquote.
  @inlinable package static var mark: TokenFlags { TokenFlags(8) }
  /// The token itself is faulty and reported; nobody interprets what is in it.
  @inlinable package static var faulty: TokenFlags { TokenFlags(16) }
  /// A comment that begins with `flowmsg-allow`.
  @inlinable package static var allow: TokenFlags { TokenFlags(32) }
  /// A control character other than a tab or a line feed.
  @inlinable package static var control: TokenFlags { TokenFlags(64) }

  /// Whether all of `other` are set.
  @inlinable package func contains(_ other: TokenFlags) -> Bool { bits & other.bits == other.bits }

  /// Whether the string says what stands in it, byte for byte.
  @inlinable package var isPlain: Bool { bits & 0b10011 == 0 }

  @inlinable package mutating func insert(_ other: TokenFlags) { bits |= other.bits }
}

/// One token: offsets, not text. Blanks are no tokens; between the end of one token and the start of the next stand
/// blanks alone, so tokens and gaps tile the source.
package struct Token: Sendable {
  package var kind: TokenKind
  package var flags: TokenFlags
  /// The word that a name spells, if it is in the table of words.
  package var word: Word
  package var start: UInt32
  package var end: UInt32

  @inlinable package init(kind: TokenKind, flags: TokenFlags, word: Word, start: UInt32, end: UInt32) {
    (self.kind, self.flags, self.word, self.start, self.end) = (kind, flags, word, start, end)
  }

  @inlinable package var range: ByteRange { ByteRange(start, end) }
}
