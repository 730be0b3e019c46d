package import FlowMsgText

/// What can be wrong with the bytes, tokens and shape of a file. Lexer and parser only record it; the wording and the
/// catalogue are in `SyntaxDiagnostics`.
package enum SyntaxFaultKind: UInt8, Sendable, CaseIterable {
  // Bytes.
  case invalidUTF8, controlCharacter, bidirectionalControl, loneCarriageReturn, lostCharacter, misreadText
  // Tokens.
  case foreignBlank, pastedQuotes, unterminatedString, unterminatedBlockString, blockStringOpener, blockStringCloser
  case blockStringIndentation, unknownEscape, badUnicodeEscape, badNumber, badName, nameNotComposed, unknownCharacter
  case blockComment
  // Interpolation.
  case badInterpolation, numberedPlaceholder, blanksInInterpolation, templatePlaceholder, bareBrace
  // Shape.
  case unknownDeclaration, expected, strayAfterKeyword, unclosedBracket, strayClosing, braceOnNextLine
  case equalsBeforeFrom, unexpected, nestingTooDeep, unknownStatement, misplacedEntry, nameNotASCII, reservedName,
    strayDocComment
}

/// What the grammar would have taken.
package enum Expectation: UInt8, Sendable {
  case none, declaration, string, name, slug, value, type, key, colon, equals, body, braceOpen, object
  case letValue, flowBody, botLine, screenLine, statement, parameter, argument, bound, tag, lineEnd, number
  case stringType, listEnd
}

/// One fault, as data.
package struct SyntaxFault: Sendable {
  package var kind: SyntaxFaultKind
  package var range: ByteRange
  /// Another place that belongs to it: the opener of what is unclosed, the declaration's head.
  package var related: ByteRange?
  package var expected: Expectation
  /// The word whose entry it is in, for the wording.
  package var word: Word

  package init(
    _ kind: SyntaxFaultKind, _ range: ByteRange, related: ByteRange? = nil, expected: Expectation = .none,
    word: Word = .none
  ) {
    self.kind = kind
    self.range = range
    self.related = related
    self.expected = expected
    self.word = word
  }
}
