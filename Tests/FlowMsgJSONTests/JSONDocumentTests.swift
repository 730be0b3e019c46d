import FlowMsgJSON
import FlowMsgText
import TestSupport
import Testing

func read(_ text: String, depth: Int = JSONReader.defaultDepth) -> JSONDocument {
  JSONReader.read(Array(text.utf8), depth: depth)
}

@Suite struct JSONDocumentTests {
  @Test func laysNodesInPreOrderWithTheirPlaces() {
    let document = read(#" {"a": [1, true], "é": null}"#)
    #expect(document.nodes.map(\.kind) == [.object, .member, .array, .number, .true, .member, .null])
    #expect(document.nodes.map(\.start) == [1, 2, 7, 8, 11, 18, 24])
    #expect(document.nodes.map(\.end) == [29, 5, 16, 9, 15, 22, 28])
    #expect(document.nodes.map(\.next) == [7, 5, 5, 4, 5, 7, 7])
  }

  @Test func walksItemsAndMembers() {
    let document = read(#"[{"a": {"x": 0}, "b": []}, 2, [3]]"#)
    #expect(document.children(of: 0).map { document[$0].kind } == [.object, .number, .array])
    #expect(document.members(of: 1).map { document.string(of: $0) } == ["a", "b"])
    #expect(document.value("b", of: 1).map { document[$0].kind } == .array)
    #expect(document.value("x", of: 1) == nil)
    #expect(document.value("a", of: 0) == nil)
    #expect(Array(document.children(of: 3)) == [4])
    #expect(Array(document.children(of: 5)).isEmpty)
  }

  static let texts: [(written: String, text: String)] = [
    (#""plain""#, "plain"), (#""""#, ""), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
    (#""\u0041\u00e9\u20AC""#, "Aé€"),
    (#""\ud83d\ude00!""#, "😀!"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"), (#""\u0000x""#, "\0x"), (#""\\u0041""#, "\\u0041"),
    (#""é\n😀""#, "é\n😀"), (#""\ud800x""#, "\u{FFFD}x"), (#""\udc00\ud800""#, "\u{FFFD}\u{FFFD}"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
  ]

  @Test(arguments: texts) func readsEscapes(_ written: String, _ text: String) {
    let document = read(written)
    #expect(document.stringValue(0).map { Array($0.utf8) } == Array(text.utf8))
    #expect(document.text(of: 0, equals: text))
    #expect(!document.text(of: 0, equals: text + "x"))
    #expect(Array(document.written(0)) == Array(written.utf8))
  }

  @Test(arguments: ["9007199254740993", "1.10", "-0", "1E+400", "0.1000000000000000055511151231257827"])
  func keepsNumbersAsWritten(_ number: String) {
    let document = read("[\(number)]")
    #expect(String(decoding: document.written(1), as: UTF8.self) == number)
    #expect(document.stringValue(1) == nil)
  }

  @Test func findsKeysWhateverTheirSpelling() {
    let document = read(#"{"\u0061b": 1, "a\u0301": 2}"#)
    #expect(document.value("ab", of: 0) == 2)
    // The same letter to a reader, another text to JSON.
    #expect(document.value("\u{E1}", of: 0) == nil)
    #expect(document.value("a\u{301}", of: 0) == 4)
  }

  @Test(
    arguments: [
      (#""\ud800""#, 1, 7, 0xD800), (#""a\udfff\n""#, 2, 8, 0xDFFF), (#""\udbff\u0061""#, 1, 7, 0xDBFF),
      (#""\ud800\n""#, 1, 7, 0xD800),
    ] as [(String, UInt32, UInt32, UInt16)])
  func reportsLoneSurrogates(_ text: String, _ start: UInt32, _ end: UInt32, _ unit: UInt16) {
    let document = read("\(text)")
    #expect(document.faults == [JSONFault(.loneSurrogate(unit), ByteRange(start, end))])
    #expect(document.syntaxFault == nil)
    #expect(document.root == 0)
  }

  @Test func readsOneRangeOfALargerText() {
    let lines = Array("{\"a\":1}\n[2]\nx".utf8)
    let document = JSONReader.read(lines, in: 8..<11)
    #expect(document.faults == [])
    #expect(document[0].range == ByteRange(8, 11))
    #expect(JSONReader.read(lines, in: 8..<10).faults.map(\.range) == [ByteRange(10, 10)])
    #expect(JSONReader.read(lines, in: 0..<99).syntaxFault?.range == ByteRange(8, 9))
  }
}

@Suite struct JSONRepeatedKeyTests {
  @Test func reportsEachRepetitionWithTheFirstPlaceAndKeepsTheLast() {
    let document = read(#"{"a": 1, "b": 2, "\u0061": 3, "a": 4}"#)
    #expect(
      document.faults == [
        JSONFault(.repeatedKey, ByteRange(17, 25), related: ByteRange(1, 4)),
        JSONFault(.repeatedKey, ByteRange(30, 33), related: ByteRange(1, 4)),
      ])
    #expect(document.members(of: 0).map { document.string(of: $0) } == ["b", "a"])
    #expect(document.value("a", of: 0).map { Array(document.written($0)) } == Array("4".utf8))
    #expect(Array(document.children(of: 0)).count == 4)
  }

  @Test func comparesKeysAsTexts() {
    #expect(read("{\"a\": 0, \"A\": 0, \"a \": 0, \"\": 0, \"\u{E1}\": 0, \"a\u{301}\": 0}").faults == [])
    #expect(read(#"{"\ud800": 0, "\ud801": 0}"#).faults.contains { $0.kind == .repeatedKey } == false)
    #expect(read(#"{"/": 0, "\/": 0}"#).faults.map(\.kind) == [.repeatedKey])
    #expect(read(#"[{"a": 0}, {"a": {"a": 0}}]"#).faults == [])
  }

  @Test func reportsInTheOrderOfTheText() {
    let document = read(#"{"a": {"x": 0, "x": 0}, "a": {"y": 0, "y": 0}}"#)
    #expect(document.faults.map(\.range.start) == [15, 24, 38])
  }

  @Test func reportsThemBeforeASyntaxErrorToo() {
    #expect(read(#"{"a": 0, "a": 1, "b": ["#).faults.map(\.kind).first == .repeatedKey)
  }

  /// Small and large objects are compared by different means; both must find the same.
  @Test(arguments: [2, 12, 13, 14, 1000]) func findsThemAtEverySize(_ count: Int) {
    let keys = (0..<count).map { $0 == count - 1 ? "\"k0\"" : $0 == count / 2 ? "\"\\u006b\($0)\"" : "\"k\($0)\"" }
    let document = read("{" + keys.map { $0 + ":0" }.joined(separator: ",") + "}")
    #expect(document.faults.map(\.kind) == [.repeatedKey])
    #expect(document.faults.first?.related == ByteRange(1, UInt32(keys[0].utf8.count) + 1))
    #expect(Array(document.members(of: 0)).count == count - 1)
  }

  @Test func takesAHundredThousandKeys() {
    let distinct = { (count: Int) in "{" + (0..<count).map { "\"key\($0)\":0" }.joined(separator: ",") + "}" }
    let same = { (count: Int) in "{" + String(repeating: "\"k\":0,", count: count) + "\"k\":0}" }
    #expect(read(distinct(100_000)).faults.count == 0)
    #expect(read(same(100_000)).faults.count == 100_000)
    for keys in [distinct, same] {
      #expect(ProcessorTime.growth(from: 12_500, keys) { _ = read($0) } < ProcessorTime.linear)
    }
  }
}
