/// Which bytes are characters in UTF-8 (Unicode 17, table 3-7): the one place that knows which may follow which.
public enum UTF8Sequence {
  /// How many bytes the character has that begins at `at` and ends before `end`; 0 where there is none.
  ///
  /// Inlined, as what reads texts asks at each character that is not ASCII: with a call and checked reads rows of them cost
  /// 4 % more.
  @inlinable @inline(__always)
  public static func length(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> Int {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch bytes[at] {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard min(end, bytes.count) &- at >= length, second.contains(bytes[unchecked: at &+ 1]) else { return 0 }
    for next in at &+ 2..<at &+ max(2, length) where bytes[unchecked: next] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
