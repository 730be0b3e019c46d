import FlowMsgText

/// How the bytes of recipients are written.
package enum TextEncoding: Hashable, Sendable {
  /// UTF-8, with or without a byte-order mark.
  case utf8
  /// Windows-1252, of which Latin-1 is a part.
  case windows1252
  /// Mac OS Roman.
  case macintosh
  /// Code page 850, of MS-DOS.
  case cp850
  /// UTF-16, whose byte-order mark tells which way round.
  case utf16

  /// The names that `--encoding` knows.
  package static let names = ["utf-8", "windows-1252", "latin1", "macintosh", "cp850", "utf-16"]

  /// The encoding that the first bytes of a text show: UTF-16 by its mark, UTF-8 if they are that, else what its words
  /// make most likely. For texts of which digits alone matter.
  package init(guessing start: [UInt8]) {
    if start.count >= 2, start[0] ^ start[1] == 0x01, start[0] | start[1] == 0xFF {
      self = .utf16
    } else {
      let invalid = start.withUnsafeBufferPointer { firstInvalidUTF8($0) }
      // A character that the end of the block cuts is none that is wrong.
      self = invalid.map { $0 + 4 <= start.count } ?? false ? EncodingGuess(start).encoding : .utf8
    }
  }

  /// The encoding called `name`, in any case.
  package init?(_ name: String) {
    switch name.lowercased() {
    case "utf-8", "utf8": self = .utf8
    case "windows-1252", "cp1252", "latin1", "iso-8859-1": self = .windows1252
    case "macintosh", "macroman", "x-mac-roman": self = .macintosh
    case "cp850", "ibm850": self = .cp850
    case "utf-16", "utf16": self = .utf16
    default: return nil
    }
  }

  /// The name that `--encoding` takes.
  var name: String {
    switch self {
    case .utf8: "utf-8"
    case .windows1252: "windows-1252"
    case .macintosh: "macintosh"
    case .cp850: "cp850"
    case .utf16: "utf-16"
    }
  }

  /// The characters of its bytes, if it has one byte a character.
  var codePage: CodePage? {
    switch self {
    case .windows1252: .windows1252
    case .macintosh: .macintosh
    case .cp850: .cp850
    case .utf8, .utf16: nil
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
  /// Of code pages: whether bytes beyond ASCII were looked at, and the line breaks so far.
  private var isJudged = false
  private var lineBreaks = 0

  /// A decoder at the start of a text.
  package init(_ encoding: TextEncoding) {
    self.encoding = encoding
  }

  /// Appends the UTF-8 of `bytes`. UTF-8 itself is copied as it is; its reader looks whether it is valid.
  package mutating func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, to sink: ByteSink
  ) throws(RowsFailure) {
    if encoding == .utf8 { return sink.append(bytes) }
    if encoding == .utf16 { return try decodeUTF16(bytes, isLast: isLast, to: sink) }
    guard let page = encoding.codePage else { return }
    try refuseUTF8(bytes)
    for (place, byte) in bytes.enumerated() {
      guard let code = page.character(of: byte) else {
        let name = "0x" + String(byte, radix: 16, uppercase: true)
        let breaks = lineBreaks &+ bytes[..<place].count { $0 == 0x0A }
        throw RowsFailure(
          "line \(breaks &+ 1): the byte \(name) stands for no character in \(page.name)",
          help: EncodingGuess(bytes, excluding: encoding).helpIfLikely)
      }
      Self.append(code, to: sink)
    }
    lineBreaks &+= bytes.count { $0 == 0x0A }
  }

  /// Fails if the first bytes beyond ASCII are UTF-8, all of them, as words of another encoding never are.
  private mutating func refuseUTF8(_ bytes: UnsafeBufferPointer<UInt8>) throws(RowsFailure) {
    guard !isJudged else { return }
    // What the last block cut off is at the start.
    let start = bytes.prefix(3).firstIndex { $0 & 0xC0 != 0x80 } ?? 0
    let whole = UnsafeBufferPointer(rebasing: bytes[start...])
    guard let first = whole.firstIndex(where: { $0 >= 0x80 }) else { return }
    if let invalid = firstInvalidUTF8(whole) {
      // Cut off at the end, it says nothing yet.
      isJudged = invalid > first || invalid &+ 4 <= whole.count
      return
    }
    throw RowsFailure(
      "the text is UTF-8, and '--encoding \(encoding.name)' would make other characters of it",
      help: "leave the option out: UTF-8 is read without it")
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
        help: "save it as 'Unicode text', or name another encoding: \(TextEncoding.names.quotedList())")
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
    let length = UTF8Sequence.length(bytes.span, at, bytes.count)
    if length == 0 { return at }
    at &+= length
  }
  return nil
}
