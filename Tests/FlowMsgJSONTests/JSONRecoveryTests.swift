import FlowMsgJSON
import FlowMsgText
import Testing

@Suite struct JSONRecoveryTests {
  @Test func keepsWhatWasReadBeforeASyntaxError() {
    let document = read(#"{"a": [1, 2], "b": {"c": 3, "d": [4, }"#)
    #expect(document.faults.map(\.kind) == [.expected(.value, found: .scalar("}"))])
    #expect(
      document.nodes.map(\.kind) == [
        .object, .member, .array, .number, .number, .member, .object, .member, .number, .member, .array, .number,
      ])
    #expect(
      document.nodes.map(\.isComplete) == [
        false, true, true, true, true, false, false, true, true, false, false, true,
      ])
    #expect(document[0].next == 12)
    #expect(document.value("a", of: 0).map { document[$0].isComplete } == true)
  }

  @Test func aMemberWhoseValueIsMissingHasNone() {
    for text in [#"{"a""#, #"{"a":"#, #"{"a": x"#, #"{"a": "b"#] {
      let document = read(text)
      #expect(document.members(of: 0).map { document.value(ofMember: $0) } == [nil])
      #expect(document.members(of: 0).map { document[$0].isComplete } == [false])
    }
    let document = read(#"{"a": 1, "b"#)
    #expect(document.members(of: 0).map { document.string(of: $0) } == ["a"])
  }

  @Test func blamesTheOpener() {
    #expect(
      read(#"{"a": [1, {"b": 2]}"#).faults == [
        JSONFault(.wrongCloser("]", expected: "}"), ByteRange(17, 18), related: ByteRange(10, 11))
      ])
    #expect(
      read(#"{"a": [1, 2"#).faults == [
        JSONFault(.expected(.commaOrArrayEnd, found: .end), ByteRange(11, 11), related: ByteRange(6, 7))
      ])
    #expect(
      read("[\"ab\ncd\"]").faults == [JSONFault(.controlCharacter(0x0A), ByteRange(4, 5), related: ByteRange(1, 2))])
  }

  @Test func capsTheDepth() {
    #expect(read("[[[]]]", depth: 3).faults == [])
    let document = read(#"[[{"a": []}]]"#, depth: 3)
    #expect(document.faults == [JSONFault(.tooDeep(limit: 3), ByteRange(8, 9))])
    #expect(document.nodes.map(\.isComplete) == [false, false, false, false])
    #expect(read("[]", depth: 0).faults == [JSONFault(.tooDeep(limit: 0), ByteRange(0, 1))])
    #expect(read("1", depth: 0).faults == [])
  }

  @Test(arguments: ["[", "{\"a\":"]) func takesANestingOfAHundredThousand(_ opener: String) {
    let text = String(repeating: opener, count: 100_000)
    #expect(read(text).faults.map(\.kind) == [.tooDeep(limit: JSONReader.defaultDepth)])
    let whole = read(text, depth: .max)
    #expect(whole.faults.count == 1)
    #expect(whole.nodes.count == (opener == "[" ? 100_000 : 200_000))
  }

  static let sample = """
    \u{FEFF}{"título": "a\\u00e9\\ud83d\\ude00\\n", "n": [-1.50e+10, 0, {"deep": [[], {}, null]}], "n": true, "x": false}
    """

  @Test func everyPrefixEndsWithOneSyntaxErrorAndASoundTree() {
    let bytes = Array(Self.sample.utf8)
    for count in 0..<bytes.count {
      let document = JSONReader.read(Array(bytes[..<count]))
      #expect(document.faults.filter { $0.kind.endsReading }.count == 1, "\(count)")
      #expect(isSound(document), "\(count)")
    }
    #expect(JSONReader.read(bytes).faults.map(\.kind) == [.repeatedKey])
  }

  @Test func everyChangeOfOneByteEndsWithASoundTree() {
    let bytes = Array(Self.sample.utf8)
    for i in bytes.indices {
      for byte: UInt8 in [0x00, 0x20, 0x22, 0x2C, 0x5B, 0x5C, 0x5D, 0x7B, 0x7D, 0x80, 0xC3, 0xF0, 0xFF, 0x31, 0x75] {
        var changed = bytes
        changed[i] = byte
        let document = JSONReader.read(changed)
        #expect(isSound(document), "\(i) \(byte)")
        for fault in document.faults { #expect(!fault.wording(in: changed).message.isEmpty) }
      }
    }
  }

  /// Ranges lie in the text and in their parents, and subtrees tile the list of nodes.
  private func isSound(_ document: JSONDocument) -> Bool {
    var stack: [(end: UInt32, range: ByteRange)] = [
      (UInt32(document.nodes.count), ByteRange(0, UInt32(document.source.count)))
    ]
    for (i, node) in document.nodes.enumerated() {
      while stack.count > 1, UInt32(i) >= stack[stack.count - 1].end { stack.removeLast() }
      let parent = stack[stack.count - 1]
      guard node.next > UInt32(i), node.next <= parent.end, parent.range.contains(node.range) else { return false }
      if node.kind == .string || node.kind == .member { _ = document.string(of: i) }
      if node.kind != .member { stack.append((node.next, node.range)) }
    }
    return document.faults.allSatisfy { Int($0.range.end) <= document.source.count && $0.range.start <= $0.range.end }
  }

  @Test(arguments: [0x00, 0x22, 0x5B, 0x61, 0x80, 0xFF] as [UInt8]) func takesAMegabyteOfOneByte(_ byte: UInt8) {
    let document = JSONReader.read([UInt8](repeating: byte, count: 1 << 20))
    #expect(document.faults.count == 1)
    #expect((document.faults.first?.wording(in: document.source).message.utf8.count ?? 0) < 200)
  }

  @Test func takesALineOfAMegabyte() {
    let document = JSONReader.read([0x22] + [UInt8](repeating: 0x61, count: 1 << 20) + [0x22])
    #expect(document.faults == [])
    #expect(document[0].range.count == (1 << 20) + 2)
  }
}

@Suite struct JSONWordingTests {
  static let wordings: [(String, String, [String])] = [
    (" ", "expected a JSON value, found nothing but white space", []),
    ("[1, 2", "expected \",\" or \"]\", found the end of the file", []),
    (
      "[1,]", "expected another entry after \",\", found the closing bracket",
      ["remove the comma: JSON has none after the last entry"]
    ),
    (
      "{'a': 1}", "expected a key in double quotes or \"}\", found \"'\"",
      ["JSON strings stand in straight double quotes"]
    ),
    ("[“a”]", "expected a value or \"]\", found \"“\" (U+201C)", ["JSON strings stand in straight double quotes"]),
    (
      "[1]\u{A0}", "expected the end of the file after the value, found U+00A0",
      ["white space in JSON is space, tab, line feed and carriage return"]
    ),
    ("[1 // one\n]", "expected \",\" or \"]\", found \"/\"", ["JSON has no comments"]),
    ("{\"a\": [1}", "expected \"]\", found \"}\"", []),
    ("[True]", "\"True\" is no JSON value", ["write true, in lower case"]),
    ("\"a\tb\"", "found the control character U+0009 in a string", ["write it as \\t"]),
    ("\"a\u{1}b\"", "found the control character U+0001 in a string", ["write it as \\u0001"]),
    ("\"a\nb\"", "expected \" before the end of the line", ["close the string, or write a line break in it as \\n"]),
    (#""\d""#, #"expected one of " \ / b f n r t u after \, found "d""#, [#"write a backslash itself as \\"#]),
    (
      #""\udead""#, #"\uDEAD is one half of a surrogate pair without the other"#,
      ["write the character itself, or both halves one after the other"]
    ),
    ("[007]", "a number has no leading zeros", ["remove them, or write a text in double quotes"]),
    (
      #"{"a": 0, "a": 1}"#, #"the key "a" is repeated in this object"#,
      ["most readers take the last one and drop the others"]
    ),
  ]

  @Test(arguments: wordings) func saysWhatWasFound(_ text: String, _ message: String, _ help: [String]) {
    let document = read(text)
    let wording = document.faults.first?.wording(in: document.source)
    #expect(wording?.message == message)
    #expect(wording?.help == help)
  }
}
