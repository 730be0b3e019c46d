import FlowMsgText

/// Turns bytes into tokens. Lossless: between two tokens are blanks alone.
///
/// It never fails: what begins no token becomes an `unknown` one and a fault.
struct Lexer: ~Copyable {
  /// Where the tokens go.
  var tokens: FlatList<Token>
  var faults: [SyntaxFault] = []
  /// Whether any token documents something.
  private(set) var hasDocComments = false
  /// Whether any string is to be read closely: a block, or one with an escape or a brace.
  private(set) var hasIntricateStrings = false
  private let tables = ByteTables.shared
  private let words = WordFinder.shared

  init() { tokens = FlatList(capacity: 0) }

  deinit { tokens.free() }

  /// Lexes the bytes of `range` and closes the list with an `end` token; `beginsFile` says whether they may begin with a
  /// byte-order mark.
  mutating func lex(_ bytes: borrowing Span<UInt8>, _ range: ByteRange, beginsFile: Bool) {
    var i = Int(range.start)
    let end = Int(range.end)
    hasDocComments = false
    hasIntricateStrings = false
    tokens.reserve((end &- i) / 4 &+ 1)
    if beginsFile, end >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { i = 3 }
    while i < end {
      let byte = bytes[unchecked: i]
      switch byte {
      case 0x20, 0x09: i &+= 1
      case 0x61...0x7A, 0x41...0x5A, 0x5F: i = name(bytes, i)
      case 0x22: i = string(bytes, i)
      case 0x0A: i = add(.lineBreak, i, i &+ 1)
      case 0x7B: i = add(.leftBrace, i, i &+ 1)
      case 0x7D: i = add(.rightBrace, i, i &+ 1)
      case 0x28: i = add(.leftParen, i, i &+ 1)
      case 0x29: i = add(.rightParen, i, i &+ 1)
      case 0x5B: i = add(.leftBracket, i, i &+ 1)
      case 0x5D: i = add(.rightBracket, i, i &+ 1)
      case 0x3A: i = add(.colon, i, i &+ 1)
      case 0x2C: i = add(.comma, i, i &+ 1)
      case 0x3D: i = add(.equals, i, i &+ 1)
      case 0x7C: i = add(.pipe, i, i &+ 1)
      case 0x2E: i = add(.dot, i, i &+ 1)
      case 0x3F: i = add(.question, i, i &+ 1)
      case 0x30...0x39, 0x2D, 0x2B: i = number(bytes, i)
      case 0x0D where i &+ 1 < end && bytes[unchecked: i &+ 1] == 0x0A: i = add(.lineBreak, i, i &+ 2)
      case 0x2F where i &+ 1 < end && bytes[unchecked: i &+ 1] == 0x2F: i = comment(bytes, i)
      default: i = unusual(bytes, i, end)
      }
    }
    tokens.append(Token(kind: .end, flags: TokenFlags(), word: .none, start: range.end, end: range.end))
  }

