import FlowMsgReport
import FlowMsgText
import TestSupport
import Testing

/// Carets are under what they mean, whatever the line is made of.
struct ColumnTests {
  /// The source line and the line of carets for `place`, without the gutter.
  private func carets(_ sample: Sample, _ place: FlowMsgText.SourceLocation) -> String {
    let report = Report(files: sample.files, diagnostics: [Diagnostic(Kinds.error, "m", at: place)])
    let lines = TextFormat().render(report).split(separator: "\n")
    let first = lines.firstIndex { $0.unicodeScalars.contains("|") } ?? 0
    return lines[(first + 1)...(first + 2)].map { $0.drop { $0 != "|" }.dropFirst(2) }.joined(separator: "\n")
  }

  /// The column that `concise` tells for `place`.
  private func column(_ sample: Sample, _ place: FlowMsgText.SourceLocation) -> Int? {
    let report = Report(files: sample.files, diagnostics: [Diagnostic(Kinds.error, "m", at: place)])
    return ConciseFormat().render(report).split(separator: ":").dropFirst(2).first.flatMap { Int($0) }
  }

  /// A line, what is marked in it, what is shown, and the column in code points.
  struct Line: CustomTestStringConvertible {
    let name: String
    let source: String
    let marked: String
    let shown: String
    let carets: String
    let column: Int

    init(
      _ name: String, _ source: String, _ marked: String, shows shown: String? = nil, _ carets: String, _ column: Int
    ) {
      (self.name, self.source, self.marked) = (name, source, marked)
      (self.shown, self.carets, self.column) = (shown ?? source, carets, column)
    }

    var testDescription: String { name }
  }

  static let lines = [
    Line("ASCII", "title \"A\" b", "b", "          ^", 11),
    Line("composed accent", "título é x", "x", "         ^", 10),
    Line("decomposed accent", "ti\u{301}tulo e\u{301} x", "x", "         ^", 12),
    Line("the mark alone", "e\u{301} x", "\u{301}", "^", 2),
    Line("a mark first", "\u{301} x", "x", shows: "\u{25CC}\u{301} x", "  ^", 3),
    Line("emoji", "🛒 x", "x", "   ^", 3),
    Line("under an emoji", "a🛒x", "🛒", " ^^", 2),
    Line("family, joined", "👩‍👩‍👧‍👦x", "x", "  ^", 8),
    Line("skin tone", "👋🏽x", "x", "  ^", 3),
    Line("skin tone on a text emoji", "☝🏽x", "x", "  ^", 3),
    Line("flag", "🇧🇷x", "x", "  ^", 3),
    Line("two flags", "🇧🇷🇲🇽x", "x", "    ^", 5),
    Line("subdivision flag", "🏴󠁧󠁢󠁥󠁮󠁧󠁿x", "x", "  ^", 8),
    Line("keycap", "1️⃣x", "x", "  ^", 4),
    Line("heart as emoji", "❤️x", "x", "  ^", 3),
    Line("heart as text", "❤x", "x", " ^", 2),
    Line("tabs", "\ta\tx", "x", shows: "    a    x", "         ^", 4),
    Line("on a tab", "a\tx", "\t", shows: "a    x", " ^^^^", 2),
    Line("Chinese", "标题 x", "x", "     ^", 4),
    Line("under Japanese", "aタイ", "イ", "   ^^", 3),
    Line("half-width Japanese", "ﾀｲx", "x", "  ^", 3),
    Line("Korean, composed", "한x", "x", "  ^", 2),
    Line("Korean, decomposed", "\u{1112}\u{1161}\u{11AB}x", "x", "  ^", 4),
    Line("full-width letters", "ＡＢx", "x", "    ^", 3),
    Line("Devanagari with joiner", "क्\u{200D}षx", "x", "  ^", 5),
    Line("NUL", "a\0b", "b", shows: "a␀b", "  ^", 3),
    Line("escape", "\u{1B}[31mb", "b", shows: "␛[31mb", "     ^", 6),
    Line("delete and C1", "\u{7F}\u{9B}b", "b", shows: "␡<U+009B>b", "         ^", 3),
    Line("lone carriage return", "a\rb", "b", shows: "a␍b", "  ^", 3),
    Line("bidirectional control", "a\u{202E}b", "\u{202E}", shows: "a<U+202E>b", " ^^^^^^^^", 2),
    Line("zero width", "a\u{200B}b", "\u{200B}", shows: "a<U+200B>b", " ^^^^^^^^", 2),
    Line("joiner after a letter", "a\u{200D}b", "b", shows: "a<U+200D>b", "         ^", 3),
    Line("inner byte-order mark", "a\u{FEFF}b", "b", shows: "a<U+FEFF>b", "         ^", 3),
    Line("line separator", "a\u{2028}b", "b", shows: "a<U+2028>b", "         ^", 3),
    Line("tags on a letter", "a\u{E0041}b", "b", shows: "a<U+E0041>b", "          ^", 3),
    Line("no-break space", "a\u{A0}b", "b", "  ^", 3),
  ]

