import FlowMsgReport
import FlowMsgText
import Testing

/// The whole of what `text` prints, as a reader sees it.
struct TextFormatTests {
  private func text(_ sample: Sample, _ diagnostics: Diagnostic..., maximum: Int? = nil, color: Bool = false) -> String
  {
    TextFormat().render(
      Report(files: sample.files, diagnostics: diagnostics, maximum: maximum, color: color))
  }

  @Test func nothingFound() {
    #expect(text(Sample("message a {}\n")) == "")
  }

  @Test func oneFinding() {
    let sample = Sample("message welcome {\n  title \"Olá\"\n  titel \"Olá de novo\"\n}\n")
    let found = Diagnostic(
      Kinds.error, "unknown statement `titel`", at: sample.at("titel"), label: "not a statement",
      help: ["statements are title, text, caption, cta, flow, screen, payload, parameters, type and bot"],
      fixes: [Fix("write `title`", [TextEdit(sample.at("titel"), "title")], isSafe: false)])
    expect(
      text(sample, found),
      #"""
      error[FM1234]: unknown statement `titel`
       --> welcome.flowmsg:3:3
        |
      3 |   titel "Olá de novo"
        |   ^^^^^ not a statement
        |
        = help: statements are title, text, caption, cta, flow, screen, payload, parameters, type and bot
      help: write `title`
        |
      3 -   titel "Olá de novo"
      3 +   title "Olá de novo"

      found 1 error
      """#)
  }

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
      text(sample, found, apart, same),
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
      text(sample, far, near),
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
      text(sample, found),
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
      text(sample, short, statement, nested),
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
      text(sample, end, lineEnd, beyond, nowhere),
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
      text(sample, quotes, missing, surplus),
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
      text(sample, found),
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

  @Test func counts() {
    var sample = Sample("a b c\n")
    sample.add("d\n", name: "b.flowmsg")
    let findings = [
      Diagnostic(Kinds.error, "one", at: sample.at("a")), Diagnostic(Kinds.warning, "two", at: sample.at("d", file: 1)),
      Diagnostic(Kinds.note, "three", at: sample.at("b")), Diagnostic(Kinds.error, "four", at: sample.at("c")),
    ]
    expect(
      text(sample, findings[0], findings[1], findings[2], findings[3], maximum: 1),
      #"""
      error[FM1234]: one
       --> welcome.flowmsg:1:1
        |
      1 | a b c
        | ^

      …and 3 more (--max-diagnostics 0 shows all)
      found 2 errors, 1 warning and 1 note in 2 files
      """#)
    #expect(text(sample, findings[0], maximum: 1).hasSuffix("\n\nfound 1 error\n"))
    #expect(text(sample, findings[0], findings[3], maximum: 0).hasSuffix("\n\nfound 2 errors\n"))
    #expect(text(sample, findings[0], findings[2]).hasSuffix("\n\nfound 1 error and 1 note\n"))
  }

  @Test func colors() {
    let sample = Sample("message a {\n  title \"A\"\n}\n")
    func found(_ kind: DiagnosticKind) -> Diagnostic {
      Diagnostic(
        kind, "a message", at: sample.at("\"A\""), label: "here",
        labels: [DiagnosticLabel(sample.at("title"), "there")], help: ["some help"],
        fixes: [Fix("mend it", [TextEdit(sample.at("\"A\""), "\"B\"")])])
    }
    expect(
      text(sample, found(Kinds.error), found(Kinds.warning), found(Kinds.note), color: true).withVisibleEscapes,
      #"""
      ESC[1;31merror[FM1234]ESC[0mESC[1m: a messageESC[0m
       ESC[1;34m-->ESC[0m welcome.flowmsg:2:9
        ESC[1;34m|ESC[0m
      ESC[1;34m2ESC[0m ESC[1;34m|ESC[0m   title "A"
        ESC[1;34m|ESC[0m   ESC[1;34m-----ESC[0m ESC[1;31m^^^ESC[0mESC[1;31m hereESC[0m
        ESC[1;34m|ESC[0m   ESC[1;34m|ESC[0m
        ESC[1;34m|ESC[0m   ESC[1;34mthereESC[0m
        ESC[1;34m|ESC[0m
        ESC[1;34m=ESC[0m ESC[1mhelpESC[0m: some help
      ESC[1;36mhelpESC[0m: mend it
        ESC[1;34m|ESC[0m
      ESC[1;34m2ESC[0m ESC[31m-ESC[0m ESC[31m  title "A"ESC[0m
      ESC[1;34m2ESC[0m ESC[32m+ESC[0m ESC[32m  title "B"ESC[0m

      ESC[1;33mwarning[FM2345]ESC[0mESC[1m: a messageESC[0m
       ESC[1;34m-->ESC[0m welcome.flowmsg:2:9
        ESC[1;34m|ESC[0m
      ESC[1;34m2ESC[0m ESC[1;34m|ESC[0m   title "A"
        ESC[1;34m|ESC[0m   ESC[1;34m-----ESC[0m ESC[1;33m^^^ESC[0mESC[1;33m hereESC[0m
        ESC[1;34m|ESC[0m   ESC[1;34m|ESC[0m
        ESC[1;34m|ESC[0m   ESC[1;34mthereESC[0m
        ESC[1;34m|ESC[0m
        ESC[1;34m=ESC[0m ESC[1mhelpESC[0m: some help
      ESC[1;36mhelpESC[0m: mend it
        ESC[1;34m|ESC[0m
      ESC[1;34m2ESC[0m ESC[31m-ESC[0m ESC[31m  title "A"ESC[0m
      ESC[1;34m2ESC[0m ESC[32m+ESC[0m ESC[32m  title "B"ESC[0m

      ESC[1;36mnote[FM3456]ESC[0mESC[1m: a messageESC[0m
       ESC[1;34m-->ESC[0m welcome.flowmsg:2:9
        ESC[1;34m|ESC[0m
      ESC[1;34m2ESC[0m ESC[1;34m|ESC[0m   title "A"
        ESC[1;34m|ESC[0m   ESC[1;34m-----ESC[0m ESC[1;36m^^^ESC[0mESC[1;36m hereESC[0m
        ESC[1;34m|ESC[0m   ESC[1;34m|ESC[0m
        ESC[1;34m|ESC[0m   ESC[1;34mthereESC[0m
        ESC[1;34m|ESC[0m
        ESC[1;34m=ESC[0m ESC[1mhelpESC[0m: some help
      ESC[1;36mhelpESC[0m: mend it
        ESC[1;34m|ESC[0m
      ESC[1;34m2ESC[0m ESC[31m-ESC[0m ESC[31m  title "A"ESC[0m
      ESC[1;34m2ESC[0m ESC[32m+ESC[0m ESC[32m  title "B"ESC[0m

      ESC[1mfound 1 error, 1 warning and 1 noteESC[0m
      """#)
  }
}
