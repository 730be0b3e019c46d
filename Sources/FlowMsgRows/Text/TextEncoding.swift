/// How the bytes of recipients are written.
package enum TextEncoding: Hashable, Sendable {
  /// UTF-8, with or without a byte-order mark.
  case utf8
  /// Windows-1252, of which Latin-1 is a part.
  case windows1252
  /// UTF-16, whose byte-order mark tells which way round.
  case utf16

  /// The names that `--encoding` knows.
  package static let names = ["utf-8", "windows-1252", "latin1", "utf-16"]

  /// The encoding that the first bytes of a text show: UTF-16 by its mark, UTF-8 if they are that, else Windows-1252, as
  /// which everything can be read. For texts of which digits alone matter.
  package init(guessing start: [UInt8]) {
    if start.count >= 2, start[0] ^ start[1] == 0x01, start[0] | start[1] == 0xFF {
      self = .utf16
    } else {
      let invalid = start.withUnsafeBufferPointer { firstInvalidUTF8($0) }
      // A character that the end of the block cuts is none that is wrong.
      self = invalid.map { $0 + 4 <= start.count } ?? false ? .windows1252 : .utf8
    }
  }

  /// The encoding called `name`, in any case.
  package init?(_ name: String) {
    switch name.lowercased() {
    case "utf-8", "utf8": self = .utf8
    case "windows-1252", "cp1252", "latin1", "iso-8859-1": self = .windows1252
    case "utf-16", "utf16": self = .utf16
    default: return nil
    }
  }
}

/// Turns blocks of an encoding into UTF-8; keeps what a block cuts off for the next.
package struct TextDecoder: Sendable {
  private let encoding: TextEncoding
  /// Of UTF-16: whether the high byte comes first; nil before the byte-order mark.
  private var isBigEndian: Bool?
  private var kept: [UInt8] = []
  private var high: UInt16 = 0

  /// A decoder at the start of a text.
  package init(_ encoding: TextEncoding) {
    self.encoding = encoding
  }

  /// Appends the UTF-8 of `bytes`. UTF-8 itself is copied as it is; whoever reads it looks whether it is valid.
  package mutating func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, to sink: ByteSink
  ) throws(RowsFailure) {
    switch encoding {
    case .utf8: sink.append(bytes)
    case .windows1252: for byte in bytes { Self.append(Self.windows1252(byte), to: sink) }
    case .utf16: try decodeUTF16(bytes, isLast: isLast, to: sink)
    }
  }

  private mutating func decodeUTF16(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, to sink: ByteSink
  ) throws(RowsFailure) {
    for byte in bytes {
      kept.append(byte)
      if kept.count < 2 { continue }
      let (first, second) = (UInt16(kept[0]), UInt16(kept[1]))
      kept.removeAll(keepingCapacity: true)
      guard let isBigEndian else {
        try readMark(first, second)
        continue
      }
      append(unit: isBigEndian ? first << 8 | second : second << 8 | first, to: sink)
    }
    if isLast, !kept.isEmpty || high != 0 { Self.append(0xFFFD, to: sink) }
  }

  private mutating func readMark(_ first: UInt16, _ second: UInt16) throws(RowsFailure) {
    guard first ^ second == 0x01, first | second == 0xFF else {
      throw RowsFailure(
        "the text does not begin with the byte-order mark of UTF-16",
        help: "save it as 'Unicode text', or name another encoding: \(quotedList(TextEncoding.names))")
    }
    isBigEndian = first == 0xFE
  }

  /// Puts surrogate pairs together; a lone half reads as U+FFFD.
  private mutating func append(unit: UInt16, to sink: ByteSink) {
    if high != 0 {
      let first = high
      high = 0
      if unit & 0xFC00 == 0xDC00 {
        return Self.append(0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(unit & 0x3FF)), to: sink)
      }
      Self.append(0xFFFD, to: sink)
    }
    if unit & 0xFC00 == 0xD800 {
      high = unit
    } else {
      Self.append(unit & 0xFC00 == 0xDC00 ? 0xFFFD : UInt32(unit), to: sink)
    }
  }

  private static func append(_ code: UInt32, to sink: ByteSink) {
    guard code >= 0x80 else { return sink.append(UInt8(truncatingIfNeeded: code)) }
    for byte in UTF8.encode(Unicode.Scalar(code) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter {
      sink.append(byte)
    }
  }

  private static func windows1252(_ byte: UInt8) -> UInt32 {
    byte & 0xE0 == 0x80 ? UInt32(upper[Int(byte & 0x1F)]) : UInt32(byte)
  }

  /// The byte of a character; nil if it has none.
  static func windows1252(of scalar: Unicode.Scalar) -> UInt8? {
    if let place = upper.firstIndex(where: { UInt32($0) == scalar.value }) { return 0x80 + UInt8(place) }
    return scalar.value < 0x80 || 0xA0...0xFF ~= scalar.value ? UInt8(scalar.value) : nil
  }

  /// The characters of 0x80 to 0x9F; the five bytes that have none stand for the control of their number.
  private static let upper: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
    0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0x009D, 0x017E, 0x0178,
  ]
}

/// The first byte of `bytes` that UTF-8 cannot have there, if there is one.
func firstInvalidUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  guard let base = bytes.baseAddress else { return nil }
  var at = 0
  let words = bytes.count &- 8
  while at < bytes.count {
    while at <= words,
      (UnsafeRawPointer(base) + at).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    { at &+= 8 }
    guard at < bytes.count else { break }
    let length = sequenceLength(bytes, at)
    if length == 0 { return at }
    at &+= length
  }
  return nil
}

/// How many bytes the well-formed UTF-8 sequence at `at` has, or 0 if none stands there (Unicode, table 3-7).
private func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
  var second: ClosedRange<UInt8> = 0x80...0xBF
  let length: Int
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
  guard bytes.count &- at >= length, second.contains(bytes[at &+ 1]) else { return 0 }
  for next in at &+ 2..<max(at &+ 2, at &+ length) where bytes[next] & 0xC0 != 0x80 { return 0 }
  return length
}
