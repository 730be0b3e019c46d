/// Characters that workbooks write as `_x000D_`, because XML cannot hold them or would change them. Control characters are
/// in cells of Excel (`CHAR(1)`), and so in these; NUL is in none (`CHAR(0)` is an error), and U+FFFE and U+FFFF are no
/// characters: `_x0000_` is text, and stays as it is written.
extension GrowingBuffer where Element == UInt8 {
  /// Puts characters in the place of the escapes that are from `start` on.
  mutating func decodeEscapes(from start: Int) {
    guard let first = elements.dropFirst(start).firstIndex(of: 0x5F), count &- first >= 7 else { return }
    var (at, written) = (first, first)
    while at < count {
      if base[at] == 0x5F, let escape = escape(at) {
        for byte in UTF8.encode(escape.scalar).map({ Array($0) }) ?? [] {
          base[written] = byte
          written &+= 1
        }
        at &+= escape.size
      } else {
        base[written] = base[at]
        (at, written) = (at &+ 1, written &+ 1)
      }
    }
    truncate(to: written)
  }

  /// The character of the escape at `at`, which may be two escapes that are a pair of surrogates.
  private func escape(_ at: Int) -> (scalar: Unicode.Scalar, size: Int)? {
    guard let unit = unit(at) else { return nil }
    if unit == 0 || unit == 0xFFFE || unit == 0xFFFF { return nil }
    if let scalar = Unicode.Scalar(unit) { return (scalar, 7) }
    guard unit < 0xDC00, let low = self.unit(at &+ 7), low >= 0xDC00, low < 0xE000 else { return nil }
    let value = 0x10000 &+ (unit &- 0xD800) << 10 &+ (low &- 0xDC00)
    return Unicode.Scalar(value).map { ($0, 14) }
  }

  /// The value of the escape at `at`.
  private func unit(_ at: Int) -> UInt32? {
    guard count &- at >= 7, base[at] == 0x5F, base[at &+ 1] == 0x78, base[at &+ 6] == 0x5F else { return nil }
    var value: UInt32 = 0
    for place in at &+ 2..<at &+ 6 {
      guard let digit = XMLReference.digit(base[place]) else { return nil }
      value = value << 4 | digit
    }
    return value
  }
}
