/// The lexical shapes that both the outline and the lexer walk over: one definition of where a string, a comment or a
/// code point ends. Every function takes the offset of the first byte and gives the offset after the last.
enum Scan {
  /// The end of the line on which `i` is: the offset of its LF (or of the CR before it), or the end of the text.
  static func lineEnd(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Int {
    var i = i
    while i < bytes.count, bytes[unchecked: i] != 0x0A { i &+= 1 }
    if i < bytes.count, i > 0, bytes[unchecked: i &- 1] == 0x0D { i &-= 1 }
    return i
  }

  /// The offset of the first byte at or after `i` that is neither space nor tab.
  @inline(__always)
  static func blanks(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Int {
    var i = i
    while i < bytes.count, bytes[unchecked: i] == 0x20 || bytes[unchecked: i] == 0x09 { i &+= 1 }
    return i
  }

  /// Whether the line begins at `i`'s own offset up to `i` with nothing but blanks, and how many: the indentation of the
  /// line that holds `i`.
  static func indentation(_ bytes: borrowing Span<UInt8>, ofLineWith i: Int) -> Int {
    var start = i
    while start > 0, bytes[unchecked: start &- 1] != 0x0A { start &-= 1 }
    if start == 0, bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
    return blanks(bytes, start) &- start
  }

  /// What a one-line string was found to be.
  struct StringEnd {
    var end: Int
    var flags: TokenFlags
    var isClosed: Bool
  }

  /// A string that opens with the `"` at `start`: up to its closing quote, or to the line's end. `table` is
  /// `ByteTables.string`.
  @inline(__always)
  static func string(_ bytes: borrowing Span<UInt8>, _ start: Int, _ table: ByteTable) -> StringEnd {
    var bits: UInt8 = 0
    var i = start &+ 1
    let count = bytes.count
    while i < count {
      let kind = table[bytes[unchecked: i]]
      bits |= kind
      i &+= 1
      if kind < ByteTables.stop { continue }
      switch bytes[unchecked: i &- 1] {
      case 0x22: return StringEnd(end: i, flags: TokenFlags(bits & ~ByteTables.stop), isClosed: true)
      case 0x0A:
        let end = bytes[unchecked: i &- 2] == 0x0D ? i &- 2 : i &- 1
        return StringEnd(end: end, flags: TokenFlags(bits & ~ByteTables.stop), isClosed: false)
      // A `\`: what it escapes is none of a string's ends, unless that is the line's.
      default:
        if i < count, bytes[unchecked: i] != 0x0A, bytes[unchecked: i] != 0x0D {
          bits |= table[bytes[unchecked: i]]
          i &+= 1
        }
      }
    }
    return StringEnd(end: count, flags: TokenFlags(bits & ~ByteTables.stop), isClosed: false)
  }

  /// A block string that opens with the `"""` at `start`: up to its closing delimiter. A line indented less than the line
  /// that opens it ends a forgotten one, before that line.
  static func blockString(_ bytes: borrowing Span<UInt8>, _ start: Int) -> StringEnd {
    // Only where it goes on to another line: a line of many short ones is not walked back for each.
    var indentation = -1
    let count = bytes.count
    var flags = TokenFlags()
    var i = start &+ 3
    var lastEnd = i
    var hasContent = true
    while true {
      while i < count, bytes[unchecked: i] != 0x0A {
        let byte = bytes[unchecked: i]
        if byte > 0x20 { hasContent = true }
        switch byte {
        case 0x5C:
          flags.insert(.escape)
          i &+= 1
          if i < count, bytes[unchecked: i] == 0x0A || bytes[unchecked: i] == 0x0D { continue }
        case 0x22:
          if i &+ 2 < count, bytes[unchecked: i &+ 1] == 0x22, bytes[unchecked: i &+ 2] == 0x22 {
            return StringEnd(end: i &+ 3, flags: flags, isClosed: true)
          }
        case 0x7B, 0x7D, 0x24: flags.insert(.brace)
        case 0x00...0x08, 0x0B...0x1F: flags.insert(.control)
        case 0x2A, 0x5F, 0x7E, 0x60: flags.insert(.mark)
        case 0x80...: flags.insert(.wide)
        default: break
        }
        i &+= 1
      }
      i = min(i, count)
      if hasContent { lastEnd = max(start &+ 3, bytes[i &- 1] == 0x0D ? i &- 1 : i) }
      // A blank line never ends it; any other that is indented too little does.
      let text = i < count ? blanks(bytes, i &+ 1) : count
      if indentation < 0 { indentation = Scan.indentation(bytes, ofLineWith: start) }
      let isBlank = text < count && (bytes[unchecked: text] == 0x0A || bytes[unchecked: text] == 0x0D)
      if text >= count || (!isBlank && text &- i &- 1 < indentation) {
        return StringEnd(end: lastEnd, flags: flags, isClosed: false)
      }
      i &+= 1
      hasContent = false
    }
  }

  /// A comment that opens with the `/*` at `start`: up to its `*/`, which may be on a later line; or to the line's end
  /// if there is none before another `/*` (so that a file of many is not walked through for each).
  static func blockComment(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int {
    var i = start &+ 2
    while i &+ 1 < bytes.count {
      if bytes[unchecked: i] == 0x2A, bytes[unchecked: i &+ 1] == 0x2F { return i &+ 2 }
      if bytes[unchecked: i] == 0x2F, bytes[unchecked: i &+ 1] == 0x2A { break }
      i &+= 1
    }
    return lineEnd(bytes, start)
  }

  /// A text between pasted quotes that open at `start`: up to the closing one on the line, or nil. Double quotes close
  /// double ones and single single ones; a single one before a letter is an apostrophe, unless no other closes.
  static func pastedString(_ bytes: borrowing Span<UInt8>, _ start: Int) -> StringEnd? {
    let isSingle = isSingleQuote(bytes, start)
    var flags = TokenFlags.faulty
    var last: Int?
    var isEscaped = false
    var i = start &+ pastedQuote(bytes, start)
    while i < bytes.count, bytes[unchecked: i] != 0x0A {
      let byte = bytes[unchecked: i]
      let width = byte == 0x22 ? 1 : pastedQuote(bytes, i)
      if width > 0, byte == 0x22 ? !isSingle : isSingleQuote(bytes, i) == isSingle {
        let after = i &+ width
        last = after
        if !isEscaped, !isSingle || after >= bytes.count || Scan.name(bytes, after).end == after {
          return StringEnd(end: after, flags: flags, isClosed: true)
        }
      }
      isEscaped = byte == 0x5C && !isEscaped
      if byte >= 0x80 { flags.insert(.wide) }
      i &+= max(1, width)
    }
    return last.map { StringEnd(end: $0, flags: flags, isClosed: true) }
  }

  /// Whether the pasted quote at `i` is a single one: `'` ‘ ’ ‚ ‛.
  private static func isSingleQuote(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Bool {
    bytes[i] == 0x27 || (bytes[i] == 0xE2 && bytes[i &+ 2] < 0x9C)
  }

  /// The number of bytes of the pasted quote at `i`: `'`, “ ” „ ‟ ‘ ’ ‚ ‛ « »; 0 if there is none.
  static func pastedQuote(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Int {
    switch bytes[i] {
    case 0x27: return 1
    case 0xE2 where i &+ 2 < bytes.count && bytes[i &+ 1] == 0x80: return 0x98...0x9F ~= bytes[i &+ 2] ? 3 : 0
    case 0xC2 where i &+ 1 < bytes.count: return bytes[i &+ 1] == 0xAB || bytes[i &+ 1] == 0xBB ? 2 : 0
    default: return 0
    }
  }

  /// The code point at `i` and its length; nil where the bytes are no UTF-8.
  static func scalar(_ bytes: borrowing Span<UInt8>, _ i: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    let lead = bytes[i]
    if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4, i &+ length <= bytes.count else { return nil }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for j in 1..<length {
      let byte = bytes[i &+ j]
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard length == 2 || value >= (length == 3 ? 0x800 : 0x10000), let scalar = Unicode.Scalar(value) else {
      return nil
    }
    return (scalar, length)
  }

  /// The end of the name that begins at `start`, greedily with every hyphen in it, and whether it is well formed. `start`
  /// itself if no name begins there.
  static func name(_ bytes: borrowing Span<UInt8>, _ start: Int) -> (end: Int, flags: TokenFlags, isWellFormed: Bool) {
    var i = start
    var flags = TokenFlags()
    var wellFormed = true
    var last: UInt8 = 0
    while i < bytes.count {
      let byte = bytes[unchecked: i]
      if byte | 0x20 &- 0x61 < 26 || byte == 0x5F {
        i &+= 1
      } else if i > start, byte &- 0x30 < 10 {
        i &+= 1
      } else if i > start, byte == 0x2D {
        if last == 0x2D { wellFormed = false }
        i &+= 1
      } else if byte >= 0x80, let (scalar, length) = scalar(bytes, i), isLetter(scalar, first: i == start) {
        flags.insert(.wide)
        i &+= length
      } else {
        break
      }
      last = byte
    }
    return (i, flags, wellFormed && last != 0x2D)
  }

  /// Whether a code point outside ASCII may be in a name: letters, and after the first also marks and digits, so that
  /// decomposed accents are one name (reported as not in NFC).
  private static func isLetter(_ scalar: Unicode.Scalar, first: Bool) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    case .nonspacingMark, .spacingMark, .decimalNumber: !first
    default: false
    }
  }
}
