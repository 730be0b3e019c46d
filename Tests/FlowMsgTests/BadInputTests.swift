import FlowMsg
import FlowMsgText
import Testing

/// What nobody writes on purpose ends with findings at a place, soon, and without a trap.
@Suite struct BadInputTests {
  /// A name for each input and its text, made large enough that anything worse than linear would be felt in a debug build.
  static let inputs: [(name: String, text: String)] = [
    ("lists in lists", "let x = " + String(repeating: "[", count: 100_000)),
    ("objects in objects", "let x = " + String(repeating: "{ a: ", count: 50_000)),
    ("types in types", "type t = " + String(repeating: "[", count: 100_000)),
    ("screens in screens", "message a {" + String(repeating: "screen X { a: ", count: 20_000)),
    ("a long line", "let x = \"" + String(repeating: "a", count: 1 << 20) + "\""),
    ("a long line that is not closed", "let x = \"" + String(repeating: "é", count: 1 << 19)),
    ("a long name", "let a = " + String(repeating: "a", count: 1 << 20)),
    ("block strings that open", String(repeating: "let x = \"\"\"\n", count: 20_000)),
    ("allowances", String(repeating: "// flowmsg-allow FM2012: x\n", count: 5_000)),
    ("no declarations", String(repeating: "foo bar\n", count: 5_000)),
    ("one name again and again", String(repeating: "let a = 1\n", count: 10_000)),
    ("one statement again and again", "message a {\n" + String(repeating: "title \"x\"\n", count: 10_000) + "}"),
    (
      "types that name each other",
      "type a0 = string\n" + (1..<20_000).map { "type a\($0) = [a\($0 - 1)]\n" }.joined()
        + "message m(p: a19999) { title \"t\" }\n"
    ),
    ("arguments that name each other in turn", zigzag(600)),
    (
      "lets that double",
      "let a0 = \"x\"\n" + (1..<60).map { "let a\($0) = \"{a\($0 - 1)}{a\($0 - 1)}\"\n" }.joined()
    ),
  ]

  /// Two levels of `like` whose arguments are in each other `count` times.
  private static func zigzag(_ count: Int) -> String {
    let parameters = { (letter: String) in
      (0..<count).map { "\(letter)\($0): string(min: 1, max: 5)" }.joined(separator: ", ")
    }
    let base = (0..<count).map { "x\($0): y\($0)" }.joined(separator: ", ")
    let message = (0..<count).map { $0 + 1 < count ? "y\($0): x\($0 + 1)" : "y\($0): \"a\"" }.joined(separator: ", ")
    return "base bt(\(parameters("x"))) { title \"t\" }\nbase bm(\(parameters("y"))) like bt(\(base)) {}\n"
      + "message m like bm(\(message)) {}\n"
  }

  /// A table's header is written once for each row: more than any message is not.
  @Test func aFileThatMakesMoreThanAnyMessageIsRefused() {
    let table =
      Array(String(repeating: "h", count: 20_000).utf8) + Array("\n".utf8)
      + [[UInt8]](repeating: Array("1\n".utf8), count: 20_000).joined()
    let braces = Array("[\"".utf8) + [UInt8](repeating: 0x7B, count: 40 << 20) + Array("\"]".utf8)
    for (name, bytes) in [("x.csv", table), ("x.json", braces)] {
      let source = Array("let x from \"\(name)\"\nmessage m { title \"t\", payload { a: x } }\n".utf8)
      let compilation = Compiler(provider: MemoryProvider(bytes: ["a.flowmsg": source, name: bytes]))
        .compile([SourcePath(canonical: "a.flowmsg", display: "a.flowmsg")], options: CompilerOptions())
      #expect(
        compilation.diagnostics.contains { $0.code == 2017 && $0.message.contains("larger than any message") },
        "\(compilation.diagnostics.map(\.message))")
    }
  }

  @Test(arguments: inputs.indices)
  func endsWithFindings(_ index: Int) {
    let (name, text) = Self.inputs[index]
    let compilation = compile(Array(text.utf8))
    #expect(!compilation.diagnostics.isEmpty, "\(name)")
    #expect(compilation.chunks.isEmpty, "\(name)")
  }

  @Test func noiseIsNotReadOn() {
    var state: UInt64 = 0x2545_F491_4F6C_DD1D
    let noise = (0..<(1 << 20)).map { _ -> UInt8 in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state)
    }
    let compilation = compile(noise)
    #expect(compilation.hasErrors)
    #expect(compilation.diagnostics.count <= 20)
  }

  @Test(arguments: [[0x00], [0xFF, 0xFE], [0xC3], [0xED, 0xA0, 0x80], [0x07], [0x0D]] as [[UInt8]])
  func bytesThatNoTextHolds(_ bytes: [UInt8]) throws {
    let compilation = compile(Array("let a = \"x".utf8) + bytes + Array("y\"\n".utf8))
    let first = try #require(compilation.diagnostics.first)
    #expect(first.severity == .error)
    #expect(first.location.range.start == 10)
  }

  @Test func emptyDataIsOneFault() {
    let flow = "flow f { screen CART { a: string } }\n"
    let message = "message m { title \"a\", text \"b\", caption \"c\", flow f, cta \"d\", screen CART { } }\n"
    #expect(compile(Array((flow + message).utf8)).diagnostics.map(\.code) == [5004])
  }

  private func compile(_ bytes: [UInt8]) -> Compilation {
    var options = CompilerOptions()
    options.product = .lines
    return Compiler(provider: MemoryProvider(bytes: ["a.flowmsg": bytes]))
      .compile([SourcePath(canonical: "a.flowmsg", display: "a.flowmsg")], options: options)
  }
}
