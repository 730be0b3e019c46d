import FlowMsgCLI
import Testing

/// What only all files together can tell unused is reported by runs over folders, not for files that are named one by one.
struct UnusedTests {
  private static let message =
    "message NAME {\n  title \"T\"\n  text \"B\"\n  caption \"C\"\n  flow \"f\"\n  cta \"Go\"\n  screen S\n}\n"
  private static let files = [
    "a.flowmsg": "// flowmsg-allow FM2012: b uses it\nlet marca = \"Aurora\"\nlet outra = 1\ntype T = string\n"
      + "base comum(x: string(min: 1, max: 9)) { caption \"C\" }\n" + message.replacing("NAME", with: "a"),
    "b.flowmsg": "import \"a.flowmsg\"\n"
      + message.replacing("NAME", with: "b").replacing("\"C\"", with: "\"{marca}\""),
    "c.flowmsg": "import \"a.flowmsg\"\n"
      + message.replacing("NAME", with: "c(nome: string(min: 1, max: 9))"),
  ]

  private func codes(_ operands: String..., input: String? = nil) -> [String] {
    let found = flowmsg(
      ["check", "--format", "concise"] + operands, files: MemoryFileSystem(Self.files),
      console: FakeConsole(input: input ?? ""))
    return found.output.split(separator: "\n").filter { !$0.contains("note:") }
      .map { "\($0.prefix { $0 != ":" }):\($0.suffix(7).prefix(6))" }
  }

  @Test func ofFilesAloneNothingIsReported() {
    #expect(codes("a.flowmsg") == [])
    #expect(codes("a.flowmsg", "b.flowmsg") == [])
    #expect(codes("-", input: Self.files["a.flowmsg"]) == [])
  }

  @Test func ofAFolderItIs() {
    // The allowance silences nothing there, as b uses what it is above.
    let all = ["a.flowmsg:FM8002", "a.flowmsg:FM2012", "a.flowmsg:FM2012", "a.flowmsg:FM2012", "a.flowmsg:FM2012"]
    #expect(Array(codes(".").prefix(5)) == all)
    #expect(Array(codes().prefix(5)) == all)
    #expect(Array(codes("a.flowmsg", ".").prefix(5)) == all)
  }

  @Test func importsAndAMessagesOwnParametersAreKnownAnywhere() {
    #expect(codes("c.flowmsg") == ["c.flowmsg:FM2012", "c.flowmsg:FM2012"])
  }
}
