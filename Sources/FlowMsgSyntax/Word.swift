/// A word that the grammar knows. Words are keywords only where the grammar expects one; everywhere else they are names.
///
/// A new word is one row of `Word.table`; lexer, parser, wording and the editor read it there.
package enum Word: UInt8, Sendable, CaseIterable {
  case none
  case `import`, locales, `let`, type, bot, flow, message, base
  case from, like, id, provider, screen, `in`, example
  case title, text, caption, cta, payload, parameters
  case `true`, `false`, null
  case string, integer, number, boolean
  case min, max

  /// What stands after a statement's word.
  package enum Operand: UInt8, Sendable {
    case string, slug, name, nameAndObject, object
  }

  /// Where a word means something.
  package enum Role: Sendable {
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
  package static let table: [(word: Word, spelling: String, role: Role)] = [
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
  package var spelling: String { Word.table[Int(rawValue)].spelling }

  /// What the word's statement takes, if it is one.
  package var operand: Operand? {
    switch Word.table[Int(rawValue)].role {
    case .statement(let operand), .both(let operand): operand
    default: nil
    }
  }

  /// Whether the word begins a declaration.
  package var isDeclaration: Bool {
    switch Word.table[Int(rawValue)].role {
    case .declaration, .both: true
    default: false
    }
  }

  /// The words that may begin a declaration, for suggestions.
  package static let declarations = table.filter { $0.word.isDeclaration }.map(\.spelling)
  /// The words that may begin an entry of a message's body, for suggestions.
  package static let statements =
    table.filter { $0.word.operand != nil }.map(\.spelling) + [Word.example, .in, .locales].map(\.spelling)

  /// The operand of each word, for the parser: one load instead of a walk through the table.
  static let operands: [Operand?] = allCases.map(\.operand)
}

/// Finds words by their bytes: a table of 256 slots without collisions that matter (they are probed).
struct WordFinder: Sendable {
  private var slots = [UInt8](repeating: 0, count: 256)
  private var spellings: [[UInt8]]

  static let shared = WordFinder()

  private init() {
    spellings = Word.table.map { Array($0.spelling.utf8) }
    for (i, spelling) in spellings.enumerated().dropFirst() {
      var slot = WordFinder.slot(spelling.count, spelling[0], spelling[1])
      while slots[slot] != 0 { slot = (slot + 1) & 255 }
      slots[slot] = UInt8(i)
    }
  }

  @inline(__always)
  private static func slot(_ count: Int, _ first: UInt8, _ second: UInt8) -> Int {
    (count &* 59 &+ Int(first) &* 7 &+ Int(second)) & 255
  }

  /// The word that the bytes from `start` up to `end` spell.
  func word(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Word {
    let count = end &- start
    guard count >= 2, count <= 10 else { return .none }
    var slot = WordFinder.slot(count, bytes[start], bytes[start &+ 1])
    while slots[slot] != 0 {
      let spelling = spellings[Int(slots[slot])]
      if spelling.count == count {
        var i = 0
        while i < count, spelling[i] == bytes[start &+ i] { i &+= 1 }
        if i == count { return Word(rawValue: slots[slot])! }
      }
      slot = (slot &+ 1) & 255
    }
    return .none
  }
}
