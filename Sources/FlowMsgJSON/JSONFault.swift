package import FlowMsgText

/// What a JSON text should have had at some place.
package enum JSONExpectation: Hashable, Sendable {
  /// A value.
  case value
  /// The first item of an array, or its end.
  case itemOrEnd
  /// A key.
  case key
  /// The first key of an object, or its end.
  case keyOrEnd
  /// The `:` after a key.
  case colon
  /// A `,` or the end of an array.
  case commaOrArrayEnd
  /// A `,` or the end of an object.
  case commaOrObjectEnd
}

/// What a JSON text had instead.
package enum JSONFound: Hashable, Sendable {
  /// Nothing more.
  case end
  /// This character.
  case scalar(Unicode.Scalar)
}

/// What is wrong with a number.
package enum JSONNumberFault: Hashable, Sendable {
  /// `01`.
  case leadingZero
  /// `+1`.
  case plus
  /// `.5`, `-.5`, or a minus alone.
  case noInteger
  /// `1.`.
  case noFraction
  /// `1e`.
  case noExponent
}

/// What is wrong with a JSON text.
package enum JSONFaultKind: Hashable, Sendable {
  /// The text is larger than offsets reach.
  case tooLarge
  /// There is nothing but white space.
  case empty
  /// The text is UTF-16, by its byte-order mark.
  case utf16
  /// An array or object is in more than `limit` others.
  case tooDeep(limit: Int)
  /// Something else should be here; related is the opener that is still open, if the text ends here.
  case expected(JSONExpectation, found: JSONFound)
  /// A `,` before the end of an array or object.
  case trailingComma
  /// `]` where `}` belongs, or the other way round; related is the opener.
  case wrongCloser(Unicode.Scalar, expected: Unicode.Scalar)
  /// Something follows the value.
  case trailingContent(JSONFound)
  /// A bare word other than `true`, `false` and `null`.
  case unknownWord
  /// A number that is none.
  case badNumber(JSONNumberFault)
  /// The text ends inside a string; the place is its opening quote.
  case unterminatedString
  /// A control character is in a string; related is its opening quote.
  case controlCharacter(UInt8)
  /// A backslash before something that is no escape.
  case badEscape(JSONFound)
  /// `\u` without four hexadecimal digits.
  case badUnicodeEscape
  /// A `\u` escape for one half of a surrogate pair. Reading goes on.
  case loneSurrogate(UInt16)
  /// A byte that UTF-8 cannot have there.
  case invalidUTF8(UInt8)
  /// A key that its object has already; related is the first one. Reading goes on.
  case repeatedKey

  /// Whether it is a syntax error: nothing after it was read.
  package var endsReading: Bool {
    switch self {
    case .loneSurrogate, .repeatedKey: false
    default: true
    }
  }
}

/// One thing that is wrong with a JSON text, as data; `wording(in:)` puts it into words.
package struct JSONFault: Hashable, Sendable {
  /// What is wrong.
  package var kind: JSONFaultKind
  /// The smallest place that shows it; empty at the end of the text.
  package var range: ByteRange
  /// Another place it has to do with.
  package var related: ByteRange?

  /// A fault.
  package init(_ kind: JSONFaultKind, _ range: ByteRange, related: ByteRange? = nil) {
    self.kind = kind
    self.range = range
    self.related = related
  }
}