  @inline(__always)
  private mutating func add(
    _ kind: TokenKind, _ start: Int, _ end: Int, _ flags: TokenFlags = TokenFlags(), _ word: Word = .none
  )
    -> Int
  {
    tokens.append(
      Token(
        kind: kind, flags: flags, word: word, start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: end)))
    return end
  }

  private mutating func fault(_ kind: SyntaxFaultKind, _ start: Int, _ end: Int) {
    faults.append(SyntaxFault(kind, ByteRange(UInt32(start), UInt32(end))))
  }

  private mutating func name(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int {
    // Nearly all names are plain: letters, digits, `_`. All words are lower-case letters.
    var i = start
    var kinds: UInt8 = 0
    while i < bytes.count {
      let kind = tables.name[bytes[unchecked: i]]
      if kind == 0 { break }
      kinds |= kind
      i &+= 1
    }
    if i > start, i == bytes.count || (bytes[unchecked: i] != 0x2D && bytes[unchecked: i] < 0x80) {
      return add(.name, start, i, TokenFlags(), kinds == ByteTables.lowerCase ? words.word(bytes, start, i) : .none)
    }
    let name = Scan.name(bytes, start)
    var flags = name.flags
    if !name.isWellFormed {
      fault(.badName, start, name.end)
      flags.insert(.faulty)
    } else if flags.contains(.wide), !isComposed(bytes, start, name.end) {
      fault(.nameNotComposed, start, name.end)
    }
    return add(.name, start, name.end, flags, words.word(bytes, start, name.end))
  }

  private mutating func string(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int {
    let isBlock =
      start &+ 2 < bytes.count && bytes[unchecked: start &+ 1] == 0x22 && bytes[unchecked: start &+ 2] == 0x22
    var string = isBlock ? Scan.blockString(bytes, start) : Scan.string(bytes, start, tables.string)
    if isBlock || string.flags.isIntricate { hasIntricateStrings = true }
    if !string.isClosed {
      fault(isBlock ? .unterminatedBlockString : .unterminatedString, start, isBlock ? start + 3 : string.end)
      string.flags.insert(.faulty)
    }
    return add(isBlock ? .blockString : .string, start, string.end, string.flags)
  }

  /// A number, or a run of letters and digits that should have been one.
  private mutating func number(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int {
    var i = start &+ 1
    while i < bytes.count {
      let byte = bytes[unchecked: i]
      let isSign = (byte == 0x2B || byte == 0x2D) && bytes[unchecked: i &- 1] | 0x20 == 0x65
      guard byte &- 0x30 < 10 || byte | 0x20 &- 0x61 < 26 || byte == 0x2E || byte == 0x5F || isSign else { break }
      i &+= 1
    }
    if isNumber(bytes, start, i) { return add(.number, start, i) }
    // What begins like a bare slug is taken whole, so that it is one error.
    while i < bytes.count, bytes[i] == 0x2D || bytes[i] == 0x5F || bytes[i] | 0x20 &- 0x61 < 26 || bytes[i] &- 0x30 < 10
    { i &+= 1 }
    fault(.badNumber, start, i)
    return add(.number, start, i, .faulty)
  }

  private mutating func comment(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int {
    let end = Scan.lineEnd(bytes, start)
    let isDoc = start &+ 2 < end && bytes[start &+ 2] == 0x2F && !(start &+ 3 < end && bytes[start &+ 3] == 0x2F)
    let isAllowance = !isDoc && Allowance.begins(bytes, start, end)
    if isDoc { hasDocComments = true }
    return add(isDoc ? .docComment : .comment, start, end, isAllowance ? .allow : TokenFlags())
  }

  // MARK: What people paste

  /// A byte that begins no token of the grammar.
  private mutating func unusual(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    if Scan.pastedQuote(bytes, start) > 0, let string = Scan.pastedString(bytes, start) {
      fault(.pastedQuotes, start, string.end)
      return add(.string, start, string.end, string.flags)
    }
    if bytes[start] >= 0x80, Scan.name(bytes, start).end > start { return name(bytes, start) }
    if let length = foreignBlank(bytes, start) {
      fault(.foreignBlank, start, start + length)
      return start + length
    }
    if bytes[start] == 0x2F, start + 1 < end, bytes[start + 1] == 0x2A { return blockComment(bytes, start, end) }
    var i = start
    var isReported = false
    repeat {
      guard let (scalar, length) = Scan.scalar(bytes, i) else {
        isReported = true
        i += 1
        continue
      }
      if scalar.value < 0x20 || isBidirectionalControl(scalar) { isReported = true }
      i += length
    } while i < end && isUnknown(bytes, i)
    i = min(i, end)
    if !isReported { fault(.unknownCharacter, start, i) }
    return add(.unknown, start, i, isReported ? .faulty : TokenFlags())
  }

  private mutating func blockComment(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    let i = min(Scan.blockComment(bytes, start), end)
    var firstEnd = start
    while firstEnd < i, bytes[firstEnd] != 0x0A, bytes[firstEnd] != 0x0D { firstEnd += 1 }
    fault(.blockComment, start, firstEnd)
    return add(.comment, start, i, .faulty)
  }

  /// Whether the byte at `i` goes on with a run of unknown ones.
  private func isUnknown(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Bool {
    let byte = bytes[i]
    if byte >= 0x80 {
      return Scan.name(bytes, i).end == i && Scan.pastedQuote(bytes, i) == 0 && foreignBlank(bytes, i) == nil
    }
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D, 0x22, 0x27, 0x28...0x2E, 0x2F, 0x30...0x3A, 0x3D, 0x3F, 0x41...0x5B, 0x5D, 0x5F,
      0x61...0x7D:
      return false
    default: return true
    }
  }

  /// The length of a blank at `i` that is neither space nor tab: no-break spaces, typographic and zero-width ones, a
  /// byte-order mark inside the file.
  private func foreignBlank(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Int? {
    guard bytes[i] >= 0xC2, let (scalar, length) = Scan.scalar(bytes, i) else { return nil }
    switch scalar.value {
    case 0xA0, 0x1680, 0x2000...0x200B, 0x202F, 0x205F, 0x3000, 0xFEFF, 0x2028, 0x2029, 0x85: return length
    default: return nil
    }
  }
}

/// Whether the bytes from `start` up to `end` are a number as JSON writes it (RFC 8259, section 6).
package func isNumber(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
  var i = start
  func digits(_ bytes: borrowing Span<UInt8>) -> Int {
    var j = i
    while j < end, bytes[j] &- 0x30 < 10 { j &+= 1 }
    return j &- i
  }
  if i < end, bytes[i] == 0x2D { i &+= 1 }
  let whole = digits(bytes)
  guard whole > 0, whole == 1 || bytes[i] != 0x30 else { return false }
  i &+= whole
  if i < end, bytes[i] == 0x2E {
    i &+= 1
    let fraction = digits(bytes)
    guard fraction > 0 else { return false }
    i &+= fraction
  }
  if i < end, bytes[i] | 0x20 == 0x65 {
    i &+= 1
    if i < end, bytes[i] == 0x2B || bytes[i] == 0x2D { i &+= 1 }
    let exponent = digits(bytes)
    guard exponent > 0 else { return false }
    i &+= exponent
  }
  return i == end
}
