import FlowMsgJSON
import FlowMsgText
import Testing

/// RFC 8259, case by case: what is JSON and what is not.
@Suite struct JSONGrammarTests {
  static let accepted: [String] = [
    // Any value may be alone, with white space of four kinds around it.
    "null", "true", "false", "0", "-0", "\"\"", "[]", "{}", " \t\r\n1 \t\r\n", "\"a\"", "[ ]", "{ }", "[[]]", "[{}]",
    // Numbers.
    "10", "-1", "1.5", "-0.0", "0.10", "1e5", "1E5", "1e+5", "1e-05", "0e0", "0E+1", "123456789012345678901234567890",
    "1e9999", "-1.25e-300", "9007199254740993",
    // Strings: every escape, and everything that needs none.
    #""\"\\\/\b\f\n\r\t""#, #""\u0000""#, #""\u00e9\u00E9""#, #""\uD83D\uDE00""#, #""\uDBFF\uDFFF""#, #""\uFFFF""#,
    "\"/\"", "\"'\"", "\"\u{7F}\"", "\"é€😀\"", "\"\u{2028}\u{2029}\"", "\"\u{FEFF}\"", "\"\u{10FFFF}\"",
    #""\\u0061""#, #""a\\""#, "\"// no comment\"",
    // Arrays and objects.
    "[1]", "[1,2]", "[1 , 2]", "[null,true,false,\"\",{},[]]", #"{"a":1}"#, #"{"":0}"#, #"{"a":{"b":[{"c":null}]}}"#,
    "{\"a\" : 1 , \"b\" : 2}", #"{"\u0000":0}"#, "[[[[[[[[]]]]]]]]", "{\n\"a\"\n:\n1\n}",
  ]

  @Test(arguments: accepted) func accepts(_ text: String) {
    let document = JSONReader.read(Array(text.utf8))
    #expect(document.faults == [])
    #expect(document.root == 0)
    #expect(document.nodes.allSatisfy { $0.isComplete })
  }

