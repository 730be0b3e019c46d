/// Numbers in a journal, their lowest byte first.
extension [UInt8] {
  /// Appends the `count` lowest bytes of a number.
  mutating func append(number: UInt64, _ count: Int) {
    for place in 0..<count { append(UInt8(truncatingIfNeeded: number >> UInt64(8 * place))) }
  }

  /// Appends zeros up to the size `size`, of which the last four bytes are the checksum of all before and of `salt`.
  mutating func seal(to size: Int, salt: UInt32 = 0) {
    append(contentsOf: repeatElement(0, count: Swift.max(0, size - 4 - count)))
    append(number: UInt64(checksum(self, salt)), 4)
  }
}

extension UnsafeRawBufferPointer {
  /// The number in the `count` bytes at `place`; 0 where they end before.
  func number(at place: Int, _ count: Int) -> UInt64 {
    guard place >= 0, count <= 8, place + count <= self.count else { return 0 }
    return (0..<count).reduce(0) { $0 | UInt64(self[place + $1]) << UInt64(8 * $1) }
  }

  /// Whether the last four of the first `size` bytes are the checksum of those before and of `salt`.
  func isSealed(_ size: Int, salt: UInt32 = 0) -> Bool {
    count >= size && number(at: size - 4, 4) == UInt64(checksum(self[..<(size - 4)], salt))
  }

  /// Whether all bytes are 0.
  var isBlank: Bool { allSatisfy { $0 == 0 } }
}

/// CRC-32 of bytes and of a number behind them, if it is not 0.
func checksum(_ bytes: some Sequence<UInt8>, _ salt: UInt32 = 0) -> UInt32 {
  var crc = CRC32()
  crc.update(bytes)
  if salt != 0 { crc.update(salt) }
  return crc.value
}
