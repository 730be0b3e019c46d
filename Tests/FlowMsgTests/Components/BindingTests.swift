import FlowMsg
import FlowMsgText
import Testing

/// How a field of the data reaches a component, and what of it is then judged.
struct BindingTests {
  /// A Flow with one screen S: the declarations of its data, and the components of its layout.
  private func flow(_ data: String, _ components: String, more: String = "") -> String {
    """
    {"version": "7.3", "screens": [{"id": "S", "data": {\(data)},
      "layout": {"type": "SingleColumnLayout", "children": [\(components)]}}\(more)]}
    """
  }

  private func source(_ data: String, parameters: String = "", lines: String = "") -> String {
    """
    flow f from "flow.json"
    \(lines)
    message m\(parameters) {
      title "T"
      text "B"
      caption "C"
      flow f
      cta "Go"
      screen S { \(data) }
    }

    """
  }

  /// What is found that is graver than a note, without what is said of parameters alone.
  private func found(_ source: String, _ flow: String) -> [Diagnostic] {
    compile(["main.flowmsg": source, "flow.json": flow]).diagnostics.filter { $0.severity > .note }
  }

  private func codes(_ source: String, _ flow: String) -> [Int] { found(source, flow).map { Int($0.code.number) } }

  private static let text = #""v": {"type": "string"}"#

  @Test(arguments: [
    #"{"type": "Form", "name": "f", "children": [{"type": "TextHeading", "text": "${data.v}"}]}"#,
    #"{"type": "If", "condition": "${data.x}", "then": [{"type": "TextHeading", "text": "${data.v}"}]}"#,
    #"{"type": "If", "condition": "x", "then": [], "else": [{"type": "If", "condition": "y", "then": [{"type": "TextHeading", "text": "${data.v}"}]}]}"#,
    #"{"type": "Switch", "value": "${data.x}", "cases": {"a": [], "b": [{"type": "TextHeading", "text": "${data.v}"}]}}"#,
    #"{"type": "TextHeading", "text": "${screen.S.data.v}"}"#,
  ])
  func aBindingIsFound(_ component: String) {
    #expect(codes(source("v: \"\""), flow(Self.text, component)) == [5201])
  }

  @Test("a later screen shows the data of an earlier one")
  func laterScreens() throws {
    let later = """
      , {"id": "T", "terminal": true, "layout": {"type": "SingleColumnLayout",
        "children": [{"type": "TextHeading", "text": "${screen.S.data.v}"}]}}
      """
    let made = flow(
      Self.text,
      #"{"type": "Footer", "label": "x", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "T"}}}"#,
      more: later)
    let finding = try #require(found(source("v: \" \""), made).first)
    #expect(finding.code == 5201 && finding.message.contains("the heading of T "))
  }

  @Test(arguments: [
    #"{"type": "NewComponent", "text": "${data.v}"}"#,
    #"{"type": "TextHeading", "text": "Olá, ${data.v}"}"#,
    #"{"type": "TextHeading", "text": "`'Olá ' ${data.v}`"}"#,
    #"{"type": "TextHeading", "text": "${data.other}"}"#,
    #"{"type": "TextHeading", "text": "${data.}"}"#,
    #"{"type": "TextHeading", "text": "${form.v}"}"#,
    #"{"type": "TextHeading", "text": ["${data.v}"]}"#,
    #"{"type": "RichText", "text": "${data.v}"}"#,
    #"{"type": ["TextHeading"], "text": "${data.v}"}"#,
    #"{"type": "Footer", "label": "x", "on-click-action": {"name": "complete", "payload": {"type": "TextHeading", "text": "${data.v}"}}}"#,
  ])
  func nothingIsSaidOfWhatIsNotKnown(_ component: String) {
    #expect(codes(source("v: \"\""), flow(Self.text, component)) == [])
  }

