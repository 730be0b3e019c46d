/// References, which represent a character: `&amp;`, `&#10;`, `&#xA;`.
enum XMLReference {
  /// The most bytes between `&` and `;`.
  static let sizeLimit = 12

  /// The character that the text between `&` and `;` represents.
  static func scalar(_ bytes: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
    guard bytes.count <= sizeLimit, let first = bytes.first else { return nil }
    if first != 0x23 { return entity(bytes) }
    let isHexadecimal = bytes.count > 1 && bytes[1] == 0x78
    let digits = bytes.dropFirst(isHexadecimal ? 2 : 1)
    guard !digits.isEmpty else { return nil }
    var value: UInt32 = 0
    for byte in digits {
      guard let digit = digit(byte), isHexadecimal || digit < 10 else { return nil }
      value = value &* (isHexadecimal ? 16 : 10) &+ digit
      guard value <= 0x10FFFF else { return nil }
    }
    return XMLBytes.isAllowed(value) ? Unicode.Scalar(value) : nil
  }

  /// The value of a hexadecimal digit.
  static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte & 0xF)
    case 0x41...0x46, 0x61...0x66: UInt32(byte & 0xF) &+ 9
    default: nil
    }
  }

  private static func entity(_ bytes: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
    switch String(decoding: bytes, as: UTF8.self) {
    case "amp": "&"
    case "lt": "<"
    case "gt": ">"
    case "quot": "\""
    case "apos": "'"
    default: nil
    }
  }
}
