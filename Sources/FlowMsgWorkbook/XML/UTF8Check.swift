/// Whether bytes are UTF-8.
enum UTF8Check {
  /// How many bytes the character that begins with `lead` has, or 0 if none begins so.
  @inline(__always)
  private static func size(_ lead: UInt8) -> Int {
    switch lead {
    case 0x00...0x7F: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }

  /// Whether all bytes together are characters that an XML text may have, not looking at those of ASCII.
  static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    while at < bytes.count {
      let lead = bytes[at]
      let size = size(lead)
      guard size > 0, size <= bytes.count &- at else { return false }
      if size > 1, !isCharacter(bytes, at, size) { return false }
      at &+= size
    }
    return true
  }

  private static func isCharacter(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ size: Int) -> Bool {
    var value = UInt32(bytes[at]) & (0x7F >> UInt32(size))
    for place in 1..<max(size, 2) {
      let byte = bytes[at &+ place]
      guard byte & 0xC0 == 0x80 else { return false }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let least: UInt32 = size == 2 ? 0x80 : size == 3 ? 0x800 : 0x10000
    return value >= least && XMLBytes.isAllowed(value)
  }

  /// How many of the bytes come before a last character that is not whole yet.
  static func wholeCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    for back in 1...3 where back <= bytes.count {
      let byte = bytes[bytes.count &- back]
      if byte & 0xC0 == 0x80 { continue }
      return size(byte) > back ? bytes.count &- back : bytes.count
    }
    return bytes.count
  }
}
