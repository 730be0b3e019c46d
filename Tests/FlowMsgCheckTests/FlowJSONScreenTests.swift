import FlowMsgCheck
import FlowMsgModel
import FlowMsgText
import TestSupport
import Testing

@Suite struct FlowJSONScreenTests {
  /// A screen whose layout has a `navigate` action to each of `targets`.
  static func screen(_ id: String, to targets: String...) -> String {
    let actions = targets.map {
      #"{"type": "Footer", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "\#($0)"}}}"#
    }
    return #"{"id": "\#(id)", "layout": {"children": [\#(actions.joined(separator: ", "))]}}"#
  }

  static func flow(_ screens: String..., model: String? = nil) -> String {
    "{\(model.map { "\"routing_model\": \($0), " } ?? "")\"screens\": [\(screens.joined(separator: ", "))]}"
  }

  /// A Flow, its entry screens, and the codes it draws.
  static let flows: [(String, [String], [UInt16])] = [
    (flow(screen("A")), ["A"], []),
    // Ways by actions alone, by the model alone, by both together; the entry need not come first.
    (flow(screen("A", to: "B"), screen("B")), ["A"], []), (flow(screen("B"), screen("A", to: "B")), ["A"], []),
    (flow(screen("A"), screen("B"), model: #"{"A": ["B"], "B": []}"#), ["A"], []),
    (flow(screen("A"), screen("B"), model: #"{"A": ["B"]}"#), ["A"], []),
    (flow(screen("A"), screen("B", to: "C"), screen("C"), model: #"{"A": ["B"], "B": [], "C": []}"#), ["A"], []),
    // A way from a screen to itself does not count.
    (flow(screen("A", to: "A")), ["A"], []), (flow(screen("A"), model: #"{"A": ["A"]}"#), ["A"], []),
    (flow(screen("A", to: "A", "B"), screen("B", to: "B")), ["A"], []),
    // A screen that the model leaves out is an entry only if nothing else is.
    (flow(screen("X"), screen("A"), model: #"{"A": []}"#), ["A"], []), (flow(screen("X"), model: "{}"), ["X"], []),
    (flow(screen("X"), screen("A"), screen("B"), model: #"{"A": ["B"], "B": ["A"]}"#), ["X"], []),
    (flow(screen("X"), screen("Y"), model: "{}"), ["X", "Y"], [5123]),
    // None left: the first. Several: each.
    (flow(screen("A", to: "B"), screen("B", to: "A")), ["A"], [5122]),
    (flow(screen("A", to: "B"), screen("B"), model: #"{"B": ["A"]}"#), ["A"], [5122]),
    (flow(screen("A"), screen("B")), ["A", "B"], [5123]),
    (flow(screen("A", to: "C"), screen("B", to: "C"), screen("C")), ["A", "B"], [5123]),
    // Screens that are not there, and forms that lead nowhere.
    (flow(screen("A", to: "ZZZZ"), screen("B")), ["A", "B"], [5123, 5121]),
    (flow(screen("A", to: "B", "${data.next}"), screen("B")), ["A"], []),
    (flow(screen("A"), screen("B"), model: #"{"A": ["B", "C"]}"#), ["A"], [5121]),
    (flow(screen("A"), screen("B"), model: #"{"A": ["B"], "CCC": ["A"]}"#), ["A"], [5121]),
    (flow(screen("A", to: "B"), screen("B"), model: #"["A"]"#), ["A"], [5120]),
    (flow(screen("A", to: "B"), screen("B"), model: #"{"A": "B", "B": []}"#), ["A"], [5120]),
    (flow(screen("A", to: "B"), screen("B"), model: #"{"A": [null, "B"]}"#), ["A"], [5120]),
  ]

  @Test(arguments: flows) func findsEntryScreens(_ text: String, _ entries: [String], _ codes: [UInt16]) {
    let reading = FlowJSONReading(text)
    #expect(reading.entries == entries)
    #expect(reading.codes == codes)
    #expect(reading.flow.isReadable)
  }

  /// Parts of a layout, and whether they lead from A to B.
  static let actions: [(String, Bool)] = [
    (#"{"on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "B"}, "payload": {}}}"#, true),
    (#"{"on-select-action": {"next": {"name": "B", "type": "screen"}, "name": "navigate"}}"#, true),
    (#"{"anything": {"name": "navigate", "next": {"name": "B"}}}"#, true),
    (#"{"a": [{"b": {"then": [{"name": "navigate", "next": {"name": "B"}}]}}]}"#, true),
    (#"{"name": "navig\u0061te", "next": {"name": "\u0042"}}"#, true),
    (#"{"name": "complete", "next": {"name": "B"}}"#, false), (#"{"name": "navigate", "next": "B"}"#, false),
    (#"{"name": "navigate", "payload": {"name": "B"}}"#, false), (#"{"next": {"name": "B"}}"#, false),
    (#"{"__example__": {"name": "navigate", "next": {"type": "screen", "name": "B"}}}"#, false),
    (#"{"x": {"__example__": [{"name": "navigate", "next": {"name": "B"}}]}}"#, false),
    (#"{"name": "navigate", "next": {"type": "plugin", "name": "catalog"}}"#, false),
  ]

  @Test(arguments: actions) func followsNavigateActions(_ layout: String, _ leads: Bool) {
    let reading = FlowJSONReading(#"{"screens": [{"id": "A", "layout": \#(layout)}, {"id": "B"}]}"#)
    #expect(reading.entries == (leads ? ["A"] : ["A", "B"]))
    #expect(reading.codes == (leads ? [] : [5123]))
  }

  /// Only a layout leads anywhere; an action in the data, an example, is no way.
  @Test func ignoresActionsOutsideTheLayout() {
    let reading = FlowJSONReading(
      #"""
      {"screens": [{"id": "A", "data": {"x": {"type": "object",
        "__example__": {"name": "navigate", "next": {"type": "screen", "name": "B"}}}}}, {"id": "B"}]}
      """#)
    #expect(reading.entries == ["A", "B"])
  }

  @Test func namesTheEntriesAndGuessesNames() {
    let several = FlowJSONReading(Self.flow(Self.screen("CART"), Self.screen("PAY"), Self.screen("HELP")))
    #expect(several.findings.map(\.message) == [#"the Flow has 3 entry screens: "CART", "PAY" and "HELP""#])
    #expect(several.findings.map(\.severity) == [.note])
    #expect(several.findings.first?.labels.count == 2)
    let misspelt = FlowJSONReading(Self.flow(Self.screen("CART", to: "PAYMENT"), Self.screen("PAYMENTS")))
    #expect(misspelt.findings.last?.help == [#"did you mean "PAYMENTS"?"#])
  }

  @Test(arguments: [
    (#""data_api_version": "3.0", "#, true), (#""data_channel_uri": "https://example.com", "#, false), ("", false),
    (#""data_api_version": null, "#, false),
  ]) func seesAnEndpoint(_ member: String, _ hasEndpoint: Bool) {
    let reading = FlowJSONReading(#"{\#(member)"screens": [{"id": "A"}]}"#)
    #expect(reading.flow.hasEndpoint == hasEndpoint)
    #expect(reading.flow.isFromFlowJSON)
  }

  /// A list of screens, the ids that are known from it, and the codes.
  static let ids: [(String, [String], [UInt16])] = [
    (#"{"id": "a_Z"}"#, ["a_Z"], []), (#"{"id": "STEP1"}"#, ["STEP1"], [5112]), (#"{"id": ""}"#, [""], [5112]),
    (#"{"id": "PREÇO"}"#, ["PREÇO"], [5112]), (#"{"id": "A B"}"#, ["A B"], [5112]),
    (#"{"id": "SUCCESS"}"#, ["SUCCESS"], [5113]), (#"{"id": "success"}"#, ["success"], [5113]),
    (#"{"id": "SUCCESS_PAGE"}"#, ["SUCCESS_PAGE"], []),
    (#"{"id": 1}"#, [], [5111]), (#"{"title": "x"}"#, [], [5111]), ("\"A\"", [], [5111]), ("null", [], [5111]),
    (#"{"id": "A"}, {"title": "x"}"#, ["A"], [5111]),
  ]

  @Test(arguments: ids) func checksIDs(_ screens: String, _ ids: [String], _ codes: [UInt16]) {
    let reading = FlowJSONReading(#"{"screens": [\#(screens)]}"#)
    #expect(reading.ids == ids)
    #expect(reading.codes == codes)
    #expect(reading.readable == ids)
  }

  @Test func aRepeatedIDMakesItsScreenUnreadable() {
    let reading = FlowJSONReading(
      #"{"screens": [{"id": "A"}, {"id": "B"}, {"id": "A", "data": {"x": {"type": "string"}}}]}"#)
    #expect(reading.ids == ["A", "B"])
    #expect(reading.readable == ["B"])
    #expect(reading.codes == [5123, 5114])
    #expect(reading.findings.last?.labels.map(\.location.range) == [ByteRange(20, 23)])
    #expect(reading.findings.last?.location.range == ByteRange(46, 49))
  }

  @Test func countsScreens() {
    let letters = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"]
    let names = letters.flatMap { a in letters.map { a + $0 } }
    func reading(_ count: Int) -> FlowJSONReading {
      FlowJSONReading("{\"screens\": [\(names.prefix(count).map { "{\"id\": \"\($0)\"}" }.joined(separator: ","))]}")
    }
    #expect(reading(100).codes == [5123])
    #expect(reading(101).codes == [5123, 5115])
    #expect(reading(101).findings.last?.message == "the Flow has 101 screens, at most 100 are allowed")
    #expect(reading(101).ids.count == 101)
  }

  @Test(arguments: [
    "[]", "1", "null", "{}", #"{"version": "7.1"}"#, #"{"screens": {}}"#, #"{"screens": null}"#, #"{"screens": []}"#,
  ])
  func reportsAFileThatIsNoFlow(_ text: String) {
    let reading = FlowJSONReading(text)
    #expect(reading.codes == [5110])
    #expect(!reading.flow.isReadable)
    #expect(reading.flow.screenCount == 0)
  }

  @Test func putsEachFlowsScreensTogether() {
    var contracts = Contracts()
    let first = FlowJSONReader.read(
      bytes: Array(#"{"screens": [{"id": "A"}]}"#.utf8), file: FileID(0), into: &contracts, report: { _ in })
    let second = FlowJSONReader.read(
      bytes: Array(#"{"screens": [{"id": "B"}, {"id": "C"}]}"#.utf8), file: FileID(1), into: &contracts,
      report: { _ in })
    #expect([first.firstScreen, first.screenCount, second.firstScreen, second.screenCount] == [0, 1, 1, 2])
    #expect(contracts.screens.map { contracts.string($0.id) } == ["A", "B", "C"])
    #expect(contracts.screens.map(\.origin.words.0) == [0, 1, 1])
  }
}

@Suite struct FlowJSONBrokenFileTests {
  static let text = """
    {"version": "7.1", "screens": [
      {"id": "A", "data": {"x": {"type": "string"}}, "layout": {"name": "navigate", "next": {"name": "B"}}},
      {"id": "B", "data": {"y": {"type": "number"}}, "layout": {}}
    ], "data_api_version": "3.0"}
    """

  /// The text up to some place, what is known of it, and whether the Flow's screens are known to be all.
  static let cuts: [(after: String, ids: [String], readable: [String], isReadable: Bool)] = [
    (#""screens""#, [], [], false), (#""screens": ["#, [], [], false), (#"{"id": "A""#, ["A"], [], false),
    (#"{"type": "string"}}"#, ["A"], [], false), (#"{"name": "B"}}},"#, ["A"], ["A"], false),
    (#"{"id": "B", "data": {"#, ["A", "B"], ["A"], false), (#""layout": {}}"#, ["A", "B"], ["A", "B"], false),
    ("\n]", ["A", "B"], ["A", "B"], true), (#""3.0""#, ["A", "B"], ["A", "B"], true),
  ]

  @Test(arguments: cuts)
  func usesWhatWasReadBeforeTheCut(_ place: String, _ ids: [String], _ readable: [String], _ isReadable: Bool) throws {
    let all = Array(Self.text.utf8)
    let needle = Array(place.utf8)
    let start = try #require((0..<all.count - needle.count).first { all[$0...].starts(with: needle) })
    let reading = FlowJSONReading(Array(all[..<(start + needle.count)]))
    #expect(reading.codes == [5100])
    #expect(reading.findings.map(\.location.range) == [ByteRange(at: UInt32(start + needle.count))])
    #expect(reading.ids == ids)
    #expect(reading.readable == readable)
    #expect(reading.flow.isReadable == isReadable)
    // What is after the cut may be an endpoint, and nothing is said to be no entry that is not led to.
    #expect(reading.flow.hasEndpoint)
    if ids.contains("A") { #expect(reading.entries == ["A"]) }
  }

  @Test func aCycleInACutFileLeavesEveryScreenOpen() {
    let reading = FlowJSONReading(
      #"{"routing_model": {"A": ["B"], "B": ["A"], "C": []}, "screens": [{"id": "A"}, {"id": "B"}, {"id": "C""#)
    #expect(reading.entries == ["C"])
    let cycle = FlowJSONReading(#"{"routing_model": {"A": ["B"], "B": ["A"]}, "screens": [{"id": "A"}, {"id": "B"},"#)
    #expect(cycle.entries == ["A", "B"])
    #expect(cycle.codes == [5100])
  }

  @Test(arguments: ["", " ", "x", "{]", "\u{FEFF}", "\"", #"{"screens": [{"id": "A" "data": {}}]}"#])
  func saysOneThingOfATextThatIsNoJSON(_ text: String) {
    let reading = FlowJSONReading(text)
    #expect(reading.codes == [5100])
    #expect(reading.findings.allSatisfy { $0.severity == .warning })
    #expect(!reading.flow.isReadable)
  }

  @Test func whatFollowsTheFlowHarmsNothing() {
    let reading = FlowJSONReading(#"{"screens": [{"id": "A"}]} x"#)
    #expect(reading.codes == [5100])
    #expect(reading.flow.isReadable)
    #expect(!reading.flow.hasEndpoint)
    #expect(reading.readable == ["A"])
  }

  @Test func everyPrefixAndEveryDeletedByteEnds() {
    let bytes = Array(Self.text.utf8)
    for i in bytes.indices {
      #expect(FlowJSONReading(Array(bytes[..<i])).codes == [5100])
      let reading = FlowJSONReading(Array(bytes[..<i] + bytes[(i + 1)...]))
      #expect(reading.findings.allSatisfy { $0.severity < .error && Int($0.location.range.end) < bytes.count })
    }
  }

  /// Many screens and many unknown ways: none is compared with each of the others.
  @Test func takesThousandsOfScreensAndUnknownWays() {
    let text = { (count: Int) in
      let names = (0..<count).map { i in "S" + String(i, radix: 2).map { $0 == "0" ? "a" : "b" } }
      let screens = names.map { "{\"id\": \"\($0)\"}" }.joined(separator: ",")
      let ways = names.map { "\"\($0)x\"" }.joined(separator: ",")
      return "{\"routing_model\": {\"Sa\": [\(ways)]}, \"screens\": [\(screens)]}"
    }
    #expect(FlowJSONReading(text(8000)).codes.count { $0 == 5121 } == 8000)
    #expect(ProcessorTime.growth(from: 1000, text) { _ = FlowJSONReading($0) } < ProcessorTime.linear)
  }

  @Test func takesNestingOfAHundredThousand() {
    for opener in ["[", "{\"a\":", #"{"screens": [{"id": "A", "layout": "#] {
      #expect(FlowJSONReading(String(repeating: opener, count: 100_000)).codes.contains(5100))
    }
  }

  /// Something that is round a Flow, and what is said of it.
  @Test(
    arguments: [
      (#"{"flow_json": {"screens": [{"id": "A"}]}}"#, "the Flow stands inside \"flow_json\", and not by itself"),
      (#"{"data": [{"flow": {"screens": []}}]}"#, "the Flow stands inside \"flow\", and not by itself"),
      (#"{"id": 1, "flow_json": "{\"screens\": []}"}"#, "the Flow stands inside \"flow_json\", as a text"),
      (#"[{"screens": []}]"#, "the Flow stands inside an array, and not by itself"),
      (#""{\"screens\": []}""#, "the Flow stands inside a string, as a text"),
      (#"{"screen": []}"#, "the Flow has no \"screens\""), (#"[1]"#, "expected an object, the Flow, found an array"),
    ])
  func namesWhatStandsRoundAFlow(_ text: String, _ message: String) {
    let reading = FlowJSONReading(text)
    #expect(reading.findings.map(\.message) == [message])
    #expect(reading.flow.fault != nil)
  }

  /// The members before `screens`, and what is said of the version.
  @Test(
    arguments: [
      (#""version": "2.1","#, []), (#""version": "7.3","#, []), (#""version": "7.4","#, [5124]),
      (#""version": 7.1,"#, [5124]), (#""version": "","#, [5124]), ("", [5125]),
    ] as [(String, [UInt16])])
  func looksAtTheVersion(_ version: String, _ codes: [UInt16]) {
    let reading = FlowJSONReading("{\(version) \"screens\": [{\"id\": \"A\"}]}")
    #expect(reading.all.map(\.code.number) == codes)
    #expect(reading.entries == ["A"])
  }

  @Test func aCutFlowIsNotAskedForItsVersion() {
    #expect(FlowJSONReading(#"{"screens": [{"id": "A"}], "#).all.map(\.code.number) == [5100])
  }

  @Test func theReservedScreenIsNoEntry() {
    let one = FlowJSONReading(#"{"screens": [{"id": "Success"}, {"id": "A"}]}"#)
    #expect(one.entries == ["A"])
    #expect(one.codes == [5113])
    #expect(FlowJSONReading(#"{"screens": [{"id": "SUCCESS"}]}"#).entries == [])
    #expect(FlowJSONReading(#"{"screens": [{"id": "SUCCESS"}, {"id": "A"}, "#).entries == ["A"])
    let circle =
      #"{"routing_model": {"SUCCESS": ["A"], "A": ["SUCCESS"]}, "screens": [{"id": "SUCCESS"}, {"id": "A"}]}"#
    #expect(FlowJSONReading(circle).entries == ["A"])
  }

  @Test(arguments: FlowJSONDiagnostics.all) func examplesShowTheirDiagnostic(_ kind: DiagnosticKind) {
    #expect(FlowJSONReading(kind.bad).all.map(\.code.number) == [kind.code.number])
    #expect(FlowJSONReading(kind.good).codes == [])
    #expect((5100...5199).contains(kind.code.number))
    #expect(kind.severity < .error)
  }

  @Test func codesAreUnique() {
    #expect(Set(FlowJSONDiagnostics.all.map(\.code)).count == FlowJSONDiagnostics.all.count)
  }
}
