/// The contents of a JSON string, without its quotes, for texts that are put together from pieces: the same escapes as
/// `JSONWriter`.
public enum JSONEscaping {
  /// How much room `write` needs for `count` bytes: each may become six, and whole words are stored.
  public static func room(for count: Int) -> Int { count &* 6 &+ 16 }

  /// Writes `bytes`, UTF-8, with their escapes; says how many bytes that made. `target` has `room(for:)` bytes.
  public static func write(_ bytes: UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer) -> Int {
    var out = target
    var at = 0
    while at < bytes.count {
      let (clean, isWhole) = copyClean(bytes, at, to: out)
      at &+= clean
      out += clean
      if isWhole { break }
      out += escape(bytes[at], to: out)
      at &+= 1
    }
    return out - target
  }

  private static func escape(_ byte: UInt8, to out: UnsafeMutableRawPointer) -> Int {
    out.storeBytes(of: 0x5C, as: UInt8.self)
    let short = letter(byte)
    if short != 0 {
      out.storeBytes(of: short, toByteOffset: 1, as: UInt8.self)
      return 2
    }
    for (index, letter) in [0x75, 0x30, 0x30, hex(byte >> 4), hex(byte & 0x0F)].enumerated() {
      out.storeBytes(of: letter, toByteOffset: 1 + index, as: UInt8.self)
    }
    return 6
  }

  /// What follows the backslash in the short escape of a byte; 0 where it has none.
  static func letter(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x22, 0x5C: byte
    case 0x08: 0x62
    case 0x09: 0x74
    case 0x0A: 0x6E
    case 0x0C: 0x66
    case 0x0D: 0x72
    default: 0
    }
  }

  /// A hexadecimal digit as escapes write it.
  static func hex(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 &+ digit : 0x57 &+ digit }
}
