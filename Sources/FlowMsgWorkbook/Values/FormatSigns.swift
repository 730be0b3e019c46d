/// The signs of dates and times in the code of a number format, outside of quotes, brackets and escapes.
struct FormatSigns {
  private(set) var hasDate = false
  /// Whether there are hours or seconds.
  private(set) var hasClock = false
  /// Whether there are hours, minutes or seconds in brackets.
  private(set) var isElapsed = false

  /// The signs of `code`.
  init(_ code: String) {
    let bytes = Array(code.utf8)
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case 0x22: at = FormatSigns.end(bytes, at, 0x22)
      case 0x5B:
        let close = FormatSigns.end(bytes, at, 0x5D)
        isElapsed = isElapsed || FormatSigns.isElapsed(bytes, at, close)
        at = close
      case 0x5C, 0x5F, 0x2A: at &+= 1
      case let byte: take(byte | 0x20)
      }
      at &+= 1
    }
  }

  private mutating func take(_ byte: UInt8) {
    switch byte {
    case 0x64, 0x6D, 0x79: hasDate = true
    case 0x68, 0x73: (hasDate, hasClock) = (true, true)
    default: break
    }
  }

  /// The place of the next `closer` behind `start`, or the end.
  static func end(_ bytes: [UInt8], _ start: Int, _ closer: UInt8) -> Int {
    var at = start &+ 1
    while at < bytes.count, bytes[at] != closer { at &+= 1 }
    return at
  }

  /// Whether all bytes between the brackets are the same one of `h`, `m` and `s`.
  private static func isElapsed(_ bytes: [UInt8], _ open: Int, _ close: Int) -> Bool {
    guard close &- open > 1, close <= bytes.count else { return false }
    let first = bytes[open &+ 1] | 0x20
    guard first == 0x68 || first == 0x6D || first == 0x73 else { return false }
    return bytes[open &+ 1..<close].allSatisfy { $0 | 0x20 == first }
  }
}
