/// How numbers begin, and how long they are: `10:[2-9]XX[2-9]`, or only how they begin: `0XX`.
struct NumberShape: BitwiseCopyable, Sendable {
  /// Bit n: n digits are possible.
  var lengths: UInt32 = 0
  /// Ten bits for each of the first four digits: those that may be there.
  var digits: UInt64 = (1 << 40) - 1
  /// How many digits are written out.
  var count = 0
  /// Whether numbers have this shape behind the country code only.
  var isBehindCode = false

  /// The shape that a text of `CountryTable` is.
  init(_ text: ArraySlice<UInt8>) {
    var text = text
    if text.first == 0x2B {
      isBehindCode = true
      text = text.dropFirst()
    }
    if let colon = text.firstIndex(of: 0x3A) {
      lengths = Self.lengths(text[..<colon])
      text = text[(colon + 1)...]
    }
    var rest = text
    while !rest.isEmpty { narrow(to: Self.digitClass(&rest)) }
  }

  /// Whether numbers with these first four digits (`PhoneDigits.head`) and of this length have the shape.
  func fits(_ head: UInt64, _ length: Int) -> Bool {
    digits & head == head && lengths >> UInt32(truncatingIfNeeded: length) & 1 == 1
  }

  /// Whether a 0 may be the first digit.
  var mayBeginWithZero: Bool { digits & 1 == 1 }

  private mutating func narrow(to digitClass: UInt64) {
    if count < 4 { digits &= ~(0x3FF << (10 * UInt64(count))) | digitClass << (10 * UInt64(count)) }
    count += 1
  }

  /// The set of digits that `X`, `7` or `[2-47]` is, which is taken off.
  private static func digitClass(_ text: inout ArraySlice<UInt8>) -> UInt64 {
    guard let first = text.popFirst() else { return 0 }
    guard first == 0x5B else { return first == 0x58 ? 0x3FF : 1 << UInt64(first &- 0x30) }
    let inner = text.prefix { $0 != 0x5D }
    text = text.dropFirst(inner.count + 1)
    var (set, last, isRange) = (UInt64(0), UInt64(0), false)
    for byte in inner {
      if byte == 0x2D {
        isRange = true
        continue
      }
      let digit = UInt64(byte &- 0x30)
      for member in (isRange ? min(last, digit) : digit)...digit { set |= 1 << member }
      (last, isRange) = (digit, false)
    }
    return set
  }

  /// The set of lengths that `8,10-12` is.
  static func lengths(_ text: ArraySlice<UInt8>) -> UInt32 {
    var set: UInt32 = 0
    for part in text.split(separator: 0x2C) {
      let ends = part.split(separator: 0x2D).map { $0.reduce(0) { $0 &* 10 &+ Int($1 &- 0x30) } }
      guard let low = ends.first, let high = ends.last, low <= high else { continue }
      for length in low...high { set |= 1 << UInt32(truncatingIfNeeded: length) }
    }
    return set
  }
}
