/// Numbers as ZIP writes them, the lowest byte first. Bytes that are not there count as 0.
extension [UInt8] {
  /// The number that `count` bytes from `offset` on give.
  func little(_ offset: Int, _ count: Int) -> UInt64 {
    var value: UInt64 = 0
    for place in 0..<count where offset &+ place >= 0 && offset &+ place < self.count {
      value |= UInt64(self[offset &+ place]) << UInt64(8 &* place)
    }
    return value
  }

  /// The number of two bytes at `offset`.
  func little16(_ offset: Int) -> Int { Int(little(offset, 2)) }

  /// The number of four bytes at `offset`.
  func little32(_ offset: Int) -> Int { Int(little(offset, 4)) }

  /// The number of eight bytes at `offset`, or the largest number if it is larger.
  func little64(_ offset: Int) -> Int { Int(clamping: little(offset, 8)) }

  /// The bytes of `range` as far as they are there, as a text.
  func text(_ range: Range<Int>) -> String {
    String(decoding: self[range.clamped(to: 0..<count)], as: UTF8.self)
  }
}
