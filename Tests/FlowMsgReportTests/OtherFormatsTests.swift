import FlowMsgReport
import FlowMsgText
import Testing

struct ConciseFormatTests {
  @Test func oneLineEach() {
    var sample = Sample("título “x\n\ty\n", name: "bem-vindo é.flowmsg")
    sample.add("z", name: "a\u{1B}b.flowmsg")
    let findings = [
      Diagnostic(Kinds.error, "typographic quote", at: sample.at("“"), label: "unseen", help: ["unseen"]),
      Diagnostic(Kinds.warning, "two\nlines\u{202E}", at: sample.at("y")),
      Diagnostic(Kinds.note, "in another file", at: sample.at("z", file: 1)),
    ]
    expect(
      ConciseFormat().render(Report(files: sample.files, diagnostics: findings)),
      #"""
      bem-vindo é.flowmsg:1:8: error: typographic quote [FM1234]
      bem-vindo é.flowmsg:2:2: warning: two␊lines<U+202E> [FM2345]
      a␛b.flowmsg:1:1: note: in another file [FM3456]
      """#)
    expect(
      ConciseFormat().render(Report(files: sample.files, diagnostics: findings, maximum: 1, color: true)),
      #"""
      bem-vindo é.flowmsg:1:8: error: typographic quote [FM1234]
      …and 2 more (--max-diagnostics 0 shows all)
      """#)
    #expect(ConciseFormat().render(Report(files: sample.files, diagnostics: [])) == "")
  }

  @Test func whatWasLikelyMeantEndsTheMessage() {
    let sample = Sample("let a = marce\n")
    let finding = Diagnostic(
      Kinds.error, "nothing is called `marce`", at: sample.at("marce"), help: ["declare it", "did you mean `marca`?"])
    expect(
      ConciseFormat().render(Report(files: sample.files, diagnostics: [finding])),
      "welcome.flowmsg:1:9: error: nothing is called `marce`; did you mean `marca`? [FM1234]")
  }
}

struct ExplanationTests {
  private let kind = DiagnosticKind(
    1234, .error, "title is too long",
    why: """
      WhatsApp shows at most 60 characters of a header and refuses a message with more. \
      Parameters count with the longest text that their bounds allow, é and 标题 as one each.

      A second paragraph.
      """,
    bad: "message a {\n  title \"\t\u{202E}\"\n\n  text \"{nome}\"\r\n}\n",
    good: "message a {}")

  @Test func longForm() {
    expect(
      Explanation.text(of: kind),
      #"""
      FM1234 (error): title is too long

      WhatsApp shows at most 60 characters of a header and refuses a message with
      more. Parameters count with the longest text that their bounds allow, é and 标题
      as one each.

      A second paragraph.

      bad:

          message a {
            title "    <U+202E>"

            text "{nome}"
          }

      good:

          message a {}
      """#)
  }

  @Test func coloredLongForm() {
    let text = Explanation.text(of: Kinds.warning, color: true)
    expect(
      text.withVisibleEscapes,
      #"""
      ESC[1;33mFM2345 (warning)ESC[0mESC[1m: a titleESC[0m

      A reason.

      ESC[31mbad:ESC[0m

          bad

      ESC[32mgood:ESC[0m

          good
      """#)
  }

  @Test func list() {
    expect(
      Explanation.list(of: [Kinds.warning, kind, Kinds.note]),
      #"""
      FM1234  error    title is too long
      FM2345  warning  a title
      FM3456  note     a title
      """#)
  }
}

struct ReportFormatsTests {
  @Test func namesAreUniqueAndFound() {
    let names = ReportFormats.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.first == "text")
    for name in names { #expect(ReportFormats.named(name)?.name == name) }
    #expect(ReportFormats.named("Text") == nil)
  }
}
