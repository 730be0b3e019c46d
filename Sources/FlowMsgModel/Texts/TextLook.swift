/// How a text looks to whatever reads it: whether there is anything to be seen, and which characters break a line or show
/// as nothing. The one place for sources, rows and request bodies. (Unicode; that WhatsApp shows no more is an inference.)
public enum TextLook {
  /// Whether nothing of a text can be seen: it is empty, or made of blanks, controls and invisible characters alone
  /// (Default_Ignorable_Code_Point, and U+2800, a blank pattern of Braille).
  public static func isBlank(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    // Nearly every text begins with a letter, plain or with an accent, which settles it.
    guard let first = text.first else { return true }
    if first > 0x20, first < 0x7F || (first >= 0xC3 && first < 0xCC) { return false }
    return String(decoding: text, as: UTF8.self).unicodeScalars.allSatisfy(isInvisible)
  }

  /// The numbers of bytes that are blank at the start and at the end, if either is more than 0.
  package static func outerBlanks(_ text: UnsafeBufferPointer<UInt8>) -> (start: Int, end: Int)? {
    guard text.count > 0, text.isBlank(at: 0) || text.isBlank(before: text.count) else { return nil }
    var start = 0
    while start < text.count, text.isBlank(at: start) { start += text.scalar(at: start).count }
    var end = text.count
    while end > start, text.isBlank(before: end) { end -= text.scalar(before: end).count }
    return (start, text.count - end)
  }

  /// The first word that says that a text is still to be written: `TODO:`, `FIXME` or `lorem ipsum`. `MÉTODO:` is none.
  package static func placeholder(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    text.indices.lazy.compactMap { i in
      let count =
        text.has("TODO:", at: i) || text.has("FIXME", at: i)
        ? 5 : text.has("lorem ipsum", at: i, ignoringCase: true) ? 11 : 0
      return count > 0 && (i == 0 || !text.scalar(before: i).value.isWordPart) ? i..<i + count : nil
    }.first
  }

  /// Whether a character shows nothing by itself.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
      || scalar.properties.generalCategory == .control || scalar == "\u{2800}"
  }

  /// The place of the first character that breaks the line or is a control, in bytes; where a text may have several lines
  /// line feeds, carriage returns before them, and tabs pass. Nil if there is none.
  public static func firstControl(_ text: UnsafeBufferPointer<UInt8>, allowsLines: Bool) -> Int? {
    var i = 0
    while i < text.count {
      let byte = text[i]
      if byte < 0x20 || byte == 0x7F {
        let passes = byte == 0x0A || byte == 0x09 || (byte == 0x0D && i &+ 1 < text.count && text[i &+ 1] == 0x0A)
        if !allowsLines || !passes { return i }
      } else if byte == 0xC2, i &+ 1 < text.count, text[i &+ 1] < 0xA0 {
        return i
      } else if byte == 0xE2, i &+ 2 < text.count, text[i &+ 1] == 0x80, text[i &+ 2] == 0xA8 || text[i &+ 2] == 0xA9 {
        return i
      }
      i &+= 1
    }
    return nil
  }

  /// Whether `firstControl` may find anything in a text of one line: looked at eight bytes at a time, as every text of every
  /// message comes here.
  public static func mayHaveControls(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let bytes = UnsafeRawBufferPointer(text)
    var found: UInt64 = 0
    var i = 0
    while i &+ 8 <= text.count {
      found |= suspects(bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      i &+= 8
    }
    while i < text.count {
      let byte = text[i]
      if byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 { return true }
      i &+= 1
    }
    return found != 0
  }

  /// A bit for each byte that is a control, or begins a character of which some are.
  @inline(__always)
  private static func suspects(_ word: UInt64) -> UInt64 {
    let low = ((word & all(0x7F)) &+ all(0x60)) | word
    return (~low & all(0x80)) | equal(word, 0x7F) | equal(word, 0xC2) | equal(word, 0xE2)
  }

  @inline(__always)
  private static func equal(_ word: UInt64, _ byte: UInt64) -> UInt64 {
    let other = word ^ all(byte)
    return (other &- all(1)) & ~other & all(0x80)
  }

  @inline(__always)
  private static func all(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

  /// What the character at `i`, a valid index that `firstControl` gave, is called.
  public static func noun(of text: UnsafeBufferPointer<UInt8>, at i: Int) -> String {
    switch text[i] {
    case 0x0A, 0x0D: return "a line break"
    case 0x09: return "a tab"
    default:
      let scalar = String(decoding: text[i..<min(text.count, i + 4)], as: UTF8.self).unicodeScalars.first
      let hex = String(scalar?.value ?? 0, radix: 16, uppercase: true)
      let code = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
      let breaks: Bool =
        switch scalar?.value {
        case 0x0B, 0x0C, 0x85, 0x2028, 0x2029: true
        default: false
        }
      return breaks ? "a line break (\(code))" : "a control character (\(code))"
    }
  }
}
