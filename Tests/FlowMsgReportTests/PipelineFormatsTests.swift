import FlowMsgJSON
import FlowMsgReport
import FlowMsgText
import TestSupport
import Testing

/// The formats that pipelines read: their shape, their places, and texts that would break them.
struct PipelineFormatsTests {
  private static let source = "message promoção {\n  title \"é“x\"\n}\n"

  private static func report() -> Report {
    var sample = Sample(source, name: "a b/é,1:2.flowmsg")
    sample.add("{\"x\": 1}\n", name: "f.json")
    let edit = TextEdit(sample.at("“"), "\"")
    let findings = [
      Diagnostic(
        Kinds.error, "100% a: b, c", at: sample.at("“"),
        labels: [DiagnosticLabel(sample.at("1", file: 1), "shown here")],
        help: ["write \"<b>\""], fixes: [Fix("write `\"`", [edit])]),
      Diagnostic(Kinds.note, "a note", at: sample.at("1", file: 1)),
      Diagnostic(Kinds.warning, "two lines", at: sample.from("title", to: "}\n")),
    ]
    return Report(
      files: sample.files, diagnostics: findings, catalogue: [Kinds.error, Kinds.warning, Kinds.note], version: "1.2.3")
  }

  @Test func github() {
    expect(
      GitHubFormat().render(Self.report()),
      """
      ::error file=a b/é%2C1%3A2.flowmsg,line=2,endLine=2,col=11,endColumn=12,title=FM1234::100%25 a: b, c%0Awrite "<b>"
      ::warning file=a b/é%2C1%3A2.flowmsg,line=2,endLine=3,title=FM2345::two lines
      ::notice file=f.json,line=1,endLine=1,col=7,endColumn=8,title=FM3456::a note
      """)
  }

