import FlowMsgText

extension JSONReader {
  // MARK: Strings

  /// String ::= '"' ([^"\#x0-#x1F] | '\' ["\/bfnrt] | '\u' Hex Hex Hex Hex)* '"'
  ///
  /// Appends a node of `kind`, unless there is a fault.
  mutating func readString(_ bytes: Span<UInt8>, as kind: JSONKind) -> Bool {
    let start = at
    var traits: JSONNode.Traits = []
    var i = at + 1
    while i < end {
      let byte = bytes[i]
      if byte == 0x22 {
        append(kind, start, i + 1, traits)
        at = i + 1
        if kind == .string { endMember() }
        return true
      } else if byte == 0x5C {
        traits.insert(.escaped)
        guard let length = passEscape(bytes, i, in: start) else { return false }
        i += length
      } else if byte >= 0x20, byte < 0x80 {
        i += 1
      } else {
        guard let length = passOther(bytes, i, in: start) else { return false }
        i += length
      }
    }
    at = end
    fault(.unterminatedString, start, start + 1)
    return false
  }

  /// The length of the character at `i`, which is not ASCII or a control character.
  private mutating func passOther(_ bytes: Span<UInt8>, _ i: Int, in start: Int) -> Int? {
    at = i
    guard bytes[i] >= 0x20 else {
      let quote = UInt32(truncatingIfNeeded: start)
      fault(.controlCharacter(bytes[i]), i, i + 1, related: ByteRange(quote, quote + 1))
      return nil
    }
    let length = UTF8Sequence.length(bytes, i, end)
    guard length > 0 else {
      fault(.invalidUTF8(bytes[i]), i, i + 1)
      return nil
    }
    return length
  }

  /// The length of the escape at `i`.
  private mutating func passEscape(_ bytes: Span<UInt8>, _ i: Int, in start: Int) -> Int? {
    guard i + 1 < end else {
      at = end
      fault(.unterminatedString, start, start + 1)
      return nil
    }
    if simpleEscape(bytes[i + 1]) != nil { return 2 }
    at = i
    guard bytes[i + 1] == 0x75 else {
      badEscape(bytes, i)
      return nil
    }
    guard let unit = hexQuad(bytes, i + 2, end) else {
      fault(.badUnicodeEscape, i, i + 2)
      return nil
    }
    if unit & 0xFC00 == 0xD800, lowSurrogate(bytes, i + 6, end) != nil { return 12 }
    if unit & 0xF800 == 0xD800 { fault(.loneSurrogate(unit), i, i + 6) }
    return 6
  }

  private mutating func badEscape(_ bytes: Span<UInt8>, _ i: Int) {
    if let (found, length) = scalar(bytes, i + 1, end) {
      fault(.badEscape(.scalar(found)), i, i + 1 + length)
    } else {
      fault(.invalidUTF8(bytes[i + 1]), i + 1, i + 2)
    }
  }

  // MARK: Numbers

  /// Number ::= '-'? ('0' | [1-9] [0-9]*) ('.' [0-9]+)? ([eE] [-+]? [0-9]+)?
  mutating func readNumber(_ bytes: Span<UInt8>) -> Step {
    let start = at
    if bytes[at] == 0x2B { return badNumber(.plus, start, start + 1) }
    var i = bytes[at] == 0x2D ? at + 1 : at
    let integer = passDigits(bytes, from: i)
    guard integer > i else { return badNumber(.noInteger, start, max(i, start + 1)) }
    if bytes[i] == 0x30, integer > i + 1 { return badNumber(.leadingZero, i, integer) }
    i = integer
    if i < end, bytes[i] == 0x2E {
      let fraction = passDigits(bytes, from: i + 1)
      guard fraction > i + 1 else { return badNumber(.noFraction, start, i + 1) }
      i = fraction
    }
    if i < end, bytes[i] | 0x20 == 0x65 {
      let isSigned = i + 1 < end && (bytes[i + 1] == 0x2B || bytes[i + 1] == 0x2D)
      let digits = i + (isSigned ? 2 : 1)
      let exponent = passDigits(bytes, from: digits)
      guard exponent > digits else { return badNumber(.noExponent, start, digits) }
      i = exponent
    }
    append(.number, start, i)
    at = i
    endMember()
    return .afterValue
  }

  private func passDigits(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var i = start
    while i < end, bytes[i] &- 0x30 < 10 { i += 1 }
    return i
  }

  private mutating func badNumber(_ kind: JSONNumberFault, _ start: Int, _ end: Int) -> Step {
    fault(.badNumber(kind), start, end)
    return .stop
  }

  // MARK: Words

  /// Reads `true`, `false` or `null`; any other word is one fault, the whole word.
  mutating func readWord(_ bytes: Span<UInt8>) -> Step {
    let start = at
    var i = at
    while i < end, isWordByte(bytes[i]) { i += 1 }
    guard let kind = literal(bytes, start..<i) else {
      fault(.unknownWord, start, i)
      return .stop
    }
    append(kind, start, i)
    at = i
    endMember()
    return .afterValue
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F || byte == 0x24
  }

  private func literal(_ bytes: Span<UInt8>, _ word: Range<Int>) -> JSONKind? {
    func isWord(_ text: StaticString) -> Bool {
      guard text.utf8CodeUnitCount == word.count else { return false }
      return text.withUTF8Buffer { buffer in word.indices.allSatisfy { bytes[$0] == buffer[$0 - word.lowerBound] } }
    }
    return isWord("true") ? .true : isWord("false") ? .false : isWord("null") ? .null : nil
  }
}
