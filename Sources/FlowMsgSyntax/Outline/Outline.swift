package import FlowMsgText

/// What a declaration declares, as far as its first words tell.
package enum DeclarationKind: UInt8, CaseIterable, Sendable {
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
  /// Where the first word is.
  package var head: UInt32
  /// Of a message: whether its body follows its name, without parameters or `like` between them.
  package var isPlain = true
  /// Whether a comment in it begins with `flowmsg-allow`.
  package var hasAllowance = false
  /// Whether its first byte is the first of the file, where a byte-order mark may be.
  package var beginsFile: Bool

  package init(kind: DeclarationKind, range: ByteRange, name: ByteRange, head: UInt32) {
    self.kind = kind
    self.range = range
    self.name = name
    self.head = head
    beginsFile = range.start == 0
  }

  /// The same, counted from its own first byte: what its bytes by themselves are parsed with.
  package var relative: Extent {
    var extent = self
    extent.range = ByteRange(0, UInt32(range.count))
    extent.name = name.relative(to: range.start)
    extent.head = head > range.start ? head &- range.start : 0
    return extent
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
  package internal(set) var extents: ContiguousArray<Extent> = []
  /// Bytes that no text may hold, in order; at most `faultLimit`.
  package internal(set) var faults: [SyntaxFault] = []
  /// Words that were read in another encoding, in order; at most `misreadLimit`.
  package internal(set) var misread: [ByteRange] = []
  /// Whether the file is so far from text that it was not read beyond the faults.
  package internal(set) var isUnreadable = false
  /// Whether a comment somewhere begins with `flowmsg-allow`.
  package internal(set) var hasAllowances = false
  /// Whether there is a base, or a message with parameters or `like`.
  package internal(set) var hasBuilt = false
  /// Whether there is one in the declaration that is being cut.
  var hasAllowance = false
  /// Whether the current message begins plainly.
  var isPlain = true

  /// So many bad bytes are reported one by one; a file with more is not read on.
  package static let faultLimit = 20
  /// So many misread words are reported: in a file with more it is one thing.
  package static let misreadLimit = 100

  /// Where this part begins, and where it ended.
  var from = 0
  var end = 0
  /// From here on the part ends at the first line between declarations.
  var stop = 0
  var stack = BracketStack()
  var start = 0
  var head = -1
  /// How far the line of `head` is indented.
  var headIndentation = 0
  /// Whether the declaration's `{` was found; not one of a line that was joined to it in its absence.
  var hasBody = false
  var isJoined = false
  var pending: (kind: DeclarationKind, name: ByteRange)?
  /// Whether a `}` closed nothing since the current declaration began.
  var hasSurplus = false
  /// The last declaration with a body behind which there was nothing but what may be entries of it, or -1.
  var bodyOwner = -1
  /// The offset after the last `=`, `:` or `|` on this line, when nothing but blanks and comments follow: the entry goes on.
  var continuation = -1
  var continues = false
  let tools = OutlineTools.shared

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

  mutating func finish() {
    if isUnreadable { extents.removeAll() }
  }

  mutating func scan(_ bytes: borrowing Span<UInt8>, _ from: Int) {
    let count = bytes.count
    self.from = from
    end = count
    var i = from
    if i == 0, count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { i = 3 }
    beginLine(bytes, i)
    while i < count {
      let byte = bytes[unchecked: i]
      if tools.tables.outline[byte] == 0 {
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
        let isClosed = stack.close(byte == 0x7D ? .leftBrace : byte == 0x29 ? .leftParen : .leftBracket)
        if !isClosed, byte == 0x7D { hasSurplus = true }
        i &+= 1
      case 0x3D, 0x3A, 0x7C:
        i &+= 1
        continuation = i
      case 0x2C:
        if stack.isEmpty { endAtComma(bytes, i) }
        i &+= 1
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
    endExtent(bytes, count, isLast: true)
  }

  /// The string that opens at `i`, block or not, with the control characters in it reported.
  mutating func quoted(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Scan.StringEnd {
    let isBlock = i &+ 2 < bytes.count && bytes[unchecked: i &+ 1] == 0x22 && bytes[unchecked: i &+ 2] == 0x22
    let string = isBlock ? Scan.blockString(bytes, i) : Scan.string(bytes, i, tools.tables.string)
    if string.flags.contains(.control) { checkControls(bytes, i, string.end) }
    return string
  }

  mutating func comment(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Int {
    let end = Scan.lineEnd(bytes, i)
    checkControls(bytes, i, end)
    checkWide(bytes, i, end)
    if Allowance.begins(bytes, i, end) { (hasAllowances, hasAllowance) = (true, true) }
    // A comment after `=` changes nothing: the entry still goes on.
    if continuation >= 0, Scan.blanks(bytes, continuation) == i { continuation = end }
    return end
  }

  /// A block comment is an error, but what is in it is none: the lexer takes it whole, and so does this.
  mutating func blockComment(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Int {
    let end = Scan.blockComment(bytes, i)
    checkControls(bytes, i, end)
    checkWide(bytes, i, end)
    if continuation >= 0, Scan.blanks(bytes, continuation) == i { continuation = end }
    return end
  }

  mutating func open(_ opening: TokenKind) {
    if stack.isEmpty, opening == .leftBrace, !isJoined { hasBody = true }
    stack.push(opening)
  }

  // MARK: Lines

  /// A line has ended; the next begins at `i`.
  mutating func endLine(_ bytes: borrowing Span<UInt8>, _ i: Int) {
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
      if head >= 0, !joinsNext(bytes, i), !joinsDeeper(bytes, i) { endExtent(bytes, i, isLast: false) }
      if head < 0 { beginLine(bytes, i) }
    } else if Outline.startsDeclaration(bytes, i, tools) {
      stack.removeAll()
      continuation = -1
      endExtent(bytes, i, isLast: false)
      beginLine(bytes, i)
    }
  }

  /// Outside brackets there is a comma at `i`: where a declaration plainly follows it on the line, it was meant to end the
  /// one before. It is part of the next, which reports it.
  mutating func endAtComma(_ bytes: borrowing Span<UInt8>, _ i: Int) {
    guard head < 0 || head < i, Outline.startsDeclaration(bytes, i &+ 1, tools) else { return }
    if head >= 0 { endExtent(bytes, i, isLast: false) }
    beginLine(bytes, i &+ 1)
  }

  /// At the top level, between declarations: if the line at `i` has a token, the declaration begins there.
  mutating func beginLine(_ bytes: borrowing Span<UInt8>, _ i: Int) {
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
    pending = Outline.declaration(bytes, at, tools)
    if let (kind, name) = pending, kind == .message {
      let next = Scan.blanks(bytes, Int(name.end))
      isPlain = next < bytes.count && bytes[unchecked: next] == 0x7B
    }
  }

  /// Whether the line at `i` belongs to the declaration before it although a line break should have ended that: a bracket,
  /// `|`, `=`, a string or `like` on the next line is one slip, not two declarations.
  func joinsNext(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Bool {
    let at = Scan.blanks(bytes, i)
    guard at < bytes.count else { return false }
    switch bytes[unchecked: at] {
    case 0x7B, 0x28, 0x5B, 0x7D, 0x29, 0x5D, 0x7C, 0x3D, 0x22: return true
    case 0x6C:
      let end = Scan.name(bytes, at).end
      return tools.words.word(bytes, at, end) == .like
    default: return false
    }
  }

  /// Whether the line at `i`, indented deeper than the declaration, belongs to it because its `{` was lost: that is one
  /// slip, not as many as there are lines.
  mutating func joinsDeeper(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Bool {
    switch pending?.kind ?? .unknown {
    case .import, .let, .locales, .trailing: return false
    case .type, .bot, .flow, .message, .base: if hasBody { return false }
    case .unknown: break
    }
    let at = Scan.blanks(bytes, i)
    guard at &- i > headIndentation, at < bytes.count else { return false }
    switch bytes[unchecked: at] {
    case 0x0A, 0x0D, 0x2F, 0x2C: return false
    default: isJoined = !Outline.startsDeclaration(bytes, i, tools, inBrackets: false)
    }
    return isJoined
  }

  mutating func endExtent(_ bytes: borrowing Span<UInt8>, _ end: Int, isLast: Bool) {
    continues = false
    continuation = -1
    if head >= 0 {
      let (kind, name) = pending ?? (.unknown, ByteRange(at: UInt32(head)))
      add(kind, end, name, UInt32(head))
      rejoin(bytes)
    } else if isLast, start < end {
      add(.trailing, end, ByteRange(at: UInt32(end)), UInt32(end))
    }
    head = -1
    pending = nil
  }

  mutating func add(_ kind: DeclarationKind, _ end: Int, _ name: ByteRange, _ head: UInt32) {
    var extent = Extent(kind: kind, range: ByteRange(UInt32(start), UInt32(end)), name: name, head: head)
    if kind == .base || !isPlain { extent.isPlain = false }
    if !extent.isPlain { hasBuilt = true }
    extent.hasAllowance = hasAllowance
    extents.append(extent)
    (isPlain, hasAllowance) = (true, false)
    start = end
  }
}

/// Whether `scalar` is one of the twelve controls that turn text around.
package func isBidirectionalControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
  default: false
  }
}