  /// A step shows ten of a kind; the tenth counts the others.
  @Test(arguments: [9, 10, 11, 12])
  func githubCountsWhatAStepDoesNotShow(count: Int) {
    let sample = Sample("x\n")
    let findings = (0..<count).map { Diagnostic(Kinds.error, "e\($0)", at: sample.at("x")) }
    let lines = GitHubFormat().render(Report(files: sample.files, diagnostics: findings)).split(separator: "\n")
    #expect(lines.count == count)
    let counting = lines.filter { $0.contains("…and") }
    let more = ["", "", "…and 1 more error, in", "…and 2 more errors, in"][count - 9]
    #expect(counting.count == (count > 10 ? 1 : 0))
    if count > 10 { #expect(lines[9].contains(more)) }
  }

  @Test func checkstyle() {
    expect(
      CheckstyleFormat().render(Self.report()),
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <checkstyle version="10.0">
        <file name="a b/é,1:2.flowmsg">
          <error line="2" column="11" severity="error" message="100% a: b, c; write &quot;&lt;b&gt;&quot;" source="flowmsg.FM1234"/>
          <error line="2" column="3" severity="warning" message="two lines" source="flowmsg.FM2345"/>
        </file>
        <file name="f.json">
          <error line="1" column="7" severity="info" message="a note" source="flowmsg.FM3456"/>
        </file>
      </checkstyle>
      """)
  }

  /// A message is a case, one in which nothing is wrong too; what is outside of messages is the file's own.
  @Test func junit() {
    var report = Self.report()
    let file = report.files[0]
    let sound = SourceFile(name: "sound.flowmsg", bytes: Array("message b {}\n\nmessage c {}\n".utf8))
    report.files.append(sound)
    func whole(_ id: UInt32, _ start: UInt32, _ end: UInt32) -> FlowMsgText.SourceLocation {
      FlowMsgText.SourceLocation(FileID(id), ByteRange(start, end))
    }
    report.messages = [
      ReportedMessage("promoção", at: whole(0, 0, UInt32(file.bytes.count))), ReportedMessage("b", at: whole(2, 0, 12)),
      ReportedMessage("c", at: whole(2, 14, 26)),
    ]
    expect(
      JUnitFormat().render(report),
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="flowmsg" tests="6" failures="1" errors="0" skipped="0">
        <testsuite name="a b/é,1:2.flowmsg" tests="2" failures="1" errors="0" skipped="0">
          <testcase classname="a b/é,1:2.flowmsg" name="promoção" file="a b/é,1:2.flowmsg" line="1" time="0">
            <failure message="100% a: b, c" type="FM1234">a b/é,1:2.flowmsg:2:11: error: 100% a: b, c [FM1234]
        write &quot;&lt;b&gt;&quot;</failure>
            <system-out>a b/é,1:2.flowmsg:2:3: warning: two lines [FM2345]</system-out>
          </testcase>
          <testcase classname="a b/é,1:2.flowmsg" name="a b/é,1:2.flowmsg" file="a b/é,1:2.flowmsg" line="1" time="0"/>
        </testsuite>
        <testsuite name="f.json" tests="1" failures="0" errors="0" skipped="0">
          <testcase classname="f.json" name="f.json" file="f.json" line="1" time="0">
            <system-out>f.json:1:7: note: a note [FM3456]</system-out>
          </testcase>
        </testsuite>
        <testsuite name="sound.flowmsg" tests="3" failures="0" errors="0" skipped="0">
          <testcase classname="sound.flowmsg" name="b" file="sound.flowmsg" line="1" time="0"/>
          <testcase classname="sound.flowmsg" name="c" file="sound.flowmsg" line="3" time="0"/>
          <testcase classname="sound.flowmsg" name="sound.flowmsg" file="sound.flowmsg" line="1" time="0"/>
        </testsuite>
      </testsuites>
      """)
  }

  // MARK: JSON

  private static func read(_ text: String) -> JSONDocument { JSONReader.read(Array(text.utf8)) }

  /// The text or number at a JSON Pointer.
  private static func at(_ pointer: String, _ document: JSONDocument) -> String? {
    guard let steps = JSONPointer.steps(of: pointer), let root = document.root,
      let node = JSONPointer.node(steps, in: document, from: root)
    else { return nil }
    return document.stringValue(node) ?? String(decoding: document.written(node), as: UTF8.self)
  }

  @Test(arguments: [
    ("/0/check_name", "FM1234"), ("/0/severity", "major"), ("/0/location/path", "a b/é,1:2.flowmsg"),
    ("/0/location/lines/begin", "2"), ("/1/severity", "info"), ("/2/severity", "minor"), ("/2/location/lines/end", "3"),
    ("/0/description", "100% a: b, c; write \"<b>\""),
  ])
  func gitlab(_ pointer: String, _ value: String) {
    #expect(Self.at(pointer, Self.read(GitLabFormat().render(Self.report()))) == value)
  }

  /// Columns are bytes: `  title "é` is ten characters and eleven bytes.
  @Test(arguments: [
    ("/source/name", "flowmsg"), ("/diagnostics/0/severity", "ERROR"), ("/diagnostics/1/severity", "INFO"),
    ("/diagnostics/0/location/range/start/line", "2"), ("/diagnostics/0/location/range/start/column", "12"),
    ("/diagnostics/0/location/range/end/column", "15"), ("/diagnostics/0/code/value", "FM1234"),
    ("/diagnostics/0/suggestions/0/text", "\""), ("/diagnostics/0/suggestions/0/range/start/column", "12"),
    ("/diagnostics/0/relatedLocations/0/location/path", "f.json"),
  ])
  func rdjson(_ pointer: String, _ value: String) {
    #expect(Self.at(pointer, Self.read(RDJSONFormat().render(Self.report()))) == value)
  }

  @Test(arguments: [
    ("/version", "2.1.0"), ("/runs/0/columnKind", "unicodeCodePoints"), ("/runs/0/tool/driver/version", "1.2.3"),
    ("/runs/0/tool/driver/rules/0/id", "FM1234"), ("/runs/0/tool/driver/rules/0/help/text", "A reason."),
    ("/runs/0/results/0/ruleIndex", "0"), ("/runs/0/results/1/ruleIndex", "2"), ("/runs/0/results/2/level", "warning"),
    (
      "/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri", "a%20b/%C3%A9%2C1%3A2.flowmsg"
    ),
    ("/runs/0/results/0/locations/0/physicalLocation/region/startColumn", "11"),
    ("/runs/0/results/0/relatedLocations/0/message/text", "shown here"),
    ("/runs/0/results/0/fixes/0/artifactChanges/0/replacements/0/insertedContent/text", "\""),
    ("/runs/0/results/0/fixes/0/artifactChanges/0/replacements/0/deletedRegion/endColumn", "12"),
  ])
  func sarif(_ pointer: String, _ value: String) {
    #expect(Self.at(pointer, Self.read(SARIFFormat().render(Self.report()))) == value)
  }

  // MARK: Fingerprints

  private static func fingerprints(_ source: String) -> [String] {
    let sample = Sample(source)
    let count = source.split(separator: "X", omittingEmptySubsequences: false).count - 1
    let findings = (0..<count).map { Diagnostic(Kinds.error, "e", at: sample.at("X", nth: $0)) }
    let document = read(GitLabFormat().render(Report(files: sample.files, diagnostics: findings)))
    return (0..<count).compactMap { at("/\($0)/fingerprint", document) }
  }

  /// They stay when lines move, and no two are equal.
  @Test func fingerprintsSurviveMovedLines() {
    let body = "message a {\n  title \"X X\"\n  text \"X\"\n}\n\nmessage b {\n  title \"X\"\n}\n"
    let before = Self.fingerprints(body)
    #expect(Set(before).count == 4)
    #expect(before == Self.fingerprints("// a comment\n\nlet x = 1\n" + body))
    #expect(before == Self.fingerprints(body.replacing("  text", with: "  caption \"C\"\n\n  text")))
    let other = Self.fingerprints(body.replacing("message b", with: "message c"))
    #expect(before.prefix(3) == other.prefix(3) && before[3] != other[3])
  }

  /// A file of many lines without a declaration is gone through once, and a line however long is looked at at its start.
  @Test func fingerprintsCostNoMoreThanTheFile() {
    func report(_ lines: Int) -> Report {
      let sample = Sample(String(repeating: "  x\n", count: lines))
      let findings = (0..<UInt32(lines)).map { Diagnostic(Kinds.error, "e", at: sample.bytes($0 * 4 + 2, $0 * 4 + 3)) }
      return Report(files: sample.files, diagnostics: findings)
    }
    #expect(ProcessorTime.growth(from: 1_000, report) { _ = GitLabFormat().render($0) } < ProcessorTime.linear)
  }

  // MARK: Nasty texts

  private static let nasty = [
    "::error::x", "%0A", "%25", "%", "]]>", "<![CDATA[", "</script>", "<!--", "-->", "&amp;", "&#0;", "\"", "'", "`",
    "\\", "\\n",
    "\n", "\r\n", "\r", "\t", "\0", "\u{1B}[31m", "\u{1B}]0;x\u{7}", "\u{202E}abc", "\u{2066}x\u{2069}", "\u{200B}",
    "\u{FEFF}",
    "\u{2028}", "\u{FFFE}", "\u{FFFF}", "\u{FFFD}", "é", "e\u{301}", "標題", "👩‍👧", "file=x,line=1", "a:b,c", "$(x)",
    "${{ x }}",
    "::stop-commands::t",
  ]

  private static func nastyReport(_ text: String) -> Report {
    var sample = Sample("title x\n", name: "n\(text).flowmsg")
    sample.add("x", name: "other")
    let finding = Diagnostic(
      Kinds.error, text, at: sample.at("x"), label: text, labels: [DiagnosticLabel(sample.at("x", file: 1), text)],
      help: [text], fixes: [Fix(text, [TextEdit(sample.at("x"), text)])])
    return Report(files: sample.files, diagnostics: [finding], catalogue: [Kinds.error])
  }

  @Test(arguments: nasty)
  func noTextBreaksACommand(_ text: String) {
    let written = GitHubFormat().render(Self.nastyReport(text))
    #expect(written.unicodeScalars.filter { $0 == "\n" || $0 == "\r" }.count == 1)
    #expect(written.hasPrefix("::error file="))
    // The properties end at the first `::` behind the command's own.
    let properties = written.dropFirst(8).prefix(while: { $0 != ":" })
    #expect(properties.split(separator: ",").count == 6)
    #expect(!written.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  /// There are nine attributes, whatever they hold.
  @Test(arguments: nasty)
  func noTextBreaksXML(_ text: String) {
    let written = CheckstyleFormat().render(Self.nastyReport(text))
    #expect(written.split(separator: "\n").count == 6)
    #expect(written.split(separator: "\"", omittingEmptySubsequences: false).count == 9 * 2 + 1)
    #expect(written.split(separator: "<", omittingEmptySubsequences: false).count == 7)
    #expect(
      !written.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0xFFFE || $0.value == 0xFFFF })
  }