  @Test(arguments: lines)
  func caret(_ line: Line) {
    let sample = Sample(line.source + "\nnext\n")
    let place = sample.at(line.marked)
    #expect(carets(sample, place).unicodeScalars.elementsEqual("\(line.shown)\n\(line.carets)".unicodeScalars))
    #expect(column(sample, place) == line.column)
  }

  @Test func invalidBytes() {
    let sample = Sample(bytes: [0x61, 0xFF, 0xC3, 0x28, 0xE2, 0x82, 0x62, 0x0A])
    #expect(carets(sample, sample.bytes(1, 2)) == "a��(�b\n ^")
    #expect(carets(sample, sample.bytes(4, 6)) == "a��(�b\n    ^")
    #expect(carets(sample, sample.bytes(6, 7)) == "a��(�b\n     ^")
  }

  @Test func carriageReturnsAndByteOrderMark() {
    let sample = Sample("\u{FEFF}one é x\r\ntwo x\r\n")
    #expect(carets(sample, sample.at("x")) == "one é x\n      ^")
    #expect(column(sample, sample.at("x")) == 7)
    #expect(carets(sample, sample.at("two x\r\n")) == "two x\n^^^^^")
    #expect(carets(sample, sample.bytes(0, 0)) == "one é x\n^")
    #expect(column(sample, sample.bytes(3, 3)) == 1)
  }

  @Test func longLine() {
    let long = String(repeating: "0123456789", count: 100_000)
    let sample = Sample("head " + long + " mark " + long + "\n")
    let mark = sample.bytes(1_000_006, 1_000_010)
    #expect(
      carets(sample, mark)
        == "…123456789012345678901234567890123456789 mark \(long.prefix(75))…\n"
        + String(repeating: " ", count: 41) + "^^^^")
    #expect(column(sample, mark) == 1_000_007)
    #expect(carets(sample, sample.bytes(0, 4)) == "head \(long.prefix(115))…\n^^^^")
    #expect(carets(sample, sample.bytes(0, 1_000_005)).hasSuffix("\n" + String(repeating: "^", count: 121)))
  }

  @Test func endOfALongLine() {
    let sample = Sample(String(repeating: "é", count: 500_000) + "!\n")
    let dots = String(repeating: "é", count: 119)
    #expect(
      carets(sample, sample.bytes(1_000_000, 1_000_001)) == "…\(dots)!\n" + String(repeating: " ", count: 120) + "^")
    #expect(
      carets(sample, sample.bytes(1_000_001, 1_000_001)).hasSuffix("!\n" + String(repeating: " ", count: 121) + "^"))
  }

  @Test func labelsFarApart() {
    let sample = Sample("one " + String(repeating: ".", count: 300) + " two\n")
    let found = Diagnostic(
      Kinds.error, "far apart", at: sample.at("two"), label: "here",
      labels: [DiagnosticLabel(sample.at("one"), "there")])
    let report = Report(files: sample.files, diagnostics: [found], width: 40)
    expect(
      TextFormat().render(report),
      #"""
      error[FM1234]: far apart
       --> welcome.flowmsg:1:306
        |
      1 | ….................................... two
        |                                       ^^^ here
      1 | one ....................................…
        | --- there

      found 1 error
      """#)
  }

  @Test func manyFindingsInALongLine() {
    // Reading the whole line for every finding would be quadratic.
    let report = { (count: Int) in
      let sample = Sample(String(repeating: "0123456789", count: count * 1000))
      let findings = (0..<UInt32(count)).map {
        Diagnostic(Kinds.error, "m", at: sample.bytes($0 * 10_000, $0 * 10_000 + 1))
      }
      return Report(files: sample.files, diagnostics: findings)
    }
    #expect(TextFormat().render(report(100)).utf8.count < 100 * 400)
    #expect(ProcessorTime.growth(from: 12, report) { _ = TextFormat().render($0) } < ProcessorTime.linear)
  }
}