  @Test("members of objects are found, declared or not")
  func members() {
    let heading = #"{"type": "TextHeading", "text": "${data.o.a.b}"}"#
    let declared =
      #""o": {"type": "object", "properties": {"a": {"type": "object", "properties": {"b": {"type": "string"}}}}}"#
    for data in [declared, #""o": {"type": "object"}"#] {
      #expect(codes(source("o: { a: { b: \"\" } }"), flow(data, heading)) == [5201])
      #expect(codes(source("o: { a: { b: \"x\" } }"), flow(data, heading)) == [])
      // A parameter that fills the whole object is proved by its type.
      let parameter = { (type: String) in
        codes(source("o: p", parameters: "(p: { a: { b: \(type) } })"), flow(data, heading))
      }
      #expect(parameter("string(max: 80)") == [5201])
      #expect(parameter("string(min: 1, max: 81)") == [5202])
      #expect(parameter("string(min: 1, max: 80)") == [])
    }
    #expect(codes(source("o: { c: 1 }"), flow(#""o": {"type": "object"}"#, heading)) == [])
  }

  @Test("a field that several properties show obeys all of them")
  func several() {
    let components = """
      {"type": "TextHeading", "text": "${data.v}"}, {"type": "TextHeading", "text": "${data.v}"},
      {"type": "Footer", "label": "${data.v}", "on-click-action": {"name": "complete", "payload": {}}}
      """
    let flow = flow(Self.text, components)
    #expect(codes(source("v: \"\(String(repeating: "a", count: 36))\""), flow) == [5202])
    #expect(codes(source("v: \"\(String(repeating: "a", count: 81))\""), flow) == [5202, 5202])
    // Equal components say the same once.
    #expect(codes(source("v: \" \""), flow) == [5201, 5201])
  }

