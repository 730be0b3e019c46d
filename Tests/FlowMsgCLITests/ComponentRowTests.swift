import FlowMsgCLI
import TestSupport
import Testing

/// What a component accepts is asked of what rows fill in: from the source, and from its compiled form.
@Suite("Components in rows")
struct ComponentRowTests {
  private func source(_ type: String, _ data: String) -> String {
    """
    flow f from "flow.json"

    message m(p: \(type)) {
      title "T"
      text "B"
      caption "C"
      flow f
      cta "Go"
      screen S { \(data) }
    }

    """
  }

  /// What `render` says of one row with `value` for `p`, from the source and from its open form.
  private func outcomes(_ source: String, _ flow: String, _ value: String) throws -> [Outcome] {
    let files = MemoryFileSystem(["m.flowmsg": source, "flow.json": flow])
    let made = flowmsg(["compile", "m.flowmsg", "-o", "out"], files: files)
    #expect(made.exit == 0, "\(made.error)")
    return ["m.flowmsg", "out/m.open.json"].map { operand in
      flowmsg(
        ["render", operand, "--bot", "B", "--skip-invalid"], files: files,
        console: FakeConsole(input: "{\"to\": \"593987654321\", \"p\": \(value)}\n"))
    }
  }

  /// Whether a row drew `code`: errors make it a bad row, warnings are counted.
  private func drew(_ code: Int, _ made: Outcome) -> Bool {
    made.error.contains("line 1: ") && made.error.contains("[FM\(code)]")
      || made.error.contains("warning[FM\(code)]") && made.error.contains("(line 1)")
  }

  @Test(arguments: ComponentFact.all)
  func aRowIsJudgedAsASourceIs(_ fact: ComponentFact) throws {
    guard fact.type == "string" else { return }
    for probe in fact.probes where probe.value.utf8.count < 5000 {
      // An empty cell of a text that must be given is a bad row of its own.
      guard probe.value != "\"\"", probe.value != "\" \"" else { continue }
      for made in try outcomes(source("string(min: 1, max: 5000)", "v: p"), fact.flow(), probe.value) {
        if let code = probe.code {
          #expect(drew(code, made), "\(probe.value.prefix(60)) \(made.error)")
        } else {
          #expect(!made.error.contains("line 1"), "\(probe.value.prefix(60)) \(made.error)")
        }
      }
    }
  }

  @Test("a list, an object and a part of a text are judged too")
  func structures() throws {
    func flow(_ data: String, _ component: String) -> String {
      """
      {"version": "7.3", "screens": [{"id": "S", "terminal": true, "data": {"v": \(data)},
        "layout": {"type": "SingleColumnLayout", "children": [\(component)]}}]}
      """
    }
    let dropdown = flow(
      #"{"type": "array"}"#, #"{"type": "Dropdown", "name": "d", "label": "D", "data-source": "${data.v}"}"#)
    let item = "{ id: string, title: string(min: 1, max: 40) }"
    for made in try outcomes(
      source("[\(item)](min: 1, max: 9)", "v: p"), dropdown,
      #"[{"id": "a", "title": "\#(String(repeating: "x", count: 31))"}]"#)
    {
      #expect(drew(5202, made), "\(made.error)")
    }
    for made in try outcomes(
      source("[\(item)](min: 1, max: 9)", "v: p"), dropdown, #"[{"id": "a", "title": "\u200b"}]"#)
    {
      #expect(drew(5216, made), "\(made.error)")
    }
    let nested = flow(#"{"type": "object"}"#, #"{"type": "TextHeading", "text": "${data.v.a}"}"#)
    for made in try outcomes(
      source("{ a: string(min: 1, max: 90) }", "v: p"), nested, #"{"a": "\#(String(repeating: "x", count: 81))"}"#)
    {
      #expect(drew(5202, made), "\(made.error)")
    }
    let heading = flow(#"{"type": "string"}"#, #"{"type": "TextHeading", "text": "${data.v}"}"#)
    let long = source("string(min: 1, max: 90)", "v: \"Olá, {p}\"")
    for (count, isLong) in [(75, false), (76, true)] {
      for made in try outcomes(long, heading, "\"\(String(repeating: "x", count: count))\"") {
        #expect(drew(5202, made) == isLong, "\(made.error)")
      }
    }
  }

  @Test("days that rows bring are in order")
  func orders() throws {
    let flow = """
      {"version": "7.3", "screens": [{"id": "S", "terminal": true, "data": {"a": {"type": "string"}, "b": {"type": "string"}},
        "layout": {"type": "SingleColumnLayout", "children": [
          {"type": "DatePicker", "name": "d", "label": "D", "min-date": "${data.a}", "max-date": "${data.b}"}]}}]}
      """
    for (day, isBad) in [("2026-12-25", false), ("2026-12-26", true)] {
      for made in try outcomes(source("string(min: 1)", "a: p, b: \"2026-12-25\""), flow, "\"\(day)\"") {
        #expect(drew(5208, made) == isBad, "\(made.error)")
      }
    }
  }

  @Test("a bad day stops a send before the first request")
  func beforeTheFirstRequest() throws {
    let flow = """
      {"version": "7.3", "screens": [{"id": "S", "terminal": true, "data": {"v": {"type": "string"}},
        "layout": {"type": "SingleColumnLayout", "children": [
          {"type": "DatePicker", "name": "d", "label": "D", "min-date": "${data.v}"}]}}]}
      """
    let made = flowmsg(
      ["render", "m.flowmsg", "--bot", "B"],
      files: MemoryFileSystem(["m.flowmsg": source("string(min: 1)", "v: p"), "flow.json": flow]),
      console: FakeConsole(input: "to,p\n593987654321,2026-12-25\n593987654322,25/12/2026\n"))
    #expect(made.exit != 0 && made.error.contains("line 3: ") && made.error.contains("[FM5205]"), "\(made.error)")
  }
}
