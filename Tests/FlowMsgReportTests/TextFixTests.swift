import FlowMsgReport
import FlowMsgText
import Testing

/// How `text` shows fixes.
struct TextFixTests {
  @Test func fixes() {
    let sample = Sample("message a {\n  title “Olá {{1}}”\n  text \"B\"\n  caption \"C\"  \n  flow f;\n}\n")
    let quotes = Diagnostic(
      Kinds.error, "typographic quotes do not begin a string", at: sample.at("“"),
      fixes: [Fix("write straight quotes", [TextEdit(sample.at("“"), "\""), TextEdit(sample.at("”"), "\"")])])
    let missing = Diagnostic(
      Kinds.error, "`cta` is missing", at: sample.at("a {"),
      fixes: [Fix("add it", [TextEdit(sample.bytes(73, 73), "\n  cta \"…\"")])])
    let surplus = Diagnostic(
      Kinds.warning, "`text` is written twice", at: sample.at("text"), label: "again", help: ["keep one of them"],
      fixes: [
        Fix("remove the line", [TextEdit(sample.at("  text \"B\"\n"), "")]),
        Fix("rename the message", [TextEdit(sample.at("a {"), "b {"), TextEdit(sample.at("}\n"), "}\n\n")]),
      ])
    expect(
      textReport(sample, quotes, missing, surplus),
      #"""
      error[FM1234]: typographic quotes do not begin a string
       --> welcome.flowmsg:2:9
        |
      2 |   title “Olá {{1}}”
        |         ^
        |
      help: write straight quotes
        |
      2 -   title “Olá {{1}}”
      2 +   title "Olá {{1}}"

      error[FM1234]: `cta` is missing
       --> welcome.flowmsg:1:9
        |
      1 | message a {
        |         ^^^
        |
      help: add it
        |
      5 |   flow f;
      6 +   cta "…"

      warning[FM2345]: `text` is written twice
       --> welcome.flowmsg:3:3
        |
      3 |   text "B"
        |   ^^^^ again
        |
        = help: keep one of them
        = help: rename the message
      help: remove the line
        |
      3 -   text "B"

      found 2 errors and 1 warning
      """#)
  }

  @Test func fixInAnotherFile() {
    var sample = Sample("import \"b.flowmsg\"\n")
    sample.add("let x = 1\n", name: "b.flowmsg")
    let found = Diagnostic(
      Kinds.error, "`x` is not used", at: sample.at("\"b.flowmsg\""),
      fixes: [
        Fix("remove it", [TextEdit(sample.at("let x = 1\n", file: 1), "")]),
        Fix("do both", [TextEdit(sample.at("let", file: 1), ""), TextEdit(sample.at("import"), "")]),
      ])
    expect(
      textReport(sample, found),
      #"""
      error[FM1234]: `x` is not used
       --> welcome.flowmsg:1:8
        |
      1 | import "b.flowmsg"
        |        ^^^^^^^^^^^
        |
        = help: do both
      help: remove it
       --> b.flowmsg:1:1
        |
      1 - let x = 1

      found 1 error
      """#)
  }
}
