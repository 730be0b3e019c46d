import FlowMsg
import FlowMsgText
import TestSupport
import Testing

/// What the language page says of types, parameters and lengths through them, a sentence a row.
struct ParameterTests {
  private static func text(_ count: Int) -> String { String(repeating: "a", count: count) }

  /// A message with these parameters and statements.
  private static func with(_ parameters: String, _ statements: String...) -> String {
    let source = message("@")
    let lines = statements.map { "  \($0)\n" }.joined()
    var kept = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    kept.removeAll { line in
      line == "  @" || statements.contains { line.hasPrefix("  \($0.prefix { $0 != " " }) ") }
    }
    kept[0] = "message m(\(parameters)) {"
    return kept[0] + "\n" + lines + kept[1...].joined(separator: "\n")
  }

  // MARK: Lengths

  @Test(arguments: [
    // At the limit passes, one over fails: for each kind of part.
    Case(with("n: string(min: 1, max: 54)", "title \"Olá, {n}!\"")),
    Case(with("n: string(min: 1, max: 55)", "title \"Olá, {n}!\""), "2: FM4101"),
    Case(with("n: integer(min: 0, max: 999)", "title \"\(text(57)){n}\"")),
    Case(with("n: integer(min: 0, max: 1000)", "title \"\(text(57)){n}\""), "2: FM4101"),
    Case(with("n: integer(min: -99, max: 99)", "title \"\(text(57)){n}\"")),
    Case(with("n: integer(min: -100, max: 99)", "title \"\(text(57)){n}\""), "2: FM4101"),
    Case(with("n: integer", "title \"\(text(40)){n}\"")),
    Case(with("n: integer", "title \"\(text(41)){n}\""), "2: FM4101"),
    Case(with("n: \"ab\" | \"abc\"", "title \"\(text(57)){n}\"")),
    Case(with("n: \"ab\" | \"abcd\"", "title \"\(text(57)){n}\""), "2: FM4101"),
    Case(with("n: { a: { b: string(min: 1, max: 3) } }", "title \"\(text(57)){n.a.b}\"")),
    Case(with("n: { a: { b: string(min: 1, max: 4) } }", "title \"\(text(57)){n.a.b}\""), "2: FM4101"),
    Case("type T = string(min: 1, max: 3)\n" + with("n: T", "title \"\(text(57)){n}\"")),
    Case("type T = string(min: 1, max: 4)\n" + with("n: T", "title \"\(text(57)){n}\""), "3: FM4101"),
    Case("let l = \"abc\"\n" + with("n: string(min: 1, max: 30)", "title \"\(text(27)){l}{n}\"")),
    Case("let l = \"abcd\"\n" + with("n: string(min: 1, max: 30)", "title \"\(text(27)){l}{n}\""), "3: FM4101"),
    Case(with("a: string(min: 1, max: 30), b: string(max: 30)", "title \"{a}{b}\"")),
    Case(with("a: string(min: 1, max: 30), b: string(max: 31)", "title \"{a}{b}\""), "2: FM4101"),
    Case(with("n: string(min: 1, max: 1023)", "text \"a{n}\"")),
    Case(with("n: string(min: 1, max: 1024)", "text \"a{n}\""), "2: FM4101"),
    Case(with("n: string(min: 1, max: 61)", "caption \"{n}\""), "2: FM4101"),
    Case(with("n: string(min: 1, max: 20)", "cta \"{n}\"")),
    Case(with("n: string(min: 1, max: 21)", "cta \"{n}\""), "2: FM4004"),
    Case(with("n: string(min: 1, max: 31)", "cta \"{n}\""), "2: FM4101"),
    // A number is at most 24 characters, and not how people read it.
    Case(with("n: number", "title \"\(text(36)){n}\""), "2: FM2014"),
    Case(with("n: number", "title \"\(text(37)){n}\""), "2: FM4101", "2: FM2014"),
    // Every choice is judged, and counted in UTF-16 units too.
    Case(with("n: \"ok\" | \"🚀\"", "cta \"Go {n}\""), "2: FM4005"),
    Case(with("n: \"ok\" | \"sim\"", "cta \"Go {n}\"")),
    Case(with("n: \"ok\" | \"🚀\"", "title \"Go {n}\"")),
    Case(with("n: { a: \"1️⃣\" }", "cta \"Go {n.a}\""), "2: FM4005"),
    Case(with("n: \"a\" | \"b\\nc\"", "title \"Go {n}\""), "2: FM4006"),
    Case(with("n: \"a\" | \"b\\nc\"", "text \"Go {n}\"")),
    Case(with("n: string(min: 1, max: 59)", "title \"🛒{n}\""), "2: FM4003"),
    Case(with("n: string(min: 1, max: 58)", "title \"🛒{n}\"")),
    Case(with("n: string(min: 1, max: 59)", "title \"é{n}\"")),
    Case(with("n: \"a\" | \"🛒🛒\"", "title \"\(text(57)){n}\""), "2: FM4003"),
    Case(with("n: \"a\" | \"🛒🛒\"", "title \"\(text(56)){n}\"")),
    // Without a bound nothing is proved.
    Case(with("n: string(min: 1)", "title \"Olá, {n}\""), "2: FM4102"),
    Case(with("n: string", "title \"Olá, {n}\""), "2: FM4102"),
    // Possibly empty.
    Case(with("n: string(max: 9)", "title \"{n}\""), "2: FM4103"),
    Case(with("n: string(max: 9)", "title \"{n}.\"")),
    Case(with("n: \"\" | \"a\"", "title \"{n}\""), "2: FM4103"),
    // The literal part alone.
    Case(with("n: string(max: 1)", "title \"\(text(61)){n}\""), "2: FM4001"),
    // What does not go into a text.
    Case(with("n: boolean", "title \"a{n}\""), "2: FM2013"),
    Case(with("n: [string]", "title \"a{n}\""), "2: FM2013"),
    Case(with("n: { a: string }", "title \"a{n}\""), "2: FM2013"),
    Case(with("n: { a?: string(max: 3) }", "title \"a{n.a}\""), "2: FM2510"),
    Case(with("n: { a: string(max: 3) }", "title \"a{n.b}\""), "2: FM2007"),
    Case(with("n: string(max: 3)", "title \"a{n.b}\""), "2: FM2007"),
  ])
  func lengths(_ case: Case) { #expect(`case`.found == `case`.expected) }

  @Test func theSumIsShownPartByPart() throws {
    let source = Self.with("nome: string(min: 1, max: 60)", "title \"Olá, {nome}\"")
    let found = try #require(compile(["main.flowmsg": source]).diagnostics.first)
    #expect(found.label == "\"Olá, \" 5 + `nome` ≤ 60 = 65 > 60")
  }

  // MARK: Contracts

  private static func contract(_ parameter: String, _ field: String) -> String {
    "flow g { screen S { v: \(field) } }\n"
      + with("p: \(parameter)", "flow g", "screen S { v: p }").replacing("flow f { screen S }\n", with: "")
  }

  @Test(arguments: [
    Case(contract("string(max: 9)", "string(max: 9)")),
    Case(contract("string(max: 10)", "string(max: 9)"), "4: FM5020"),
    Case(contract("string", "string(max: 9)"), "4: FM5020"),
    Case(contract("string(max: 9)", "string(min: 1, max: 9)"), "4: FM5020"),
    Case(contract("\"a\" | \"b\"", "string(max: 1)")),
    Case(contract("\"a\" | \"b\"", "\"b\" | \"a\" | \"c\"")),
    Case(contract("\"a\" | \"b\"", "\"a\""), "4: FM5020"),
    Case(contract("string(max: 1)", "\"a\""), "4: FM5020"),
    Case(contract("integer(min: 0, max: 9)", "integer(min: 0, max: 9)")),
    Case(contract("integer(min: 0, max: 9)", "number")),
    Case(contract("integer", "number(min: 0)"), "4: FM5020"),
    Case(contract("number", "integer"), "4: FM5020"),
    Case(contract("boolean", "boolean")),
    Case(contract("boolean", "string"), "4: FM5020"),
    Case(contract("[string(max: 3)](max: 2)", "[string(max: 3)](max: 2)")),
    Case(contract("[string(max: 3)](max: 3)", "[string(max: 3)](max: 2)"), "4: FM5020"),
    Case(contract("[string(max: 4)](max: 2)", "[string(max: 3)](max: 2)"), "4: FM5020"),
    Case(contract("{ a: string }", "{ a: string }")),
    Case(contract("{ a?: string }", "{ a: string }"), "4: FM5020"),
    Case(contract("{ a: string }", "{ a?: string }")),
    Case(contract("{ }", "{ a?: string }")),
    Case(contract("{ }", "{ a: string }"), "4: FM5020"),
    Case(contract("{ a: string, b: string }", "{ a: string }"), "4: FM5020"),
  ])
  func contracts(_ case: Case) { #expect(`case`.found == `case`.expected) }

  private static func choosing(_ parameter: String, _ text: String) -> String {
    contract(parameter, "\"a1\" | \"a2\" | \"b1\" | \"b2\"").replacing("v: p", with: "v: \"\(text)\"")
  }

  @Test(arguments: [
    Case(choosing("\"a1\" | \"b2\"", "{p}")),
    Case(choosing("\"a1\" | \"c1\"", "{p}"), "4: FM5020"),
    Case(choosing("\"1\" | \"2\"", "a{p}")),
    Case(choosing("\"1\" | \"3\"", "a{p}"), "4: FM5020"),
    Case(choosing("{ l: \"a\" | \"b\", n: \"1\" | \"2\" }", "{p.l}{p.n}")),
    Case(choosing("{ l: \"a\" | \"b\", n: \"1\" | \"3\" }", "{p.l}{p.n}"), "4: FM5020"),
    Case(choosing("string(min: 1, max: 1)", "a{p}"), "4: FM5020"),
    Case(choosing("integer(min: 1, max: 2)", "a{p}"), "4: FM5020"),
    // Too many to be looked at one by one.
    Case(choosing("\"1\" | \"2\"", String(repeating: "{p}", count: 200)), "4: FM5020"),
  ])
  func textsOfChoicesAreTriedOneByOne(_ case: Case) { #expect(`case`.found == `case`.expected) }

  @Test func partsOfValuesAreChecked() {
    let flow = "flow g { screen S { v: [{ id: string(max: 3), n: integer }] } }\n"
    let source = { (parameters: String, value: String) in
      flow
        + Self.with(parameters, "flow g", "screen S { v: \(value) }").replacing("flow f { screen S }\n", with: "")
    }
    #expect(findings(compile(["main.flowmsg": source("p: string(max: 3), q: integer", "[{ id: p, n: q }]")])) == [])
    #expect(
      findings(compile(["main.flowmsg": source("p: string(max: 4), q: number", "[{ id: p, n: q }]")]))
        == ["4: FM5020", "4: FM5020"])
    #expect(findings(compile(["main.flowmsg": source("p: string(max: 2)", "[{ id: \"a{p}\", n: 1 }]")])) == [])
    #expect(
      findings(compile(["main.flowmsg": source("p: string(max: 3)", "[{ id: \"a{p}\", n: 1 }]")])) == ["4: FM5020"])
  }

  // MARK: Declaring, giving, closing

  private static let base = """
    base b(n: string(min: 1, max: 9), k: "x" | "y") {
      title "{n} {k}"
      text "B"
      caption "C"
      flow f
      cta "Go"
    }
    flow f { screen S }

    """

  @Test(arguments: [
    Case(base + "message m like b"),
    Case(base + "message m like b(k: \"x\")"),
    Case(base + "message m like b(k: \"z\")", "9: FM2508"),
    Case(base + "message m like b(k: \"x\", z: 1)", "9: FM2506"),
    Case(base + "message m like b(k: \"x\", k: \"y\")", "9: FM2016"),
    Case(base + "message m(k: \"x\") like b(k: \"x\")", "9: FM2507"),
    Case(base + "message m(n: string(min: 1, max: 59)) like b", "9: FM4101"),
    Case(base + "message m(n: string(min: 1, max: 58)) like b"),
    Case(base + "message m(o: string(min: 1, max: 9)) like b(n: o)"),
    Case(base + "message m(o: string(min: 1, max: 10)) like b(n: o)", "9: FM2508"),
    Case(base + "message m(o: string(max: 8)) like b(n: \"a{o}\")"),
    Case(base + "message m(o: string(max: 9)) like b(n: \"a{o}\")", "9: FM2508"),
    Case(base + "message m like b(n: n)", "9: FM2002"),
    Case(base + "message m like b(n: zzz)", "9: FM2002"),
    Case(base + "message m like bb", "9: FM2504"),
    Case("base a like b2\nbase b2 like a\n", "1: FM2505"),
    Case(
      "message m(to: string(max: 3)) {\n  title \"a{to}\"\n  text \"B\"\n  caption \"C\"\n  flow f\n  cta \"G\"\n}\nflow f { screen S }",
      "1: FM2502"),
    Case("let n = \"x\"\n" + with("n: string(max: 3)", "title \"a{n}\""), "2: FM2502"),
    Case(
      "import \"l.flowmsg\"\n" + with("n: string(max: 3)", "title \"a{n}\""), "1: FM2012", "2: FM2503",
      files: ["l.flowmsg": "let n = \"x\""]),
    // Defaults.
    Case(with("n: string(max: 3) = \"abc\"", "title \"a{n}\"")),
    Case(with("n: string(max: 3) = \"abcd\"", "title \"a{n}\""), "1: FM2508"),
    Case(with("n: integer(min: 1) = 0", "title \"a{n}\""), "1: FM2508"),
    Case(with("n: integer = 1.0", "title \"a{n}\""), "1: FM2508"),
    Case(with("n: [string] = null", "payload { n: n }"), "1: FM2508"),
    Case(with("n: [{ a: string }] = [{ a: 1 }]", "payload { n: n }"), "1: FM2508"),
    // Examples.
    Case(with("n: string(max: 3)", "title \"a{n}\"", "example { n: \"abc\" }")),
    Case(with("n: string(max: 3)", "title \"a{n}\"", "example { n: \"abcd\" }"), "3: FM2508"),
    Case(with("n: string(max: 3)", "title \"a{n}\"", "example { m: 1, n: \"a\" }"), "3: FM3012"),
    // What a default makes wrong is reported beside what else is wrong, but not where that is.
    Case(
      with("n: string(min: 1) = \"\(String(repeating: "x", count: 61))\"", "title \"{n}\"", "cta \"🚀\""), "2: FM4102",
      "2: FM4001", "3: FM4005"),
    Case(
      with("n: string(max: 99) = \"\(String(repeating: "x", count: 61))\"", "title \"a{n}\"", "cta \"🚀\""), "2: FM4101",
      "3: FM4005"),
    Case(with("n: string(min: 1, max: 9) = \"x\"", "title \"{n}\"", "screen R"), "3: FM5001"),
    Case(
      with(
        "n: string(max: 3), o: integer = 1", "title \"a{n}{o}\"", "example { n: \"a\" }", "example { n: \"b\", o: 2 }")),
    Case(with("n: string(max: 3), o: integer", "title \"a{n}{o}\"", "example { n: \"a\" }"), "3: FM2509"),
    // What decides whether there is a screen is no parameter's.
    Case(with("s: string(max: 13)", "parameters { flow_action: s }"), "2: FM2511"),
    Case(with("s: \"data\"", "parameters { flow_action: \"{s}_exchange\" }"), "2: FM2511"),
    Case(with("s: { a: \"data_exchange\" }", "parameters { flow_action: s.a }"), "2: FM2511"),
    Case(
      "let s = \"data_exchange\"\n"
        + with("n: string(max: 3)", "title \"a{n}\"", "parameters { flow_action: s }"), "4: FM6002"),
    Case(
      base.replacing("cta \"Go\"", with: "cta \"Go\"\n  parameters { flow_action: k }")
        .replacing("\"x\" | \"y\"", with: "\"data_exchange\"") + "message m like b(k: \"data_exchange\")", "7: FM2511"),
    // Unused.
    Case(with("n: string(max: 3)"), "1: FM2012"),
    // One that is declared again after it was closed is another.
    Case(base + "base c like b(n: \"x\")\nmessage m(n: string(max: 3)) like c", "10: FM2012"),
    Case(base + "base c like b(n: \"x\")\nmessage m(n: string(max: 3)) like c { caption \"a{n}\" }"),
    Case(base + "base c like b(n: \"x\")\nbase d(n: string(max: 3)) like c\nmessage m like d", "10: FM2012"),
    Case(base + "base c(n: string(min: 1, max: 3)) like b\nmessage m(n: string(min: 1, max: 4)) like c"),
  ])
  func declarations(_ case: Case) { #expect(`case`.found == `case`.expected) }

  @Test func aFaultThatOnlyAChildMakesIsSaidAtItsLike() throws {
    let found = compile(["main.flowmsg": Self.base + "message m(n: string(min: 1, max: 59)) like b"]).diagnostics
    let one = try #require(found.first)
    #expect(found.count == 1)
    let title = try #require(Self.base.firstRange(of: "\"{n} {k}\""))
    let offset = Self.base.utf8.distance(from: Self.base.startIndex, to: title.lowerBound)
    #expect(one.labels.first.map { Int($0.location.range.start) } == offset)
  }

  @Test func argumentsThatNameEachOtherEnd() {
    let source =
      Self.base.replacing("k: \"x\" | \"y\"", with: "k: string(min: 1, max: 3)") + "message m like b(n: k, k: n)"
    #expect(compile(["main.flowmsg": source]).hasErrors)
  }
}

/// What nobody writes on purpose ends soon, with an error.
struct MultiplyingTests {
  private static let rest = "text \"B\", caption \"C\", flow f, cta \"Go\""

  private static func nested(_ name: String, _ depth: Int) -> String {
    let keys = ["a", "b", "c", "d", "e", "f", "g", "h"]
    return (0...depth).map { i in
      let inner = i == 0 ? "string" : "\(name)\(i - 1)"
      return "type \(name)\(i) = { \(keys.map { "\($0): \(inner)" }.joined(separator: ", ")) }\n"
    }.joined()
  }

  private static func arguments(_ depth: Int, _ value: (Int) -> String) -> String {
    var source = "base b0(n0: string(max: 9)) { title \"T\", \(rest), payload { n: n0 } }\n"
    for i in 1...depth { source += "base b\(i)(n\(i): string(max: 9)) like b\(i - 1)(n\(i - 1): \(value(i)))\n" }
    return source + "message m like b\(depth)(n\(depth): \"a\")\nflow f { screen S }\n"
  }

  @Test(arguments: [
    "message m(a: string(min: 9223372036854775807)) { title \"x{a}\", \(rest) }\nflow f { screen S }",
    "message m(a: string(min: 4611686018427387904, max: 9223372036854775807)) { title \"{a}{a}\", \(rest) }\nflow f { screen S }",
    "message m(a: string(max: 9223372036854775807)) { title \"x{a}\", \(rest) }\nflow f { screen S }",
    "message m(a: string(max: 99999999999999999999999)) { title \"x{a}\", \(rest) }\nflow f { screen S }",
    nested("T", 11) + "message m(x: T11) { title \"T\", \(rest), payload { x: x } }\nflow f { screen S }",
    nested("T", 11) + nested("U", 11)
      + "message m(x: T11) { title \"T\", \(rest), screen S { x: x } }\nflow f { screen S { x: U11 } }",
    arguments(12) { i in "\"" + String(repeating: "{n\(i)}", count: 8) + "\"" },
    arguments(300) { i in "n\(i)" },
    "message m(true: string(min: 1, max: 3)) { title \"{true}\", \(rest) }\nflow f { screen S }",
  ])
  func endsWithAnError(_ source: String) {
    let time = ProcessorTime.measure {
      #expect(compile(["main.flowmsg": source], product: .bodies(compact: true)).hasErrors)
    }
    #expect(time < .seconds(20))
  }

  /// Each level writes the one below twice: known before it is followed, and said at the level that goes too far.
  @Test func listsThatMultiplyAreMeasuredFirst() {
    let depth = 39
    let type = { (i: Int) in
      String(repeating: "[", count: depth - i) + "string" + String(repeating: "]", count: depth - i)
    }
    var source = "base b0(n0: \(type(0))) { title \"T\", \(Self.rest), payload { n: n0 } }\n"
    for i in 1...depth { source += "base b\(i)(n\(i): \(type(i))) like b\(i - 1)(n\(i - 1): [n\(i), n\(i)])\n" }
    source += "message m like b\(depth)(n\(depth): \"a\")\nflow f { screen S }\n"
    let time = ProcessorTime.measure {
      #expect(findings(compile(["main.flowmsg": source])).map { $0.suffix(6) } == ["FM2015"])
    }
    #expect(time < .seconds(5))
  }

  @Test func aLongCircleIsFoundOnce() {
    let count = 500
    let source = (0..<count).map { "base b\($0) like b\(($0 + 1) % count)\n" }.joined()
    #expect(compile(["main.flowmsg": source]).diagnostics.filter { $0.code == 2505 }.count == 1)
  }
}
