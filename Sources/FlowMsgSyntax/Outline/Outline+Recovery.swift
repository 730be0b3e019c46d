import FlowMsgText

// What a line at the top level was meant to be, where it does not say so.

extension Outline {
  /// What the word from `at` up to `end` is called here, or is most likely a misspelling of, if what follows it is as in such a declaration.
  static func misspelt(_ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int, _ tools: OutlineTools) -> DeclarationKind?
  {
    // A word of the grammar is none that is misspelt; the longest declarations have seven letters.
    guard end > at, end &- at <= 10, tools.words.word(bytes, at, end) == .none else { return nil }
    var word: [UInt8] = []
    for i in at..<end { word.append(bytes[i]) }
    let text = String(decoding: word, as: UTF8.self)
    guard
      let near = Synonym.find(text, as: .declaration)?.word ?? suggestion(for: text, among: Word.declarations),
      let kind = Word.allCases.first(where: { $0.spelling == near }).flatMap({ kinds[Int($0.rawValue)] }),
      isFollowed(kind, bytes, end, tools)
    else { return nil }
    return kind
  }

  /// Whether what follows the first word, up to `end`, is what belongs there in a declaration of `kind`.
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

// MARK: Entries behind a `}` too many

extension Outline {
  /// Gives back to a declaration what a `}` too many cut off of it: lines behind it that are no declarations but entries
  /// of its body, and at their end the `}` that was to close that.
  mutating func rejoin(_ bytes: borrowing Span<UInt8>) {
    defer { hasSurplus = false }
    let last = extents.count &- 1
    guard last >= 0 else { return }
    // No entry begins with that word; most declarations do.
    let isMessage = extents[last].kind == .message
    if bodyOwner >= 0, !isMessage, isEntry(bytes, extents[last], isFirst: bodyOwner == last &- 1) {
      guard hasSurplus else { return }
      extents[bodyOwner].hasAllowance = extents[bodyOwner...].contains(where: \.hasAllowance)
      extents[bodyOwner].range = ByteRange(extents[bodyOwner].range.start, extents[last].range.end)
      extents.removeSubrange((bodyOwner &+ 1)...)
      return
    }
    switch extents[last].kind {
    case .message, .base, .flow, .bot: bodyOwner = hasBody ? last : -1
    default: bodyOwner = -1
    }
  }

  /// Whether what begins like `extent` is an entry of the body of `bodyOwner`. The first has to be one without doubt.
  private func isEntry(_ bytes: borrowing Span<UInt8>, _ extent: Extent, isFirst: Bool) -> Bool {
    let head = Int(extent.head)
    let end = Scan.name(bytes, head).end
    let word = tools.words.word(bytes, head, end)
    switch extents[bodyOwner].kind {
    case .flow: return word == .screen
    case .bot: return word == .id || word == .provider
    default: break
    }
    switch word {
    case .title, .text, .caption, .cta, .payload, .parameters, .screen, .in, .example: return true
    case .flow, .bot, .type: return isStatement(bytes, end, word)
    case .locales, .none: return !isFirst && (word == .locales || extent.kind == .unknown)
    default: return false
    }
  }

  /// Whether what follows `flow`, `bot` or `type`, up to `end`, makes it a statement.
  private func isStatement(_ bytes: borrowing Span<UInt8>, _ end: Int, _ word: Word) -> Bool {
    let operand = Scan.blanks(bytes, end)
    guard operand < bytes.count else { return false }
    let isString = bytes[operand] == 0x22
    if word == .type { return isString }
    // With lines of its own it is a declaration that lost its brace.
    if isJoined { return false }
    let operandEnd = isString ? Scan.string(bytes, operand, tools.tables.string).end : Scan.name(bytes, operand).end
    let next = Scan.blanks(bytes, operandEnd)
    guard operandEnd > operand, next < bytes.count else { return operandEnd > operand }
    return [0x0A, 0x0D, 0x2C, 0x7D].contains(bytes[next])
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
