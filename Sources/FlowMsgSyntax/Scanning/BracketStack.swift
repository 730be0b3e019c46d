/// The brackets that are open, innermost last. Those of any usual nesting are in one word; only what nests deeper costs
/// memory.
struct BracketStack: Sendable {
  private var word: UInt64 = 0
  private var deeper: [TokenKind] = []
  /// How many are open.
  private(set) var count = 0
  /// How many of each kind are open: a closing bracket that fits none is not looked for.
  private var braces = 0
  private var parens = 0
  private var brackets = 0

  private static let room = 32

  @inline(__always)
  var isEmpty: Bool { count == 0 }

  @inline(__always)
  mutating func push(_ opening: TokenKind) {
    if count < BracketStack.room { word = word << 2 | BracketStack.code(opening) } else { deeper.append(opening) }
    count &+= 1
    tally(opening, 1)
  }

  /// Closes the innermost `opening` and what is open inside it; says whether there is one.
  mutating func close(_ opening: TokenKind) -> Bool {
    guard has(opening) else { return false }
    while !isEmpty {
      let last = pop()
      if last == opening { break }
    }
    return true
  }

  mutating func removeAll() { self = BracketStack() }

  private mutating func pop() -> TokenKind {
    count &-= 1
    let last: TokenKind
    if count >= BracketStack.room {
      last = deeper.removeLast()
    } else {
      last = word & 3 == 0 ? .leftBrace : word & 3 == 1 ? .leftParen : .leftBracket
      word >>= 2
    }
    tally(last, -1)
    return last
  }

  private static func code(_ opening: TokenKind) -> UInt64 {
    switch opening {
    case .leftBrace: 0
    case .leftParen: 1
    default: 2
    }
  }

  private func has(_ opening: TokenKind) -> Bool {
    switch opening {
    case .leftBrace: braces > 0
    case .leftParen: parens > 0
    default: brackets > 0
    }
  }

  private mutating func tally(_ opening: TokenKind, _ change: Int) {
    switch opening {
    case .leftBrace: braces &+= change
    case .leftParen: parens &+= change
    default: brackets &+= change
    }
  }
}
