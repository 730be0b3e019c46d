/// The shape of `Authorization`: `Basic` and the Base64 of `clientId:clientSecret`. Which credentials they are is not
/// looked at, and they are kept nowhere.
enum Credentials {
  /// Says what is wrong with the header in `range`, if anything is.
  static func fault(_ bytes: Span<UInt8>, _ range: Range<Int>?) -> String? {
    guard let range else { return "there is no Authorization header" }
    guard let blank = bytes.first(0x20, in: range), bytes.matches(range.lowerBound..<blank, "basic") else {
      return "the Authorization header does not begin with 'Basic '"
    }
    guard let decoded = decode(bytes, bytes.trimmed(blank..<range.upperBound)) else {
      return "what follows 'Basic ' is not Base64"
    }
    guard let colon = decoded.firstIndex(of: UInt8(ascii: ":")), colon > 0, colon < decoded.count - 1 else {
      return "the credentials are not 'clientId:clientSecret'"
    }
    // RFC 7617, section 2.
    return decoded.contains { $0 < 0x20 || $0 == 0x7F } ? "the credentials have a control character" : nil
  }

  /// What the Base64 in `range` represents; nil where it is none, or not padded to its end (RFC 4648, section 4).
  private static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
    guard !range.isEmpty, range.count % 4 == 0 else { return nil }
    var end = range.upperBound
    while range.upperBound - end < 2, bytes[end - 1] == UInt8(ascii: "=") { end -= 1 }
    var result: [UInt8] = []
    result.reserveCapacity(range.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    for i in range.lowerBound..<end {
      guard let digit = digit(bytes[i]) else { return nil }
      bits = bits << 6 | digit
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    // Bits left over are zero, or the same bytes could be written in two ways.
    return bits & (1 << UInt32(count) - 1) == 0 ? result : nil
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte - 0x41)
    case 0x61...0x7A: UInt32(byte - 0x61 + 26)
    case 0x30...0x39: UInt32(byte - 0x30 + 52)
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
