import FlowMsg
import FlowMsgCheck
import FlowMsgText
import Testing

/// A source that ends too early ends with findings: every construct of the language, cut behind each of its quotes.
struct CutSourceTests {
  /// The examples of all diagnostics: together they have every construct, right and wrong.
  private static let sources: [String] = Compiler.catalogue
    .filter { !(5100..<5200).contains($0.code) }.flatMap { [$0.bad, $0.good] }

  @Test(arguments: sources)
  func endsBehindAQuote(_ source: String) {
    let bytes = Array(source.utf8)
    for i in bytes.indices where bytes[i] == 0x22 || bytes[i] == 0x27 {
      for tail in [[], [0x0A], [0xC3], [0x5C], [0x22]] as [[UInt8]] { end(bytes[...i] + tail) }
      // The rest of the file is still there: a string that nothing closes ends with its line.
      let next = bytes[i...].firstIndex(of: 0x0A) ?? bytes.count
      end(bytes[...i] + bytes[next...])
    }
  }

  @Test(arguments: [
    "message m {payload{\"", "message m {payload{\"\n}", "message m {payload{\"é", "message m {payload{a:{\"",
    "message m {payload [{\"", "let a = {\"", "let a = {\"\n}", "message m like b(a:{\"", "base b(a: string = \"",
    "message m(a: {\"", "type t = {\"", "type t = \"", "flow f {screen A {\"", "flow \"", "bot b {provider \"",
    "message m {screen A {\"", "message m {example {\"", "message m {in es {payload{\"", "let a from \"", "import \"",
  ])
  func endsAtALoneQuote(_ source: String) {
    let compilation = end(Array(source.utf8)[...])
    #expect(compilation.hasErrors)
  }

  @Test(arguments: ["‘a’: 1, ‘a’: 2", "\"\\q\": 1, \"\\q\": 2"])
  func aKeyThatWasNotReadIsLikeNoOther(_ members: String) {
    let compilation = compile(["main.flowmsg": "message m {\n  payload { \(members) }\n}\n"])
    #expect(!compilation.diagnostics.contains { $0.code == 2016 })
  }

  /// Compiles to everything there is; that it comes back is the test.
  @discardableResult
  private func end(_ bytes: ArraySlice<UInt8>) -> Compilation {
    var files = RuleExampleFiles.files.mapValues { Array($0.utf8) }
    files["main.flowmsg"] = Array(bytes)
    var options = CompilerOptions()
    options.product = .lines
    options.mapsSources = true
    return Compiler(provider: MemoryProvider(bytes: files))
      .compile([SourcePath(canonical: "main.flowmsg", display: "main.flowmsg")], options: options)
  }
}
