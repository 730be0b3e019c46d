/// What each byte can be in XML, as bits.
enum XMLBytes {
  /// It may end plain text.
  static let endsText: UInt8 = 1
  /// It may end plain text of a CDATA section.
  static let endsCDATA: UInt8 = 2
  /// It may end, or spoil, the plain value of an attribute.
  static let endsValue: UInt8 = 4
  /// It is part of a name.
  static let name: UInt8 = 8
  /// It begins a name.
  static let nameStart: UInt8 = 16
  /// It is white space.
  static let blank: UInt8 = 32

  /// A table of all bytes, which who asks for it deallocates.
  static func table() -> UnsafeMutablePointer<UInt8> {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for byte in 0...255 { table[byte] = bits(UInt8(truncatingIfNeeded: byte)) }
    return table
  }

  private static func bits(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x09, 0x0A: blank | endsValue
    case 0x0D: blank | endsText | endsCDATA | endsValue
    case 0x20: blank
    case 0x00...0x1F: endsText | endsCDATA | endsValue
    case 0x26, 0x3C: endsText | endsValue
    case 0x22, 0x27: endsValue
    case 0x5D: endsText | endsCDATA
    case 0x2D, 0x2E, 0x30...0x39: name
    case 0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...0xFF: name | nameStart
    default: 0
    }
  }

  /// Whether a character may be in an XML text.
  static func isAllowed(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
