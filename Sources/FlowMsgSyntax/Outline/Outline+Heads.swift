import FlowMsgText

extension Outline {
  /// What the line whose first token is at `at` declares.
  static func declaration(_ bytes: borrowing Span<UInt8>, _ at: Int, _ tools: OutlineTools) -> (
    DeclarationKind, ByteRange
  ) {
    let end = Scan.name(bytes, at).end
    let none = ByteRange(at: UInt32(at))
    guard let kind = tools.kinds[Int(tools.words.word(bytes, at, end).rawValue)] ?? misspelt(bytes, at, end, tools)
    else { return (.unknown, none) }
    var operand = Scan.blanks(bytes, end)
    // A `:` or `=` behind the word is a slip, and the name follows it.
    if operand < bytes.count, bytes[unchecked: operand] == 0x3A || bytes[unchecked: operand] == 0x3D {
      operand = Scan.blanks(bytes, operand &+ 1)
    }
    guard operand < bytes.count else { return (kind, none) }
    let nameEnd = Scan.name(bytes, operand).end
    if nameEnd > operand { return (kind, ByteRange(UInt32(operand), UInt32(nameEnd))) }
    if kind == .flow, bytes[unchecked: operand] == 0x22 {
      let string = Scan.string(bytes, operand, tools.tables.string)
      if string.isClosed { return (kind, ByteRange(UInt32(operand), UInt32(string.end)).inner) }
    }
    return (kind, none)
  }

  /// The kind of declaration that each word begins, by the word's number.
  static let kinds: [DeclarationKind?] = {
    var kinds: [DeclarationKind?] = Array(repeating: nil, count: Word.allCases.count)
    for kind in DeclarationKind.allCases where kind.word != .none { kinds[Int(kind.word.rawValue)] = kind }
    return kinds
  }()

  /// Whether the line at `i`, inside brackets or after `=`, is so plainly the start of a declaration that what is open is
  /// closed before it: `import`, `let`, `message` or `base` and a name or string, `flow NAME {` or `flow NAME from`,
  /// `bot NAME {`, `type NAME =`, or `locales` in the first column (outside brackets in any).
  static func startsDeclaration(
    _ bytes: borrowing Span<UInt8>, _ i: Int, _ tools: OutlineTools, inBrackets: Bool = true
  ) -> Bool {
    let at = Scan.blanks(bytes, i)
    guard at &+ 1 < bytes.count, tools.mayDeclare(bytes[unchecked: at], bytes[unchecked: at &+ 1]) else {
      return false
    }
    let end = Scan.name(bytes, at).end
    let word = tools.words.word(bytes, at, end)
    guard word.rawValue <= Word.base.rawValue, word != .none else { return false }
    let operand = Scan.blanks(bytes, end)
    if word == .locales {
      return (at == i || !inBrackets) && operand > end && operand < bytes.count && bytes[operand] > 0x20
        && bytes[operand] != 0x3A
    }
    guard operand < bytes.count, operand > end || bytes[operand] == 0x22 else { return false }
    var operandEnd = Scan.name(bytes, operand).end
    if bytes[unchecked: operand] == 0x22 { operandEnd = Scan.string(bytes, operand, tools.tables.string).end }
    guard operandEnd > operand else { return false }
    let next = Scan.blanks(bytes, operandEnd)
    let byte: UInt8 = next < bytes.count ? bytes[unchecked: next] : 0x0A
    switch word {
    case .import, .let, .message, .base: return true
    case .flow:
      if byte == 0x7B { return true }
      return tools.words.word(bytes, next, Scan.name(bytes, next).end) == .from
    case .bot: return byte == 0x7B
    default: return byte == 0x3D
    }
  }
}

/// What the outline looks up, kept close: a global would be asked for at every line whether it is there yet.
struct OutlineTools: @unchecked Sendable {
  let tables = ByteTables.shared
  let words = WordFinder.shared
  let kinds = ContiguousArray(Outline.kinds)
  /// For each first letter, the second letters of declarations' words, a bit each. Never given back.
  private let heads: UnsafePointer<UInt32>

  static let shared = OutlineTools()

  private init() {
    let heads = UnsafeMutablePointer<UInt32>.allocate(capacity: 32)
    heads.initialize(repeating: 0, count: 32)
    for word in Word.declarations {
      let letters = Array(word.utf8)
      heads[Int(letters[0] & 31)] |= 1 << UInt32(letters[1] & 31)
    }
    self.heads = UnsafePointer(heads)
  }

  /// Whether two letters can begin a word that begins a declaration; most lines of a body are out by them.
  @inline(__always)
  func mayDeclare(_ first: UInt8, _ second: UInt8) -> Bool {
    heads[Int(first & 31)] >> UInt32(second & 31) & 1 == 1
  }
}
