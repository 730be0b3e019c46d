import FlowMsgCheck
import FlowMsgModel
import FlowMsgText
import Testing

/// A message's data against a screen's contract.
@Suite struct DataWalkTests {
  /// Contracts with one Flow of one entry screen `S`, whose data's one field `v` is of the type that `make` adds.
  static func contracts(_ make: (inout Contracts) -> TypeNode) -> Contracts {
    var contracts = Contracts()
    let node = make(&contracts)
    let type = contracts.add(node)
    shape([("v", type, false)], in: &contracts)
    screen(&contracts)
    return contracts
  }

  /// Adds a shape, the last type.
  @discardableResult
  static func shape(
    _ members: [(String, UInt32, Bool)], _ strictness: Strictness = .exact, in contracts: inout Contracts
  ) -> UInt32 {
    let first = UInt32(contracts.fields.count)
    for (key, type, isOptional) in members {
      let key = contracts.intern(Array(key.utf8))
      contracts.fields.append(TypeField(key: key, type: type, isOptional: isOptional, origin: Origin(1, 0, 0)))
    }
    let node = TypeNode(
      .shape, origin: Origin(1, 0, 0), strictness: strictness, first: first, count: UInt32(members.count))
    return contracts.add(node)
  }

  /// Makes a Flow of the last type.
  static func screen(_ contracts: inout Contracts) {
    let id = contracts.intern(Array("S".utf8))
    contracts.screens.append(
      ScreenContract(
        id: id, isEntry: true, isReadable: true, shape: UInt32(contracts.types.count - 1), origin: Origin(1, 0, 1)))
    contracts.flows.append(
      FlowContract(firstScreen: 0, screenCount: 1, hasEndpoint: false, isFromFlowJSON: false, isReadable: true))
  }

