import FlowMsgJSON
import Testing

@Suite struct WriterTests {
  static func quoted(_ bytes: [UInt8]) -> String {
    let buffer = OutputBuffer(chunkSize: 1)
    var writer = JSONWriter(buffer, .compact)
    bytes.withUnsafeBytes { writer.string($0) }
    writer.flush()
    return String(decoding: buffer.takeChunks().flatMap(\.bytes), as: UTF8.self)
  }

  @Test func everyASCIIByteIsWrittenAsThePageSays() {
    let short: [UInt8: String] = [
      0x08: "\\b", 0x09: "\\t", 0x0A: "\\n", 0x0C: "\\f", 0x0D: "\\r", 0x22: "\\\"", 0x5C: "\\\\",
    ]
    for byte in UInt8(0)...0x7F {
      let digits = "0123456789abcdef".map(String.init)
      let control = "\\u00" + digits[Int(byte >> 4)] + digits[Int(byte & 15)]
      let expected = short[byte] ?? (byte < 0x20 ? control : String(UnicodeScalar(byte)))
      // At every place of a word, in the words before and after it, and in the rest that is shorter than a word.
      for before in 0...17 {
        for after in [0, 1, 7, 8, 9] {
          let bytes = [UInt8](repeating: 0x61, count: before) + [byte] + [UInt8](repeating: 0x7A, count: after)
          let text = String(repeating: "a", count: before) + expected + String(repeating: "z", count: after)
          #expect(Self.quoted(bytes) == "\"\(text)\"")
        }
      }
    }
  }

  @Test(arguments: [
    "", "Olá", "começar 🛒", "\u{7F}\u{80}\u{2028}/", "ÿ\u{FFFF}\u{10FFFF}", "a\u{0301}",
    String(repeating: "çãé🛒", count: 700),
  ])
  func otherScalarsStandForThemselves(_ text: String) {
    #expect(Self.quoted(Array(text.utf8)) == "\"\(text)\"")
  }

  @Test func neighbouringEscapesDoNotHideEachOther() {
    #expect(Self.quoted(Array("\"\"\\\\\n\n\"!#[]\u{1F}".utf8)) == #""\"\"\\\\\n\n\"!#[]\u001f""#)
  }

  static let document: JSONValue = [
    "b": [1, [], [:], [["x": nil]]], "a": "é\n", "c": ["d": true, "e": .number("1.10e+400")], "f": false,
  ]

  @Test func compactHasNoWhiteSpace() {
    #expect(
      Self.document.text(.compact)
        == #"{"b":[1,[],{},[{"x":null}]],"a":"é\n","c":{"d":true,"e":1.10e+400},"f":false}"#)
  }

  @Test func prettyIsIndentedByTwo() {
    let expected = #"""
      {
        "b": [
          1,
          [],
          {},
          [
            {
              "x": null
            }
          ]
        ],
        "a": "é\n",
        "c": {
          "d": true,
          "e": 1.10e+400
        },
        "f": false
      }

      """#
    #expect(Self.document.text(.pretty) == expected)
  }

  @Test(arguments: [("{}", [:] as JSONValue), ("[]", .array([])), ("null", .null), ("\"\"", .string(""))])
  func aLoneValueIsAlone(_ expected: String, _ value: JSONValue) {
    #expect(value.text(.compact) == expected)
    #expect(value.text(.pretty) == expected + "\n")
  }

  @Test func aPreparedKeyEqualsAKey() {
    for layout in [JSONLayout.compact, .pretty] {
      let buffer = OutputBuffer()
      var writer = JSONWriter(buffer, layout)
      writer.beginObject()
      for name in ["a\"b", "c"] {
        JSONWriter.preparedKey(name, layout).withUnsafeBytes { writer.preparedKey($0) }
        writer.number(1)
      }
      writer.endObject()
      writer.endDocument()
      #expect(Array(buffer.record) == JSONValue.object([("a\"b", 1), ("c", 1)]).bytes(layout))
    }
  }
}
