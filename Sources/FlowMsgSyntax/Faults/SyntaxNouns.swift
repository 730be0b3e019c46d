import FlowMsgText

// The nouns of all messages about syntax.

/// What the grammar would have taken, as a noun.
func noun(for expectation: Expectation) -> String {
  switch expectation {
  case .none: "something else"
  case .declaration: "a declaration"
  case .string: "a string"
  case .name: "a name"
  case .slug: "a slug"
  case .value: "a value"
  case .type: "a type"
  case .key: "a key"
  case .colon: "`:`"
  case .equals: "`=`"
  case .body: "`{` or `like`"
  case .braceOpen: "`{`"
  case .object: "an object in `{` and `}`"
  case .letValue: "`=` and a value or `from` and a path"
  case .flowBody: "`{` or `from`"
  case .botLine: "`id` or `provider`"
  case .screenLine: "`screen`"
  case .statement: "a statement"
  case .parameter: "a parameter's name"
  case .argument: "an argument's name"
  case .bound: "`min` or `max`"
  case .tag: "a locale tag"
  case .lineEnd: "the end of the line"
  case .number: "a number"
  case .stringType: "a string after `|`"
  case .listEnd: "`]`"
  }
}

extension Expectation {
  /// The words and signs of which the grammar would have taken one; empty where it would have taken others too.
  package var words: [String] {
    switch self {
    case .colon: [":"]
    case .equals: ["="]
    case .body: ["{", Word.like.spelling]
    case .braceOpen, .object: ["{"]
    case .letValue: ["=", Word.from.spelling]
    case .flowBody: ["{", Word.from.spelling]
    case .botLine: [Word.id.spelling, Word.provider.spelling]
    case .screenLine: [Word.screen.spelling]
    case .bound: [Word.min.spelling, Word.max.spelling]
    case .listEnd: ["]"]
    case .none, .declaration, .string, .name, .slug, .value, .type, .key, .statement, .parameter, .argument, .tag,
      .lineEnd, .number, .stringType:
      []
    }
  }
}

/// What is at `range`, one token or nothing, as a noun.
func describe(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> String {
  let start = Int(range.start)
  guard start < bytes.count else { return "the end of the file" }
  guard !range.isEmpty else { return "the next declaration" }
  switch bytes[start] {
  case 0x0A, 0x0D: return "the end of the line"
  case 0x22: return isBlockOpener(bytes, start) ? "a block string" : "a string"
  case 0x30...0x39, 0x2D, 0x2B: return "the number \(quoted(bytes, range))"
  case 0x2F: return range.count > 1 ? "a comment" : quoted(bytes, range)
  default: break
  }
  if Scan.pastedQuote(bytes, start) > 0, range.count > 1 { return "a string" }
  if Scan.name(bytes, start).end > start { return "the name \(quoted(bytes, range))" }
  return quoted(bytes, range)
}

/// The source at `range` between backquotes, cut short, with what cannot be seen written as escapes.
func quoted(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> String {
  let text = source(bytes, head(range, 200))
  let isShort = text.unicodeScalars.count <= 40 && range.count <= 200
  var result = ""
  for scalar in text.unicodeScalars.prefix(isShort ? 40 : 39) {
    if isInvisible(scalar, alone: text.unicodeScalars.count == 1) {
      result += escape(scalar)
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return "`\(result)\(isShort ? "" : "…")`"
}

/// Whether a scalar is not to be shown as it is; a joiner inside an emoji is.
private func isInvisible(_ scalar: Unicode.Scalar, alone: Bool) -> Bool {
  switch scalar.properties.generalCategory {
  case .control: true
  case .format: alone || scalar.value != 0x200D
  default: false
  }
}

/// The source at `range`.
func source(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> String {
  var result: [UInt8] = []
  result.reserveCapacity(range.count)
  for i in Int(range.start)..<min(Int(range.end), bytes.count) { result.append(bytes[i]) }
  return String(decoding: result, as: UTF8.self)
}

/// At most the first `count` bytes of `range`.
func head(_ range: ByteRange, _ count: UInt32) -> ByteRange {
  ByteRange(range.start, range.start + min(count, range.end - range.start))
}

/// `U+00E1`.
func codePoint(_ scalar: Unicode.Scalar) -> String { "U+" + hexadecimal(scalar.value, 4) }

/// `value` in at least `width` hexadecimal digits.
func hexadecimal(_ value: UInt32, _ width: Int) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// `\u{e1}`.
func escape(_ scalar: Unicode.Scalar) -> String { "\\u{\(String(scalar.value, radix: 16))}" }

/// The words as `a, b and c`, between backquotes.
func list(_ words: [String]) -> String { words.map { "`\($0)`" }.listed() }

/// Whether a line ends at `i`, blanks aside.
func endsLine(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Bool {
  let at = Scan.blanks(bytes, i)
  return at >= bytes.count || bytes[at] == 0x0A || bytes[at] == 0x0D
}

private func isBlockOpener(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Bool {
  i + 2 < bytes.count && bytes[i + 1] == 0x22 && bytes[i + 2] == 0x22
}

/// What people call a blank or a control that cannot be seen.
func invisibleName(_ scalar: Unicode.Scalar) -> String {
  switch scalar.value {
  case 0x85, 0x2028: "a line separator"
  case 0x2029: "a paragraph separator"
  case 0xA0, 0x202F: "a no-break space"
  case 0x200B: "a zero-width space"
  case 0xFEFF: "a byte-order mark"
  case 0x3000: "an ideographic space"
  case 0x061C: "the Arabic letter mark"
  case 0x200E: "the left-to-right mark"
  case 0x200F: "the right-to-left mark"
  case 0x202A: "the left-to-right embedding"
  case 0x202B: "the right-to-left embedding"
  case 0x202C: "the end of a directional format"
  case 0x202D: "the left-to-right override"
  case 0x202E: "the right-to-left override"
  case 0x2066: "the left-to-right isolate"
  case 0x2067: "the right-to-left isolate"
  case 0x2068: "the first-strong isolate"
  case 0x2069: "the end of a directional isolate"
  default: "a typographic space"
  }
}
