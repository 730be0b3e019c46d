package import FlowMsgText

/// A piece of what a string token says.
package enum StringPiece: Sendable {
  /// Bytes that represent themselves.
  case text(ByteRange)
  /// One code point: an escape, or a line break of a block string as U+000A.
  case scalar(Unicode.Scalar, ByteRange)
  /// An interpolated path, the bytes between the braces.
  case path(ByteRange)
  /// Something wrong; the lexer's caller reports it, others pass over it.
  case fault(SyntaxFaultKind, ByteRange)
}

/// Reads what a string token says, piece by piece: the one place that knows escapes, interpolation and the indentation of
/// block strings.
package enum StringContents {
  /// Calls `visit` with every piece of `token`, in order. `isVerbatim`: the string takes no interpolation.
  package static func read(
    _ bytes: borrowing Span<UInt8>, _ token: Token, isVerbatim: Bool, _ visit: (StringPiece) -> Void
  ) {
    guard !token.flags.contains(.faulty) else { return }
    if token.kind == .blockString {
      readBlock(bytes, token, isVerbatim, visit)
    } else {
      let inner = token.range.inner
      readLine(bytes, Int(inner.start), Int(inner.end), isVerbatim, visit)
    }
  }

  /// The pieces of one line's bytes.
  private static func readLine(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, _ isVerbatim: Bool, _ visit: (StringPiece) -> Void
  ) {
    var i = start
    var textStart = start
    while i < end {
      let byte = bytes[unchecked: i]
      guard byte == 0x5C || (byte == 0x7B) else {
        if byte == 0x24, !isVerbatim, i + 1 < end, bytes[i + 1] == 0x7B, isTemplate(bytes, i + 2, end) {
          flush(textStart, i, visit)
          let after = closingBrace(bytes, i + 2, end).map { $0 + 1 } ?? end
          visit(.fault(.templatePlaceholder, range(i, after)))
          i = after
          textStart = i
        } else {
          i &+= 1
        }
        continue
      }
      flush(textStart, i, visit)
      i = byte == 0x5C ? escape(bytes, i, end, visit) : interpolation(bytes, i, end, isVerbatim, visit)
      textStart = i
    }
    flush(textStart, end, visit)
  }

  @inline(__always)
  private static func range(_ start: Int, _ end: Int) -> ByteRange {
    ByteRange(UInt32(truncatingIfNeeded: start), UInt32(truncatingIfNeeded: end))
  }

  @inline(__always)
  private static func flush(_ start: Int, _ end: Int, _ visit: (StringPiece) -> Void) {
    if start < end { visit(.text(range(start, end))) }
  }

  // MARK: Escapes

  /// The escape that the `\` at `i` begins; gives the offset after it.
  private static func escape(_ bytes: borrowing Span<UInt8>, _ i: Int, _ end: Int, _ visit: (StringPiece) -> Void)
    -> Int
  {
    guard i + 1 < end else {
      visit(.fault(.unknownEscape, range(i, end)))
      return end
    }
    let simple: Unicode.Scalar
    switch bytes[i + 1] {
    case 0x22, 0x5C, 0x7B, 0x7D: simple = Unicode.Scalar(bytes[i + 1])
    case 0x6E: simple = "\n"
    case 0x74: simple = "\t"
    case 0x72: simple = "\r"
    case 0x75: return unicodeEscape(bytes, i, end, visit)
    default:
      let length = Scan.scalar(bytes, i + 1)?.length ?? 1
      visit(.fault(.unknownEscape, range(i, min(end, i + 1 + length))))
      return min(end, i + 1 + length)
    }
    visit(.scalar(simple, range(i, i + 2)))
    return i + 2
  }

  /// `\u{…}`: one to eight hexadecimal digits of a Unicode scalar other than NUL.
  private static func unicodeEscape(
    _ bytes: borrowing Span<UInt8>, _ i: Int, _ end: Int, _ visit: (StringPiece) -> Void
  ) -> Int {
    var at = i + 2
    let isBraced = at < end && bytes[at] == 0x7B
    if isBraced { at += 1 }
    var value: UInt32 = 0
    let digits = at
    while at < end, at - digits < (isBraced ? 9 : 4), let digit = hexadecimal(bytes[at]) {
      value = (value & 0x0FFF_FFFF) << 4 | digit
      at += 1
    }
    guard isBraced else {
      // What JSON and JavaScript write; with four digits the fix is plain. A surrogate pair is one of them.
      if at == i + 6, value >> 10 == 0x36, at + 6 <= end, isLowSurrogate(bytes, at) { at += 6 }
      visit(.fault(.unknownEscape, range(i, at)))
      return at
    }
    let isClosed = at < end && bytes[at] == 0x7D
    let after = isClosed ? at + 1 : at
    if isClosed, value == 0xFFFD {
      visit(.fault(.lostCharacter, range(i, after)))
    } else if isClosed, at - digits >= 1, at - digits <= 8, value != 0, let scalar = Unicode.Scalar(value) {
      visit(.scalar(scalar, range(i, after)))
    } else {
      visit(.fault(.badUnicodeEscape, range(i, after)))
    }
    return after
  }

  /// Whether `\uDC00`…`\uDFFF` is at `i`.
  private static func isLowSurrogate(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Bool {
    guard bytes[i] == 0x5C, bytes[i + 1] == 0x75, hexadecimal(bytes[i + 2]) == 0xD,
      let digit = hexadecimal(bytes[i + 3]), digit >= 0xC
    else { return false }
    return hexadecimal(bytes[i + 4]) != nil && hexadecimal(bytes[i + 5]) != nil
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x37
    case 0x61...0x66: UInt32(byte) - 0x57
    default: nil
    }
  }

  // MARK: Interpolation

  /// What the `{` at `i` begins; gives the offset after it.
  private static func interpolation(
    _ bytes: borrowing Span<UInt8>, _ i: Int, _ end: Int, _ isVerbatim: Bool, _ visit: (StringPiece) -> Void
  ) -> Int {
    if isVerbatim {
      visit(.fault(.bareBrace, range(i, i + 1)))
      return i + 1
    }
    let isDoubled = i + 1 < end && bytes[i + 1] == 0x7B
    guard let close = closingBrace(bytes, isDoubled ? i + 2 : i + 1, end) else {
      visit(.fault(.badInterpolation, range(i, i + 1)))
      return i + 1
    }
    if isDoubled {
      let after = close + 1 < end && bytes[close + 1] == 0x7D ? close + 2 : close + 1
      let isNumber = isDigits(bytes, Scan.blanks(bytes, i + 2), close)
      visit(.fault(isNumber ? .numberedPlaceholder : .badInterpolation, range(i, after)))
      return after
    }
    if isPath(bytes, i + 1, close) {
      visit(.path(range(i + 1, close)))
      return close + 1
    }
    let first = Scan.blanks(bytes, i + 1)
    var last = close
    while last > first, bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 { last -= 1 }
    if isDigits(bytes, first, close) {
      visit(.fault(.numberedPlaceholder, range(i, close + 1)))
    } else if first < last, isPath(bytes, first, last) {
      visit(.fault(.blanksInInterpolation, range(i, close + 1)))
    } else {
      visit(.fault(.badInterpolation, range(i, close + 1)))
    }
    return close + 1
  }

  /// The `}` that closes what is open at `start`, unless another `{` comes first: that one is its.
  private static func closingBrace(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var i = start
    while i < end, bytes[i] != 0x7D, bytes[i] != 0x7B { i += 1 }
    return i < end && bytes[i] == 0x7D ? i : nil
  }

  /// Digits, with blanks after them, and at least one.
  private static func isDigits(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var i = start
    while i < end, bytes[i] &- 0x30 < 10 { i += 1 }
    return i > start && Scan.blanks(bytes, i) >= end
  }

  /// `Name ('.' Name)*`, without blanks.
  private static func isPath(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var i = start
    while true {
      let name = Scan.name(bytes, i)
      guard name.end > i, name.isWellFormed, name.end <= end else { return false }
      i = name.end
      if i == end { return true }
      guard bytes[i] == 0x2E else { return false }
      i += 1
    }
  }

  /// Whether `${` is followed by what Flow JSON interpolates.
  private static func isTemplate(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let name = Scan.name(bytes, start)
    guard name.end < end, bytes[name.end] == 0x2E else { return false }
    for prefix: StaticString in ["data", "form", "screen"] where prefix.utf8CodeUnitCount == name.end - start {
      var i = 0
      while i < prefix.utf8CodeUnitCount, prefix.utf8Start[i] == bytes[start + i] { i += 1 }
      if i == prefix.utf8CodeUnitCount { return true }
    }
    return false
  }

  // MARK: Block strings

  /// The lines of a block string, without the closing delimiter's indentation, joined by U+000A.
  private static func readBlock(
    _ bytes: borrowing Span<UInt8>, _ token: Token, _ isVerbatim: Bool, _ visit: (StringPiece) -> Void
  ) {
    let start = Int(token.start)
    let end = Int(token.end) - 3
    var i = Scan.blanks(bytes, start + 3)
    if i < end, bytes[i] == 0x0D { i += 1 }
    guard i < end, bytes[i] == 0x0A else { return visit(.fault(.blockStringOpener, range(start, start + 3))) }
    var indentation = end
    while indentation > i, bytes[indentation - 1] == 0x20 || bytes[indentation - 1] == 0x09 { indentation -= 1 }
    guard bytes[indentation - 1] == 0x0A else { return visit(.fault(.blockStringCloser, range(end, end + 3))) }
    var line = i + 1
    var isJoined = true
    while line < indentation {
      var next = line
      while bytes[next] != 0x0A { next += 1 }
      let lineEnd = next > line && bytes[next - 1] == 0x0D ? next - 1 : next
      if !isJoined { visit(.scalar("\n", range(line, line))) }
      isJoined = readBlockLine(bytes, line, lineEnd, indentation, end, isVerbatim, visit)
      line = next + 1
    }
    // A `\` at the last line's end joins nothing: there is no line after it.
    if isJoined, line > i + 1 { visit(.fault(.unknownEscape, range(indentation - 1, indentation))) }
  }

  /// One line of a block string; says whether a `\` at its end joins it to the next.
  private static func readBlockLine(
    _ bytes: borrowing Span<UInt8>, _ line: Int, _ lineEnd: Int, _ indentation: Int, _ end: Int, _ isVerbatim: Bool,
    _ visit: (StringPiece) -> Void
  ) -> Bool {
    let count = end - indentation
    if Scan.blanks(bytes, line) >= lineEnd, lineEnd - line <= count { return false }
    var same = 0
    while same < count, line + same < lineEnd, bytes[line + same] == bytes[indentation + same] { same += 1 }
    if same < count {
      visit(.fault(.blockStringIndentation, range(line, max(line + same, Scan.blanks(bytes, line)))))
      return false
    }
    var slashes = 0
    var last = lineEnd
    while last > line + count, bytes[last - 1] == 0x5C {
      slashes += 1
      last -= 1
    }
    let isJoined = slashes % 2 == 1
    readLine(bytes, line + count, isJoined ? lineEnd - 1 : lineEnd, isVerbatim, visit)
    return isJoined
  }
}

extension Parser {
  /// Records what is wrong inside the strings of the tree. Only strings in which the lexer saw something are read.
  func checkStrings(_ bytes: borrowing Span<UInt8>) {
    for i in tree.nodes.indices where tree.nodes[i].kind == .string {
      let token = tree.tokens[Int(tree.nodes[i].first)]
      guard token.kind == .blockString || token.flags.contains(.escape) || token.flags.contains(.brace) else {
        continue
      }
      var faults: [SyntaxFault] = []
      StringContents.read(bytes, token, isVerbatim: tree.nodes[i].isVerbatim) {
        if case .fault(let kind, let range) = $0 { faults.append(SyntaxFault(kind, range)) }
      }
      if !faults.isEmpty {
        tree.faults += faults
        tree.tokens[Int(tree.nodes[i].first)].flags.insert(.faulty)
      }
    }
  }

  /// Records documentation that documents no declaration.
  func checkDocComments(_ extent: Extent) {
    for token in tree.tokens where token.kind == .docComment {
      let isBefore = token.start < extent.head && extent.kind != .trailing && extent.kind != .unknown
      if !isBefore { tree.faults.append(SyntaxFault(.strayDocComment, token.range)) }
    }
  }
}
