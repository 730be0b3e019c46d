import FlowMsgCLI
import Testing

/// What `check` shows of what it finds.
struct ShownFindingsTests {
  private static let source = """
    message a {
      title "A " text "B", caption "C", flow "f", cta "Go", screen S
    }
    message b { titel "A", text "TODO", caption "C", flow "f", cta "Go", screen S }

    """
  private static let files = MemoryFileSystem(["a.flowmsg": source])

  private static func codes(_ options: String...) -> [String] {
    flowmsg(["check", "a.flowmsg", "--format", "concise"] + options, files: files).output.split(separator: "\n").map {
      $0.split(separator: "[").last.map { String($0.dropLast()) } ?? ""
    }
  }

  @Test func severityIsTheLeastThatIsShown() {
    let all = Self.codes()
    #expect(Self.codes("--severity", "note") == all)
    let warnings = Self.codes("--severity", "warning")
    let errors = Self.codes("--severity", "error")
    #expect(errors.count < warnings.count && warnings.count < all.count && !errors.isEmpty)
    #expect(all.filter(warnings.contains) == warnings && warnings.filter(errors.contains) == errors)
  }

  /// Exit codes stay as they are.
  @Test func severityChangesNoExitCode() {
    let warned = MemoryFileSystem([
      "a.flowmsg": Self.source.replacing("titel", with: "title").replacing("A \" ", with: "A \", ")
    ])
    for severity in ["note", "warning", "error"] {
      #expect(flowmsg("check", "a.flowmsg", "--severity", severity, files: Self.files).exit == 1)
      #expect(flowmsg("check", "a.flowmsg", "--severity", severity, files: warned).exit == 0)
      #expect(flowmsg("check", "a.flowmsg", "--deny", "warnings", "--severity", severity, files: warned).exit == 1)
    }
    #expect(flowmsg("check", "a.flowmsg", "--severity", "bad", files: Self.files).exit == 2)
  }

  @Test func statisticsCountByCode() {
    let all = Self.codes()
    let made = flowmsg("check", "a.flowmsg", "--statistics", files: Self.files)
    #expect(made.exit == 1)
    let lines = made.output.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
    #expect(lines.map { String($0[1]) }.sorted() == Set(all).sorted())
    for line in lines { #expect(Int(line[0]) == all.count { $0 == line[1] }) }
    #expect(lines.compactMap { Int($0[0]) } == lines.compactMap { Int($0[0]) }.sorted(by: >))
    #expect(lines.allSatisfy { ["error", "warning", "note"].contains($0[2]) && $0.count > 3 })
  }

  /// A report for programs keeps its place.
  @Test func statisticsDoNotReplaceAReportForPrograms() {
    let refused = flowmsg("check", "a.flowmsg", "--statistics", "--format", "json", files: Self.files)
    #expect(refused.exit == 2 && refused.error.contains("--format json=FILE"))
    let sound = MemoryFileSystem(["a.flowmsg": "let a = 1\n"])
    #expect(flowmsg("check", "a.flowmsg", "--statistics", files: sound).output.isEmpty)
  }

  private static func seen(_ files: [String: String], _ options: String...) -> String {
    flowmsg(
      ["check"] + options, files: MemoryFileSystem(files), console: FakeConsole(terminals: [.output]),
      variables: ["NO_COLOR": "1"]
    ).output
  }

  private static func sound(_ name: String) -> String {
    "flow f { screen S }\nmessage \(name) { title \"A\", text \"B\", caption \"C\", flow f, cta \"Go\", screen S }\n"
  }

  /// On a terminal, where a report would say nothing.
  @Test func successIsALineOnATerminal() {
    let one = ["a.flowmsg": Self.sound("a")]
    // A base is no message.
    let base = Self.sound("c").replacing("message c", with: "base c")
    let two = ["a.flowmsg": Self.sound("a"), "b.flowmsg": base + "message b like c\nmessage d like c\n"]
    #expect(Self.seen(one) == "1 file, 1 message: nothing wrong\n")
    #expect(Self.seen(one, "--quiet").isEmpty && Self.seen(one, "-q").isEmpty)
    #expect(Self.seen(one, "--format", "concise") == "1 file, 1 message: nothing wrong\n")
    #expect(!Self.seen(one, "--format", "json").contains("nothing wrong"))
    #expect(Self.seen(one, "--format", "json=r.json").isEmpty)
    #expect(Self.seen(two) == "2 files, 3 messages: nothing wrong\n")
    #expect(Self.seen(two, "b.flowmsg") == "1 file, 2 messages: nothing wrong\n")
    #expect(!Self.seen(["a.flowmsg": Self.source]).contains("nothing wrong"))
    #expect(flowmsg("check", files: MemoryFileSystem(one)).output.isEmpty)
  }

  /// Messages are listed beside fixes too.
  @Test func fixingListsMessages() {
    let files = MemoryFileSystem([
      "a.flowmsg": Self.sound("a") + Self.sound("b").replacing("flow f { screen S }\n", with: "")
    ])
    let made = flowmsg("check", "a.flowmsg", "--fix", "--format", "junit", files: files)
    #expect(made.output.contains("name=\"a\"") && made.output.contains("name=\"b\""))
  }

  @Test func quietLeavesNotesOut() {
    let all = Self.codes()
    let quiet = Self.codes("--quiet")
    #expect(quiet == Self.codes("--severity", "warning") && quiet.count < all.count)
    #expect(Self.codes("--quiet", "--severity", "note") == all)
  }
}
