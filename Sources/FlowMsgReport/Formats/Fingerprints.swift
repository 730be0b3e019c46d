import FlowMsgText

/// Names for findings that stay the same when lines move: made of the file, the code, the declaration, the statement, and which of
/// several alike it is. No two of a report are equal.
struct Fingerprints {
  private var counts: [String: Int] = [:]

  /// The next finding's: 16 hexadecimal digits.
  mutating func next(_ diagnostic: Diagnostic, in view: SourceView) -> String {
    let line = view.line(at: diagnostic.location.range.start)
    let parts = [
      view.file.name, diagnostic.code.description, Self.declaration(at: line, in: view),
      Self.words(1, of: line, in: view),
    ]
    let key = parts.joined(separator: "\u{0}")
    let ordinal = counts[key, default: 0]
    counts[key] = ordinal &+ 1
    return Self.digest(key + "\u{0}\(ordinal)")
  }

  /// The first two words of the last line, from `line` up, that begins with a letter: those of a declaration.
  private static func declaration(at line: Int, in view: SourceView) -> String {
    var line = line
    while line > 0, !isHead(line, in: view) { line -= 1 }
    return words(2, of: line, in: view)
  }

  private static func isHead(_ line: Int, in view: SourceView) -> Bool {
    let content = view.content(ofLine: line)
    guard !content.isEmpty else { return false }
    let first = view.file.bytes[Int(content.start)]
    return (0x61...0x7A).contains(first) || (0x41...0x5A).contains(first)
  }

  private static func words(_ count: Int, of line: Int, in view: SourceView) -> String {
    let content = view.content(ofLine: line)
    let bytes = view.file.bytes[Int(content.start)..<Int(content.end)]
    let words = bytes.split(maxSplits: count, whereSeparator: { $0 == 0x20 || $0 == 0x09 }).prefix(count)
    return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }

  /// FNV-1a of 64 bits: short, and the same everywhere.
  private static func digest(_ text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: max(0, 16 - digits.count)) + digits
  }
}
