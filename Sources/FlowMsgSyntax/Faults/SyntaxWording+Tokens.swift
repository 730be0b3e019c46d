import FlowMsgText

// The words for numbers, names, stray characters and interpolation.

extension SyntaxWording {
  // MARK: Numbers and names

  static let decimalHelp = "decimals stand after a point and thousands have no mark: `1234.50`"

  static func badNumber(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording {
    let text = source(bytes, range)
    var wording = SyntaxWording("\(quoted(bytes, range)) is no number")
    let plain = text.filter { $0 != "_" }
    let unsigned = text.drop { $0 == "+" || $0 == "-" }
    let points = text.utf8.filter { $0 == 0x2E }.count
    if text.hasPrefix("--") {
      wording.help = ["comments begin with `//`"]
    } else if unsigned.isEmpty {
      wording.help = ["digits follow a sign directly"]
    } else if unsigned.hasPrefix("0x") || unsigned.hasPrefix("0X") {
      wording.help = ["numbers are decimal"]
    } else if plain != text, isNumber(plain) {
      wording.help = ["digits are not grouped"]
      wording.fixes = [Change("write `\(plain)`", range, plain)]
    } else if points > 1, text.utf8.allSatisfy({ $0 < 0x3A }) {
      wording.help = [decimalHelp]
    } else {
      wording.explainDigits(text, String(unsigned), range)
    }
    return wording
  }

  private mutating func explainDigits(_ text: String, _ unsigned: String, _ range: ByteRange) {
    if text.hasPrefix("+"), SyntaxWording.isNumber(unsigned) {
      help = ["a number has no `+`; a telephone number is a text: put it in quotes"]
      fixes = [Change("write `\(unsigned)`", range, unsigned, isSafe: false)]
    } else if unsigned.hasPrefix("."), SyntaxWording.isNumber("0" + unsigned) {
      let whole = "\(text.hasPrefix("-") ? "-" : "")0\(unsigned)"
      help = ["a digit stands before the point"]
      fixes = [Change("write `\(whole)`", range, whole)]
    } else if unsigned.hasSuffix("."), SyntaxWording.isNumber(String(unsigned.dropLast())) {
      help = ["digits follow the point, or there is none"]
      fixes = [Change("write `\(text.dropLast())`", range, String(text.dropLast()), isSafe: false)]
    } else if unsigned.hasPrefix("0"), unsigned.utf8.allSatisfy({ $0 < 0x3A && $0 != 0x2D }) {
      help = ["a number has no leading zeros; a code such as this is a text: put it in quotes"]
    } else {
      help = ["put it in quotes"]
    }
    if fixes.isEmpty {
      fixes = [Change("put it in quotes", range, "\"\(text)\"", isSafe: false)]
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return FlowMsgSyntax.isNumber(bytes.span, 0, bytes.count)
  }

  static func badName(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording {
    let isTail = bytes[Int(range.end) - 1] == 0x2D
    return SyntaxWording(
      "the name \(quoted(bytes, range)) \(isTail ? "ends with `-`" : "has two `-` in a row")",
      help: ["a name is a letter or `_`, then letters, digits, `_` and single `-` between them"])
  }

  static func nameNotComposed(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording {
    let name = NameFolding.composed(source(bytes, range))
    return SyntaxWording(
      "the name \(quoted(bytes, range)) is not in Unicode's Normalization Form C",
      help: ["it looks the same as another spelling, but is not"],
      fixes: [Change("write `\(name)` in that form", range, name)])
  }

  static func unknownCharacter(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording {
    var wording = SyntaxWording("\(quoted(bytes, range)) begins nothing here")
    switch bytes[Int(range.start)] {
    case 0x23, 0x2F: wording.help = ["comments begin with `//`"]
    case 0x3B:
      wording.help = ["entries end with the line"]
      let isLast = range.count == 1 && endsLine(bytes, Int(range.end))
      wording.fixes = isLast ? [Change("remove it", range, "")] : []
    case _ where Scan.pastedQuote(bytes, Int(range.start)) > 0:
      wording.help = ["a string stands between straight double quotes, on one line"]
    default: wording.help = ["a text stands in double quotes"]
    }
    return wording
  }

  static func blockComment(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording {
    var wording = SyntaxWording(
      "found a block comment, expected `//`", help: ["comments begin with `//` and end with the line"])
    let end = Int(range.end)
    guard range.count >= 4, bytes[end - 1] == 0x2F, bytes[end - 2] == 0x2A, endsLine(bytes, end) else { return wording }
    var first = Int(range.start) + 2
    var last = end - 2
    while first < last, bytes[first] == 0x2A || bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
    while last > first, bytes[last - 1] == 0x2A || bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 { last -= 1 }
    let text = source(bytes, ByteRange(UInt32(first), UInt32(last)))
    wording.fixes = [Change("write `//`", range, text.isEmpty ? "//" : "// \(text)")]
    return wording
  }

  // MARK: Interpolation

  static func badInterpolation(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording {
    let brace = Change("write `\\{`", ByteRange(at: range.start), "\\", isSafe: false)
    let help = "write `\\{` for the brace itself"
    guard range.count > 1 else {
      return SyntaxWording("this `{` is not closed in its string", help: [help], fixes: [brace])
    }
    let inner = source(bytes, range).drop { $0 == "{" }.reversed().drop { $0 == "}" }.reversed()
    let name = String(inner).split(separator: " ").joined()
    guard !name.isEmpty else {
      return SyntaxWording("expected a name between the braces", help: [help], fixes: [brace])
    }
    if bytes[Int(range.start) + 1] == 0x7B, isName(name) {
      return SyntaxWording(
        "expected single braces, found \(quoted(bytes, range))", help: ["write `{\(name)}`"],
        fixes: [Change("write `{\(name)}`", range, "{\(name)}", isSafe: false)])
    }
    return SyntaxWording(
      "expected a name or a path such as `item.title` between the braces, found \(quoted(bytes, range))", help: [help],
      fixes: [brace])
  }

  private static func isName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let name = Scan.name(bytes.span, 0)
    return name.isWellFormed && name.end == bytes.count
  }

  static func placeholder(_ kind: SyntaxFaultKind, _ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording
  {
    let found = quoted(bytes, range)
    switch kind {
    case .numberedPlaceholder:
      return SyntaxWording("\(found) is numbered, expected a name", help: ["name a parameter: `{nome}`"])
    case .blanksInInterpolation:
      let plain = source(bytes, range).filter { $0 != " " && $0 != "\t" }
      return SyntaxWording(
        "expected no blanks between the braces of \(found)", fixes: [Change("write `\(plain)`", range, plain)])
    case .templatePlaceholder:
      let path = source(bytes, range).drop { $0 != "." }.dropFirst().filter { $0 != "}" }
      let fix = Change("write `{\(path)}`", range, "{\(path)}", isSafe: false)
      return SyntaxWording(
        "\(found) is Flow JSON's syntax, expected `{name}`", help: ["a message's text takes a parameter: `{\(path)}`"],
        fixes: isName(path) ? [fix] : [])
    default:
      return SyntaxWording(
        "expected `\\{`, found `{`", help: ["paths, slugs, ids and quoted keys take no interpolation"],
        fixes: [Change("write `\\{`", range, "\\{")])
    }
  }
}
