/// A word that the grammar knows. Words are keywords only where the grammar expects one; everywhere else they are names.
///
/// A new word is one row of `Word.table`; lexer, parser, wording and the editor read it there.
public enum Word: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  case none
  case `import`, locales, `let`, type, bot, flow, message, base
  case from, like, id, provider, screen, `in`, example
  case title, text, caption, cta, payload, parameters
  case `true`, `false`, null
  case string, integer, number, boolean
  case min, max

  /// Whether two words are the same. The synthesised one is a call from every other module.
  @inlinable public static func == (a: Word, b: Word) -> Bool {
    unsafeBitCast(a, to: UInt8.self) == unsafeBitCast(b, to: UInt8.self)
  }

  /// The word of a declaration with a body.
  static func of(_ node: NodeKind) -> Word {
    switch node {
    case .baseDeclaration: .base
    case .botDeclaration: .bot
    case .flowDeclaration: .flow
    default: .message
    }
  }

  /// What comes after a statement's word.
  public enum Operand: UInt8, Sendable {
    case string, slug, name, nameAndObject, object
  }

  /// Where a word means something.
  public enum Role: Sendable {
    case declaration
    /// A statement of a message, with its operand.
    case statement(Operand)
    /// A declaration and a statement.
    case both(Operand)
    /// Inside a body, but no statement.
    case block
    /// After a name or inside a declaration.
    case inner
    /// A value.
    case value
    /// A type.
    case type
    /// A bound of a type.
    case bound
  }

  /// The rows: spelling and role, in the order of the cases.
  public static let table: [(word: Word, spelling: String, role: Role)] = [
    (.none, "", .inner),
    (.import, "import", .declaration), (.locales, "locales", .declaration), (.let, "let", .declaration),
    (.type, "type", .both(.string)), (.bot, "bot", .both(.name)), (.flow, "flow", .both(.slug)),
    (.message, "message", .declaration), (.base, "base", .declaration),
    (.from, "from", .inner), (.like, "like", .inner), (.id, "id", .inner), (.provider, "provider", .inner),
    (.screen, "screen", .statement(.nameAndObject)), (.in, "in", .block), (.example, "example", .block),
    (.title, "title", .statement(.string)), (.text, "text", .statement(.string)),
    (.caption, "caption", .statement(.string)), (.cta, "cta", .statement(.string)),
    (.payload, "payload", .statement(.object)), (.parameters, "parameters", .statement(.object)),
    (.true, "true", .value), (.false, "false", .value), (.null, "null", .value),
    (.string, "string", .type), (.integer, "integer", .type), (.number, "number", .type), (.boolean, "boolean", .type),
    (.min, "min", .bound), (.max, "max", .bound),
  ]

  /// How the word is written.
  public var spelling: String { Word.table[Int(rawValue)].spelling }

  /// What the word's statement takes, if it is one.
  public var operand: Operand? {
    switch Word.table[Int(rawValue)].role {
    case .statement(let operand), .both(let operand): operand
    default: nil
    }
  }

  /// Whether the word begins a declaration.
  public var isDeclaration: Bool {
    switch Word.table[Int(rawValue)].role {
    case .declaration, .both: true
    default: false
    }
  }

  /// The words that may begin a declaration, for suggestions.
  public static let declarations = table.filter { $0.word.isDeclaration }.map(\.spelling)
  /// The words that may begin an entry of a message's body, for suggestions.
  public static let statements =
    table.filter { $0.word.operand != nil }.map(\.spelling) + [Word.example, .in, .locales].map(\.spelling)

  /// The operand of each word, for the parser: one load instead of a walk through the table.
  static let operands: [Operand?] = allCases.map(\.operand)
}

/// Finds words by their bytes: a table of 128 slots, each with the word's bytes packed into two integers, so that a look-up
/// is a few loads and no call. Its memory is never given back.
struct WordFinder: @unchecked Sendable {
  private struct Slot {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var word = Word.none
  }

  private let slots: UnsafePointer<Slot>

  static let shared = WordFinder()

  private init() {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: 128)
    slots.initialize(repeating: Slot(), count: 128)
    for row in Word.table.dropFirst() {
      let bytes = Array(row.spelling.utf8)
      let (low, high) = WordFinder.pack(bytes.span, 0, bytes.count)
      var slot = WordFinder.slot(low, high)
      while slots[slot].word != .none { slot = (slot + 1) & 127 }
      slots[slot] = Slot(low: low, high: high, word: row.word)
    }
    self.slots = UnsafePointer(slots)
  }

  /// At most 16 bytes, the first in the lowest place.
  @inline(__always)
  private static func pack(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> (UInt64, UInt64) {
    // One load each, where the text goes on for long enough.
    if start &+ 16 <= bytes.count {
      let raw = bytes.bytes
      let low = raw.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt64.self).littleEndian
      let high = raw.unsafeLoadUnaligned(fromUncheckedByteOffset: start &+ 8, as: UInt64.self).littleEndian
      let count = end &- start
      if count <= 8 { return (low & (~0 >> UInt64(64 &- 8 &* count)), 0) }
      return (low, high & (~0 >> UInt64(128 &- 8 &* count)))
    }
    var low: UInt64 = 0
    var high: UInt64 = 0
    for i in start..<end {
      let byte = UInt64(bytes[unchecked: i])
      if i &- start < 8 {
        low |= byte << UInt64(8 &* (i &- start))
      } else {
        high |= byte << UInt64(8 &* (i &- start &- 8))
      }
    }
    return (low, high)
  }

  @inline(__always)
  private static func slot(_ low: UInt64, _ high: UInt64) -> Int {
    Int(truncatingIfNeeded: ((low ^ high) &* 0x9E37_79B9_7F4A_7C15) >> 57)
  }

  /// The word that the bytes from `start` up to `end` spell.
  @inline(__always)
  func word(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Word {
    guard end &- start >= 2, end &- start <= 10 else { return .none }
    let (low, high) = WordFinder.pack(bytes, start, end)
    var slot = WordFinder.slot(low, high)
    while slots[slot].low != 0 {
      if slots[slot].low == low, slots[slot].high == high { return slots[slot].word }
      slot = (slot &+ 1) & 127
    }
    return .none
  }
}
