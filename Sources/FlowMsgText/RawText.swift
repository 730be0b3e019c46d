/// Text from outside that may be any bytes, such as an argument or the name of a file, as a `String` that gives the bytes
/// back.
///
/// What is UTF-8 is as it is. A byte that is not part of any is the scalar U+10FE00 plus its value, of the private use area;
/// so are the bytes of a text that has those scalars itself. Hence different bytes are different strings, paths can be joined
/// and cut as strings, and only what calls the system and what writes for people has to know of this.
package enum RawText {
  private static let base: UInt32 = 0x10FE00

  /// The string for these bytes.
  package static func string(_ bytes: some Collection<UInt8>) -> String {
    if !bytes.contains(0xF4), let text = String(validating: bytes, as: UTF8.self) { return text }
    let bytes = Array(bytes)
    var text = String.UnicodeScalarView()
    var at = 0
    while at < bytes.count {
      let size = UTF8Sequence.length(bytes.span, at, bytes.count)
      if size > 0, let scalar = String(decoding: bytes[at..<at + size], as: UTF8.self).unicodeScalars.first,
        byte(scalar) == nil
      {
        text.append(scalar)
        at += size
      } else {
        if let scalar = Unicode.Scalar(base + UInt32(bytes[at])) { text.append(scalar) }
        at += 1
      }
    }
    return String(text)
  }

  /// The string for the bytes of a text that is UTF-8, such as a path that a source writes.
  package static func string(of text: String) -> String {
    text.utf8.contains(0xF4) ? string(Array(text.utf8)) : text
  }

  /// The bytes that a string is for.
  package static func bytes(_ text: String) -> [UInt8] {
    guard text.utf8.contains(0xF4) else { return Array(text.utf8) }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if let byte = byte(scalar) { bytes.append(byte) } else { bytes += UTF8.encode(scalar).map { Array($0) } ?? [] }
    }
    return bytes
  }

  /// The bytes that a string is for as a path for the system, with a zero at their end.
  package static func path(_ text: String) -> [CChar] { bytes(text).map { CChar(bitPattern: $0) } + [0] }

  /// The string for what the system gives, up to its zero.
  package static func string(_ path: UnsafePointer<CChar>) -> String {
    var count = 0
    while path[count] != 0 { count += 1 }
    return UnsafeRawBufferPointer(start: path, count: count).withMemoryRebound(to: UInt8.self) { string($0) }
  }

  /// Where the first byte is that is not part of UTF-8, from 0; nil if all are.
  package static func firstInvalid(_ bytes: [UInt8]) -> Int? {
    var at = 0
    while at < bytes.count {
      let size = UTF8Sequence.length(bytes.span, at, bytes.count)
      if size == 0 { return at }
      at += size
    }
    return nil
  }

  /// The text that a string is for; nil if its bytes are not UTF-8.
  package static func text(_ text: String) -> String? {
    guard text.utf8.contains(0xF4) else { return text }
    return String(validating: bytes(text), as: UTF8.self)
  }

  /// The string as people and reports read it: a byte that is not part of UTF-8 as `\xE9`.
  package static func shown(_ text: String) -> String {
    guard text.utf8.contains(0xF4) else { return text }
    return text.unicodeScalars.map { scalar in byte(scalar).map(shown) ?? String(scalar) }.joined()
  }

  /// A byte as people read it.
  package static func shown(_ byte: UInt8) -> String { "\\x" + String(byte, radix: 16, uppercase: true) }

  /// The byte that a scalar is for; nil of one that is for itself.
  package static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    guard scalar.value >= base + 0x80, scalar.value <= base + 0xFF else { return nil }
    return UInt8(scalar.value - base)
  }
}
