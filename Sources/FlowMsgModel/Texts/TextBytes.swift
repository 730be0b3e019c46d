/// Looking at the bytes of a text, which are valid UTF-8; nothing here traps if they are not.
extension UnsafeBufferPointer<UInt8> {
  /// The scalar that starts at `i`, a valid index, and its length in bytes, at least 1.
  package func scalar(at i: Int) -> (value: Unicode.Scalar, count: Int) {
    let first = self[i]
    guard first >= 0xC0 else { return (Unicode.Scalar(first), 1) }
    let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard i + count <= self.count else { return ("\u{FFFD}", 1) }
    var value = UInt32(first) & (0x7F >> UInt32(count))
    for k in 1..<count { value = value << 6 | UInt32(self[i + k] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", count)
  }

  /// The scalar that ends before `i`, which is greater than 0, and its length in bytes.
  package func scalar(before i: Int) -> (value: Unicode.Scalar, count: Int) {
    var start = i - 1
    while start > 0, i - start < 4, self[start] & 0xC0 == 0x80 { start -= 1 }
    return (scalar(at: start).value, i - start)
  }

  /// The offset of the code point with `number`, counted from 0; the end if there are fewer.
  package func offset(ofCodePoint number: Int) -> Int {
    var left = number
    for i in indices where self[i] & 0xC0 != 0x80 {
      if left == 0 { return i }
      left -= 1
    }
    return count
  }

  /// Whether `bytes` are at `i`, ASCII letters in any case if `bytes` are lower case and `ignoringCase`.
  package func has(_ bytes: StaticString, at i: Int, ignoringCase: Bool = false) -> Bool {
    guard i >= 0, i + bytes.utf8CodeUnitCount <= count else { return false }
    for k in 0..<bytes.utf8CodeUnitCount {
      let byte = self[i + k]
      let folded = ignoringCase && byte &- 0x41 < 26 ? byte | 0x20 : byte
      guard folded == bytes.utf8Start[k] else { return false }
    }
    return true
  }

  /// Whether a blank, a line end included, starts at `i`, a valid index.
  package func isBlank(at i: Int) -> Bool {
    self[i] < 0x80 ? self[i].isBlank : self[i].mayStartBlank && scalar(at: i).value.properties.isWhitespace
  }

  /// Whether a blank, a line end included, ends before `i`, which is greater than 0.
  package func isBlank(before i: Int) -> Bool {
    guard self[i - 1] >= 0x80 else { return self[i - 1].isBlank }
    let (scalar, count) = scalar(before: i)
    return self[i - count].mayStartBlank && scalar.properties.isWhitespace
  }
}

extension UInt8 {
  /// Whether this is a space, a tab or a part of a line end.
  package var isBlank: Bool { self == 0x20 || self == 0x09 || isLineEnd }

  /// Whether this starts the code points of which some are blanks (U+0085, U+00A0, U+1680, U+2000…, U+3000). Accented
  /// letters and most emoji, with which texts start and end, are settled by it.
  package var mayStartBlank: Bool { self == 0xC2 || self &- 0xE1 < 3 }

  /// Whether this is a line feed or a carriage return.
  package var isLineEnd: Bool { self == 0x0A || self == 0x0D }

  /// Whether this is an ASCII digit.
  package var isDigit: Bool { self &- 0x30 < 10 }

  /// Whether this is an ASCII letter or digit.
  package var isAlphanumeric: Bool { isDigit || (self | 0x20) &- 0x61 < 26 }
}

extension Unicode.Scalar {
  /// Whether this is part of a word: a letter, a digit, or an accent on one; emoji and what varies them are not.
  package var isWordPart: Bool {
    guard value >= 0x80 else { return UInt8(value).isAlphanumeric }
    guard !(0xFE00...0xFE0F).contains(value), value != 0x20E3 else { return false }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }
}

/// Some bytes of ASCII, a bit each.
struct ByteSet: BitwiseCopyable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// The bytes of `text`, which are ASCII.
  init(_ text: StaticString) {
    for i in 0..<text.utf8CodeUnitCount {
      let byte = text.utf8Start[i]
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
    }
  }

  /// Whether `byte` is one of them.
  package func contains(_ byte: UInt8) -> Bool {
    byte < 0x80 && (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 == 1
  }
}
