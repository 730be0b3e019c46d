/// Texts in paths and queries (RFC 3986).
enum PercentEncoding {
  /// The text with everything but unreserved characters encoded.
  static func encoded(_ text: some Sequence<UInt8>) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return text.flatMap { byte -> [UInt8] in
      isUnreserved(byte) ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || [0x5F, 0x2D, 0x2E, 0x7E].contains(byte)
  }
}
