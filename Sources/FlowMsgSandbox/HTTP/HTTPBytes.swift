/// Characters and ranges of a request, by the grammars of RFC 9110, RFC 9112 and RFC 3986.
extension Span<UInt8> {
  /// Whether `range` is `word`, letters of ASCII in any case; `word` is in lower case.
  func matches(_ range: Range<Int>, _ word: StaticString) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    for i in 0..<range.count where self[range.lowerBound &+ i].lowercased != word.utf8Start[i] { return false }
    return true
  }

  /// Whether `range` is exactly `word`.
  func equals(_ range: Range<Int>, _ word: StaticString) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    for i in 0..<range.count where self[range.lowerBound &+ i] != word.utf8Start[i] { return false }
    return true
  }

  /// Whether `range` holds exactly `other`.
  func equals(_ range: Range<Int>, _ other: [UInt8]) -> Bool {
    guard range.count == other.count else { return false }
    for i in 0..<range.count where self[range.lowerBound &+ i] != other[i] { return false }
    return true
  }

  /// The first place of `byte` in `range`.
  func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
    for i in range where self[i] == byte { return i }
    return nil
  }

  /// The bytes of `range` with escapes decoded; a `%` that two hexadecimal digits do not follow is itself.
  func decoded(_ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    var at = range.lowerBound
    while at < range.upperBound {
      if self[at] == UInt8(ascii: "%"), at + 2 < range.upperBound, let high = self[at + 1].hexValue,
        let low = self[at + 2].hexValue
      {
        result.append(UInt8(truncatingIfNeeded: high << 4 | low))
        at += 3
      } else {
        result.append(self[at])
        at += 1
      }
    }
    return result
  }

  /// `range` without the spaces and tabs at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, self[start].isBlank { start += 1 }
    while end > start, self[end - 1].isBlank { end -= 1 }
    return start..<end
  }

  /// The elements of a comma-separated list in `range`, empty ones left out.
  func elements(_ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = range.lowerBound
    while start <= range.upperBound {
      let end = first(UInt8(ascii: ","), in: start..<range.upperBound) ?? range.upperBound
      let element = trimmed(start..<end)
      if !element.isEmpty { found.append(element) }
      start = end + 1
    }
    return found
  }

  /// A decimal number of digits alone; nil where there is something else, and the greatest one where it is too large.
  func decimal(_ range: Range<Int>) -> Int? {
    guard !range.isEmpty else { return nil }
    var value = 0
    for i in range {
      guard self[i] &- 0x30 < 10 else { return nil }
      let (product, isOver) = value.multipliedReportingOverflow(by: 10)
      value = isOver ? .max : min(product, .max - 9) + Int(self[i] &- 0x30)
    }
    return value
  }

  /// The text in `range`.
  func text(_ range: Range<Int>) -> String {
    String(decoding: array(range), as: UTF8.self)
  }

  /// A copy of the bytes in `range`.
  func array(_ range: Range<Int>) -> [UInt8] {
    extracting(range).withUnsafeBufferPointer { Array($0) }
  }
}

extension UInt8 {
  /// The lower-case letter of an upper-case one of ASCII; everything else as it is.
  var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

  /// A space or tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }

  /// `tchar`: what methods and field names are made of.
  var isToken: Bool {
    if self | 0x20 &- 0x61 < 26 || self &- 0x30 < 10 { return true }
    switch self {
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: return true
    default: return false
    }
  }

  /// What a field's value may hold: visible characters, blanks, and bytes beyond ASCII.
  var isFieldContent: Bool { self >= 0x20 && self != 0x7F || self == 0x09 }

  /// What a target may hold, `%` included.
  var isTarget: Bool {
    guard self > 0x20, self < 0x7F else { return false }
    switch self {
    case 0x22, 0x23, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B...0x7D: return false
    default: return true
    }
  }

  /// The value of a hexadecimal digit.
  var hexValue: Int? {
    switch self {
    case 0x30...0x39: Int(self &- 0x30)
    case 0x41...0x46, 0x61...0x66: Int((self | 0x20) &- 0x57)
    default: nil
    }
  }
}
