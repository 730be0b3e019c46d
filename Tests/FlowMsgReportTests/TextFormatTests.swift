import FlowMsgReport
import FlowMsgText
import Testing

/// The whole of what `text` prints, as a reader sees it.
struct TextFormatTests {
  @Test func nothingFound() {
    #expect(textReport(Sample("message a {}\n")) == "")
  }

  @Test func oneFinding() {
    let sample = Sample("message welcome {\n  title \"Olá\"\n  titel \"Olá de novo\"\n}\n")
    let found = Diagnostic(
      Kinds.error, "unknown statement `titel`", at: sample.at("titel"), label: "not a statement",
      help: ["statements are title, text, caption, cta, flow, screen, payload, parameters, type and bot"],
      fixes: [Fix("write `title`", [TextEdit(sample.at("titel"), "title")], isSafe: false)])
    expect(
      textReport(sample, found),
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

  @Test func counts() {
    var sample = Sample("a b c\n")
    sample.add("d\n", name: "b.flowmsg")
    let findings = [
      Diagnostic(Kinds.error, "one", at: sample.at("a")), Diagnostic(Kinds.warning, "two", at: sample.at("d", file: 1)),
      Diagnostic(Kinds.note, "three", at: sample.at("b")), Diagnostic(Kinds.error, "four", at: sample.at("c")),
    ]
    expect(
      textReport(sample, findings[0], findings[1], findings[2], findings[3], maximum: 1),
      #"""
      error[FM1234]: one
       --> welcome.flowmsg:1:1
        |
      1 | a b c
        | ^

      …and 3 more (--max-diagnostics 0 shows all)
      found 2 errors, 1 warning and 1 note in 2 files
      """#)
    #expect(textReport(sample, findings[0], maximum: 1).hasSuffix("\n\nfound 1 error\n"))
    #expect(textReport(sample, findings[0], findings[3], maximum: 0).hasSuffix("\n\nfound 2 errors\n"))
    #expect(textReport(sample, findings[0], findings[2]).hasSuffix("\n\nfound 1 error and 1 note\n"))
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
      textReport(sample, found(Kinds.error), found(Kinds.warning), found(Kinds.note), color: true).withVisibleEscapes,
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

  /// What every message of a project without contracts has is drawn once, with the places of the others.
  @Test func anUndeclaredFlowIsDrawnOnce() {
    let kind = DiagnosticKind(6006, .note, "a Flow that is not declared", why: "", bad: "", good: "")
    let source = (0..<14).map { "flow \"f\($0)\"\n" }.joined()
    let sample = Sample(source)
    var findings = (0..<14).map { Diagnostic(kind, "the Flow `f\($0)` is not declared", at: sample.at("\"f\($0)\"")) }
    findings.insert(Diagnostic(Kinds.error, "an error", at: sample.at("flow", nth: 5)), at: 7)
    let text = TextFormat().render(Report(files: sample.files, diagnostics: findings))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("note[FM6006]") } == 1)
    #expect(text.contains("= also at: welcome.flowmsg:2:6, welcome.flowmsg:3:6, "))
    #expect(text.contains(", welcome.flowmsg:11:6 and 3 more\n"))
    #expect(text.contains("error[FM1234]: an error") && text.hasSuffix("found 1 error and 14 notes\n"))
    // Drawn, none is left out.
    #expect(
      !TextFormat().render(Report(files: sample.files, diagnostics: findings, maximum: 2)).contains("--max-diagnostics")
    )
    let two = TextFormat().render(Report(files: sample.files, diagnostics: Array(findings.prefix(2))))
    #expect(two.contains("= also at: welcome.flowmsg:2:6\n"))
    let one = TextFormat().render(Report(files: sample.files, diagnostics: Array(findings.prefix(1))))
    #expect(!one.contains("also at"))
    #expect(
      ConciseFormat().render(Report(files: sample.files, diagnostics: findings)).split(separator: "\n").count == 15)
  }
}
