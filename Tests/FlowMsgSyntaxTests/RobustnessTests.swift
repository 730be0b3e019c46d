import FlowMsgSyntax
import FlowMsgText
import TestSupport
import Testing

/// Whatever the bytes, reading ends with trees that hold their invariants.
@Suite struct RobustnessTests {
  /// Sources that go wrong in as many ways as there are places.
  static let nasty: [String] = [
    """
    message ola(name: string = "Ana, , lista: [ { a?: "x" | "y" }(min: 1 ](max: 2) like base(a: 1 { title: "O\\u{} {a b} {{1}}"
      text \"""x
        Olá \\
       {nome
      locales pt, es,
      in es { in pt { title 'it's' } example } screen X { a: . b: [1.2.3, +5, .5, --c, 1_0] ) ]
    """,
    "let a = /* um\n \"\"\" dois */ [1, /* tres\nlet b = “ola ‘x’ \"c\"\u{A0}\n/* quatro */ let c = \\ud83d\\ude00 #\r\r\n",
    "\u{FEFF}let a =\n\n|\n\"\"\"\n \"\"\"\n\"\"\"\"\"\"\"\"\"\n\t\"\"\"x\n",
    "}}}]]])))\n{{{[[[(((\nlet x = {a:{b:[{c:\nmessage m {\n(\nbot b {\n[\nflow f from\ntype T = {\nlocales a, b,\n",
    "let ti\u{301}tulo--x- = true.false.null . a . \nlet \u{10FFFF}\u{200B}\u{2028}é = 1e5e5 \u{202E}\nbase ",
  ]

  static var sources: [[UInt8]] {
    get throws {
      let bad = SyntaxDiagnostics.catalogue.map { Array($0.bad.utf8) }
      return try Package.examples.map(\.bytes) + nasty.map { Array($0.utf8) } + bad
    }
  }

  @Test func everyPrefixEnds() throws {
    var count = 0
    for source in try Self.sources {
      for length in 0...source.count {
        let broken = Reading(Array(source[..<length])).brokenInvariant
        #expect(broken == nil, "\(String(decoding: source[..<length].suffix(60), as: UTF8.self))")
        count += 1
      }
    }
    print("prefixes read: \(count)")
  }

  @Test func everySingleTokenChangeEnds() throws {
    var count = 0
    var faults = 0
    for source in try Self.sources {
      for change in source.singleTokenChanges(Reading(source).tokenRanges) {
        let reading = Reading(change.bytes)
        let broken = reading.brokenInvariant
        #expect(broken == nil, "token \(change.token) \(change.change)")
        count += 1
        faults += reading.faults.count
      }
    }
    print("single-token changes read: \(count)")
  }

  @Test func everyByteInAnyPlaceEnds() {
    let source = Array(Self.nasty[0].utf8)
    for place in stride(from: 0, to: source.count, by: 7) {
      for byte in stride(from: UInt8(1), through: 0xFE, by: 11) {
        var bytes = source
        bytes[place] = byte
        #expect(Reading(bytes).brokenInvariant == nil, "0x\(String(byte, radix: 16)) at \(place)")
      }
    }
  }

  /// What is slow if anything is walked through once for each of its parts.
  @Test(arguments: [
    "[", "{", "(", "{a:[", "[)", "a\n", "'a", "\\'", "‘a", "“", "/*", "\"\"\"x\"\"\" ", "1_", "é", "#", "\u{A0}",
    "message m {\n", "let a = [\n", "/* x */", "\r\n", "title \"{", "\"\\u{",
  ])
  func longRunsTakeLinearTime(part: String) {
    let texts = { (size: Int) in
      let body = String(repeating: part, count: size / part.utf8.count)
      return ["let a = " + body, "message m {\n" + body + "\n}\n", "let a = \"" + body, "let a = \"\"\"\n" + body]
    }
    let growth = ProcessorTime.growth(from: 7500, texts) { texts in
      for text in texts { _ = Reading(text).trees.count }
    }
    #expect(growth < ProcessorTime.linear, "\(part.debugDescription)")
  }

  @Test func nestingEndsInOneFault() {
    for (open, close) in [("[", "]"), ("{ a: ", "}")] {
      let text = "let a = " + String(repeating: open, count: 100_000) + "1" + String(repeating: close, count: 100_000)
      #expect(Reading(text + "\nlet b = 1\n").kinds == [.nestingTooDeep])
      #expect(Reading(text + "\nlet b = 1\n").declared == ["let a", "let b"])
    }
    let types = "type T = " + String(repeating: "[", count: 100_000) + "string" + String(repeating: "]", count: 100_000)
    #expect(Reading(types).kinds == [.nestingTooDeep])
    let siblings = "let a = " + String(repeating: "[", count: 64) + "[1], [2], [3]" + String(repeating: "]", count: 64)
    #expect(Reading(siblings).kinds == [.nestingTooDeep])
    let deepest = "let a = " + String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(Reading(deepest).kinds == [])
  }

  @Test func aLineOfOneMegabyteIsRead() {
    let reading = Reading("let a = \"" + String(repeating: "x", count: 1 << 20) + "\"\nlet b = 1\n")
    #expect(reading.kinds == [])
    #expect(reading.declared == ["let a", "let b"])
  }

  @Test func tooManyBadBytesAreNotReadOn() {
    let bytes = Array("let a = 1\n".utf8) + [UInt8](repeating: 0, count: 100)
    let reading = Reading(bytes)
    #expect(reading.outline.isUnreadable)
    #expect(reading.kinds == [SyntaxFaultKind](repeating: .controlCharacter, count: Outline.faultLimit))
  }
}
