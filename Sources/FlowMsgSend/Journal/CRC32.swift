/// CRC-32 as Ethernet, zip and PNG have it: the reflected polynomial 0xEDB88320.
package struct CRC32 {
  private var state: UInt32 = 0xFFFF_FFFF

  /// The checksum of nothing so far.
  package init() {}

  /// Feeds bytes.
  package mutating func update(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { state = Self.table[Int((state ^ UInt32(byte)) & 0xFF)] ^ (state >> 8) }
  }

  /// Feeds a number, its lowest byte first.
  package mutating func update(_ word: UInt32) {
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      state = Self.table[Int((state ^ (word >> shift)) & 0xFF)] ^ (state >> 8)
    }
  }

  /// The checksum of what was fed.
  package var value: UInt32 { ~state }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320 }
  }
}
