import FlowMsgText

// What a line at the top level was meant to be, where it does not say so.

extension Outline {
  /// What the word from `at` up to `end` is most likely a misspelling of, if what follows it is as in such a declaration.
  static func misspelt(_ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int, _ tools: OutlineTools) -> DeclarationKind?
  {
    // A word of the grammar is none that is misspelt; the longest declarations have seven letters.
    guard end > at, end &- at <= 10, tools.words.word(bytes, at, end) == .none else { return nil }
    var word: [UInt8] = []
    for i in at..<end { word.append(bytes[i]) }
    guard let near = suggestion(for: String(decoding: word, as: UTF8.self), among: Word.declarations),
      let kind = Word.allCases.first(where: { $0.spelling == near }).flatMap({ kinds[Int($0.rawValue)] }),
      isFollowed(kind, bytes, end, tools)
    else { return nil }
    return kind
  }

  /// Whether what stands behind the first word, up to `end`, is what belongs there in a declaration of `kind`.
  private static func isFollowed(
    _ kind: DeclarationKind, _ bytes: borrowing Span<UInt8>, _ end: Int, _ tools: OutlineTools
  ) -> Bool {
    let operand = Scan.blanks(bytes, end)
    guard operand < bytes.count, operand > end else { return false }
    let isString = bytes[operand] == 0x22
    let operandEnd = isString ? Scan.string(bytes, operand, tools.tables.string).end : Scan.name(bytes, operand).end
    guard operandEnd > operand, !isString || kind == .import || kind == .flow else { return false }
    let next = Scan.blanks(bytes, operandEnd)
    let byte: UInt8 = next < bytes.count ? bytes[next] : 0x0A
    let word = tools.words.word(bytes, next, Scan.name(bytes, next).end)
    switch kind {
    case .import: return isString
    case .locales: return byte == 0x2C || byte == 0x0A || byte == 0x0D
    case .let: return byte == 0x3D || byte == 0x3A || word == .from
    case .type: return byte == 0x3D || byte == 0x3A
    case .bot: return byte == 0x7B
    case .flow: return byte == 0x7B || word == .from
    case .message, .base: return byte == 0x7B || byte == 0x28 || word == .like
    case .unknown, .trailing: return false
    }
  }
}

extension DeclarationKind {
  /// The word that begins such a declaration.
  var word: Word {
    switch self {
    case .import: .import
    case .locales: .locales
    case .let: .let
    case .type: .type
    case .bot: .bot
    case .flow: .flow
    case .message: .message
    case .base: .base
    case .unknown, .trailing: .none
    }
  }
}
