/// Turns UTF-8 into an encoding: the other way round than `TextDecoder`, for rows that go back to where they came from.
package struct TextEncoder: Sendable {
  private let encoding: TextEncoding
  /// Whether nothing was written yet: UTF-16 begins with its byte-order mark.
  private var isAtStart = true

  /// An encoder at the start of a text.
  package init(_ encoding: TextEncoding) { self.encoding = encoding }

  /// The encoded text of `bytes`, which begin and end between characters. What the encoding does not have is `?`.
  package mutating func encode(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.isEmpty || encoding == .utf8 { return bytes }
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    if let page = encoding.codePage { return scalars.map { page.byte(of: $0) ?? 0x3F } }
    let mark: [UInt8] = isAtStart ? [0xFF, 0xFE] : []
    isAtStart = false
    return mark
      + scalars.flatMap { UTF16.encode($0) ?? UTF16.encodedReplacementCharacter }.flatMap {
        [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
      }
  }
}
