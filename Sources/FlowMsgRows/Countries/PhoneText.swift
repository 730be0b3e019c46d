/// A phone number as people paste it, read to its digits.
package struct PhoneText: BitwiseCopyable, Hashable, Sendable {
  /// The digits, without `+` or `00`.
  package var digits: PhoneDigits
  /// Whether `+` or `00` was before it: an international number.
  package var hasPlus = false
  /// Whether `(0)` was behind the country code, and was dropped.
  package var trunkZeroDropped = false
  /// Whether anything else than digits was there, or `00` before it.
  package var wasCleaned = false

  /// How many digits a number has, with the country code.
  package static let possibleCounts = 7...15

  /// The number that a text is. With `keepsZeros`, zeros before a number without `+` or `00` stay and count; they are a
  /// fault otherwise.
  package static func read(
    _ text: UnsafeBufferPointer<UInt8>, keepsZeros: Bool = false
  ) throws(PhoneTextFault) -> PhoneText {
    if let plain = plain(text) { return PhoneText(digits: plain) }
    var scan = PhoneScan(text)
    guard scan.run() else { throw PhoneTextFault(diagnosing: text) }
    return try scan.result(keepsZeros: keepsZeros)
  }

  /// The digits of a text that is nothing but them.
  private static func plain(_ text: UnsafeBufferPointer<UInt8>) -> PhoneDigits? {
    guard possibleCounts ~= text.count, text[0] != 0x30 else { return nil }
    var value: UInt64 = 0
    for byte in text {
      let digit = byte &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ UInt64(truncatingIfNeeded: digit)
    }
    return PhoneDigits(value: value, count: text.count)
  }
}

/// Reads what is not plain digits, byte by byte.
struct PhoneScan {
  private let text: UnsafeBufferPointer<UInt8>
  private var at = 0
  /// The digits so far; more than nineteen overflow and are refused by their count.
  private var digits = PhoneDigits(value: 0, count: 0)
  private var hasPlus = false
  private var trunkZeroDropped = false
  private var wasCleaned = false

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// Whether everything is digits and what may be among them.
  mutating func run() -> Bool {
    while at < text.count {
      let byte = text[at]
      if byte &- 0x30 < 10 {
        digits.value = digits.value &* 10 &+ UInt64(byte &- 0x30)
        digits.count &+= 1
        at &+= 1
      } else {
        guard skip(byte) else { return false }
        wasCleaned = true
      }
    }
    return true
  }

  /// Goes past what may be removed.
  private mutating func skip(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x2D, 0x29: at &+= 1
    case 0x2B:
      guard !hasPlus, digits.count == 0 else { return false }
      hasPlus = true
      at &+= 1
    case 0x28:
      let isTrunkZero = isTrunkZero
      trunkZeroDropped = trunkZeroDropped || isTrunkZero
      at &+= isTrunkZero ? 3 : 1
    default:
      let length = Removable.length(text, at)
      at &+= length
      return length > 0
    }
    return true
  }

  /// Whether `(0)` is here, directly behind a country code whose numbers do not begin with a zero of their own.
  private var isTrunkZero: Bool {
    guard text.count &- at >= 3, text[at &+ 1] == 0x30, text[at &+ 2] == 0x29, digits.value > 0, digits.count < 6,
      digits.zeros == 0 || digits.zeros == 2 && !hasPlus,
      let country = Countries.country(withCode: digits.value)
    else { return false }
    return !country.plan.keepsZero
  }

  /// The number, if it has as many digits as numbers have.
  func result(keepsZeros: Bool) throws(PhoneTextFault) -> PhoneText {
    var text = PhoneText(
      digits: digits, hasPlus: hasPlus, trunkZeroDropped: trunkZeroDropped, wasCleaned: wasCleaned)
    if digits.count == 0 { throw .noDigits }
    if digits.count > 19 { throw .wrongCount(digits.count) }
    if !hasPlus, digits.zeros >= 2 {
      text.digits.count &-= 2
      text.hasPlus = true
      text.wasCleaned = true
    }
    if text.digits.zeros > 0, text.hasPlus || !keepsZeros { throw .leadingZero }
    guard PhoneText.possibleCounts ~= text.digits.count else { throw .wrongCount(text.digits.count) }
    return text
  }
}

/// Characters that are removed wherever they are: blanks, dashes and what is invisible.
enum Removable {
  /// The length in bytes of such a character of more than one byte at `at`, 0 where there is none.
  static func length(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    guard at &+ 1 < text.count else { return 0 }
    if text[at] == 0xC2 { return text[at &+ 1] == 0xA0 ? 2 : 0 }
    guard at &+ 2 < text.count else { return 0 }
    let last = text[at &+ 2]
    switch (text[at], text[at &+ 1]) {
    // U+2000–200A, U+200B–200F, U+2010–2015, U+202A–202E, U+202F.
    case (0xE2, 0x80): return 0x80...0x95 ~= last || 0xAA...0xAF ~= last ? 3 : 0
    // U+205F, U+2066–2069.
    case (0xE2, 0x81): return last == 0x9F || 0xA6...0xA9 ~= last ? 3 : 0
    // U+2212.
    case (0xE2, 0x88): return last == 0x92 ? 3 : 0
    // U+1680, U+3000, U+FEFF.
    case (0xE1, 0x9A), (0xE3, 0x80): return last == 0x80 ? 3 : 0
    case (0xEF, 0xBB): return last == 0xBF ? 3 : 0
    default: return 0
    }
  }
}