  /// A Flow read from Flow JSON.
  static func read(_ data: String, _ layout: String = "null", endpoint: Bool = false) -> Contracts {
    let version = endpoint ? #""data_api_version": "3.0","# : ""
    let reading = FlowJSONReading(
      #"{\#(version) "screens": [{"id": "S", "terminal": true, "data": \#(data), "layout": \#(layout)}]}"#)
    var contracts = reading.contracts
    contracts.flows.append(reading.flow)
    return contracts
  }

  static func bounded(_ kind: TypeKind, _ minimum: String?, _ maximum: String?, _ contracts: inout Contracts)
    -> TypeNode
  {
    var node = TypeNode(kind, origin: Origin(1, 0, 0))
    if let minimum { node.minimum = contracts.intern(Array(minimum.utf8)) }
    if let maximum { node.maximum = contracts.intern(Array(maximum.utf8)) }
    return node
  }

  @Test(
    arguments: [
      (TypeKind.string, nil, nil, #""""#, true), (.string, nil, nil, "1", false), (.string, nil, nil, "[]", false),
      (.string, "1", "3", #""é🛒x""#, true), (.string, "1", "3", #""abcd""#, false), (.string, "1", "3", #""""#, false),
      (.string, "1e0", "1e999999999", #""abcd""#, true), (.string, "0", "3e0", #""abcd""#, false),
      (.integer, nil, nil, "-12", true), (.integer, nil, nil, "1.0", false), (.integer, nil, nil, "-0", false),
      (.integer, nil, nil, "9223372036854775807", true), (.integer, nil, nil, "9223372036854775808", false),
      (.integer, nil, nil, #""1""#, false), (.integer, "0", "9", "10", false), (.integer, "0", "9", "0", true),
      (.number, nil, nil, "3", true), (.number, nil, nil, "1e999999999", true),
      (.number, nil, nil, "1.1234567890123456789012", true), (.number, nil, nil, "1.12345678901234567890123", false),
      (.number, "0", "1e999999999", "1e1000000000", false), (.number, "0.1", nil, "0.09999", false),
      (.number, "-1.50", "1.50", "1.5", true), (.boolean, nil, nil, "false", true),
      (.boolean, nil, nil, #""true""#, false),
      (.any, nil, nil, #"[{"a": [1, true, {}]}]"#, true), (.broken, nil, nil, "1", true),
    ] as [(TypeKind, String?, String?, String, Bool)])
  func scalars(_ kind: TypeKind, _ minimum: String?, _ maximum: String?, _ value: String, _ fits: Bool) {
    let contracts = Self.contracts { Self.bounded(kind, minimum, maximum, &$0) }
    #expect(FlowMessage("{\"v\": \(value)}", contracts).findings == (fits ? [] : ["wrongType v"]))
  }

  @Test func choices() {
    let contracts = Self.contracts { contracts in
      for choice in ["a", "bé"] { contracts.choices.append(contracts.intern(Array(choice.utf8))) }
      return TypeNode(.oneOf, origin: Origin(1, 0, 0), first: 0, count: 2)
    }
    #expect(FlowMessage(#"{"v": "bé"}"#, contracts).findings.isEmpty)
    #expect(FlowMessage(#"{"v": "b"}"#, contracts).findings == ["wrongType v"])
    #expect(FlowMessage(#"{"v": 1}"#, contracts).findings == ["wrongType v"])
  }

  /// `v: [{ id: string, size?: integer }](min: 1, max: 2)`.
  static let list = contracts { contracts in
    let string = contracts.add(TypeNode(.string, origin: Origin(1, 0, 0)))
    let integer = contracts.add(TypeNode(.integer, origin: Origin(1, 0, 0)))
    let item = shape([("id", string, false), ("size", integer, true)], in: &contracts)
    var list = bounded(.list, "1", "2", &contracts)
    list.first = item
    return list
  }

  @Test(
    arguments: [
      (#"{"v": [{"id": "a"}, {"size": 1, "id": "b"}]}"#, []),
      (#"{"v": []}"#, ["wrongType v"]),
      (
        #"{"v": [{"id": 1}, {"id": "b", "size": "1"}, {}]}"#,
        ["wrongType v", "wrongType v[0].id", "wrongType v[1].size", "missing v[2] id"]
      ),
      (#"{"v": [{"id": "a", "x": [null]}, null]}"#, ["unknown v[0].x", "null v[1]"]),
      (#"{"v": ["<broken>", {"id": "<broken>"}]}"#, []),
      (#"{"v": "<broken>"}"#, []),
      (#"{"v": {}}"#, ["wrongType v"]),
      (#"{"V": 1}"#, ["unknown V", "missing  v"]),
      (#"{"v": [{"id": "a", "id": "b"}]}"#, []),
      (#"{"v": [{"id": "a", "um dois": 1}]}"#, [#"unknown v[0]["um dois"]"#]),
      ("[]", ["wrongType "]),
      (nil, ["missing - v"]),
    ] as [(String?, [String])])
  func structure(_ data: String?, _ findings: [String]) {
    #expect(FlowMessage(data, Self.list).findings == findings)
  }

  @Test func shapesOfManyFields() {
    var contracts = Contracts()
    let string = contracts.add(TypeNode(.string, origin: Origin(1, 0, 0)))
    Self.shape((0..<150).map { ("k\($0)", string, $0 % 3 == 0) }, in: &contracts)
    Self.screen(&contracts)
    let all = (0..<150).reversed().map { "\"k\($0)\": \"x\"" }
    #expect(FlowMessage("{\(all.joined(separator: ","))}", contracts).findings.isEmpty)
    // Left out: k149, k148 and k147, of which only k147 is optional.
    #expect(
      FlowMessage("{\(all.dropFirst(3).joined(separator: ","))}", contracts).findings == [
        "missing  k148", "missing  k149",
      ])
  }

  @Test func nullsAreFoundWithoutAContract() {
    let message = FlowMessage(#"{"a": null, "b": [{"c": null}], "d": "null"}"#, Contracts(), isDeclared: false)
    #expect(message.findings == ["null a", "null b[0].c"])
    #expect(FlowMessage(nil, Contracts(), isDeclared: false).findings.isEmpty)
    var unreadable = Self.list
    unreadable.screens[0].isReadable = false
    #expect(FlowMessage(#"{"a": null, "b": 1}"#, unreadable).findings == ["null a"])
    #expect(FlowMessage(nil, unreadable).findings.isEmpty)
  }

  @Test(arguments: [
    (#"{"l": [{"a": "x"}], "o": {"b": 1}}"#, []),
    (
      #"{"l": [{}, {"a": "x", "z": null, "on-click-action": {}}], "o": {"b": 1}}"#,
      ["missingInItem l[0] a", "unknownInItem l[1].z", "null l[1].z"]
    ),
    (#"{"l": [{"a": 1}], "o": {"c": 1}}"#, ["wrongType l[0].a", "unknown o.c", "missing o b"]),
    (#"{"l": [{"a": "x", "on-select-action": {"p": null}}], "o": {"b": 1.5}}"#, ["null l[0].on-select-action.p"]),
  ])
  func itemsOfFlowJSON(_ data: String, _ findings: [String]) {
    let contracts = Self.read(
      #"""
      {"l": {"type": "array", "items": {"type": "object", "properties": {"a": {"type": "string"}}}},
       "o": {"type": "object", "properties": {"b": {"type": "number"}}}}
      """#)
    #expect(FlowMessage(data, contracts).findings == findings)
  }

  static let source = read(
    #"""
    {"l": {"type": "array", "items": {"type": "object",
      "properties": {"id": {"type": "string"}, "title": {"type": "string"}, "image": {"type": "string"}}}},
     "free": {"type": "array"}}
    """#,
    #"""
    {"children": [{"type": "Dropdown", "data-source": "${data.l}"}, {"type": "ChipsSelector", "data-source": "${data.free}"}]}
    """#)

  @Test(arguments: [
    (#""l": [{"id": "1", "title": "x", "image": ""}, {"id": "2", "title": "x", "image": ""}], "free": []"#, []),
    // What the contract says of `id` and `title` is not said twice.
    (
      #""l": [{"id": "1", "image": ""}, {"id": 1, "title": "x", "image": ""}], "free": []"#,
      ["itemWithoutID l[0]", "wrongType l[1].id"]
    ),
    (
      #""l": [], "free": [{"id": "1", "title": "a"}, {"id": 1, "title": "b"}, "c", {"id": "1", "title": "d"}]"#,
      ["itemWithoutID free[1]", "itemWithoutID free[2]", "repeatedID free[3].id"]
    ),
    (#""l": ["c", "<broken>", {"id": "<broken>", "title": "a", "image": ""}], "free": "<broken>""#, ["wrongType l[0]"]),
  ])
  func dataSources(_ members: String, _ findings: [String]) {
    #expect(FlowMessage("{\(members)}", Self.source).findings.sorted() == findings.sorted())
  }

  @Test(arguments: [2, 8, 9, 1000])
  func repeatedIDsInListsOfAnyLength(_ count: Int) {
    let items = (0..<count).map { #"{"id": "\#($0 == count - 1 ? 0 : $0)", "title": "x"}"# }
    let message = FlowMessage(#"{"l": [], "free": [\#(items.joined(separator: ","))]}"#, Self.source)
    #expect(message.findings == ["repeatedID free[\(count - 1)].id"])
    let other = message.resolved.dataFindings[0].other
    let data = message.resolved.message[Schema.data]!
    #expect(DataPath.path(to: other, from: data, in: message.resolved.message.tape) == "free[0].id")
  }

  @Test func endpointsMaySupplyData() {
    let contracts = Self.read(#"{"a": {"type": "string"}}"#, endpoint: true)
    #expect(FlowMessage(nil, contracts).findings.isEmpty)
    #expect(FlowMessage("{}", contracts).findings == ["missing  a"])
  }
}
