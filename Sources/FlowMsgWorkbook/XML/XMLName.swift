/// A name without its prefix, of at most 16 bytes, as two numbers that compare at once. Longer ones are all `other`, as
/// no name that matters here has more.
struct XMLName: Hashable, Sendable {
  var low: UInt64
  var high: UInt64 = 0

  /// Any name of more than 16 bytes.
  static let other = XMLName(low: .max, high: .max)

  /// A name of the program itself.
  init(_ text: StaticString) {
    self = text.withUTF8Buffer { bytes in bytes.baseAddress.map { XMLName($0, bytes.count) } ?? .other }
  }

  /// The name of the `count` bytes at `base`.
  @inline(__always)
  init(_ base: UnsafePointer<UInt8>, _ count: Int) {
    self.init(low: 0)
    guard count <= 16 else {
      self = .other
      return
    }
    for place in 0..<min(count, 8) { low |= UInt64(base[place]) << UInt64(8 &* place) }
    for place in 8..<max(count, 8) { high |= UInt64(base[place]) << UInt64(8 &* (place &- 8)) }
  }

  init(low: UInt64, high: UInt64 = 0) {
    self.low = low
    self.high = high
  }

  // The names that every cell has are written as numbers, which need no look-up at run time.
  static let c = XMLName(low: 0x63)
  static let r = XMLName(low: 0x72)
  static let s = XMLName(low: 0x73)
  static let t = XMLName(low: 0x74)
  static let v = XMLName(low: 0x76)
  static let inline = XMLName(low: 0x7369)
  static let row = XMLName(low: 0x77_6F72)
}
