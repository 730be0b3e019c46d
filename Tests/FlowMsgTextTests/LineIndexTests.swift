import FlowMsgText
import Testing

struct LineIndexTests {
  /// A text, an offset in it, and the line and column there.
  static let positions: [(text: String, offset: UInt32, line: Int, column: Int)] = [
    ("", 0, 1, 1),
    ("", 9, 1, 1),
    ("ab", 1, 1, 2),
    ("ab", 2, 1, 3),
    ("ab", 9, 1, 3),
    ("a\nb", 1, 1, 2),
    ("a\nb", 2, 2, 1),
    ("a\n", 2, 2, 1),
    ("a\r\nb", 2, 1, 3),
    ("a\r\nb", 3, 2, 1),
    ("a\rb", 2, 1, 3),
    ("a\u{2028}b", 4, 1, 3),
    ("é🛒x", 6, 1, 3),
    ("e\u{301}x", 3, 1, 3),
    ("\u{FEFF}ab", 0, 1, 1),
    ("\u{FEFF}ab", 3, 1, 1),
    ("\u{FEFF}ab", 4, 1, 2),
    ("\u{FEFF}a\n\u{FEFF}b", 8, 2, 2),
  ]

  @Test(arguments: positions)
  func position(_ text: String, _ offset: UInt32, _ line: Int, _ column: Int) {
    let bytes = Array(text.utf8)
    #expect(LineIndex(bytes).position(of: offset, in: bytes) == LinePosition(line: line, column: column))
  }

  /// A text and the bytes of each of its lines, without the ends.
  static let contents: [(text: String, lines: [Range<UInt32>])] = [
    ("", [0..<0]),
    ("ab", [0..<2]),
    ("ab\n", [0..<2, 3..<3]),
    ("a\r\n\r\nb\r", [0..<1, 3..<3, 5..<6]),
    ("\n\n", [0..<0, 1..<1, 2..<2]),
    ("\r\r\n", [0..<1, 3..<3]),
  ]

  @Test(arguments: contents)
  func content(_ text: String, _ lines: [Range<UInt32>]) {
    let bytes = Array(text.utf8)
    let index = LineIndex(bytes)
    let found = index.starts.indices.map { index.content(ofLine: $0, in: bytes) }
    #expect(found == lines.map { ByteRange($0.lowerBound, $0.upperBound) })
  }

  @Test func lineOfEveryByte() {
    let index = LineIndex(Array("ab\n\nc\n".utf8))
    #expect((0...8).map { index.line(at: UInt32($0)) } == [0, 0, 0, 1, 2, 2, 3, 3, 3])
  }
}

struct ByteRangeTests {
  @Test func unionCoversBoth() {
    #expect(ByteRange(2, 4).union(ByteRange(7, 9)) == ByteRange(2, 9))
    #expect(ByteRange(7, 9).union(ByteRange(2, 8)) == ByteRange(2, 9))
  }

  @Test func containsItsPartsAndItsEnds() {
    #expect(ByteRange(2, 4).contains(ByteRange(2, 4)))
    #expect(ByteRange(2, 4).contains(ByteRange(at: 4)))
    #expect(!ByteRange(2, 4).contains(ByteRange(3, 5)))
    #expect(!ByteRange(2, 4).contains(ByteRange(1, 3)))
  }
}
