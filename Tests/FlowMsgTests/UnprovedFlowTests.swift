import FlowMsg
import FlowMsgText
import Testing

/// A message whose declared Flow cannot be proved does not compile.
struct UnprovedFlowTests {
  static let message = """
    flow f from "flow.json"
    message ola {
      title "Olá"
      text "Complete este fluxo para começar"
      caption "Jelou"
      flow f
      cta "Iniciar"
      screen HOME { a: "1" }
    }
    """
  private static let home = #"{"id": "HOME", "data": {"a": {"type": "string"}}}"#

  /// A Flow's file, and whether a message that needs HOME is proved by it.
  static let files: [(String, Bool)] = [
    ("{\"version\": \"7.1\", \"screens\": [\(home)]}", true),
    ("{\"version\": \"7.1\", \"screens\": [\(home), {\"id\": ", true),
    ("{\"version\": \"7.1\", \"screens\": [\(home)], \"routing", true),
    ("{\"version\": \"7.1\", \"screens\": [{\"id\": \"HOME\", \"data\": {\"a\": {\"type\":", false),
    ("{\"version\": \"7.1\", \"screens\": [{\"id\": \"X\"}, {\"id\": \"HO", false),
    ("{\"version\": \"7.1\", \"screens\": [\(home), \(home)]}", false),
    ("{\"version\": \"7.1\", \"screens\": [{\"id\": \"HOME\", \"data\": []}]}", false),
    ("{\"version\": \"7.1\", \"screens\": [{\"id\": \"HOME\", \"data\": {\"a\": {\"type\": \"integer\"}}}]}", true),
    ("{\"flow_json\": {\"version\": \"7.1\", \"screens\": [\(home)]}}", false),
    ("{\"version\": \"7.1\"}", false), ("{\"version\": \"7.1\", \"screens\": []}", false), ("[]", false), ("", false),
    ("<!DOCTYPE html>", false), ("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", false),
  ]

  @Test(arguments: files) func isAnErrorAtItsFlow(_ file: String, _ isProved: Bool) throws {
    let compilation = compile(["main.flowmsg": Self.message, "flow.json": file])
    #expect(compilation.hasErrors == !isProved)
    guard !isProved else { return }
    let errors = compilation.diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.code.description) == ["FM5014"])
    let error = try #require(errors.first)
    #expect(error.location.range.count == 1)
    let warning = compilation.diagnostics.first { $0.severity == .warning && $0.location.file != error.location.file }
    #expect(error.labels.first?.location.file == warning?.location.file)
    #expect(error.labels.count == 1)
  }

  @Test(arguments: [[0xE3], [0xC3], [0xFF]] as [[UInt8]]) func oneByteThatIsNoUTF8(_ bytes: [UInt8]) {
    let before = Array(#"{"version": "7.1", "screens": [{"id": "HOME", "title": "Promo"#.utf8)
    let file = before + bytes + Array(#"o", "data": {"a": {"type": "string"}}}]}"#.utf8)
    let provider = MemoryProvider(bytes: ["main.flowmsg": Array(Self.message.utf8), "flow.json": file])
    let compilation = Compiler(provider: provider)
      .compile([SourcePath(canonical: "main.flowmsg", display: "main.flowmsg")])
    #expect(compilation.diagnostics.filter { $0.severity == .error }.map(\.code.description) == ["FM5014"])
  }

  @Test func aFlowInUTF16() {
    let units = Array("{\"version\": \"7.1\"}".utf16)
    let file: [UInt8] = [0xFF, 0xFE] + units.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let provider = MemoryProvider(bytes: ["main.flowmsg": Array(Self.message.utf8), "flow.json": file])
    let compilation = Compiler(provider: provider)
      .compile([SourcePath(canonical: "main.flowmsg", display: "main.flowmsg")])
    #expect(compilation.diagnostics.map(\.code.description).sorted() == ["FM5014", "FM5100"])
    #expect(compilation.diagnostics.contains { $0.message.contains("UTF-16") })
  }

  @Test func whatNeedsNoScreenIsNotHeldToOne() {
    let exchange = Self.message.replacing(
      "screen HOME { a: \"1\" }", with: "parameters { flow_action: \"data_exchange\" }")
    let compilation = compile(["main.flowmsg": exchange, "flow.json": "{\"version\": \"7.1\", \"screens\": [{"])
    #expect(!compilation.hasErrors)
  }

  @Test func isSaidOnceForABaseAndItsMessages() {
    let base =
      "flow f from \"flow.json\"\nbase b {\n  flow f\n  screen HOME { a: \"1\" }\n  title \"Olá\"\n  text \"Texto\"\n"
      + "  caption \"C\"\n  cta \"Ir\"\n}\nmessage m like b\nmessage n like b { title \"Oi\" }\n"
    let compilation = compile(["main.flowmsg": base, "flow.json": "{"])
    #expect(findings(compilation).filter { $0.hasSuffix("FM5014") } == ["3: FM5014"])
  }

  @Test func anyItemsAndAnyKeysAreNotAnything() {
    let flow =
      #"{"version": "7.1", "screens": [{"id": "HOME", "data": {"l": {"type": "array"}, "o": {"type": "object"}}}]}"#
    func codes(_ data: String) -> [String] {
      let source = Self.message.replacing("{ a: \"1\" }", with: data)
      return findings(compile(["main.flowmsg": source, "flow.json": flow])).map { String($0.suffix(6)) }
    }
    #expect(codes("{ l: [1, \"a\", { b: 2 }], o: { k: 1, j: [\"x\"] } }") == [])
    #expect(codes("{ l: [], o: {} }") == [])
    #expect(codes("{ l: \"a\", o: 1 }") == ["FM5006", "FM5006"])
    #expect(codes("{ l: { a: 1 }, o: [1] }") == ["FM5006", "FM5006"])
    #expect(codes("{ l: [null], o: { a: null } }") == ["FM5007", "FM5007"])
  }
}
