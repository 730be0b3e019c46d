/// A picture as a text has it, in Base64 (RFC 4648, section 4).
package struct PictureText {
  /// What a text is that should be a picture.
  package enum Kind: Sendable {
    /// Nothing, or blanks.
    case blank
    /// An address of one.
    case address
    /// Base64 behind `data:image/png;base64,`, so many bytes.
    case dataURI(prefix: Int)
    /// Other characters than those of Base64; the first at this byte.
    case noBase64(at: Int)
    case jpeg, png, webp
    /// Base64 of something else; its name where that is known.
    case other(String?)
  }

  /// What it is.
  package let kind: Kind
  /// How many bytes the picture has.
  package let size: Int

  /// Looks at `text`, once.
  package init(_ text: UnsafeBufferPointer<UInt8>) {
    size = text.count / 4 * 3
    kind = Self.kind(of: text)
  }

  private static func kind(of text: UnsafeBufferPointer<UInt8>) -> Kind {
    if text.allSatisfy({ $0 <= 0x20 }) { return .blank }
    let head = String(decoding: text.prefix(60), as: UTF8.self).lowercased()
    if head.hasPrefix("http://") || head.hasPrefix("https://") { return .address }
    if head.hasPrefix("data:"), let comma = text.prefix(60).firstIndex(of: 0x2C) { return .dataURI(prefix: comma + 1) }
    var end = text.count
    while end > 0, text.count - end < 2, text[end - 1] == 0x3D { end -= 1 }
    if let place = text[..<end].firstIndex(where: { value($0) == nil }) { return .noBase64(at: place) }
    guard end % 4 != 1, end == text.count || text.count % 4 == 0 else { return .noBase64(at: end) }
    return kind(beginning: decoded(text.prefix(24)))
  }

  private static func kind(beginning bytes: [UInt8]) -> Kind {
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) { return .webp }
    let names: [(String, [UInt8])] = [
      ("GIF", Array("GIF8".utf8)), ("BMP", Array("BM".utf8)), ("SVG", Array("<svg".utf8)), ("SVG", Array("<?xml".utf8)),
      ("PDF", Array("%PDF".utf8)),
    ]
    return .other(names.first { bytes.starts(with: $0.1) }?.0)
  }

  private static func decoded(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
    var bits: UInt32 = 0
    var count = 0
    var bytes: [UInt8] = []
    for character in text {
      guard let value = value(character) else { break }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }

  /// The six bits of a character.
  private static func value(_ character: UInt8) -> UInt8? {
    switch character {
    case 0x41...0x5A: character - 0x41
    case 0x61...0x7A: character - 0x61 + 26
    case 0x30...0x39: character - 0x30 + 52
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }
}
