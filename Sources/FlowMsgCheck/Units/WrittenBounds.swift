import FlowMsgSyntax
import FlowMsgText

/// How the type of a string or a list is written: `string`, `string(max: 9)`, `[string](max: 9)`, over several lines, with
/// comments or a comma at the end.
struct WrittenBounds {
  /// The number behind `min:` and the one behind `max:`.
  private(set) var minimum: Token?
  private(set) var maximum: Token?
  /// Where the first bound begins, and where the last one ends; where there is none, behind the bracket or the name.
  private var first: UInt32
  private var last: UInt32
  private var hasBrackets = false
  /// Whether it is a list's, or a list itself.
  private(set) var isList = false
  private let text: UnsafeBufferPointer<UInt8>
  private let file: FileID

  /// The type at `location`; nil if neither a string's nor a list's type is there.
  init?(_ location: SourceLocation, in places: Places) {
    guard let declaration = places.declaration(location.file) else { return nil }
    let extent = declaration.unit.outline.extents[declaration.extent]
    text = declaration.unit.text(of: extent)
    file = location.file
    (first, last) = (location.range.end, location.range.end)
    var parser = Parser(nestingLimit: Limits.nesting)
    parser.parse(text.span, extent.relative)
    let tokens = parser.tree.tokens.filter { token in
      location.range.contains(token.range)
        && ![TokenKind.lineBreak, .comma, .comment, .docComment, .end].contains(token.kind)
    }
    if tokens.first?.kind == .leftBracket {
      guard let end = Self.end(ofBracketsIn: tokens) else { return nil }
      isList = true
      read(tokens[(end + 1)...])
    } else {
      guard tokens.first?.word == .string else { return nil }
      read(tokens.dropFirst())
    }
  }

  /// The place of the bracket that closes the first one.
  private static func end(ofBracketsIn tokens: [Token]) -> Int? {
    var depth = 0
    return tokens.indices.first { i in
      if tokens[i].kind == .leftBracket { depth += 1 }
      if tokens[i].kind == .rightBracket { depth -= 1 }
      return depth == 0
    }
  }

  private mutating func read(_ tokens: ArraySlice<Token>) {
    guard let bracket = tokens.first, bracket.kind == .leftParen else { return }
    hasBrackets = true
    let inner = tokens.dropFirst().prefix { $0.kind != .rightParen }
    first = inner.first?.start ?? bracket.end
    last = inner.last?.end ?? bracket.end
    for i in inner.indices.dropFirst(2) where inner[i].kind == .number {
      if inner[i - 2].word == .min { minimum = inner[i] }
      if inner[i - 2].word == .max { maximum = inner[i] }
    }
  }

  /// The number that a bound's token spells.
  func value(_ token: Token) -> Int? { Int(String(decoding: text[Int(token.start)..<Int(token.end)], as: UTF8.self)) }

  /// The edit that adds `max`, which must not be there.
  func adding(max bound: Int) -> TextEdit {
    insert("max: \(bound)", at: last, isFirst: first == last, separator: (", ", ""))
  }

  /// The edit that adds both bounds, of which neither may be there.
  func adding(min least: Int, max most: Int) -> TextEdit {
    insert("min: \(least), max: \(most)", at: last, isFirst: first == last, separator: (", ", ""))
  }

  /// The edit that lowers `max`; nil where there is none.
  func lowering(max bound: Int) -> TextEdit? {
    maximum.map { TextEdit(SourceLocation(file, $0.range), "\(bound)") }
  }

  /// The edit that adds `min`, or raises the one that is there.
  func raising(min bound: Int) -> TextEdit {
    if let minimum { return TextEdit(SourceLocation(file, minimum.range), "\(bound)") }
    return insert("min: \(bound)", at: first, isFirst: first == last, separator: ("", ", "))
  }

  private func insert(
    _ bound: String, at place: UInt32, isFirst: Bool, separator: (before: String, after: String)
  ) -> TextEdit {
    let text = isFirst ? hasBrackets ? bound : "(\(bound))" : separator.before + bound + separator.after
    return TextEdit(SourceLocation(file, ByteRange(at: place)), text)
  }
}