  @Test("the second label is the component's property, and the value's own place where a name brings it")
  func labels() throws {
    let flow = flow(Self.text, #"{"type": "TextHeading", "text": "${data.v}"}"#)
    let finding = try #require(found(source("v: valor", lines: "let valor = \" \""), flow).first)
    #expect(finding.labels.map(\.message).contains("`text` of this TextHeading"))
    #expect(finding.labels.map(\.message).contains("the value"))
    #expect(finding.fixes.isEmpty)
  }

  // MARK: Days

  @Test(arguments: [
    ("25/12/2026", "2026-12-25"), ("25-12-2026", "2026-12-25"), ("25.12.26", "2026-12-25"), ("20261225", "2026-12-25"),
    ("25122026", "2026-12-25"), ("2026/12/25", "2026-12-25"), ("12/25/2026", "2026-12-25"), ("5/5/2026", "2026-05-05"),
    ("2026-12-25T10:00:00", "2026-12-25"), ("1798156800000", "2026-12-25"),
  ])
  func aDayWithOneReadingIsOffered(_ text: String, _ day: String) throws {
    let flow = flow(Self.text, #"{"type": "DatePicker", "name": "d", "label": "D", "min-date": "${data.v}"}"#)
    let finding = try #require(found(source("v: \"\(text)\""), flow).first)
    #expect(finding.code == 5205 && finding.message.contains(day))
    #expect(finding.fixes.first?.edits.first?.replacement == "\"\(day)\"" && finding.fixes.first?.isSafe == false)
  }

  @Test(arguments: ["5/6/2026", "amanhã", "31/02/2026", "2026-02-30", "", "99999999999999999999", "1/2/3", "//", "-"])
  func noReadingIsGuessed(_ text: String) throws {
    let flow = flow(Self.text, #"{"type": "DatePicker", "name": "d", "label": "D", "min-date": "${data.v}"}"#)
    let finding = try #require(found(source("v: \"\(text)\""), flow).first)
    #expect(finding.code == 5205 && finding.fixes.isEmpty)
    #expect((text == "5/6/2026") == finding.help.contains { $0.contains("2026-06-05 or 2026-05-06") })
  }

  // MARK: Orders

  @Test("what is least is not above what is greatest, on either side")
  func orders() {
    let two = #""a": {"type": "string"}, "b": {"type": "string"}"#
    let picker = #"{"type": "DatePicker", "name": "d", "label": "D", "min-date": "${data.a}", "max-date": "${data.b}"}"#
    #expect(codes(source("a: \"2026-12-31\", b: \"2026-12-25\""), flow(two, picker)) == [5208])
    #expect(codes(source("a: \"2026-12-25\", b: \"2026-12-25\""), flow(two, picker)) == [])
    #expect(codes(source("a: \"31/12/2026\", b: \"2026-12-25\""), flow(two, picker)) == [5205])
    // A side inside an object is looked up there, and the other one among the data again.
    let nested = #""o": {"type": "object"}, "b": {"type": "string"}"#
    let inner =
      #"{"type": "DatePicker", "name": "d", "label": "D", "min-date": "${data.o.a}", "max-date": "${data.b}"}"#
    func sides(_ inside: String, _ outside: String) -> String {
      "o: { a: \"2026-05-01\", b: \"\(inside)\" }, b: \"\(outside)\""
    }
    #expect(codes(source(sides("2026-01-01", "2026-12-31")), flow(nested, inner)) == [])
    #expect(codes(source(sides("2026-12-31", "2026-01-01")), flow(nested, inner)) == [5208])
    let fixed = #"{"type": "DatePicker", "name": "d", "label": "D", "min-date": "2026-12-26", "max-date": "${data.v}"}"#
    #expect(codes(source("v: \"2026-12-25\""), flow(Self.text, fixed)) == [5208])
    let chips = """
      {"type": "ChipsSelector", "name": "c", "label": "C", "data-source": "${data.l}", "max-selected-items": "${data.n}"}
      """
    let list = #""l": {"type": "array"}, "n": {"type": "number"}"#
    let items = "[{ id: \"a\", title: \"A\" }, { id: \"b\", title: \"B\" }]"
    #expect(codes(source("l: \(items), n: 3"), flow(list, chips)) == [5208])
    #expect(codes(source("l: \(items), n: 2"), flow(list, chips)) == [])
  }

  // MARK: Navigation lists

  private static let list = #""v": {"type": "array"}"#
  private static let two = #", {"id": "T", "terminal": true}"#

  private func codes(ofList items: String, _ properties: String = "") -> [Int] {
    let component = #"{"type": "NavigationList", "name": "n", \#(properties)"list-items": "${data.v}"}"#
    return codes(
      source("v: [\(items)]").replacing("screen S { v: [", with: "screen S {\n v: ["),
      #"{"version": "7.3", "routing_model": {"S": ["T"], "T": []}, "screens": [{"id": "S", "data": {\#(Self.list)}, "layout": {"type": "SingleColumnLayout", "children": [\#(component)]}}\#(Self.two)]}"#
    )
  }

  @Test func whatATapDoes() {
    let item = { (action: String) in "{ id: \"a\", main-content: { title: \"A\" }\(action) }" }
    let own = "\"on-click-action\": {\"name\": \"data_exchange\"}, "
    let go = ", on-click-action: { name: \"navigate\", next: { type: \"screen\", name: \"T\" } }"
    #expect(codes(ofList: item(go)) == [])
    #expect(codes(ofList: item("")) == [5211])
    #expect(codes(ofList: item(""), own) == [])
    #expect(codes(ofList: item(go), own) == [5212])
    #expect(codes(ofList: item(", on-click-action: \"navigate\"")) == [5211])
    #expect(codes(ofList: item(", on-click-action: { name: \"navigate\" }")) == [5212])
    #expect(codes(ofList: item(", on-click-action: { name: \"complete\" }")) == [5212])
    #expect(codes(ofList: item(go.replacing("\"T\"", with: "\"TT\""))) == [5212])
  }

  @Test func whatEntriesHave() {
    let item = { (id: String, parts: String) in
      "{ id: \"\(id)\", main-content: { title: \"A\" }, on-click-action: { name: \"data_exchange\" }\(parts) }"
    }
    #expect(codes(ofList: item("a", "") + ", " + item("a", "")) == [5213])
    #expect(codes(ofList: item("a", ", badge: \"N\"") + ", " + item("b", ", badge: \"N\"")) == [5214])
    #expect(codes(ofList: item("a", ", end: { title: \"R\" }")) == [])
    #expect(codes(ofList: item("a", ", end: { title: \"R\" }"), "\"media-size\": \"large\", ") == [5215])
    #expect(codes(ofList: item("a", ", start: { \"alt-text\": \"x\" }")) == [5211])
    #expect(codes(ofList: item("a", ", start: \"x\"")) == [5211])
  }

  // MARK: Lists that parameters fill

  @Test(arguments: [
    ("[{ id: string, title: string(min: 1, max: 30) }]", "(min: 1, max: 20)", [5204, 5217]),
    ("[{ id: string, title: string(min: 1, max: 30) }](max: 20)", "(min: 1, max: 20)", [5217]),
    ("[{ id: string, title: string(min: 1, max: 30) }](min: 1)", "(min: 1, max: 20)", [5204]),
    ("[{ id: string, title: string(min: 1, max: 30) }](min: 1, max: 21)", "(min: 1, max: 20)", [5204]),
    ("[{ id: string, title: string(min: 1, max: 30) }](min: 1, max: 20)", "(min: 1, max: 20)", []),
  ])
  func aListGetsItsBounds(_ type: String, _ bounds: String, _ expected: [Int]) throws {
    let flow = flow(Self.list, #"{"type": "CheckboxGroup", "name": "c", "label": "C", "data-source": "${data.v}"}"#)
    let text = source("v: p", parameters: "(p: \(type))")
    let made = found(text, flow)
    #expect(made.map { Int($0.code.number) } == expected)
    guard let edit = made.first?.fixes.first?.edits.first else { return #expect(expected.isEmpty) }
    var bytes = Array(text.utf8)
    // Places of declarations are made places of files by the compilation.
    bytes.replaceSubrange(
      Int(edit.location.range.start)..<Int(edit.location.range.end), with: Array(edit.replacement.utf8))
    let fixed = String(decoding: bytes, as: UTF8.self)
    #expect(fixed.contains("}]\(bounds)"), "\(fixed)")
    #expect(codes(fixed, flow) == [])
  }

  @Test("a default with another number of items keeps a bound from being offered")
  func contradictions() {
    let flow = flow(Self.list, #"{"type": "CheckboxGroup", "name": "c", "label": "C", "data-source": "${data.v}"}"#)
    let made = found(
      source("v: p", parameters: "(p: [{ id: string, title: string(min: 1, max: 30) }](max: 20) = [])"), flow)
    #expect(made.filter { $0.code == 5217 && $0.fixes.isEmpty }.count == 1)
  }

  // MARK: Examples of the Flow

  @Test("an example that its component does not accept is a note of the file, once a file")
  func examples() {
    let flow = flow(
      #""v": {"type": "string", "__example__": " "}, "o": {"type": "object", "__example__": {"a": "25/12/2026"}}"#,
      #"{"type": "TextHeading", "text": "${data.v}"}, {"type": "DatePicker", "name": "d", "label": "D", "min-date": "${data.o.a}"}"#
    )
    let text = source("v: \"x\", o: { a: \"2026-12-25\" }")
    let made = compile([
      "main.flowmsg": text
        + text.replacing("message m", with: "message n").replacing("flow f from \"flow.json\"", with: ""),
      "flow.json": flow,
    ])
    #expect(made.diagnostics.filter { $0.code == 5127 }.map(\.severity) == [.note, .note])
    #expect(made.diagnostics.allSatisfy { $0.severity == .note })
  }
}
