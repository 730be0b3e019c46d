import FlowMsgText

/// A fault in words, before it is put into a file: lower case, no final stop.
struct SyntaxWording {
  /// What was found and what was expected.
  var message: String
  /// What to do about it, one line each.
  var help: [String] = []
  /// What to say at the fault's related place, or empty.
  var related = ""
  /// A smaller place than the fault's own.
  var range: ByteRange?
  /// Mechanical changes.
  var fixes: [Change] = []

  /// A change of some bytes.
  struct Change {
    var title: String
    var edits: [(range: ByteRange, text: String)]
    var isSafe: Bool

    /// Puts `text` in the place of `range`.
    init(_ title: String, _ range: ByteRange, _ text: String, isSafe: Bool = true) {
      self.init(title, [(range, text)], isSafe: isSafe)
    }

    init(_ title: String, _ edits: [(range: ByteRange, text: String)], isSafe: Bool) {
      self.title = title
      self.edits = edits
      self.isSafe = isSafe
    }
  }

  init(
    _ message: String, help: [String] = [], related: String = "", range: ByteRange? = nil, fixes: [Change] = []
  ) {
    self.message = message
    self.help = help
    self.related = related
    self.range = range
    self.fixes = fixes
  }

  /// The words for `fault`.
  init(_ fault: SyntaxFault, _ bytes: borrowing Span<UInt8>, nestingLimit: Int) {
    let range = fault.range
    switch fault.kind {
    case .invalidUTF8: self = .invalidUTF8(bytes, Int(range.start))
    case .controlCharacter, .bidirectionalControl, .loneCarriageReturn: self = .control(fault.kind, bytes, range)
    case .lostCharacter:
      self.init(LostCharacter.message, help: [LostCharacter.help])
    case .misreadText: self = .misreadText(bytes, range)
    case .foreignBlank: self = .foreignBlank(bytes, range)
    case .pastedQuotes: self = .pastedQuotes(bytes, range)
    case .unterminatedString, .unterminatedBlockString, .blockStringOpener, .blockStringCloser,
      .blockStringIndentation:
      self = .stringShape(fault.kind, bytes, range)
    case .unknownEscape: self = .unknownEscape(bytes, range)
    case .badUnicodeEscape: self = .badUnicodeEscape(bytes, range)
    case .badNumber: self = .badNumber(bytes, range)
    case .badName: self = .badName(bytes, range)
    case .nameNotComposed: self = .nameNotComposed(bytes, range)
    case .unknownCharacter: self = .unknownCharacter(bytes, range)
    case .blockComment: self = .blockComment(bytes, range)
    case .badInterpolation: self = .badInterpolation(bytes, range)
    case .numberedPlaceholder, .blanksInInterpolation, .templatePlaceholder, .bareBrace:
      self = .placeholder(fault.kind, bytes, range)
    case .unknownDeclaration: self = .unknownDeclaration(bytes, range)
    case .expected: self = .expected(fault, bytes)
    case .strayAfterKeyword: self = .strayAfterKeyword(fault, bytes)
    case .unclosedBracket, .strayClosing: self = .bracket(fault, bytes)
    case .braceOnNextLine: self = .onNextLine(fault, bytes)
    case .equalsBeforeFrom: self = .equalsBeforeFrom(fault, bytes)
    case .unexpected: self = .unexpected(fault, bytes)
    case .nestingTooDeep:
      self.init(
        "brackets are nested more than \(nestingLimit) deep",
        help: ["no body may be nested deeper"])
    case .unknownStatement: self = .unknownStatement(bytes, range)
    case .misplacedEntry: self = .misplacedEntry(fault)
    case .nameNotASCII: self = .nameNotASCII(bytes, range)
    case .reservedName: self = .reservedName(bytes, range)
    case .strayDocComment: self = .strayDocComment(range)
    }
  }
}

// MARK: Shape

extension SyntaxWording {
  /// A change that replaces the word at `range` by what it is called here, or is most likely a misspelling of.
  private static func respelling(
    _ word: String, _ range: ByteRange, among words: [String], as position: Synonym.Position
  ) -> (help: String, fixes: [Change])? {
    if let synonym = Synonym.find(word, as: position) {
      return (synonym.help, synonym.word.map { [Change("write `\($0)`", range, $0, isSafe: false)] } ?? [])
    }
    guard let near = suggestion(for: word, among: words) else { return nil }
    return ("did you mean `\(near)`?", [Change("write `\(near)`", range, near, isSafe: false)])
  }

