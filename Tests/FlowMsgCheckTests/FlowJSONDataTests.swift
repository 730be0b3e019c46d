import FlowMsgCheck
import FlowMsgModel
import FlowMsgText
import Testing

@Suite struct FlowJSONDataTests {
  /// The `data` of a screen, and what is read from it without any finding.
  static let declarations: [(String, String)] = [
    ("{}", "{}"),
    (#"{"a": {"type": "string", "__example__": 1}}"#, "{a: string}"),
    (#"{"a": {"type": "number"}, "b": {"type": "boolean"}}"#, "{a: number, b: boolean}"),
    (#"{"a": {"type": "array"}, "b": {"type": "object"}}"#, "{a: [any], b: {…}}"),
    (#"{"a": {"type": "array", "items": {"type": "string"}}}"#, "{a: [string]}"),
    (#"{"a": {"type": "array", "items": {"type": "array"}}}"#, "{a: [[any]]}"),
    (#"{"a": {"type": "array", "items": {"type": "object"}}}"#, "{a: [{…}]}"),
    (
      #"{"a": {"type": "object", "properties": {"b": {"type": "object", "properties": {"c": {"type": "number"}}}}}}"#,
      "{a: {b: {c: number}}}"
    ),
    (#"{"a": {"type": "object", "properties": {}}}"#, "{a: {}}"),
    // What is inside items is read leniently, plain objects in it too; what is beside it is not.
    (
      #"""
      {"a": {"type": "array", "items": {"type": "object", "properties": {
        "id": {"type": "string"}, "in": {"type": "object", "properties": {"x": {"type": "boolean"}}}}}},
       "b": {"type": "object", "properties": {"y": {"type": "string"}}}}
      """#,
      "{a: [~{id: string, in: ~{x: boolean}}], b: {y: string}}"
    ),
    (
      #"""
      {"a": {"type": "object", "properties": {
        "list": {"type": "array", "items": {"type": "object", "properties": {"x": {"type": "string"}}}}}}}
      """#,
      "{a: {list: [~{x: string}]}}"
    ),
    // An example declares nothing, wherever it is; nor do keys that other readers of the file need.
    (#"{"__example__": {"a": 1}, "b": {"type": "string", "label": "x"}}"#, "{b: string}"),
    (#"{"a": {"type": "string", "items": 1, "properties": []}}"#, "{a: string}"),
    (#"{"\u0061": {"t\u0079pe": "strin\u0067"}}"#, "{a: string}"),
    (#"{"título é 😀": {"type": "string"}, "": {"type": "string"}}"#, "{título é 😀: string, : string}"),
  ]

  @Test(arguments: declarations) func readsDeclarations(_ data: String, _ shape: String) {
    let reading = FlowJSONReading(#"{"screens": [{"id": "A", "data": \#(data)}]}"#)
    #expect(reading.data("A") == shape)
    #expect(reading.codes == [])
    #expect(reading.readable == ["A"])
  }

  @Test func aScreenWithoutDataExpectsNone() {
    let reading = FlowJSONReading(#"{"screens": [{"id": "A"}]}"#)
    #expect(reading.data("A") == "{}")
    #expect(reading.readable == ["A"])
    #expect(reading.codes == [])
  }

  /// The `data` of a screen, what is read from it, and the text under the finding's carets.
  static let broken: [(data: String, shape: String, code: UInt16, place: String)] = [
    (#"{"a": "string", "b": {"type": "number"}}"#, "{a: broken, b: number}", 5117, #""string""#),
    (#"{"a": null}"#, "{a: broken}", 5117, "null"),
    (#"{"a": {"__example__": "x"}}"#, "{a: broken}", 5117, "{"),
    (#"{"a": {"type": ["string"]}}"#, "{a: broken}", 5118, #"["string"]"#),
    (#"{"a": {"type": "integer"}}"#, "{a: broken}", 5118, #""integer""#),
    (#"{"a": {"type": "String"}}"#, "{a: broken}", 5118, #""String""#),
    (#"{"a": {"type": "array", "items": {"type": "text"}}}"#, "{a: [broken]}", 5118, #""text""#),
    (#"{"a": {"type": "array", "items": "string"}}"#, "{a: broken}", 5119, #""string""#),
    (#"{"a": {"type": "array", "items": [{"type": "string"}]}}"#, "{a: broken}", 5119, #"[{"type": "string"}]"#),
    (#"{"a": {"type": "object", "properties": null}}"#, "{a: broken}", 5119, "null"),
    (#"{"a": {"type": "object", "properties": {"b": 1}}}"#, "{a: {b: broken}}", 5117, "1"),
    ("null", "broken", 5116, "null"), ("[]", "broken", 5116, "[]"), ("\"x\"", "broken", 5116, "\"x\""),
    (#"{"a": {"type": "string"}, "a": {"type": "number"}}"#, "{a: number}", 5101, #""a""#),
    (#"{"a": {"type": "string", "__example__": "\ud800"}}"#, "{a: string}", 5102, #"\ud800"#),
  ]

  @Test(arguments: broken)
  func reportsBrokenDeclarationsAtTheirPlaceAndKeepsTheRest(
    _ data: String, _ shape: String, _ code: UInt16, _ place: String
  ) {
    let text = #"{"screens": [{"id": "A", "data": \#(data)}]}"#
    let reading = FlowJSONReading(text)
    #expect(reading.data("A") == shape)
    #expect(reading.codes == [code])
    #expect(reading.findings.allSatisfy { $0.severity == .warning && $0.location.file == FileID(7) })
    let range = reading.findings.first?.location.range ?? ByteRange(at: 0)
    #expect(String(decoding: Array(text.utf8)[Int(range.start)..<Int(range.end)], as: UTF8.self) == place)
    #expect(reading.readable == (code == 5116 ? [] : ["A"]))
    #expect(reading.flow.isReadable)
  }

  @Test func suggestsAType() {
    let reading = FlowJSONReading(#"{"screens": [{"id": "A", "data": {"a": {"type": "Strng"}}}]}"#)
    #expect(reading.findings.first?.help == ["did you mean \"string\"?"])
    #expect(reading.findings.first?.message == "\"a\" has the unknown type \"Strng\"")
  }

  @Test(
    arguments: [
      ("integer", "number"), ("int", "number"), ("bool", "boolean"), ("list", "array"), ("List", "array"),
      ("strng", "string"),
    ])
  func suggestsTheTypesOfOtherLanguages(_ word: String, _ type: String) {
    let reading = FlowJSONReading(#"{"screens": [{"id": "A", "data": {"a": {"type": "\#(word)"}}}]}"#)
    #expect(reading.findings.map(\.help) == [["did you mean \"\(type)\"?"]])
  }

  @Test func aListOfTypesHasItsOwnSentence() {
    let reading = FlowJSONReading(#"{"screens": [{"id": "A", "data": {"a": {"type": ["null", "boolean"]}}}]}"#)
    #expect(reading.findings.map(\.message) == [#""a" has a list of types; a field has one, and Flows know no null"#])
    #expect(reading.findings.map(\.help) == [[#"write "type": "boolean""#]])
  }

  @Test func saysWhereEverythingWasDeclared() {
    let text = #"{"screens": [{"id": "A", "data": {"f": {"type": "string"}}}]}"#
    let reading = FlowJSONReading(text)
    func place(_ origin: Origin) -> String {
      #expect(origin.words.0 == 7)
      return String(decoding: Array(text.utf8)[Int(origin.words.1)..<Int(origin.words.2)], as: UTF8.self)
    }
    #expect(reading.contracts.screens.map { place($0.origin) } == ["\"A\""])
    #expect(reading.contracts.fields.map { place($0.origin) } == ["\"f\""])
    #expect(reading.contracts.types.map { place($0.origin) } == ["\"string\"", #"{"f": {"type": "string"}}"#])
  }

  /// A component of the layout, and the fields that it binds as a data source.
  static let bindings: [(String, [String])] = [
    (#"{"type": "Dropdown", "data-source": "${data.a}"}"#, ["a"]),
    (#"{"type": "RadioButtonsGroup", "data-source": "${data.a}"}"#, ["a"]),
    (#"{"type": "CheckboxGroup", "data-source": "${data.b}"}"#, ["b"]),
    (#"{"type": "ChipsSelector", "data-source": "${data.b}"}"#, ["b"]),
    (#"{"children": [{"type": "If", "then": [{"type": "Dropdown", "data-source": "${data.a}"}]}]}"#, ["a"]),
    (
      #"[{"type": "Dropdown", "data-source": "${data.a}"}, {"data-source": "${data.b}", "type": "Dropdown"}]"#,
      ["a", "b"]
    ),
    (#"{"type": "TextInput", "data-source": "${data.a}"}"#, []), (#"{"data-source": "${data.a}"}"#, []),
    (#"{"type": "Dropdown", "data-source": [{"id": "1", "title": "x"}]}"#, []),
    (#"{"type": "Dropdown", "data-source": "data.a"}"#, []), (#"{"type": "Dropdown", "data-source": "${data.}"}"#, []),
    (#"{"type": "Dropdown", "data-source": "${form.a}"}"#, []),
    (#"{"type": "Dropdown", "data-source": "${data.zzz}"}"#, []),
    (#"{"__example__": {"type": "Dropdown", "data-source": "${data.a}"}}"#, []),
  ]

  @Test(arguments: bindings) func marksFieldsThatADataSourceUses(_ layout: String, _ bound: [String]) {
    let data = #"{"a": {"type": "array"}, "b": {"type": "array"}}"#
    let reading = FlowJSONReading(
      #"{"screens": [{"id": "A", "data": \#(data), "layout": \#(layout)}, {"id": "B", "data": \#(data)}]}"#)
    #expect(reading.codes == [5123])
    func field(_ key: String) -> String { bound.contains(key) ? "\(key)@: [any]" : "\(key): [any]" }
    #expect(reading.data("A") == "{\(field("a")), \(field("b"))}")
    #expect(reading.data("B") == "{a: [any], b: [any]}")
  }

  /// A binding in the layout of screen B, and the data of A with what it binds.
  @Test(
    arguments: [
      ("${screen.A.data.a}", "{a@: [any], o: {l: [any], p: {m: [any]}}}"),
      ("${screen.A.data.o.l}", "{a: [any], o: {l@: [any], p: {m: [any]}}}"),
      ("${screen.A.data.o.p.m}", "{a: [any], o: {l: [any], p: {m@: [any]}}}"),
      ("${screen.Z.data.a}", "{a: [any], o: {l: [any], p: {m: [any]}}}"),
      ("${screen.A.form.a}", "{a: [any], o: {l: [any], p: {m: [any]}}}"),
      ("${data.o.l}", "{a: [any], o: {l: [any], p: {m: [any]}}}"),
    ])
  func marksFieldsThatOtherScreensUse(_ binding: String, _ data: String) {
    let declared =
      #"{"a": {"type": "array"}, "o": {"type": "object", "properties": {"l": {"type": "array"}, "#
      + #""p": {"type": "object", "properties": {"m": {"type": "array"}}}}}}"#
    let reading = FlowJSONReading(
      #"{"screens": [{"id": "A", "data": \#(declared)}, {"id": "B", "data": \#(declared), "#
        + #""layout": {"type": "Dropdown", "data-source": "\#(binding)"}}]}"#)
    #expect(reading.data("A") == data)
    #expect((reading.data("B") == "{a: [any], o: {l@: [any], p: {m: [any]}}}") == (binding == "${data.o.l}"))
  }

  /// A chain of types deeper than any value may be ends the reading of types, not the program.
  @Test func takesTypesOfAnyDepth() {
    let depth = 240
    let open = String(repeating: #"{"type": "object", "properties": {"a": "#, count: depth)
    let text =
      #"{"screens": [{"id": "A", "data": {"a": \#(open){"type": "string"}\#(String(repeating: "}}", count: depth))}}]}"#
    let reading = FlowJSONReading(text)
    #expect(reading.codes == [])
    #expect(reading.data("A").hasSuffix("a: any" + String(repeating: "}", count: Schema.nesting.value)))
  }
}
