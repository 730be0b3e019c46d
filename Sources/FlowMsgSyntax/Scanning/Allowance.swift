package import FlowMsgText

/// A comment `// flowmsg-allow FM1234, FM2345: reason`: silences warnings and notes of the entry that begins on the next
/// line.
package struct Allowance: Sendable {
  /// The comment.
  package var range: ByteRange
  /// The codes that it names, each with its place; a word that is no code has none.
  package var codes: [(code: DiagnosticCode?, range: ByteRange)]
  /// Whether a reason follows the colon.
  package var hasReason: Bool
  /// What it silences: the bytes of the entries that begin on the next line.
  package var scope: ByteRange

  private static let marker = Array("flowmsg-allow".utf8)

  /// Whether the comment from `start` up to `end` is an allowance.
  static func begins(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let at = Scan.blanks(bytes, start &+ 2)
    guard end &- at >= marker.count, bytes[unchecked: at] == 0x66 else { return false }
    for i in marker.indices where bytes[at &+ i] != marker[i] { return false }
    return true
  }

  /// Reads the allowance that is in the comment `range`.
  package init(_ bytes: borrowing Span<UInt8>, _ range: ByteRange, scope: ByteRange) {
    self.range = range
    self.scope = scope
    codes = []
    hasReason = false
    var i = Scan.blanks(bytes, Int(range.start) + 2) + Allowance.marker.count
    let end = Int(range.end)
    while i < end {
      let byte = bytes[i]
      if byte == 0x3A {
        hasReason = Scan.blanks(bytes, i + 1) < end
        break
      }
      var wordEnd = i
      while wordEnd < end, bytes[wordEnd] > 0x20, bytes[wordEnd] != 0x2C, bytes[wordEnd] != 0x3A { wordEnd += 1 }
      if wordEnd > i {
        var word = ""
        for j in i..<wordEnd { word.unicodeScalars.append(Unicode.Scalar(bytes[j])) }
        codes.append((DiagnosticCode(word), ByteRange(UInt32(i), UInt32(wordEnd))))
      }
      i = max(wordEnd, i + 1)
      if byte == 0x2C || byte <= 0x20 { continue }
    }
  }
}