  static func unknownDeclaration(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording {
    let all = "a declaration begins with one of \(list(Word.declarations))"
    guard Scan.name(bytes, Int(range.start)).end > Int(range.start) else {
      return SyntaxWording("expected \(noun(for: .declaration)), found \(describe(bytes, range))", help: [all])
    }
    let word = source(bytes, range)
    if Word.statements.contains(word) {
      return SyntaxWording(
        "`\(word)` belongs inside a message", help: ["move it between the `{` and `}` of a message or a base"])
    }
    let near = respelling(word, range, among: Word.declarations, as: .declaration)
    return SyntaxWording(
      "expected \(noun(for: .declaration)), found \(describe(bytes, range))", help: [near?.help ?? all],
      fixes: near?.fixes ?? [])
  }

  static func unknownStatement(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording {
    let word = source(bytes, range)
    if Word.declarations.contains(word) {
      return SyntaxWording(
        "`\(word)` belongs at the top level, outside messages", help: ["move it before or after this declaration"])
    }
    let all = "the statements are \(list(Word.statements))"
    let near = respelling(word, range, among: Word.statements, as: .statement)
    return SyntaxWording(
      "expected \(noun(for: .statement)), found \(describe(bytes, range))", help: [near?.help ?? all],
      fixes: near?.fixes ?? [])
  }

  /// An operand is what its word takes; everything else is what was expected at this place.
  private static func wanted(_ fault: SyntaxFault) -> String {
    switch fault.expected {
    case .string, .name, .slug, .tag, .object:
      if fault.word != .none { return "`\(fault.word.spelling)` takes \(noun(for: fault.expected))" }
    default: break
    }
    return "expected \(noun(for: fault.expected))"
  }

  static func expected(_ fault: SyntaxFault, _ bytes: borrowing Span<UInt8>) -> SyntaxWording {
    let start = Int(fault.range.start)
    var wording = SyntaxWording("\(wanted(fault)), found \(describe(bytes, fault.range))")
    let byte: UInt8 = start < bytes.count && !fault.range.isEmpty ? bytes[start] : 0
    if byte == 0 || byte == 0x0A || byte == 0x0D {
      // What is not there is shown right after what is.
      wording.range = fault.related.map { ByteRange(at: $0.end) }
      if byte != 0 { wording.help = ["what belongs to a word stands on its line"] }
      return wording
    }
    switch (fault.expected, byte) {
    case (.colon, 0x3D): wording.fixes = [Change("write `:`", fault.range, ":")]
    case (.equals, 0x3A): wording.fixes = [Change("write `=`", fault.range, "=")]
    case (.name, 0x22), (.tag, 0x22), (.argument, 0x22), (.parameter, 0x22): wording.unquote(bytes, fault.range)
    case (.string, 0x61...0x7A), (.string, 0x41...0x5A): wording.help = ["a text stands in double quotes"]
    case (.value, 0x2E) where start + 1 < bytes.count && bytes[start + 1] &- 0x30 < 10:
      wording.help = ["write a zero before the point: `0.5`"]
    case (.statement, _):
      wording.help = ["the statements are \(list(Word.statements))"]
    case (.key, 0x30...0x39):
      wording.help = numberHelp(bytes, start) ?? ["a key that begins with a digit stands in quotes"]
    default: break
    }
    return wording
  }

  /// A name in quotes, where quotes have no place.
  private mutating func unquote(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) {
    help = ["a name stands without quotes"]
    let inner = range.inner
    let name = Scan.name(bytes, Int(inner.start))
    guard name.isWellFormed, !inner.isEmpty, name.end == Int(inner.end) else { return }
    let text = source(bytes, inner)
    fixes = [Change("write `\(text)`", range, text)]
  }

  /// Help where a number follows a comma that follows a number: `1.234,50`.
  private static func numberHelp(_ bytes: borrowing Span<UInt8>, _ start: Int) -> [String]? {
    guard start >= 2, bytes[start - 1] == 0x2C, bytes[start - 2] &- 0x30 < 10 else { return nil }
    return [SyntaxWording.decimalHelp]
  }

  static func strayAfterKeyword(_ fault: SyntaxFault, _ bytes: borrowing Span<UInt8>) -> SyntaxWording {
    let start = Int(fault.range.start)
    let after = Scan.blanks(bytes, Int(fault.range.end))
    let isSpaced = start > 0 && (bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09)
    let fix = Change("remove it", ByteRange(fault.range.start, UInt32(after)), isSpaced ? "" : " ")
    return SyntaxWording(
      "`\(fault.word.spelling)` takes no \(quoted(bytes, fault.range))",
      help: ["what belongs to a word follows it directly"], fixes: [fix])
  }

  static func bracket(_ fault: SyntaxFault, _ bytes: borrowing Span<UInt8>) -> SyntaxWording {
    let bracket = quoted(bytes, fault.range)
    guard fault.kind == .strayClosing else {
      return SyntaxWording(
        "this \(bracket) is never closed", help: ["write \(closing(bytes, fault.range)) where it ends"])
    }
    let related = fault.related.map { "\(quoted(bytes, $0)) is open here" } ?? ""
    if fault.word != .none {
      return SyntaxWording(
        "this \(bracket) closes the `\(fault.word.spelling)` too early", help: ["what follows belongs to it"],
        fixes: [Change("remove \(bracket)", fault.range, "", isSafe: false)])
    }
    return SyntaxWording(
      "this \(bracket) closes nothing", related: related,
      fixes: [Change("remove \(bracket)", fault.range, "", isSafe: false)])
  }

  private static func closing(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> String {
    switch bytes[Int(range.start)] {
    case 0x7B: "`}`"
    case 0x28: "`)`"
    default: "`]`"
    }
  }

  static func onNextLine(_ fault: SyntaxFault, _ bytes: borrowing Span<UInt8>) -> SyntaxWording {
    let found = quoted(bytes, fault.range)
    var wording = SyntaxWording(
      "\(found) belongs on the line before", help: ["a line break ends an entry"], related: "it continues this")
    guard let related = fault.related, related.end <= fault.range.start else { return wording }
    // Only over white space: a comment between the two would swallow the bracket.
    for i in Int(related.end)..<Int(fault.range.start) where bytes[i] > 0x20 { return wording }
    let blank = [0x28, 0x3A].contains(bytes[Int(fault.range.start)]) ? "" : " "
    wording.fixes = [Change("move \(found) up", ByteRange(related.end, fault.range.start), blank)]
    return wording
  }

  static func equalsBeforeFrom(_ fault: SyntaxFault, _ bytes: borrowing Span<UInt8>) -> SyntaxWording {
    var wording = SyntaxWording(
      "`from` follows the name of a `let` directly, found `=` between them",
      help: ["`=` is followed by a value, `from` by the path of a file"])
    guard let from = fault.related, fault.range.end <= from.start else { return wording }
    // Only over white space: a comment between the two ends its line.
    for i in Int(fault.range.end)..<Int(from.start) where bytes[i] > 0x20 { return wording }
    wording.fixes = [Change("remove `=`", ByteRange(fault.range.start, from.start), "")]
    return wording
  }

  static func unexpected(_ fault: SyntaxFault, _ bytes: borrowing Span<UInt8>) -> SyntaxWording {
    var wording = SyntaxWording(
      "expected \(noun(for: .lineEnd)), found \(describe(bytes, fault.range))",
      help: ["a line break or a comma ends an entry"])
    let start = Int(fault.range.start)
    if start < bytes.count, bytes[start] == 0x2C {
      wording.removeComma(fault.range, bytes)
      return wording
    }
    if let help = numberHelp(bytes, start) { wording.help = help }
    let next = source(bytes, head(fault.range, 20))
    if let related = fault.related, Word.statements.contains(next) {
      wording.fixes = [Change("write `,` before it", ByteRange(at: related.end), ",", isSafe: false)]
    }
    return wording
  }

  /// A comma between declarations goes, or becomes the line break that it represents.
  private mutating func removeComma(_ range: ByteRange, _ bytes: borrowing Span<UInt8>) {
    help = ["a line break ends a declaration"]
    let next = Scan.blanks(bytes, Int(range.end))
    let isLast =
      next >= bytes.count || [0x0A, 0x0D].contains(bytes[next])
      || (bytes[next] == 0x2F && next + 1 < bytes.count && bytes[next + 1] == 0x2F)
    fixes = [isLast ? Change("remove `,`", range, "") : Change("write a line break", range, "\n")]
  }

  static func misplacedEntry(_ fault: SyntaxFault) -> SyntaxWording {
    let help =
      switch fault.word {
      case .in: "write the two beside each other; `es-MX` falls back to `es` by itself"
      case .locales: "a message has one list of locales, outside `in`"
      default: "an example counts for every locale; write it outside `in`"
      }
    return SyntaxWording("`\(fault.word.spelling)` cannot stand inside `in`", help: [help])
  }

  static func nameNotASCII(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording {
    let wide = source(bytes, range).unicodeScalars.first { !$0.isASCII }
    return SyntaxWording(
      "expected ASCII letters, digits, `_` and `-` in \(quoted(bytes, range)), found \(wide.map { "`\($0)`" } ?? "others")",
      help: ["names of messages, bases, flows, bots and screens become file names and values on the wire"])
  }

  static func reservedName(_ bytes: borrowing Span<UInt8>, _ range: ByteRange) -> SyntaxWording {
    let found = quoted(bytes, range)
    switch source(bytes, head(range, 20)) {
    case "true", "false", "null":
      return SyntaxWording("\(found) is a value and can name no other", help: ["choose another name"])
    case "string", "integer", "number", "boolean":
      return SyntaxWording("\(found) is a built-in type and is not redefined", help: ["choose another name"])
    case "to", "locale", "bot":
      return SyntaxWording(
        "\(found) cannot name a parameter",
        help: ["`to`, `locale` and `bot` say whom a message goes to; choose another name"])
    default:
      return SyntaxWording(
        "\(found) cannot be a file name on every system", help: ["choose another name: messages become files"])
    }
  }

  static func strayDocComment(_ range: ByteRange) -> SyntaxWording {
    SyntaxWording(
      "this `///` documents no declaration", help: ["it stands directly before a declaration, or is a plain comment"],
      fixes: [Change("write `//`", ByteRange(range.start, range.start + 3), "//")])
  }
}
