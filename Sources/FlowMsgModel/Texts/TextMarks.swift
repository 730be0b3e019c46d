/// One of WhatsApp's inline marks (`*bold*`) in a text.
package struct TextMark: Hashable, Sendable {
  /// The offset of its opening delimiter.
  package var start: Int
  /// The length of its delimiters.
  package var width: Int
  /// The offset after its closing delimiter; nil if it is not closed on its line.
  package var end: Int?
}

/// Finds the marks of a text.
///
/// A mark is opened by a delimiter between a word boundary and a non-blank, and closed by the same one between a
/// non-blank and a word boundary on the same line. Three backquotes are closed by the next three, on whatever line;
/// between backquotes nothing else is a mark. WhatsApp documents no grammar: where it is in doubt that a delimiter was
/// meant as one (addresses, `****`, `~30 min`, `*144#`, footnotes, emoticons), it is none, as a false alarm costs more.
package struct TextMarks {
  /// The delimiters of one byte.
  private static let delimiters = Schema.marks.value.filter { $0.utf8.count == 1 }.flatMap { Array($0.utf8) }
  private static let star = UInt8(ascii: "*")
  private static let tilde = UInt8(ascii: "~")
  private static let backquote = UInt8(ascii: "`")
  /// What a delimiter may not follow, because paths, handles, queries and numbers hold such pairs.
  private static let joints = ByteSet("/\\@#=&.%+")
  /// What no marked text starts with.
  private static let closers = ByteSet(")]},;:.!?")
  /// What ends an address without being part of it.
  private static let tails = ByteSet("*_~`.,;:!?)\"'")

  private let text: UnsafeBufferPointer<UInt8>
  private var i = 0
  /// For each of `delimiters`, the offset of one that is open.
  private var open = [Int?](repeating: nil, count: delimiters.count)
  /// Whether a star was seen that opens and closes nothing, as in `99*`.
  private var hasFootnote = false
  private var marks: [TextMark] = []

  private init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  /// The marks of `text`, by their start.
  package static func find(in text: UnsafeBufferPointer<UInt8>) -> [TextMark] {
    var scanner = TextMarks(text)
    scanner.scan()
    if scanner.marks.count > 1 { scanner.marks.sort { $0.start < $1.start } }
    return scanner.marks
  }

  private mutating func scan() {
    while true {
      i = plainEnd(i)
      guard i < text.count else { break }
      if let kind = Self.delimiters.firstIndex(of: text[i]) {
        readDelimiter(kind)
        continue
      }
      if text[i].isLineEnd {
        endLine()
      } else if text.has("://", at: i) || text.has("www.", at: i, ignoringCase: true) {
        skipAddress()
      }
      i += 1
    }
    endLine()
  }

  /// The offset of the first byte from `start` on that is more than a part of a word or a space, or a `w`, which may start
  /// an address.
  private func plainEnd(_ start: Int) -> Int {
    var at = start
    while at < text.count {
      let byte = text[at]
      guard byte >= 0x80 || byte == UInt8(ascii: " ") || byte.isAlphanumeric, byte | 0x20 != UInt8(ascii: "w") else {
        break
      }
      at += 1
    }
    return at
  }

  /// Leaves `i` at the last byte of the address in which it is.
  private mutating func skipAddress() {
    var end = wordEnd(i)
    while end > i + 1, Self.tails.contains(text[end - 1]) { end -= 1 }
    i = end - 1
  }

  /// Reads the delimiters at `i`, and what they enclose if it is verbatim. Two or more of a kind (`****`) are no mark.
  private mutating func readDelimiter(_ kind: Int) {
    var end = i + 1
    while end < text.count, text[end] == text[i] { end += 1 }
    if text[i] == Self.backquote, end - i == 1 || end - i == 3 {
      readVerbatim(end - i)
    } else {
      if end - i == 1 { readSingle(kind) }
      i = end
    }
  }

  private mutating func readSingle(_ kind: Int) {
    if let start = open[kind] {
      guard canClose(i) else { return }
      if hasWord(start + 1, i) { marks.append(TextMark(start: start, width: 1, end: i + 1)) }
      open[kind] = nil
    } else if canOpen(i) {
      open[kind] = i
    } else if text[i] == Self.star, canClose(i) {
      hasFootnote = true
    }
  }

  private mutating func readVerbatim(_ width: Int) {
    let start = i
    i += width
    guard width == 3 || canOpen(start) else { return }
    if let close = closingBackquotes(width) {
      if text[i..<close].contains(where: \.isLineEnd) { endLine() }
      marks.append(TextMark(start: start, width: width, end: close + width))
      i = close + width
    } else if isBoundary(before: start), isMeant(start, width) {
      marks.append(TextMark(start: start, width: width, end: nil))
    }
  }

  /// The offset of the backquotes that close `width` ones before `i`.
  private func closingBackquotes(_ width: Int) -> Int? {
    var at = i
    while at < text.count, width == 3 || !text[at].isLineEnd {
      if width == 3 ? text.has("```", at: at) : text[at] == Self.backquote && canClose(at) {
        return hasWord(i, at) ? at : nil
      }
      at += 1
    }
    return nil
  }

  /// Ends what a line end ends.
  private mutating func endLine() {
    for kind in open.indices {
      guard let start = open[kind] else { continue }
      if isMeant(start, 1) { marks.append(TextMark(start: start, width: 1, end: nil)) }
      open[kind] = nil
    }
  }

  /// Whether the delimiter at `start`, which nothing closes, was most likely meant to open a mark.
  private func isMeant(_ start: Int, _ width: Int) -> Bool {
    let first = start + width
    guard width == 1 else { return hasWord(first, text.count) }
    let end = wordEnd(first)
    guard hasWord(first, end), !Self.closers.contains(text[first]), !isFace(start) else { return false }
    for at in first..<end where text[at] == UInt8(ascii: "@") || text.has("://", at: at) { return false }
    switch text[start] {
    case Self.star: return !isCode(start, end) && !isFootnote(start)
    case Self.tilde: return !text[first].isDigit && !text[first..<end].contains(UInt8(ascii: "$"))
    default: return true
    }
  }

  /// Whether the same character is on both sides, as in `^_^`.
  private func isFace(_ start: Int) -> Bool {
    start > 0 && text.scalar(before: start).value == text.scalar(at: start + 1).value
  }

  /// Whether the star at `start` and what follows up to `end` are dialled, hide digits or multiply: `*144#`, `*1234` and
  /// `2 *3`.
  private func isCode(_ start: Int, _ end: Int) -> Bool {
    let word = text[start + 1..<end]
    guard word.allSatisfy({ $0.isDigit || "#*-.,/".utf8.contains($0) }) else { return false }
    if word.count(where: \.isDigit) > 2 || word.contains(UInt8(ascii: "#")) { return true }
    return text[..<start].last { !$0.isBlank }?.isDigit ?? false
  }

  /// Whether the star at `start` explains one that was behind a word before: `99*`.
  private func isFootnote(_ start: Int) -> Bool {
    hasFootnote && (start == 0 || text[start - 1].isLineEnd)
  }

  private func canOpen(_ at: Int) -> Bool {
    isBoundary(before: at) && at + 1 < text.count && !text.isBlank(at: at + 1)
  }

  private func canClose(_ at: Int) -> Bool {
    guard at > 0, !text.isBlank(before: at) else { return false }
    guard at + 1 < text.count else { return true }
    return text[at + 1] != UInt8(ascii: "@") && !text.scalar(at: at + 1).value.isWordPart
  }

  private func isBoundary(before at: Int) -> Bool {
    at == 0 || !(text.scalar(before: at).value.isWordPart || Self.joints.contains(text[at - 1]))
  }

  /// Whether some byte from `start` to `end` is more than ASCII punctuation.
  private func hasWord(_ start: Int, _ end: Int) -> Bool {
    text[start..<end].contains { $0.isAlphanumeric || $0 >= 0x80 }
  }

  /// The offset of the first blank from `start` on, or the end.
  private func wordEnd(_ start: Int) -> Int {
    var end = start
    while end < text.count, !text.isBlank(at: end) { end += text.scalar(at: end).count }
    return end
  }
}
