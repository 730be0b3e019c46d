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
package struct TokenFlags: OptionSet, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A `\`.
  package static let escape = TokenFlags(rawValue: 1)
  /// A `{`, `}` or `$`.
  package static let brace = TokenFlags(rawValue: 2)
  /// A byte outside ASCII.
  package static let wide = TokenFlags(rawValue: 4)
  /// A `*`, `_`, `~` or a backquote.
  package static let mark = TokenFlags(rawValue: 8)
  /// The token itself is faulty and reported; nobody interprets what is in it.
  package static let faulty = TokenFlags(rawValue: 16)
  /// A comment that begins with `flowmsg-allow`.
  package static let allow = TokenFlags(rawValue: 32)
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

  package var range: ByteRange { ByteRange(start, end) }
}