  /// What the text itself brings to an element is escaped, so that the elements are those of any text.
  @Test(arguments: nasty)
  func noTextBreaksJUnit(_ text: String) {
    var report = Self.nastyReport(text)
    report.messages = [ReportedMessage(text, at: report.diagnostics[0].location)]
    let written = JUnitFormat().render(report)
    #expect(written.split(separator: "<", omittingEmptySubsequences: false).count == 11)
    #expect(
      !written.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0xFFFE || $0.value == 0xFFFF })
  }

  @Test(arguments: nasty)
  func noTextBreaksJSON(_ text: String) {
    let report = Self.nastyReport(text)
    let pointers: [(any ReportFormat, String)] = [
      (SARIFFormat(), "/runs/0/results/0/fixes/0/artifactChanges/0/replacements/0/insertedContent/text"),
      (RDJSONFormat(), "/diagnostics/0/suggestions/0/text"),
      (RDJSONFormat(), "/diagnostics/0/relatedLocations/0/message"),
      (JSONFormat(), "/diagnostics/0/message"),
    ]
    for (format, pointer) in pointers {
      let document = Self.read(format.render(report))
      #expect(document.faults.isEmpty && document.syntaxFault == nil)
      #expect(Self.at(pointer, document).map { Array($0.utf8) } == Array(text.utf8))
    }
    let gitlab = Self.read(GitLabFormat().render(report))
    #expect(Self.at("/0/description", gitlab).map { Array($0.utf8) } == Array("\(text); \(text)".utf8))
  }
}