  /// A text, the fault, and the bytes that the fault covers.
  static let refused: [(String, JSONFaultKind, Range<Int>)] = [
    ("", .empty, 0..<0), (" \n\t", .empty, 3..<3), ("\u{FEFF}", .empty, 3..<3),
    // White space and separators.
    ("[1\u{0C}]", .expected(.commaOrArrayEnd, found: .scalar("\u{0C}")), 2..<3),
    ("[\u{0B}1]", .expected(.itemOrEnd, found: .scalar("\u{0B}")), 1..<2),
    ("\u{A0}1", .expected(.value, found: .scalar("\u{A0}")), 0..<2),
    ("[\u{2060}]", .expected(.itemOrEnd, found: .scalar("\u{2060}")), 1..<4),
    ("[1\u{0}]", .expected(.commaOrArrayEnd, found: .scalar("\0")), 2..<3),
    ("[1 2]", .expected(.commaOrArrayEnd, found: .scalar("2")), 3..<4),
    ("[1,,2]", .expected(.value, found: .scalar(",")), 3..<4),
    ("[,1]", .expected(.itemOrEnd, found: .scalar(",")), 1..<2),
    ("[,", .expected(.itemOrEnd, found: .scalar(",")), 1..<2),
    ("[1:2]", .expected(.commaOrArrayEnd, found: .scalar(":")), 2..<3),
    ("[1,]", .trailingComma, 2..<3), ("[1 , ]", .trailingComma, 3..<4), (#"{"a":1,}"#, .trailingComma, 6..<7),
    ("[1,,]", .expected(.value, found: .scalar(",")), 3..<4), ("[]]", .trailingContent(.scalar("]")), 2..<3),
    // Ends.
    ("[", .expected(.itemOrEnd, found: .end), 1..<1), ("[1", .expected(.commaOrArrayEnd, found: .end), 2..<2),
    ("[1,", .expected(.value, found: .end), 3..<3), ("{", .expected(.keyOrEnd, found: .end), 1..<1),
    (#"{"a""#, .expected(.colon, found: .end), 4..<4), (#"{"a":"#, .expected(.value, found: .end), 5..<5),
    (#"{"a":1"#, .expected(.commaOrObjectEnd, found: .end), 6..<6), (#"{"a":1,"#, .expected(.key, found: .end), 7..<7),
    // Objects.
    ("{1:1}", .expected(.keyOrEnd, found: .scalar("1")), 1..<2),
    ("{a:1}", .expected(.keyOrEnd, found: .scalar("a")), 1..<2),
    ("{'a':1}", .expected(.keyOrEnd, found: .scalar("'")), 1..<2),
    (#"{"a" 1}"#, .expected(.colon, found: .scalar("1")), 5..<6),
    (#"{"a","b"}"#, .expected(.colon, found: .scalar(",")), 4..<5),
    (#"{"a":}"#, .expected(.value, found: .scalar("}")), 5..<6),
    (#"{"a"::1}"#, .expected(.value, found: .scalar(":")), 5..<6),
    (#"{"a":1 "b":2}"#, .expected(.commaOrObjectEnd, found: .scalar("\"")), 7..<8),
    (#"{"a":1,,"b":2}"#, .expected(.key, found: .scalar(",")), 7..<8),
    ("{null:1}", .expected(.keyOrEnd, found: .scalar("n")), 1..<2),
    ("{,}", .expected(.keyOrEnd, found: .scalar(",")), 1..<2), ("{[", .expected(.keyOrEnd, found: .scalar("[")), 1..<2),
    // Brackets.
    ("[}", .wrongCloser("}", expected: "]"), 1..<2), ("{]", .wrongCloser("]", expected: "}"), 1..<2),
    (#"{"a":[1}"#, .wrongCloser("}", expected: "]"), 7..<8), ("]", .expected(.value, found: .scalar("]")), 0..<1),
    // What follows the value.
    ("1 2", .trailingContent(.scalar("2")), 2..<3), ("{}{}", .trailingContent(.scalar("{")), 2..<3),
    ("[] //", .trailingContent(.scalar("/")), 3..<4), ("{}é", .trailingContent(.scalar("é")), 2..<4),
    ("null\0", .trailingContent(.scalar("\0")), 4..<5), ("[]\u{FEFF}", .trailingContent(.scalar("\u{FEFF}")), 2..<5),
    // Comments.
    ("/**/1", .expected(.value, found: .scalar("/")), 0..<1),
    ("[1//x\n]", .expected(.commaOrArrayEnd, found: .scalar("/")), 2..<3),
    ("# x", .expected(.value, found: .scalar("#")), 0..<1),
    // Words.
    ("nul", .unknownWord, 0..<3), ("True", .unknownWord, 0..<4), ("[NaN]", .unknownWord, 1..<4),
    ("Infinity", .unknownWord, 0..<8), ("truee", .unknownWord, 0..<5), ("undefined", .unknownWord, 0..<9),
    ("[a", .unknownWord, 1..<2), ("_x", .expected(.value, found: .scalar("_")), 0..<1),
    // Numbers.
    ("01", .badNumber(.leadingZero), 0..<2), ("-012", .badNumber(.leadingZero), 1..<4),
    ("00", .badNumber(.leadingZero), 0..<2),
    ("+1", .badNumber(.plus), 0..<1), (".5", .badNumber(.noInteger), 0..<1), ("-.5", .badNumber(.noInteger), 0..<1),
    ("-", .badNumber(.noInteger), 0..<1), ("--1", .badNumber(.noInteger), 0..<1), ("-a", .badNumber(.noInteger), 0..<1),
    ("1.", .badNumber(.noFraction), 0..<2), ("1.e1", .badNumber(.noFraction), 0..<2),
    ("1e", .badNumber(.noExponent), 0..<2),
    ("1e+", .badNumber(.noExponent), 0..<3), ("1E-a", .badNumber(.noExponent), 0..<3),
    ("[-Infinity]", .badNumber(.noInteger), 1..<2),
    ("1.5.5", .trailingContent(.scalar(".")), 3..<4), ("0x1", .trailingContent(.scalar("x")), 1..<2),
    ("1_000", .trailingContent(.scalar("_")), 1..<2), ("1e5.0", .trailingContent(.scalar(".")), 3..<4),
    ("1+2", .trailingContent(.scalar("+")), 1..<2), ("１", .expected(.value, found: .scalar("１")), 0..<3),
    // Strings.
    ("\"", .unterminatedString, 0..<1), ("[\"a", .unterminatedString, 1..<2), (#""\"#, .unterminatedString, 0..<1),
    (#""\""#, .unterminatedString, 0..<1), ("'a'", .expected(.value, found: .scalar("'")), 0..<1),
    ("“a”", .expected(.value, found: .scalar("“")), 0..<3), ("\"a\nb\"", .controlCharacter(0x0A), 2..<3),
    ("\"\t\"", .controlCharacter(0x09), 1..<2), ("\"\0\"", .controlCharacter(0), 1..<2),
    ("\"\u{1F}\"", .controlCharacter(0x1F), 1..<2),
    (#""\x00""#, .badEscape(.scalar("x")), 1..<3), (#""\a""#, .badEscape(.scalar("a")), 1..<3),
    (#""\'""#, .badEscape(.scalar("'")), 1..<3),
    (#""\é""#, .badEscape(.scalar("é")), 1..<4), ("\"\\\n\"", .badEscape(.scalar("\n")), 1..<3),
    (#""\N""#, .badEscape(.scalar("N")), 1..<3),
    (#""\u""#, .badUnicodeEscape, 1..<3), (#""\u12""#, .badUnicodeEscape, 1..<3),
    (#""\u00g0""#, .badUnicodeEscape, 1..<3),
    (#""\U0061""#, .badEscape(.scalar("U")), 1..<3), (#""\u{61}""#, .badUnicodeEscape, 1..<3),
    (#""\uD83D\u""#, .badUnicodeEscape, 7..<9),
    (#"{"a\qb":1}"#, .badEscape(.scalar("q")), 3..<5),
  ]

  @Test(arguments: refused) func refuses(_ text: String, _ kind: JSONFaultKind, _ range: Range<Int>) {
    let document = JSONReader.read(Array(text.utf8))
    let syntax = document.faults.filter { $0.kind.endsReading }
    #expect(syntax.map(\.kind) == [kind])
    #expect(syntax.first.map { Int($0.range.start)..<Int($0.range.end) } == range)
  }

  /// Bytes that are in a string, and the offset in them of the byte that is blamed.
  static let invalid: [([UInt8], Int)] = [
    ([0x80], 0), ([0xBF], 0), ([0xFF], 0), ([0xFE], 0), ([0xC3], 0), ([0xC3, 0x28], 0), ([0xE2, 0x82], 0),
    ([0xC0, 0xAF], 0), ([0xC1, 0xBF], 0), ([0xE0, 0x80, 0xAF], 0), ([0xE0, 0x9F, 0xBF], 0),
    ([0xF0, 0x8F, 0xBF, 0xBF], 0),
    ([0xED, 0xA0, 0x80], 0), ([0xED, 0xBF, 0xBF], 0), ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0),
    ([0xF8, 0x88, 0x80, 0x80, 0x80], 0), ([0x61, 0xC3, 0xA9, 0xE9], 3), ([0xF0, 0x9F, 0x98], 0),
    ([0xE2, 0x28, 0xA1], 0),
  ]

  @Test(arguments: invalid) func refusesInvalidUTF8(_ bytes: [UInt8], _ offset: Int) {
    let document = JSONReader.read([0x22] + bytes + [0x22])
    let range = ByteRange(UInt32(offset) + 1, UInt32(offset) + 2)
    #expect(document.faults == [JSONFault(.invalidUTF8(bytes[offset]), range)])
  }

  @Test func refusesInvalidUTF8OutsideStrings() {
    #expect(JSONReader.read([0x5B, 0xE5, 0x5D]).faults.map(\.kind) == [.invalidUTF8(0xE5)])
    #expect(JSONReader.read([0x31, 0xE5]).faults.map(\.kind) == [.invalidUTF8(0xE5)])
    #expect(JSONReader.read([0x22, 0x5C, 0xE5, 0x22]).faults.map(\.kind) == [.invalidUTF8(0xE5)])
    #expect(JSONReader.read([0xFF, 0xFE, 0x5B, 0x00]).faults.map(\.kind) == [.utf16])
    #expect(JSONReader.read([0xFE, 0xFF, 0x00, 0x5B]).faults.map(\.kind) == [.utf16])
  }

  /// The first and last character of every length of UTF-8.
  @Test(arguments: [
    "\u{20}", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}",
  ])
  func takesEveryLengthOfUTF8(_ text: String) {
    let document = JSONReader.read(Array("\"\(text)\"".utf8))
    #expect(document.faults == [])
    #expect(document.string(of: 0).unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test func passesOverAByteOrderMark() {
    let document = JSONReader.read(Array("\u{FEFF}[1]".utf8))
    #expect(document.faults == [])
    #expect(document.hasByteOrderMark)
    #expect(document[0].range == ByteRange(3, 6))
    #expect(!JSONReader.read(Array("[1]".utf8)).hasByteOrderMark)
  }
}
