import FlowMsgText

// The words for bytes, blanks, strings and escapes.

extension SyntaxWording {
  // MARK: Bytes

  static func invalidUTF8(_ bytes: borrowing Span<UInt8>, _ i: Int) -> SyntaxWording {
    var help = "save the file as UTF-8"
    if isUTF16Mark(bytes, i) {
      help = "the file begins like UTF-16: save it as UTF-8"
    } else if let letter = windowsLetter(bytes, i) {
      help = "in Windows-1252 it is `\(letter)`: save the file as UTF-8"
    }
    return SyntaxWording("expected UTF-8, found the byte 0x\(hexadecimal(UInt32(bytes[i]), 2))", help: [help])
  }

  private static func isUTF16Mark(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Bool {
    guard i < 2, bytes.count >= 2 else { return false }
    return (bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)
  }

  /// What a byte that looks like no part of UTF-8 would be in Windows-1252, if anything.
  private static func windowsLetter(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Unicode.Scalar? {
    let byte = bytes[i]
    let isLone =
      byte >= 0xC0
      ? i + 1 >= bytes.count || bytes[i + 1] & 0xC0 != 0x80 : i == 0 || bytes[i - 1] < 0x80
    guard isLone, byte >= 0x80 else { return nil }
    guard byte < 0xA0 else { return Unicode.Scalar(byte) }
    let letter = MisreadText.extras[Int(byte) - 0x80]
    return letter == " " ? nil : letter
  }

  static func control(_ kind: SyntaxFaultKind, _ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording {
    guard kind != .loneCarriageReturn else {
      return SyntaxWording(
        "found a carriage return (U+000D) without a line feed",
        help: ["lines end with LF or CR LF; in a string write `\\r`"])
    }
    guard let scalar = Scan.scalar(bytes, Int(range.start))?.scalar else {
      return SyntaxWording("found a control character")
    }
    if kind == .bidirectionalControl {
      return SyntaxWording(
        "found \(invisibleName(scalar)) (\(codePoint(scalar))), which turns the text around it",
        help: ["remove it; in a string it can be written `\(escape(scalar))`"],
        fixes: [Change("remove it", range, "", isSafe: false)])
    }
    guard scalar.value != 0 else {
      return SyntaxWording(
        "found NUL (U+0000), which no text may hold", help: ["if the file is UTF-16, save it as UTF-8"])
    }
    return SyntaxWording(
      "found the control character \(codePoint(scalar))",
      help: ["remove it; in a string it can be written `\(escape(scalar))`"])
  }

  static func misreadText(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording {
    let word = source(bytes, range)
    let reading = MisreadText.reading(of: Array(word.utf8)) ?? word
    return SyntaxWording(
      MisreadText.message(word, reading), help: [MisreadText.help],
      fixes: [Change("write `\(reading)`", range, reading, isSafe: false)])
  }

  // MARK: Tokens

  static func foreignBlank(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording {
    guard let scalar = Scan.scalar(bytes, Int(range.start))?.scalar else {
      return SyntaxWording("found a foreign blank")
    }
    let found = "found \(invisibleName(scalar)) (\(codePoint(scalar)))"
    switch scalar.value {
    case 0x200B, 0xFEFF:
      return SyntaxWording("\(found) outside a string, expected nothing", fixes: [Change("remove it", range, "")])
    case 0x85, 0x2028, 0x2029:
      return SyntaxWording(
        "\(found), expected a line feed", fixes: [Change("write a line feed", range, "\n", isSafe: false)])
    default:
      return SyntaxWording("\(found), expected a plain space", fixes: [Change("write a plain space", range, " ")])
    }
  }

  static func pastedQuotes(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording {
    let start = Int(range.start)
    let end = Int(range.end)
    let open = start + max(1, Scan.pastedQuote(bytes, start))
    var close = end - 1
    while close > open, bytes[close] & 0xC0 == 0x80 { close -= 1 }
    var edits: [(range: ByteRange, text: String)] = [(ByteRange(range.start, UInt32(open)), "\"")]
    var i = open
    while i < close {
      if bytes[i] == 0x22 { edits.append((ByteRange(at: UInt32(i)), "\\")) }
      i += bytes[i] == 0x5C ? 2 : 1
    }
    edits.append((ByteRange(UInt32(close), range.end), "\""))
    let pair =
      "\(quoted(bytes, ByteRange(range.start, UInt32(open)))) and \(quoted(bytes, ByteRange(UInt32(close), range.end)))"
    return SyntaxWording(
      "expected a string between straight double quotes, found one between \(pair)",
      fixes: [Change("write straight double quotes", edits, isSafe: endsEntry(bytes, end))])
  }

  /// Whether what follows at `i` shows that the string was meant to end there: `'it's'` was not.
  private static func endsEntry(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Bool {
    if endsLine(bytes, i) { return true }
    switch bytes[Scan.blanks(bytes, i)] {
    case 0x2C, 0x29, 0x7D, 0x5D, 0x2F, 0x3A, 0x3F, 0x7C, 0x7B: return true
    default: return false
    }
  }

  static func stringShape(_ kind: SyntaxFaultKind, _ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording
  {
    let delimiter = "`\"\"\"`"
    switch kind {
    case .unterminatedString:
      return SyntaxWording(
        "this string is not closed before the end of its line",
        help: ["close it with `\"`, or write a text of several lines between \(delimiter) and \(delimiter)"],
        fixes: [Change("write `\"` at the end", ByteRange(at: range.end), "\"", isSafe: false)])
    case .unterminatedBlockString:
      return SyntaxWording(
        "this block string is never closed",
        help: [
          "close it with \(delimiter) on a line of its own",
          "a line that is indented less than the one that opens it does not belong to it",
        ])
    case .blockStringOpener:
      return SyntaxWording(
        "expected \(noun(for: .lineEnd)) after \(delimiter)", help: ["the text begins on the next line"])
    case .blockStringCloser:
      return SyntaxWording("expected the closing \(delimiter) on a line of its own", help: ["put it on the next line"])
    default:
      let mixed = source(bytes, range).contains("\t") ? ["a tab and a space are not the same"] : []
      return SyntaxWording(
        "expected the indentation of the closing \(delimiter) at the start of this line",
        help: ["every line begins with the same spaces and tabs as the closing \(delimiter)"] + mixed)
    }
  }

  // MARK: Escapes

  static func unknownEscape(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording {
    let start = Int(range.start)
    guard start < bytes.count, bytes[start] == 0x5C else { return lastLineJoin(bytes, start) }
    let known = #"the escapes are `\"`, `\\`, `\n`, `\t`, `\r`, `\{`, `\}` and `\u{…}`"#
    let literal = Change("write `\\\\`", ByteRange(at: range.start), "\\", isSafe: false)
    guard range.count > 1 else {
      return SyntaxWording("expected an escape after `\\`", help: [known], fixes: [literal])
    }
    switch bytes[start + 1] {
    case 0x75: return bareUnicodeEscape(bytes, range)
    case 0x27, 0x2F:
      let text = source(bytes, ByteRange(range.start + 1, range.end))
      return SyntaxWording(
        "\(quoted(bytes, range)) is no escape", help: ["`\(text)` needs none"],
        fixes: [Change("write `\(text)`", range, text)])
    default:
      return SyntaxWording("\(quoted(bytes, range)) is no escape", help: [known], fixes: [literal])
    }
  }

  /// A `\` at the end of a block string's last line; the fault is at the line break.
  private static func lastLineJoin(_ bytes: borrowing Span<UInt8>, _ lineBreak: Int) -> SyntaxWording {
    var i = min(lineBreak, bytes.count) - 1
    while i > 0, bytes[i] == 0x0D { i -= 1 }
    let range = i >= 0 && bytes[i] == 0x5C ? ByteRange(UInt32(i), UInt32(i) + 1) : nil
    return SyntaxWording(
      "this `\\` joins the line to none: it is the last", help: ["remove it, or write `\\\\` for a backslash"],
      range: range,
      fixes: range.map { [Change("remove it", $0, "", isSafe: false)] } ?? [])
  }

  /// `\u00e1`, as JSON and JavaScript write it; a code point beyond U+FFFF is a pair of them there.
  private static func bareUnicodeEscape(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording {
    var wording = SyntaxWording(
      "expected `{` after `\\u`", help: ["a code point is written in braces, as in `\\u{e1}`"])
    guard range.count == 6 || range.count == 12, let value = hexValue(bytes, Int(range.start) + 2, 4), value != 0 else {
      return wording
    }
    if Unicode.Scalar(value) != nil {
      let digits = source(bytes, ByteRange(range.start + 2, range.start + 6))
      wording.fixes = [Change("write `\\u{\(digits)}`", range, "\\u{\(digits)}")]
      return wording
    }
    guard range.count == 12, let low = hexValue(bytes, Int(range.start) + 8, 4),
      let scalar = Unicode.Scalar(0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00))
    else {
      wording.help = ["this is one half of a surrogate pair; write the whole code point, as in `\\u{1f600}`"]
      return wording
    }
    wording.fixes = [Change("write `\(escape(scalar))`", range, escape(scalar))]
    return wording
  }

  private static func hexValue(_ bytes: borrowing Span<UInt8>, _ start: Int, _ count: Int) -> UInt32? {
    // A sign would do for the conversion from text, but not here.
    guard bytes[start] != 0x2B, bytes[start] != 0x2D else { return nil }
    return UInt32(source(bytes, ByteRange(UInt32(start), UInt32(start + count))), radix: 16)
  }

  static func badUnicodeEscape(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording {
    let help = "one to eight hexadecimal digits stand in the braces, as in `\\u{e1}`"
    guard range.count > 3, bytes[Int(range.end) - 1] == 0x7D else {
      return SyntaxWording("expected hexadecimal digits and `}` after `\\u{`", help: [help])
    }
    let digits = range.count - 4
    let value = digits > 0 && digits <= 8 ? hexValue(bytes, Int(range.start) + 3, digits) : nil
    switch value {
    case nil: return SyntaxWording("expected one to eight hexadecimal digits in \(quoted(bytes, range))", help: [help])
    case 0: return SyntaxWording("\(quoted(bytes, range)) is NUL, which no text may hold", help: ["remove it"])
    case let value? where 0xD800...0xDFFF ~= value:
      return SyntaxWording(
        "\(quoted(bytes, range)) is one half of a surrogate pair",
        help: ["write the whole code point, as in `\\u{1f600}`"])
    default: return SyntaxWording("\(quoted(bytes, range)) is no code point", help: ["the last one is `\\u{10ffff}`"])
    }
  }
}
