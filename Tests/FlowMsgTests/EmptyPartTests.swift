import FlowMsg
import Testing

/// An object without members is an error where it is written, also where it adds nothing to what a message builds on.
struct EmptyPartTests {
  private static let base = """
    base b { title "T", text "B", caption "C", flow f, cta "Go"
      screen S { v: "x" }
      payload { a: 1 }
      parameters { flow_token: "t" }
    }
    flow f { screen S { v: string } }

    """

  @Test(arguments: [
    ("payload { }", "FM3002"), ("parameters { }", "FM3004"), ("screen S { }", "FM3003"),
  ])
  func isReportedOverWhatIsInherited(_ statement: String, _ code: String) {
    for source in [
      "message m like b {\n  \(statement)\n}",
      "message m like b {\n  in es { title \"T\", text \"1\", cta \"Go\"\n\(statement)\n} }",
      "base c like b {\n  \(statement)\n}\nmessage m like c",
    ] {
      let found = findings(compile(["main.flowmsg": Self.base + source]), from: .warning)
      #expect(found.filter { $0.hasSuffix(code) } == [source.contains("\n\(statement)") ? "9: \(code)" : "8: \(code)"])
    }
  }

  @Test(arguments: [
    ("payload { }", "payload { a: 1 }", "FM3002"), ("parameters { }", "parameters { flow_token: \"t\" }", "FM3004"),
    ("screen S { }", "screen S { v: \"x\" }", "FM3003"),
  ])
  func isReportedInABlock(_ empty: String, _ full: String, _ code: String) {
    let source =
      "message m {\n  title \"T\", text \"1\", caption \"C\", flow f, cta \"Go\"\n  in es {\n    \(empty)\n  }\n"
      + ["payload { a: 1 }", "parameters { flow_token: \"t\" }", "screen S { v: \"x\" }"].map { "  \($0)\n" }.joined()
      + "}\nflow f { screen S { v: string } }\n"
    let found = findings(compile(["main.flowmsg": source]), from: .warning)
    #expect(found.filter { $0.hasSuffix(code) } == ["4: \(code)"])
    let filled = findings(compile(["main.flowmsg": source.replacing(empty, with: full)]), from: .warning)
    #expect(filled.filter { $0.hasSuffix(code) } == [])
  }

  @Test func whatIsBehindItAloneIsNot() {
    // A base may leave its object to the messages, and nothing is written over the empty one.
    let source = Self.base.replacing("payload { a: 1 }", with: "payload { }") + "message m like b { payload { a: 1 } }"
    #expect(findings(compile(["main.flowmsg": source]), from: .warning) == [])
  }
}
