import FlowMsg
import FlowMsgJSON
import FlowMsgText
import TestSupport
import Testing

/// The bytes that come out, and how large and deep they may be.
struct BodyTests {
  private func body(_ source: String) -> String {
    let compilation = compile(["main.flowmsg": source], product: .lines)
    #expect(findings(compilation, from: .warning) == [])
    return compilation.chunks.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
  }

  private func bytesOf(_ compilation: Compilation) -> [UInt8] {
    compilation.chunks.flatMap { Array($0.bytes) }
  }

  private func line(
    _ title: String = "T", _ text: String = "B", screen: String = "{\"screen\":\"S\"}", rest: String = ""
  ) -> String {
    "{\"output\":\"m\",\"body\":{\"title\":\"\(title)\",\"text\":\"\(text)\",\"caption\":\"C\",\"parameters\":{\"flow_name\":\"f\","
      + "\"flow_cta\":\"Go\",\"flow_action_payload\":\(screen)}\(rest)}}\n"
  }

  @Test func membersStandInTheTablesOrder() {
    #expect(
      body(message("payload { b: 1, a: 2 }", "cta \"Go\"", "title \"T\"", "type \"x\""))
        == line(rest: ",\"payload\":{\"b\":1,\"a\":2}"))
    let further = body(message("parameters { z: 1, flow_token: \"t\" }"))
    #expect(further.contains("\"flow_action_payload\":{\"screen\":\"S\"},\"z\":1,\"flow_token\":\"t\"}"))
  }

  @Test func numbersAreKeptDigitForDigit() {
    let source =
      message("payload { a: 9007199254740993, b: 1.10, c: -0, d: 1E+2, e: n, f: \"{i}\" }")
      + "let n = 0.10\nlet i = 9007199254740993"
    #expect(
      body(source)
        == line(
          rest:
            ",\"payload\":{\"a\":9007199254740993,\"b\":1.10,\"c\":-0,\"d\":1E+2,\"e\":0.10,\"f\":\"9007199254740993\"}"
        ))
  }

  @Test func escapesMeanWhatTheySay() {
    #expect(
      body(message(#"text "a\"b\\c\td\{e\}f\u{e9}\u{1F600}/}$""#)) == line("T", #"a\"b\\c\td{e}fé😀/}$"#))
    #expect(
      body(message("text \"\"\"", "    one", "      two \\", "    three", "    \"\"\""))
        == line("T", #"one\n  two three"#))
    #expect(
      body(message(#"payload { a: "x\u{1}\u{7f}" }"#)) == line(rest: ",\"payload\":{\"a\":\"x\\u0001\u{7F}\"}"))
    // Line ends are LF in the value, whatever they are in the file.
    let crlf = message("text \"\"\"", "    one", "    two", "    \"\"\"").replacing("\n", with: "\r\n")
    #expect(body(crlf) == line("T", #"one\ntwo"#))
    #expect(body("\u{FEFF}" + message()) == line())
  }

  @Test func letsAreTheirValues() {
    let lets = "let o = { x: { y: [1, s] } }\nlet s = \"é {t}\"\nlet t = \"t\""
    #expect(
      body(
        message("title \"{o.x.z}{s}\"", "payload { a: o.x, b: s }") + lets.replacing("[1, s]", with: "[1, s], z: \"z\"")
      )
        == line("zé t", rest: ",\"payload\":{\"a\":{\"y\":[1,\"é t\"],\"z\":\"z\"},\"b\":\"é t\"}"))
  }

  @Test func emptyContainersAndLiterals() {
    #expect(
      body(message("payload { a: {}, b: [], c: true, d: false, e: null }"))
        == line(rest: ",\"payload\":{\"a\":{},\"b\":[],\"c\":true,\"d\":false,\"e\":null}"))
  }

  @Test func nothingIsEmittedWithAnError() {
    let compilation = compile(["main.flowmsg": message() + "let a = b"], product: .bodies(compact: false))
    #expect(compilation.chunks.isEmpty)
    #expect(compilation.outputs.isEmpty)
  }

  // MARK: Size

  @Test(arguments: [(62, true), (63, false)])
  func nestingOf64(_ depth: Int, _ isFine: Bool) {
    // The body is 1 deep, the payload 2.
    let nested = String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
    let literal = findings(compile(["main.flowmsg": message("payload { a: \(nested) }")]))
    #expect(literal == (isFine ? [] : ["2: FM1107"]))
    let shared = findings(compile(["main.flowmsg": message("payload { a: x }") + "let x = \(nested)"]))
    #expect(shared == (isFine ? [] : ["2: FM2015"]))
    // Screen data is two deeper than it is written.
    let data = findings(
      compile(["main.flowmsg": message("flow \"elsewhere\"", "screen S { a: \(nested) }")]), from: .warning)
    #expect(data == [isFine ? "3: FM2015" : "3: FM1107"])
  }

  @Test func nestingOfTheParserHasALimit() {
    for depth in [65, 1000, 100_000] {
      let source = "let a = " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      #expect(Case(source).found == ["1: FM1107"])
      let types = "type T = " + String(repeating: "[", count: depth) + "string" + String(repeating: "]", count: depth)
      #expect(Case(types).found == ["1: FM1107"])
    }
  }

  @Test func deepLetsInALongChainEnd() {
    var source = "let a0 = 1\n"
    for i in 1..<300 {
      source += "let b\(i) = \(String(repeating: "[", count: 60))b\(i + 1)\(String(repeating: "]", count: 60))\n"
    }
    source += "let b300 = 1\n"
    #expect(compile(["main.flowmsg": source]).hasErrors)
  }

  @Test func bodyOfOneMebibyte() {
    // `{"title":"T",…,"payload":{"a":"…"}}`
    let frame = line(rest: ",\"payload\":{\"a\":\"\"}").utf8.count - "{\"output\":\"m\",\"body\":}\n".utf8.count
    let room = (1 << 20) - frame
    for (over, expected) in [(0, []), (1, ["2: FM2015"])] {
      let text = String(repeating: "a", count: room + over)
      #expect(Case(message("payload { a: \"\(text)\" }")).found == expected)
      #expect(Case(message("payload { a: x }") + "let x = \"\(text)\"").found == expected)
      #expect(Case(message("payload { a: \"{x}\" }") + "let x = \"\(text)\"").found == expected)
    }
    let numbers = "payload { a: [" + String(repeating: "1,", count: 1 << 19) + "] }"
    #expect(Case(message(numbers)).found == ["2: FM2015"])
  }

  @Test func exponentialLetsEndQuickly() {
    var source = "let a0 = \"aaaaaaaaaa\"\n"
    for i in 1...100 { source += "let a\(i) = [a\(i - 1), a\(i - 1)]\n" }
    let time = ProcessorTime.measure {
      let found = findings(compile(["main.flowmsg": source + message("payload { x: a100 }")]))
      #expect(found.count == 1)
      #expect(found.first?.hasSuffix("FM2015") == true)
    }
    #expect(time < .seconds(5))
    var texts = "let t0 = \"aaaaaaaaaa\"\n"
    for i in 1...100 { texts += "let t\(i) = \"{t\(i - 1)}{t\(i - 1)}\"\n" }
    #expect(findings(compile(["main.flowmsg": texts])).count == 1)
  }

  @Test func manyKeysAreNotQuadratic() {
    let keys = { (count: Int) in (0..<count).map { "k\($0): 1" }.joined(separator: ", ") }
    let growth = ProcessorTime.growth(from: 12_500, keys) { keys in
      _ = compile(["main.flowmsg": message("payload { a: { \(keys) } }")])
      _ = compile(["main.flowmsg": "let a = { \(keys) }"])
    }
    #expect(growth < ProcessorTime.linear)
    #expect(Case(message("payload { a: { \(keys(100_000)) } }")).found == ["2: FM2015"])
    #expect(Case("let a = { \(keys(100_000)) }").found == ["1: FM2015"])
    let some = (0..<1000).map { "k\($0): 1" }.joined(separator: ", ")
    #expect(
      Case(message("payload { \(some), k500: 2, k0: 3, k999: 4 }")).found == ["2: FM2016", "2: FM2016", "2: FM2016"])
  }

  @Test func longChainsOfLetsEnd() {
    let forward = (1...10_000).map { "let a\($0) = a\($0 - 1)" }.joined(separator: "\n")
    let backward = (1...10_000).map { "let a\($0) = a\($0 + 1)" }.joined(separator: "\n")
    #expect(findings(compile(["main.flowmsg": "let a0 = 1\n" + forward])).allSatisfy { $0.hasSuffix("FM2015") })
    let found = findings(compile(["main.flowmsg": backward + "\nlet a10001 = 1"]))
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.hasSuffix("FM2015") })
    let types = (1...10_000).map { "type T\($0) = [T\($0 + 1)]" }.joined(separator: "\n")
    _ = compile(["main.flowmsg": types + "\ntype T10001 = string"])
  }

  // MARK: Sameness

  @Test func threadsChangeNothing() {
    var files: [String: String] = [:]
    var operands: [String] = []
    for i in 0..<40 {
      let name = "f\(i).flowmsg"
      operands.append(name)
      var source = "import \"shared.flowmsg\"\n"
      for j in 0..<40 {
        source += message(
          "title \"{brand} \(i)\"", "flow g", j % 7 == 3 ? "screen A { n: \(j) }" : "screen A { n: \"\(j)\" }",
          name: "m_\(i)_\(j)"
        )
        .replacing("flow f { screen S }\n", with: "")
      }
      files[name] = source
    }
    files["shared.flowmsg"] = "let brand = \"B\"\nflow g { screen A { n: string } }"
    let broken = compile(files, operands: operands, product: .lines)
    #expect(broken.diagnostics.count == 40 * 6)
    let mended = files.mapValues { $0.replacing("n: string", with: "n: \"x\"").replacing(/n: \d+/, with: "n: \"1\"") }
      .merging(["shared.flowmsg": files["shared.flowmsg"]!]) { $1 }
    let whole = compile(mended, operands: operands, product: .lines)
    #expect(whole.bodyCount == 1600)
    for width in [2, 3, 8] {
      let runner = TaskRunner(width: width)
      let again = compile(files, operands: operands, product: .lines, runner: runner)
      #expect(
        again.diagnostics.map { "\($0.code)\($0.message)\($0.location)" }
          == broken.diagnostics.map { "\($0.code)\($0.message)\($0.location)" })
      let bytes = compile(mended, operands: operands, product: .lines, runner: runner)
      #expect(bytesOf(bytes) == bytesOf(whole))
    }
  }
}
