package import FlowMsgText

/// What a declaration declares, as far as its first words tell.
package enum DeclarationKind: UInt8, Sendable {
  case `import`, locales, `let`, type, bot, flow, message, base
  /// No declaration: something at the top level that begins with no word of one.
  case unknown
  /// The blank lines and comments after the last declaration.
  case trailing
}

/// One declaration's bytes in a file. Extents tile the file: the blank lines and comments before a declaration are its.
package struct Extent: Sendable {
  /// What it declares.
  package var kind: DeclarationKind
  /// Everything, with the comments before it.
  package var range: ByteRange
  /// The name that it declares (without quotes), or empty.
  package var name: ByteRange
  /// Where the first word stands.
  package var head: UInt32

  package init(kind: DeclarationKind, range: ByteRange, name: ByteRange, head: UInt32) {
    self.kind = kind
    self.range = range
    self.name = name
    self.head = head
  }
}

/// A file cut into its declarations, and what is wrong with its bytes.
///
/// `File ::= LineBreak* (Decl (LineBreak+ Decl)* LineBreak*)?`
///
/// The outline is what makes one slip damage one declaration, and a million messages need no more memory than one: it
/// finds where each declaration ends by brackets, strings and comments alone, so that each can be parsed, checked and let
/// go by itself. It walks over the same lexical shapes as the lexer (`Scan`).
package struct Outline: Sendable {
  package private(set) var extents: ContiguousArray<Extent> = []
  /// Bytes that no text may hold, in order; at most `faultLimit`.
  package private(set) var faults: [SyntaxFault] = []
  /// Whether the file is so far from text that it was not read beyond the faults.
  package private(set) var isUnreadable = false
  /// Whether a comment somewhere begins with `flowmsg-allow`.
  package private(set) var hasAllowances = false

  /// So many bad bytes are reported one by one; a file with more is not read on.
  package static let faultLimit = 20

  /// Where this part begins, and where it ended.
  private var from = 0
  private var end = 0
  /// From here on the part ends at the first line between declarations.
  private var stop = 0
  private var stack: [TokenKind] = []
  /// How many of each kind are in the stack: a closing bracket that fits none is not looked for.
  private var depths = [Int](repeating: 0, count: Int(TokenKind.leftBracket.rawValue) + 1)
  private var start = 0
  private var head = -1
  /// How far the line of `head` is indented.
  private var headIndentation = 0
  /// Whether the declaration's `{` was found; not one of a line that was joined to it in its absence.
  private var hasBody = false
  private var isJoined = false
  private var pending: (kind: DeclarationKind, name: ByteRange)?
  /// The offset after the last `=`, `:` or `|` on this line, when nothing but blanks and comments follow: the entry goes on.
  private var continuation = -1
  private var continues = false

  /// Cuts `bytes`.
  package init(_ bytes: borrowing Span<UInt8>) {
    self.init(part: bytes, from: 0, to: bytes.count)
    finish()
  }

  /// Cuts the bytes from `from`, which is taken to be the start of a line between declarations, up to the first line at or
  /// after `to` at which that is so again (or the end): one part of a file, to be joined by `join`.
  package init(part bytes: borrowing Span<UInt8>, from: Int, to: Int) {
    extents.reserveCapacity(min((to - from) / 160, 1 << 20))
    start = from
    stop = to
    scan(bytes, from)
  }

  /// Joins the outlines of neighbouring parts; says no if a part did not end where the next one begins, as a string or
  /// bracket was open there: then the guess of the cut was wrong, and the file is to be cut as a whole.
  package static func join(_ parts: [Outline]) -> Outline? {
    guard var result = parts.first else { return nil }
    result.extents.reserveCapacity(parts.reduce(0) { $0 + $1.extents.count })
    for (before, part) in zip(parts, parts.dropFirst()) {
      guard before.end == part.from else { return nil }
      result.extents += part.extents
      result.faults += part.faults
      result.isUnreadable = result.isUnreadable || part.isUnreadable
      result.hasAllowances = result.hasAllowances || part.hasAllowances
    }
    if result.faults.count > faultLimit {
      result.faults.removeSubrange(faultLimit...)
      result.isUnreadable = true
    }
    result.finish()
    return result
  }

  /// Where a declaration seems to begin, at or after `offset`: at a line that starts a message in the first column, with the
  /// blank lines and comments before it; nil if there is none. A guess, as the line may stand in a string.
  package static func cut(_ bytes: borrowing Span<UInt8>, near offset: Int) -> Int? {
    var i = offset
    while i < bytes.count {
      i = Scan.lineEnd(bytes, i)
      while i < bytes.count, bytes[unchecked: i] != 0x0A { i &+= 1 }
      i &+= 1
      guard i &+ 8 < bytes.count else { return nil }
      if bytes[unchecked: i] == 0x6D, WordFinder.shared.word(bytes, i, Scan.name(bytes, i).end) == .message {
        return leading(bytes, i)
      }
    }
    return nil
  }

  /// The start of the first of the blank lines and comments that end before `line`.
  private static func leading(_ bytes: borrowing Span<UInt8>, _ line: Int) -> Int {
    var line = line
    while line > 0 {
      var before = line &- 1
      while before > 0, bytes[unchecked: before &- 1] != 0x0A { before &-= 1 }
      let text = Scan.blanks(bytes, before)
      let byte = bytes[text]
      let isComment = byte == 0x2F && text + 1 < bytes.count && bytes[text &+ 1] == 0x2F
      guard byte == 0x0A || byte == 0x0D || isComment else { break }
      line = before
    }
    return line
  }

  private mutating func finish() {
    if isUnreadable { extents.removeAll() }
  }

  private mutating func scan(_ bytes: borrowing Span<UInt8>, _ from: Int) {
    let count = bytes.count
    self.from = from
    end = count
    var i = from
    if i == 0, count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { i = 3 }
    beginLine(bytes, i)
    while i < count {
      let byte = bytes[unchecked: i]
      if byte | 0x20 &- 0x61 < 26 || byte == 0x20 {
        i &+= 1
        continue
      }
      switch byte {
      case 0x0A:
        i &+= 1
        endLine(bytes, i)
        if i >= stop, i < count, start == i, head < 0 || head >= i, stack.isEmpty {
          end = i
          return
        }
      case 0x22:
        let string = quoted(bytes, i)
        if string.flags.contains(.wide) { checkWide(bytes, i, string.end) }
        i = string.end
      case 0x2F where i &+ 1 < count && bytes[unchecked: i &+ 1] == 0x2F:
        i = comment(bytes, i)
      case 0x2F where i &+ 1 < count && bytes[unchecked: i &+ 1] == 0x2A:
        i = blockComment(bytes, i)
      case 0x7B, 0x28, 0x5B:
        open(byte == 0x7B ? .leftBrace : byte == 0x28 ? .leftParen : .leftBracket)
        i &+= 1
      case 0x7D, 0x29, 0x5D:
        close(byte == 0x7D ? .leftBrace : byte == 0x29 ? .leftParen : .leftBracket)
        i &+= 1
      case 0x3D, 0x3A, 0x7C:
        i &+= 1
        continuation = i
      case 0x27, 0x80...:
        i = unusual(bytes, i)
      case 0x00..<0x20:
        if byte != 0x09 { control(bytes, i) }
        i &+= 1
      default:
        i &+= 1
      }
      if isUnreadable { return }
    }
    endExtent(count, isLast: true)
  }

  /// The string that opens at `i`, block or not, with the control characters in it reported.
  private mutating func quoted(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Scan.StringEnd {
    let isBlock = i &+ 2 < bytes.count && bytes[unchecked: i &+ 1] == 0x22 && bytes[unchecked: i &+ 2] == 0x22
    let string = isBlock ? Scan.blockString(bytes, i) : Scan.string(bytes, i)
    checkControls(bytes, i, string.end)
    return string
  }

  private mutating func comment(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Int {
    let end = Scan.lineEnd(bytes, i)
    checkControls(bytes, i, end)
    checkWide(bytes, i, end)
    if Allowance.begins(bytes, i, end) { hasAllowances = true }
    // A comment after `=` changes nothing: the entry still goes on.
    if continuation >= 0, Scan.blanks(bytes, continuation) == i { continuation = end }
    return end
  }

  /// A block comment is an error, but what is in it is none: the lexer takes it whole, and so does this.
  private mutating func blockComment(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Int {
    let end = Scan.blockComment(bytes, i)
    checkControls(bytes, i, end)
    checkWide(bytes, i, end)
    if continuation >= 0, Scan.blanks(bytes, continuation) == i { continuation = end }
    return end
  }

  private mutating func open(_ opening: TokenKind) {
    if stack.isEmpty, opening == .leftBrace, !isJoined { hasBody = true }
    stack.append(opening)
    depths[Int(opening.rawValue)] += 1
  }

  private mutating func close(_ opening: TokenKind) {
    guard depths[Int(opening.rawValue)] > 0 else { return }
    while let last = stack.popLast() {
      depths[Int(last.rawValue)] -= 1
      if last == opening { return }
    }
  }

  private mutating func closeAll() {
    for opening in stack { depths[Int(opening.rawValue)] = 0 }
    stack.removeAll(keepingCapacity: true)
  }

  // MARK: Lines

  /// A line has ended; the next begins at `i`.
  private mutating func endLine(_ bytes: borrowing Span<UInt8>, _ i: Int) {
    if continuation >= 0 {
      let blank = Scan.blanks(bytes, continuation)
      let isOpen = blank >= i &- 1 || (blank == i &- 2 && bytes[unchecked: blank] == 0x0D)
      continues = isOpen
      // Blank lines and comments after `=` keep it open.
      continuation = isOpen ? i : -1
    } else {
      continues = false
    }
    if stack.isEmpty && !continues {
      if head >= 0, !joinsNext(bytes, i), !joinsDeeper(bytes, i) { endExtent(i, isLast: false) }
      if head < 0 { beginLine(bytes, i) }
    } else if startsDeclaration(bytes, i) {
      closeAll()
      continuation = -1
      endExtent(i, isLast: false)
      beginLine(bytes, i)
    }
  }

  /// At the top level, between declarations: if the line at `i` has a token, the declaration begins there.
  private mutating func beginLine(_ bytes: borrowing Span<UInt8>, _ i: Int) {
    var at = Scan.blanks(bytes, i)
    while at &+ 1 < bytes.count, bytes[unchecked: at] == 0x2F, bytes[unchecked: at &+ 1] == 0x2A {
      at = Scan.blanks(bytes, Scan.blockComment(bytes, at))
    }
    guard at < bytes.count else { return }
    switch bytes[unchecked: at] {
    case 0x0A, 0x0D, 0x2C: return
    case 0x2F where at &+ 1 < bytes.count && bytes[unchecked: at &+ 1] == 0x2F: return
    default: break
    }
    head = at
    headIndentation = at &- i
    hasBody = false
    isJoined = false
    pending = declaration(bytes, at)
  }

  /// Whether the line at `i` belongs to the declaration before it although a line break should have ended that: a bracket,
  /// `|`, `=`, a string or `like` on the next line is one slip, not two declarations.
  private func joinsNext(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Bool {
    let at = Scan.blanks(bytes, i)
    guard at < bytes.count else { return false }
    switch bytes[unchecked: at] {
    case 0x7B, 0x28, 0x5B, 0x7D, 0x29, 0x5D, 0x7C, 0x3D, 0x22: return true
    case 0x6C:
      let end = Scan.name(bytes, at).end
      return WordFinder.shared.word(bytes, at, end) == .like
    default: return false
    }
  }

  /// Whether the line at `i`, indented deeper than the declaration, belongs to it because its `{` was lost: that is one
  /// slip, not as many as there are lines.
  private mutating func joinsDeeper(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Bool {
    switch pending?.kind ?? .unknown {
    case .import, .let, .locales, .trailing: return false
    case .type, .bot, .flow, .message, .base: if hasBody { return false }
    case .unknown: break
    }
    let at = Scan.blanks(bytes, i)
    guard at &- i > headIndentation, at < bytes.count else { return false }
    switch bytes[unchecked: at] {
    case 0x0A, 0x0D, 0x2F, 0x2C: return false
    default: isJoined = !startsDeclaration(bytes, i, inBrackets: false)
    }
    return isJoined
  }

  private mutating func endExtent(_ end: Int, isLast: Bool) {
    continues = false
    continuation = -1
    if head >= 0 {
      let (kind, name) = pending ?? (.unknown, ByteRange(at: UInt32(head)))
      add(kind, end, name, UInt32(head))
    } else if isLast, start < end {
      add(.trailing, end, ByteRange(at: UInt32(end)), UInt32(end))
    }
    head = -1
    pending = nil
  }

  private mutating func add(_ kind: DeclarationKind, _ end: Int, _ name: ByteRange, _ head: UInt32) {
    extents.append(Extent(kind: kind, range: ByteRange(UInt32(start), UInt32(end)), name: name, head: head))
    start = end
  }

  // MARK: First words

  /// What the line whose first token stands at `at` declares.
  private func declaration(_ bytes: borrowing Span<UInt8>, _ at: Int) -> (DeclarationKind, ByteRange) {
    let end = Scan.name(bytes, at).end
    let none = ByteRange(at: UInt32(at))
    guard let kind = Outline.kinds[Int(WordFinder.shared.word(bytes, at, end).rawValue)] else {
      return (.unknown, none)
    }
    let operand = Scan.blanks(bytes, end)
    guard operand < bytes.count else { return (kind, none) }
    let nameEnd = Scan.name(bytes, operand).end
    if nameEnd > operand { return (kind, ByteRange(UInt32(operand), UInt32(nameEnd))) }
    if kind == .flow, bytes[unchecked: operand] == 0x22 {
      let string = Scan.string(bytes, operand)
      if string.isClosed { return (kind, ByteRange(UInt32(operand) + 1, UInt32(string.end) - 1)) }
    }
    return (kind, none)
  }

  /// The kind of declaration that each word begins.
  private static let kinds: [DeclarationKind?] = Word.allCases.map { word in
    switch word {
    case .import: .import
    case .locales: .locales
    case .let: .let
    case .type: .type
    case .bot: .bot
    case .flow: .flow
    case .message: .message
    case .base: .base
    default: nil
    }
  }

  /// Whether the line at `i`, inside brackets or after `=`, is so plainly the start of a declaration that what is open is
  /// closed before it: `import`, `let`, `message` or `base` and a name or string, `flow NAME {` or `flow NAME from`,
  /// `bot NAME {`, `type NAME =`, or `locales` in the first column (outside brackets in any).
  private func startsDeclaration(_ bytes: borrowing Span<UInt8>, _ i: Int, inBrackets: Bool = true) -> Bool {
    let at = Scan.blanks(bytes, i)
    guard at &+ 1 < bytes.count, Outline.mayDeclare(bytes[unchecked: at], bytes[unchecked: at &+ 1]) else {
      return false
    }
    let end = Scan.name(bytes, at).end
    let word = WordFinder.shared.word(bytes, at, end)
    guard word.rawValue <= Word.base.rawValue, word != .none else { return false }
    let operand = Scan.blanks(bytes, end)
    if word == .locales {
      return (at == i || !inBrackets) && operand > end && operand < bytes.count && bytes[operand] > 0x20
        && bytes[operand] != 0x3A
    }
    guard operand < bytes.count, operand > end || bytes[operand] == 0x22 else { return false }
    var operandEnd = Scan.name(bytes, operand).end
    if bytes[unchecked: operand] == 0x22 { operandEnd = Scan.string(bytes, operand).end }
    guard operandEnd > operand else { return false }
    let next = Scan.blanks(bytes, operandEnd)
    let byte: UInt8 = next < bytes.count ? bytes[unchecked: next] : 0x0A
    switch word {
    case .import, .let, .message, .base: return true
    case .flow:
      if byte == 0x7B { return true }
      return WordFinder.shared.word(bytes, next, Scan.name(bytes, next).end) == .from
    case .bot: return byte == 0x7B
    default: return byte == 0x3D
    }
  }

  /// Whether two letters can begin a word that begins a declaration; most lines of a body are out by them.
  @inline(__always)
  private static func mayDeclare(_ first: UInt8, _ second: UInt8) -> Bool {
    guard first &- 0x61 < 26, second &- 0x61 < 26 else { return false }
    return seconds[Int(first &- 0x61)] >> UInt32(second &- 0x61) & 1 == 1
  }

  /// For each first letter, the second letters of declarations' words, a bit each.
  private static let seconds: [UInt32] = {
    var seconds = [UInt32](repeating: 0, count: 26)
    for word in Word.declarations {
      let letters = Array(word.utf8)
      seconds[Int(letters[0] - 0x61)] |= 1 << UInt32(letters[1] - 0x61)
    }
    return seconds
  }()

  // MARK: Bytes

  private mutating func fault(_ kind: SyntaxFaultKind, _ start: Int, _ end: Int) {
    faults.append(SyntaxFault(kind, ByteRange(UInt32(start), UInt32(end))))
    if faults.count >= Outline.faultLimit { isUnreadable = true }
  }

  /// A control character at `i`.
  private mutating func control(_ bytes: borrowing Span<UInt8>, _ i: Int) {
    if bytes[unchecked: i] == 0x0D {
      if i &+ 1 < bytes.count, bytes[unchecked: i &+ 1] == 0x0A { return }
      fault(.loneCarriageReturn, i, i + 1)
    } else {
      fault(.controlCharacter, i, i + 1)
    }
  }

  private mutating func checkControls(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) {
    var i = start
    while i < end {
      let byte = bytes[unchecked: i]
      if byte < 0x20, byte != 0x09, byte != 0x0A { control(bytes, i) }
      if isUnreadable { return }
      i &+= 1
    }
  }

  /// Checks the code points from `start` up to `end`: well-formed, and no bidirectional control among them.
  private mutating func checkWide(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) {
    var i = start
    while i < end, !isUnreadable {
      if bytes[unchecked: i] < 0x80 {
        i &+= 1
      } else {
        i = checkScalar(bytes, i)
      }
    }
  }

  /// Checks the code point outside ASCII at `i` and gives the offset after it.
  private mutating func checkScalar(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Int {
    // The common accents: two bytes, nothing in them is forbidden but U+061C.
    let lead = bytes[unchecked: i]
    if lead >= 0xC2, lead < 0xD8, i &+ 1 < bytes.count, bytes[unchecked: i &+ 1] & 0xC0 == 0x80 { return i &+ 2 }
    guard let (scalar, length) = Scan.scalar(bytes, i) else {
      fault(.invalidUTF8, i, i + 1)
      return i &+ 1
    }
    if isBidirectionalControl(scalar) { fault(.bidirectionalControl, i, i + length) }
    return i &+ length
  }

  /// A pasted quote or a code point outside ASCII at `i`, outside strings and comments.
  private mutating func unusual(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Int {
    if Scan.pastedQuote(bytes, i) > 0, let string = Scan.pastedString(bytes, i) {
      checkControls(bytes, i, string.end)
      checkWide(bytes, i, string.end)
      return string.end
    }
    return bytes[i] < 0x80 ? i &+ 1 : checkScalar(bytes, i)
  }
}

/// Whether `scalar` is one of the twelve controls that turn text around.
package func isBidirectionalControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
  default: false
  }
}
