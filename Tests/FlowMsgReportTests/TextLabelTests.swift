import FlowMsgReport
import FlowMsgText
import Testing

/// How `text` draws places and their labels.
struct TextLabelTests {
  @Test func severalLabelsOnOneLine() {
    let sample = Sample("message a {\n  title \"Olá, {nome} {sobrenome}\"\n}\n")
    let found = Diagnostic(
      Kinds.error, "title may reach 80 characters, 20 over the limit of 60",
      at: sample.at("\"Olá, {nome} {sobrenome}\""),
      label: "6 + 40 + 34 = 80",
      labels: [
        DiagnosticLabel(sample.at("{nome}"), "at most 40"), DiagnosticLabel(sample.at("{sobrenome}"), "at most 34"),
      ])
    let apart = Diagnostic(
      Kinds.warning, "`nome` and `sobrenome` are used together", at: sample.at("nome"), label: "first",
      labels: [
        DiagnosticLabel(sample.at("title"), "in this statement"), DiagnosticLabel(sample.at("sobrenome"), "last"),
      ])
    let same = Diagnostic(
      Kinds.note, "two things about one place", at: sample.at("title"), label: "this is one",
      labels: [DiagnosticLabel(sample.at("title"), "this is the other"), DiagnosticLabel(sample.at("nome"), "")])
    expect(
      textReport(sample, found, apart, same),
      #"""
      error[FM1234]: title may reach 80 characters, 20 over the limit of 60
       --> welcome.flowmsg:2:9
        |
      2 |   title "Olá, {nome} {sobrenome}"
        |         ^^^^^^------^-----------^ 6 + 40 + 34 = 80
        |               |      |
        |               |      at most 34
        |               at most 40

      warning[FM2345]: `nome` and `sobrenome` are used together
       --> welcome.flowmsg:2:16
        |
      2 |   title "Olá, {nome} {sobrenome}"
        |   -----        ^^^^   --------- last
        |   |            |
        |   |            first
        |   in this statement

      note[FM3456]: two things about one place
       --> welcome.flowmsg:2:3
        |
      2 |   title "Olá, {nome} {sobrenome}"
        |   ^^^^^        ----
        |   |
        |   this is one
        |   this is the other

      found 1 error, 1 warning and 1 note
      """#)
  }

  @Test func labelsOnOtherLines() {
    let sample = Sample(
      "message a {\n  title \"A\"\n  text \"B\"\n  caption \"C\"\n  title \"D\"\n\n  flow f\n  cta \"Go\"\n  screen S\n}\n"
    )
    let far = Diagnostic(
      Kinds.error, "`title` is written twice", at: sample.at("title", nth: 1), label: "again here",
      labels: [
        DiagnosticLabel(sample.at("title"), "first here"), DiagnosticLabel(sample.at("screen"), "last of the message"),
      ])
    let near = Diagnostic(
      Kinds.error, "`title` is written twice", at: sample.at("caption"),
      labels: [DiagnosticLabel(sample.at("title"), "first here")])
    expect(
      textReport(sample, far, near),
      #"""
      error[FM1234]: `title` is written twice
       --> welcome.flowmsg:5:3
        |
      2 |   title "A"
        |   ----- first here
      ...
      5 |   title "D"
        |   ^^^^^ again here
      ...
      9 |   screen S
        |   ------ last of the message

      error[FM1234]: `title` is written twice
       --> welcome.flowmsg:4:3
        |
      2 |   title "A"
        |   ----- first here
      3 |   text "B"
      4 |   caption "C"
        |   ^^^^^^^

      found 2 errors
      """#)
  }

  @Test func labelInAnotherFile() {
    var sample = Sample("import \"shared.flowmsg\"\n\nlet brand = \"Aurora\"\n")
    sample.add("\n\n\n\n\n\n\n\n\n// names\nlet brand = \"Boreal\"\n", name: "shared.flowmsg")
    let found = Diagnostic(
      Kinds.error, "`brand` is declared twice", at: sample.at("brand"), label: "declared here",
      labels: [
        DiagnosticLabel(sample.at("brand", file: 1), "and here"),
        DiagnosticLabel(sample.at("\"shared.flowmsg\""), "which this imports"),
      ], help: ["give one of them another name"])
    expect(
      textReport(sample, found),
      #"""
      error[FM1234]: `brand` is declared twice
        --> welcome.flowmsg:3:5
         |
       1 | import "shared.flowmsg"
         |        ---------------- which this imports
       2 |
       3 | let brand = "Aurora"
         |     ^^^^^ declared here
         |
        ::: shared.flowmsg:11:5
         |
      11 | let brand = "Boreal"
         |     ----- and here
         |
         = help: give one of them another name

      found 1 error
      """#)
  }

  @Test func spanOverLines() {
    let sample = Sample(
      "message a {\n  text \"\"\"\n    one\n    two\n    \"\"\"\n  payload {\n    a: 1\n    b: 2\n    c: 3\n    d: 4\n    e: 5\n    f: 6\n  }\n}\n"
    )
    let short = Diagnostic(
      Kinds.error, "text has 1100 characters, 76 over the limit", at: sample.from("\"\"\"", to: "\"\"\"", nth: 1),
      label: "1100 characters")
    let statement = Diagnostic(
      Kinds.warning, "`payload` has six members", at: sample.from("payload", to: "}"), label: "six members",
      labels: [DiagnosticLabel(sample.at("f"), "the sixth"), DiagnosticLabel(sample.at("a:"), "the first")])
    let nested = Diagnostic(
      Kinds.note, "spans in spans", at: sample.from("text", to: "\"\"\"", nth: 1), label: "inner",
      labels: [DiagnosticLabel(sample.from("message", to: "}", nth: 1), "outer")])
    expect(
      textReport(sample, short, statement, nested),
      #"""
      error[FM1234]: text has 1100 characters, 76 over the limit
       --> welcome.flowmsg:2:8
        |
      2 |     text """
        |  ________^
      3 | |     one
      4 | |     two
      5 | |     """
        | |_______^ 1100 characters

      warning[FM2345]: `payload` has six members
        --> welcome.flowmsg:6:3
         |
       6 | /   payload {
       7 | |     a: 1
         | |     -- the first
      ...  |
      12 | |     f: 6
         | |     - the sixth
      13 | |   }
         | |___^ six members

      note[FM3456]: spans in spans
        --> welcome.flowmsg:2:3
         |
       1 | /  message a {
       2 | |/   text """
       3 | ||     one
       4 | ||     two
       5 | ||     """
         | ||_______^ inner
      ...  |
      13 | |    }
      14 | |  }
         | |__- outer

      found 1 error, 1 warning and 1 note
      """#)
  }

  @Test func emptySpans() {
    let sample = Sample("message a {\n  title \"A\"\n")
    let end = Diagnostic(
      Kinds.error, "found the end of the file, expected `}`", at: sample.bytes(24, 24), label: "expected `}`",
      labels: [DiagnosticLabel(sample.at("{"), "opened here")])
    let lineEnd = Diagnostic(
      Kinds.error, "found the end of the line, expected a string", at: sample.bytes(11, 12), label: "expected a string")
    let beyond = Diagnostic(Kinds.error, "past the end", at: sample.bytes(90, 99))
    let nowhere = Diagnostic(Kinds.error, "no such file", at: FlowMsgText.SourceLocation(FileID(7), ByteRange(0, 4)))
    expect(
      textReport(sample, end, lineEnd, beyond, nowhere),
      #"""
      error[FM1234]: found the end of the file, expected `}`
       --> welcome.flowmsg:3:1
        |
      1 | message a {
        |           - opened here
      2 |   title "A"
      3 |
        | ^ expected `}`

      error[FM1234]: found the end of the line, expected a string
       --> welcome.flowmsg:1:12
        |
      1 | message a {
        |            ^ expected a string

      error[FM1234]: past the end
       --> welcome.flowmsg:3:1
        |
      2 |   title "A"
      3 |
        | ^

      error[FM1234]: no such file
       --> <unknown>:1:1

      found 4 errors in 2 files
      """#)
  }
}
