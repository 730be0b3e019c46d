import FlowMsgCLI
import Testing

/// What is sent and what is printed is judged in one way, and nothing is left out in silence.
struct OneJudgementTests {
  private static let source = """
    message a { title "T", text "B", caption "C", flow "f", cta "Go", screen S }
    message b(nome: string(min: 1, max: 9), n: integer) { title "{nome}", text "{n}", caption "C", flow "f", cta "Go", screen S }
    message c(nome: string(min: 1, max: 9) = "x") { title "{nome}", text "B", caption "C", flow "f", cta "Go", screen S }

    """

  private func compile(_ options: String...) -> Outcome {
    flowmsg(["compile", "m.flowmsg"] + options, files: MemoryFileSystem(["m.flowmsg": Self.source]))
  }

  @Test func linesLeaveNoMessageOut() {
    let made = compile("--ndjson")
    #expect(made.exit == 2 && made.output.isEmpty && made.error.contains("'b' needs 'nome', 'n'"), "\(made.error)")
    let names = { (made: Outcome) in
      made.output.split(separator: "\n").map { String($0.prefix(30).split(separator: "\"")[3]) }
    }
    let open = compile("--ndjson", "--open")
    #expect(open.exit == 0 && names(open) == ["a", "b.open", "c.open"], "\(open)")
    #expect(open.output.contains(#"{"output":"b.open","form":{"version":1,"message":"b","#))
    #expect(compile("--ndjson", "--message", "c").output.hasPrefix(#"{"output":"c","body":{"title":"x""#))
    #expect(compile("--ndjson", "--message", "b", "--set", "nome=y", "--set", "n=1").output.contains(#""title":"y""#))
  }

  @Test func anOpenFormThatNoOneAskedForIsReported() {
    let made = compile("--message", "b")
    #expect(
      made.exit == 0 && made.output.hasPrefix("{\n  \"version\": 1,") && made.error.contains("this is its open form"))
    #expect(compile("--message", "b", "--open").error.isEmpty)
    #expect(compile("--message", "c").error.isEmpty)
  }

  /// Bodies that the sandbox refuses.
  @Test(
    arguments: [
      (
        #"{"type":"flow","userId":"1","title":"T","text":"B","caption":"C","parameters":{"flow_name":"f","flow_cta":"c"}}"#,
        "`type` is not known"
      ),
      (
        #"{"title":"T","text":"B","caption":"C","parameters":{"flow_name":"f","flow_cta":"c"}}"#,
        "`parameters.flow_action_payload` is missing"
      ),
      (
        #"{"title":"\u200b","text":"B","caption":"C","parameters":{"flow_name":"f","flow_cta":"c","flow_action_payload":{"screen":"S"}}}"#,
        "`title` is empty"
      ),
    ])
  func aBodyIsJudgedAsTheSandboxDoes(_ body: String, _ problem: String) {
    let made = flowmsg(
      ["render", "b.json", "--bot", "B"], files: MemoryFileSystem(["b.json": body]),
      console: FakeConsole(input: "to\n593987654321\n"))
    #expect(made.exit == 2 && made.output.isEmpty && made.error.contains(problem), "\(made.error)")
  }
}
