/// Text that was saved as UTF-8 and read as Windows-1252: `ConfirmaÃ§Ã£o`, which reads `Confirmação`.
///
/// A word is taken for such if all its characters have a byte in Windows-1252, those bytes are UTF-8, and what they say is
/// made of Latin letters, punctuation, symbols and emoji.
public enum MisreadText {
  /// What is reported of a word.
  public static func message(_ word: String, _ reading: String) -> String {
    "`\(word)` looks like `\(reading)`, read in another encoding"
  }

  /// What to do about it.
  public static let help = "it was saved as UTF-8 and opened as Windows-1252: open it as UTF-8, or write it again"

  /// The first word of `bytes`, UTF-8, that is such a text, from `start` on, and what it reads.
  public static func first(
    in bytes: borrowing Span<UInt8>, from start: Int = 0
  ) -> (range: ByteRange, reading: String)? {
    var i = start
    while i &+ 2 < bytes.count {
      if bytes[i] == 0xC3, mayBegin(bytes, i), let range = word(bytes, around: i) {
        let word = (Int(range.start)..<Int(range.end)).map { bytes[$0] }
        if let reading = reading(of: word) { return (range, reading) }
      }
      i &+= 1
    }
    return nil
  }

  /// Whether the two characters from `i` on, a valid index, may be the first two bytes of a character: `Ã` and its like,
  /// and one that represents a byte from 0x80 to 0xBF.
  public static func mayBegin(_ bytes: borrowing Span<UInt8>, _ i: Int) -> Bool {
    guard i &+ 3 < bytes.count, bytes[i] == 0xC3, 0x82...0xB4 ~= bytes[i &+ 1] else { return false }
    switch bytes[i &+ 2] {
    case 0xC2, 0xE2, 0xC5, 0xC6, 0xCB: return true
    default: return false
    }
  }

  /// The word around `i`, if it is such a text.
  public static func word(_ bytes: borrowing Span<UInt8>, around i: Int) -> ByteRange? {
    var start = i
    while start > 0, i &- start < longest, isPart(bytes[start &- 1]) { start &-= 1 }
    var end = i
    while end < bytes.count, end &- i < longest, isPart(bytes[end]) { end &+= 1 }
    let word = (start..<end).map { bytes[$0] }
    guard reading(of: word) != nil else { return nil }
    return ByteRange(UInt32(clamping: start), UInt32(clamping: end))
  }

  /// A word has at most this many bytes on either side; a longer one is none.
  private static let longest = 200

  private static func isPart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2D || byte == 0x27 || byte == 0x5F
  }

  /// What `word`, UTF-8, says in truth; nil if it is no such text.
  public static func reading(of word: [UInt8]) -> String? {
    guard let text = String(validating: word, as: UTF8.self) else { return nil }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard let byte = byte(of: scalar) else { return nil }
      bytes.append(byte)
    }
    guard let reading = String(validating: bytes, as: UTF8.self), reading.utf8.count < word.count,
      reading.unicodeScalars.allSatisfy(isUsual), !isShoutedWithPunctuation(Array(text.unicodeScalars))
    else { return nil }
    return reading
  }

  /// The byte of a character in Windows-1252; characters from U+0080 to U+009F are taken for theirs.
  private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x100 { return UInt8(scalar.value) }
    return extras.firstIndex(of: scalar).map { UInt8(0x80 + $0) }
  }

  /// Windows-1252 from 0x80 to 0x9F, where it is not Latin-1; a space where it has nothing.
  public static let extras = Array("€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ".unicodeScalars)

  /// Whether texts of this part of the world have the character. (`SÓ”` would be a letter of Cyrillic.)
  private static func isUsual(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xA0..<0x180, 0x2010..<0x2070, 0x20A0..<0x2C00, 0xFE0F, 0xFEFF, 0xFFFD, 0x1F000...: true
    default: false
    }
  }

  /// Whether it is a word in capitals that ends with a capital and a mark behind it: `AMANHÃ”`, `IRMÃ…`.
  private static func isShoutedWithPunctuation(_ text: [Unicode.Scalar]) -> Bool {
    guard let last = text.last, "…”’–—™»ºª°".unicodeScalars.contains(last), text.count > 2 else { return false }
    return text.dropLast(2).allSatisfy { 0x41...0x5A ~= $0.value }
  }
}

/// What is reported of U+FFFD, which appears where a program could not read a character.
public enum LostCharacter {
  /// What was found.
  public static let message = "found U+FFFD, which stands where a character was lost"
  /// What to do about it.
  public static let help = "write the character again: the text was once read in another encoding than its own"
}
