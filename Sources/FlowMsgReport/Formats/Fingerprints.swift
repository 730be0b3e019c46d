import FlowMsgText

/// Names for findings that stay the same when lines move: made of the file, the code, the declaration, the statement, and which of
/// several alike it is. No two of a report are equal.
struct Fingerprints {
  private var counts: [String: Int] = [:]
  /// The declaration that was looked for last, so that a file of many lines is gone through once: findings come in order.
  private var last = (file: FileID.none, line: -1, declaration: "")

  /// How many bytes of a line are looked at.
  private static let lookedAt = 200

  /// The next finding's: 16 hexadecimal digits.
  mutating func next(_ diagnostic: Diagnostic, in view: SourceView) -> String {
    let line = view.line(at: diagnostic.location.range.start)
    let declaration = declaration(at: line, of: diagnostic.location.file, in: view)
    let parts = [view.file.name, diagnostic.code.description, declaration, Self.words(1, of: line, in: view)]
    let key = parts.joined(separator: "\u{0}")
    let ordinal = counts[key, default: 0]
    counts[key] = ordinal &+ 1
    return Self.digest(key + "\u{0}\(ordinal)")
  }

  /// The first two words of the last line, from `line` up, that begins with a letter: those of a declaration.
  private mutating func declaration(at line: Int, of file: FileID, in view: SourceView) -> String {
    let known = last.file == file && last.line <= line ? last.line : -1
    var head = line
    while head > max(known, 0), !Self.isHead(head, in: view) { head -= 1 }
    let declaration = head == known ? last.declaration : Self.words(2, of: head, in: view)
    last = (file, line, declaration)
    return declaration
  }

  private static func isHead(_ line: Int, in view: SourceView) -> Bool {
    guard let first = start(of: line, in: view).first else { return false }
    return (0x61...0x7A).contains(first) || (0x41...0x5A).contains(first)
  }

  private static func words(_ count: Int, of line: Int, in view: SourceView) -> String {
    let words = start(of: line, in: view).split(maxSplits: count, whereSeparator: { $0 == 0x20 || $0 == 0x09 })
    return words.prefix(count).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }

  private static func start(of line: Int, in view: SourceView) -> ArraySlice<UInt8> {
    let content = view.content(ofLine: line)
    return view.file.bytes[Int(content.start)..<Int(content.end)].prefix(lookedAt)
  }

  private static func digest(_ text: String) -> String {
    var hash = FNVHash()
    for byte in text.utf8 { hash.combine(byte) }
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: max(0, 16 - digits.count)) + digits
  }
}
