import FlowMsgCheck
import FlowMsgModel
import FlowMsgText
import Testing

/// The rules about a Flow's contract, on messages built by hand.
@Suite struct FlowRuleTests {
  static let rules: [any Rule.Type] = [
    UnknownScreenRule.self, NotEntryScreenRule.self, ScreenNeededRule.self, MissingDataRule.self, UnknownDataRule.self,
    DataTypeRule.self, NullInDataRule.self, MissingInItemRule.self, UnknownInItemRule.self, DataSourceItemRule.self,
    RepeatedItemIDRule.self, EndpointDataRule.self, ScreenIDRule.self, UnprovedFlowRule.self,
  ]

  static func codes(_ message: FlowMessage) -> [UInt16] { message.diagnostics(of: rules).map(\.code.number) }

  @Test(
    arguments: [
      ("S", []), ("s", [5001]), ("T", [5001]), ("STEP_2", [5013]), ("Success", [5013]), (nil, [5003]),
    ] as [(String?, [UInt16])])
  func screens(_ screen: String?, _ codes: [UInt16]) {
    let message = FlowMessage(screen == "S" ? #"{"v": [{"id": "a"}]}"# : nil, DataWalkTests.list, screen: screen)
    #expect(Self.codes(message) == codes)
  }

  @Test func anUnreadableFlowProvesNothing() {
    var contracts = DataWalkTests.list
    contracts.flows[0].isReadable = false
    #expect(Self.codes(FlowMessage(nil, contracts, screen: "T")) == [])
    #expect(Self.codes(FlowMessage(nil, contracts, screen: nil)) == [])
    contracts.flows[0].isFromFlowJSON = true
    #expect(Self.codes(FlowMessage(nil, contracts, screen: "T")) == [5014])
    #expect(Self.codes(FlowMessage(nil, contracts, screen: nil)) == [5014])
  }

  @Test func anUndeclaredFlowNeedsAScreen() {
    #expect(Self.codes(FlowMessage(nil, Contracts(), screen: nil, isDeclared: false)) == [5003])
    #expect(Self.codes(FlowMessage(nil, Contracts(), screen: "ANY", isDeclared: false)) == [])
    let exchange = FlowMessage(nil, Contracts(), screen: nil, isDeclared: false)
    exchange.resolved.opened.isDataExchange = true
    #expect(Self.codes(exchange) == [])
  }

  @Test func aNearScreenIsOfferedNotWritten() throws {
    let diagnostic = try #require(FlowMessage(nil, DataWalkTests.list, screen: "s").diagnostics(of: Self.rules).first)
    let fix = try #require(diagnostic.fixes.first)
    #expect(fix.edits == [TextEdit(SourceLocation(FileID(0), ByteRange(900, 901)), "S")])
    #expect(!fix.isSafe)
  }

  @Test func aScreenThatIsNoEntry() {
    var contracts = DataWalkTests.list
    contracts.screens[0].isEntry = false
    #expect(Self.codes(FlowMessage(#"{"v": [{"id": "a"}]}"#, contracts)) == [5002])
  }

  @Test func aMisspeltKeyIsOneFault() throws {
    let message = FlowMessage(#"{"v": [{"idd": "a"}]}"#, DataWalkTests.list)
    let diagnostic = try #require(message.diagnostics(of: Self.rules).first)
    #expect(Self.codes(message) == [5005])
    // The key is in quotes, so the new one does too.
    #expect(diagnostic.fixes.first?.edits.first?.replacement == #""id""#)
    #expect(Self.codes(FlowMessage(#"{"v": [{"other": "a"}]}"#, DataWalkTests.list)) == [5004, 5005])
  }

  @Test func theEndpointIsSaid() {
    let contracts = DataWalkTests.read(#"{"a": {"type": "string"}}"#, endpoint: true)
    #expect(Self.codes(FlowMessage(nil, contracts)) == [5012])
    let dataless = DataWalkTests.read("{}", endpoint: true)
    #expect(Self.codes(FlowMessage(nil, dataless)) == [])
  }

  @Test(
    arguments: [
      (#"{"v": [{"id": 1}]}"#, "5006 `v[0].id` is a number, the Flow expects a string"),
      (#"{"v": []}"#, "5006 `v` is a list of 0 items, the Flow expects a list of 1 to 2 objects"),
      (#"{"v": [{"id": null}]}"#, "5007 `v[0].id` is null; a Flow takes no null"),
      (#"{"v": [{}]}"#, "5004 `v[0]` has no `id`"),
      ("{}", "5004 the data of the screen has no `v`"),
      (nil, "5004 the screen has no data; the Flow expects `v`"),
      (#"{"v": [{"id": "", "size": 1.5}]}"#, "5006 `v[0].size` is 1.5, the Flow expects an integer"),
      (#"{"v": [{"id": ""}], "x": 1}"#, "5005 the Flow does not expect `x`"),
    ] as [(String?, String)])
  func wordings(_ data: String?, _ wording: String) {
    #expect(FlowMessage(data, DataWalkTests.list).reported(by: Self.rules) == [wording])
  }

  @Test func itemsAndSources() {
    let items = #"[{"id": "1", "title": "a", "x": 1}, {"id": "1", "title": "b", "x": 2}, {"image": "", "title": ""}]"#
    #expect(
      FlowMessage(#"{"l": \#(items), "free": []}"#, DataWalkTests.source).reported(by: Self.rules) == [
        "5008 `l[0]` has no `image`, nor has another item",
        "5009 the Flow does not declare `l[0].x`, which stands in 1 other item too",
        "5010 `l[2]` has no `id`",
        #"5011 `l[1].id` is "1", as `l[0].id` is"#,
      ])
  }

  @Test func aFloodIsCutShort() {
    let items = (0..<60).map { _ in #"{"id": 1}"# }
    var contracts = DataWalkTests.list
    for i in contracts.types.indices { (contracts.types[i].maximum, contracts.types[i].most) = (.none, .max) }
    let found = FlowMessage("{\"v\": [\(items.joined(separator: ","))]}", contracts).diagnostics(of: Self.rules)
    #expect(found.count == 20)
    #expect(found.last?.help.last == "40 more of the kind in this message are not shown")
  }

  @Test func typeNouns() {
    var contracts = Contracts()
    func noun(_ kind: TypeKind, _ minimum: String?, _ maximum: String?) -> String {
      let node = DataWalkTests.bounded(kind, minimum, maximum, &contracts)
      return TypeNouns.noun(Int(contracts.add(node)), in: contracts)
    }
    #expect(noun(.string, "1", "30") == "a string of 1 to 30 characters")
    #expect(noun(.string, "1", nil) == "a string of at least 1 character")
    #expect(noun(.string, "5", "5") == "a string of 5 characters")
    #expect(noun(.integer, "0", "9") == "an integer from 0 to 9")
    #expect(noun(.number, nil, "1.5") == "a number of at most 1.5")
    for choice in ["a", "b"] { contracts.choices.append(contracts.intern(Array(choice.utf8))) }
    let oneOf = contracts.add(TypeNode(.oneOf, origin: Origin(0, 0, 0), first: 0, count: 2))
    #expect(TypeNouns.noun(Int(oneOf), in: contracts) == #"one of "a" or "b""#)
    let list = contracts.add(TypeNode(.list, origin: Origin(0, 0, 0), first: oneOf, count: 1))
    #expect(TypeNouns.noun(Int(list), in: contracts) == "a list of strings")
  }
}
