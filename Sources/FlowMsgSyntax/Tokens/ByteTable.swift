/// A property of each byte: one load where a chain of comparisons would be. Its memory is never given back; there are
/// a handful, made once.
struct ByteTable: @unchecked Sendable {
  private let base: UnsafePointer<UInt8>

  /// The table of `property`.
  init(_ property: (UInt8) -> UInt8) {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for byte in UInt8.min...UInt8.max { memory[Int(byte)] = property(byte) }
    base = UnsafePointer(memory)
  }

  @inline(__always)
  subscript(byte: UInt8) -> UInt8 { base[Int(byte)] }
}

/// What bytes are where the outline and the lexer walk over them. A walk holds a copy: a global would be asked
/// for at every token whether it is there yet.
struct ByteTables: Sendable {
  static let shared = ByteTables()

  /// Inside a string: the flags of `TokenFlags` that a byte adds, and `stop` for one that is looked at more closely.
  let string = ByteTable(ByteTables.inString)
  /// Inside a name: what kind of letter a byte is, 0 for what ends a plain one.
  let name = ByteTable(ByteTables.inName)
  /// At the top of the outline's loop: 0 for a byte that means nothing to it.
  let outline = ByteTable(ByteTables.inOutline)

  /// A byte at which a string may end or an escape begins.
  static let stop: UInt8 = 0x80

  private static func inString(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x22, 0x0A: stop
    case 0x5C: stop | TokenFlags.escape.bits
    case 0x7B, 0x7D, 0x24: TokenFlags.brace.bits
    case 0x00...0x08, 0x0B...0x1F: TokenFlags.control.bits
    case 0x2A, 0x5F, 0x7E, 0x60: TokenFlags.mark.bits
    case 0x80...: TokenFlags.wide.bits
    default: 0
    }
  }

  static let lowerCase: UInt8 = 1
  static let upperCase: UInt8 = 2
  static let underscore: UInt8 = 4
  static let digit: UInt8 = 8

  private static func inName(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x61...0x7A: lowerCase
    case 0x41...0x5A: upperCase
    case 0x5F: underscore
    case 0x30...0x39: digit
    default: 0
    }
  }

  private static func inOutline(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x0A, 0x22, 0x2F, 0x2C, 0x7B, 0x28, 0x5B, 0x7D, 0x29, 0x5D, 0x3D, 0x3A, 0x7C, 0x27: 1
    case 0x80...: 1
    case 0x09: 0
    case 0x00..<0x20: 1
    default: 0
    }
  }
}
