import FlowMsgCLI
import FlowMsgCheck
import FlowMsgText
import Testing

/// What is checked of a text or a value in a source is checked of it in a row.
@Suite("Rules in rows")
struct RowRuleTests {
  /// The rules whose finding depends on a value alone.
  private static let rules: [any Rule.Type] = [
    TooLongRule.self, LongInUTF16Rule.self, EmojiInButtonRule.self, LineBreakRule.self, MarksInTitleRule.self,
    UnclosedMarkRule.self, PlaceholderTextRule.self, RepeatedItemIDRule.self, DataSourceItemRule.self,
  ]

  /// A message and a row of NDJSON: the value of one statement or key of `source`, moved into a parameter.
  private struct Moved {
    var source: String
    var row: String

    /// The source with the value behind `word` moved, if it has one there.
    init?(_ source: String, _ word: String, type: String) {
      var lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      guard let line = lines.firstIndex(where: { $0.contains("\(word) ") }),
        let head = lines.firstIndex(where: { $0.hasPrefix("message ") }),
        let start = lines[line].firstRange(of: "\(word) ")?.upperBound
      else { return nil }
      var value = String(lines[line][start...])
      let end = type.hasPrefix("[") ? value.lastIndex(of: "]") : value.lastIndex(of: "\"")
      guard let end else { return nil }
      let rest = value[value.index(after: end)...]
      lines[line].replaceSubrange(start..., with: type.hasPrefix("[") ? "p\(rest)" : "\"{p}\"\(rest)")
      value = String(value[...end])
      lines[head].replace(" {", with: "(p: \(type)) {", maxReplacements: 1)
      self.source = lines.joined(separator: "\n")
      for key in ["id", "title"] { value.replace("\(key): ", with: "\"\(key)\": ") }
      row = "{\"to\": \"593987654321\", \"p\": \(value)}\n"
    }
  }

  private func render(_ moved: Moved) -> Outcome {
    var files = RuleExampleFiles.files
    files["m.flowmsg"] = moved.source
    // The second row, so that the line is one that was counted.
    let console = FakeConsole(input: moved.row.replacing("593987654321", with: "593987654322") + moved.row)
    return flowmsg(
      ["render", "m.flowmsg", "--bot", "B", "--skip-invalid"], files: MemoryFileSystem(files), console: console)
  }

  @Test(arguments: RowRuleTests.rules.map { $0.kind.code.description })
  func aValueThatARowBringsDrawsTheCodeOfTheRule(_ code: String) throws {
    let rule = try #require(Self.rules.first { $0.kind.code.description == code })
    let texts = ["title", "text", "caption", "cta"].compactMap {
      Moved(rule.kind.bad, $0, type: "string(min: 1)")
    }
    let lists = [Moved(rule.kind.bad, "cities:", type: "[{ id: string, title?: string }]")].compactMap { $0 }
    let made = (lists + texts).map(render)
    #expect(!made.isEmpty)
    // One of the values is what the example is about.
    #expect(
      made.contains { $0.error.contains("[\(code)]") && $0.error.contains("lines 1, 2") || isBadRow($0, code) },
      "\(rule.kind.bad) \(made.map(\.error))")
  }

  private func isBadRow(_ made: Outcome, _ code: String) -> Bool {
    made.error.split(separator: "\n").contains { $0.hasPrefix("line 2: ") && $0.hasSuffix("[\(code)]") }
  }

  @Test("warnings are counted by field, with the first five lines, whatever the threads")
  func sums() {
    let source = """
      message m(p: string(min: 1, max: 20), q: string(min: 1, max: 20)) {
        title "T"
        text "{p}, *{q}*"
        caption "{q}!"
        flow "f"
        cta "Go"
        screen S
      }
      """
    let rows = (1...7).map { "59398765432\($0),~a,b_c\n" }.joined() + "593987654329,a,_b\n"
    let made = flowmsg(
      ["render", "m.flowmsg", "--bot", "B"], files: MemoryFileSystem(["m.flowmsg": source]),
      console: FakeConsole(input: "to,p,q\n" + rows))
    #expect(made.exit == 0 && made.output.split(separator: "\n").count == 8)
    #expect(
      made.error == """
        warning[FM4008]: `caption` has a mark in 1 row that is opened and not closed on its line (line 9)
        warning[FM4008]: `text` has a mark in 8 rows that is opened and not closed on its line (lines 2, 3, 4, 5, 6 and 3 more)

        """, "\(made.error)")
  }

  @Test("emoji of the source count twice with a plain value of the row")
  func longInUTF16() {
    let source = """
      message m(p: string(min: 1, max: 20)) {
        title "\(String(repeating: "🎉", count: 20)) {p}"
        text "T"
        caption "C"
        flow "f"
        cta "Go"
        screen S
      }
      """
    func render(_ value: String) -> Outcome {
      flowmsg(
        ["render", "m.flowmsg", "--bot", "B"], files: MemoryFileSystem(["m.flowmsg": source]),
        console: FakeConsole(input: "to,p\n593987654321,\(value)\n"))
    }
    #expect(render(String(repeating: "a", count: 20)).error.contains("[FM4003]: `title` fits in 1 row only if"))
    #expect(!render(String(repeating: "a", count: 19)).error.contains("1 row only if"))
  }

  @Test("an id twice is found in a list that is a parameter, or filled by several")
  func choices() {
    let flow = "flow oferta from \"cities.json\"\n"
    func message(_ parameters: String, _ data: String) -> String {
      flow + """
        message m(\(parameters)) {
          title "T"
          text "T"
          caption "C"
          flow oferta
          cta "Go"
          screen CITY \(data)
        }
        """
    }
    let item = "{ id: string, title: string }"
    let cases = [
      (message("p: [\(item)]", "{ cities: p }"), #""p":[{"id":"a","title":"A"},{"id":"a","title":"B"}]"#),
      (
        message(
          "p: string(min: 1), q: string(min: 1)", "{ cities: [{ id: p, title: \"A\" }, { id: q, title: \"B\" }] }"),
        #""p":"a","q":"a""#
      ),
    ]
    for (source, values) in cases {
      var files = RuleExampleFiles.files
      files["m.flowmsg"] = source
      let made = flowmsg(
        ["render", "m.flowmsg", "--bot", "B"], files: MemoryFileSystem(files),
        console: FakeConsole(input: "{\"to\":\"593987654321\",\(values)}\n"))
      #expect(
        made.error.contains("warning[FM5011]: `cities` has two items to choose with one `id` in 1 row (line 1)"),
        "\(source) \(made.error)")
      #expect(made.exit == 0)
    }
  }
}
