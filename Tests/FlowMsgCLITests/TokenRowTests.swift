import FlowMsgCLI
import Testing

/// What a row fills into `flow_token` is not empty, for `render` and `send`, of a source and of its open form.
@Suite("Tokens of rows")
struct TokenRowTests {
  private static let source = """
    bot shop { provider cloud_api, id "B1" }
    message m(p: string(min: 1), q: string = "") {
      title "T", text "B", caption "C", flow "f", cta "Go", screen S, bot shop
      parameters { flow_token: "{p}{q}" }
    }

    """

  private static func row(_ p: String, _ q: String = "") -> String {
    "{\"to\":\"593987654321\",\"p\":\"\(p)\"\(q.isEmpty ? "" : ",\"q\":\"\(q)\"")}\n"
  }

  /// The source and the open form that is compiled from it.
  private func bench() throws -> SendBench {
    let bench = try SendBench(Self.source)
    let made = bench.run(["compile", bench.folder("m.flowmsg"), "-o", bench.folder("out")], FakeConsole(), [:])
    #expect(made.exit == 0, "\(made.error)")
    return bench
  }

  private static let files = ["m.flowmsg", "out/m.open.json"]
  private static let reason = "`flow_token` is empty with this row's values: nothing of it can be seen [FM6008]"

  @Test(arguments: files)
  func aBlankOneIsABadRow(_ file: String) throws {
    let bench = try bench()
    try bench.folder.add("people.ndjson", Self.row("a") + Self.row("\\u200b", "\\u2800"))
    let rendered = bench.run(
      ["render", bench.folder(file)], FakeConsole(input: bench.text("people.ndjson")), [:])
    #expect(rendered.exit == 2 && rendered.error.contains("line 2: \(Self.reason)"), "\(rendered.error)")
    let sent = bench.run(
      [
        "send", bench.folder(file), "--recipients", bench.folder("people.ndjson"), "--endpoint", bench.address,
        "--confirm", "2",
      ], FakeConsole(), SendBench.account)
    #expect(sent.exit == 2 && sent.error.contains("line 2: \(Self.reason)"), "\(sent.error)")
    #expect(bench.taken.isEmpty)
  }

  @Test(arguments: [("a", ""), ("\\u200b", "a"), (".", "\\u200b"), ("a\\nb", "\\u0007"), ("🛒", "*")])
  func whatCanBeSeenGoes(_ p: String, _ q: String) throws {
    let bench = try bench()
    for file in Self.files {
      let made = bench.run(["render", bench.folder(file)], FakeConsole(input: Self.row(p, q)), [:])
      #expect(made.exit == 0 && made.error.isEmpty, "\(made.error)")
    }
  }

  /// A form or a body of another make: what no row changes is refused as a whole.
  @Test(arguments: [
    ("\"\"", "`flow_token` is empty: nothing of it can be seen"), ("\" \"", "`flow_token` is empty"),
    ("7", "as `flow_token`, expected a text"), ("null", "as `flow_token`, expected a text"),
    ("{\"$param\": \"n\"}", "found an integer as `flow_token`, expected a text"),
    ("{\"$text\": [\" \"]}", "`flow_token` is empty"), ("{\"$text\": []}", "`flow_token` is empty"),
  ])
  func aFormWithoutATextIsRefused(_ token: String, _ words: String) {
    let form = """
      {"version": 1, "message": "m", "parameters": {"type": "object", "properties": {"n": {"type": "integer"}},
        "required": ["n"], "additionalProperties": false},
       "variants": [{"locale": null, "bot": null, "type": null, "body": {"title": "T", "text": "B", "caption": "C",
         "parameters": {"flow_name": "f", "flow_cta": "Go", "flow_action_payload": {"screen": "S"},
           "flow_token": \(token)}}}]}
      """
    let made = flowmsg(
      ["render", "m.open.json", "--bot", "B"], files: MemoryFileSystem(["m.open.json": form]),
      console: FakeConsole(input: "to,n\n593987654321,1\n"))
    #expect(made.exit == 2 && made.output.isEmpty && made.error.contains(words), "\(made.error)")
  }

  @Test(arguments: [("\"a\"", true), ("\"\"", false), ("7", false)])
  func aBodyWithoutATextIsRefused(_ token: String, _ passes: Bool) {
    let body = """
      {"title": "T", "text": "B", "caption": "C",
       "parameters": {"flow_name": "f", "flow_cta": "Go", "flow_action_payload": {"screen": "S"},
         "flow_token": \(token)}}
      """
    let made = flowmsg(
      ["render", "m.json", "--bot", "B"], files: MemoryFileSystem(["m.json": body]),
      console: FakeConsole(input: "to\n593987654321\n"))
    #expect((made.exit == 0) == passes && made.error.contains("`flow_token`") == !passes, "\(made.error)")
  }

  /// A form that was compiled before its parameter had to have a character: the row is looked at.
  @Test(arguments: [("x", true), ("", false), ("\u{200B}", false), (" ", false)])
  func aValueForAllRowsIsLookedAt(_ value: String, _ passes: Bool) {
    let form = """
      {"version": 1, "message": "m", "parameters": {"type": "object", "properties": {"p": {"type": "string"}},
        "required": ["p"], "additionalProperties": false},
       "variants": [{"locale": null, "bot": null, "type": null, "body": {"title": "T", "text": "B", "caption": "C",
         "parameters": {"flow_name": "f", "flow_cta": "Go", "flow_token": {"$param": "p"}}}}]}
      """
    let made = flowmsg(
      ["render", "m.open.json", "--bot", "B", "--set", "p=\(value)"],
      files: MemoryFileSystem(["m.open.json": form]), console: FakeConsole(input: "to\n593987654321\n"))
    #expect((made.exit == 0) == passes, "\(made.error)")
    if !passes { #expect(made.error.contains("[FM6008]"), "\(made.error)") }
  }
}
