import FlowMsg
import FlowMsgJSON
import FlowMsgText
import Testing

/// What the language page says of bases, locales and which statement wins.
struct LocaleTests {
  /// Bodies by their output's name.
  private func bodies(_ source: String, from least: Severity = .warning) -> [String: String] {
    let compilation = compile(["main.flowmsg": source], product: .bodies(compact: true))
    #expect(findings(compilation, from: least) == [])
    var bodies: [String: String] = [:]
    for output in compilation.outputs {
      bodies[output.name] = String(decoding: compilation.chunks[output.chunk].bytes[output.range], as: UTF8.self)
    }
    return bodies
  }

  private static let base = """
    base b {
      title "T"
      text "B"
      caption "C"
      flow f
      cta "Go"
      screen S { x: 1, y: 2 }
      payload { a: 1, b: { c: 1 } }
      in es { title "Te", text "Be", cta "Ve" }
      in es-MX { payload { m: 1 } }
    }
    flow f { screen S { x: integer, y: integer } screen R }

    """.replacing("} screen", with: "}, screen")

  @Test func membersMergeInTheOrderOfTheOneFurthestUp() {
    let made = bodies(
      Self.base + "message m like b {\n  payload { z: 1, b: 2 }\n  screen S { y: 3 }\n}\n", from: .error)
    #expect(made["m"]?.contains(#""payload":{"a":1,"b":2,"z":1}"#) == true)
    #expect(made["m"]?.contains(#""data":{"x":1,"y":3}"#) == true)
    #expect(made["m.es-MX"]?.contains(#""payload":{"a":1,"b":2,"m":1,"z":1}"#) == true)
    #expect(Set(made.keys) == ["m", "m.es", "m.es-MX"])
  }

  @Test func aBigFileIsTheSameOnAnyNumberOfThreads() {
    let many = (0..<9_000).map { i in
      "message m\(i) like b(n: \"n\(i)\") {\n  payload { i: \(i) }\n  // \(String(repeating: "-", count: 90))\n}\n"
    }.joined()
    let source =
      many + "base b(n: string(min: 1, max: 9)) {\n  title \"T {n}\"\n  text \"B\"\n  caption \"C\"\n"
      + "  flow f\n  cta \"Go\"\n  in es { title \"Te {n}\", text \"Be\", cta \"Ve\" }\n}\nflow f { screen S }\n"
    #expect(source.utf8.count > 1 << 20)
    let lines = { (runner: any Runner) in
      let made = compile(["main.flowmsg": source], product: .lines, runner: runner)
      #expect(findings(made) == [])
      return made.chunks.flatMap { Array($0.bytes) }
    }
    let one = lines(SerialRunner())
    #expect(one.filter { $0 == 0x0A }.count == 18_000)
    #expect(one == lines(TaskRunner(width: 2)))
  }

  @Test func anotherScreenEndsTheMerging() {
    let made = bodies(Self.base + "message m like b { screen R }", from: .error)
    #expect(made["m"]?.contains(#""flow_action_payload":{"screen":"R"}}"#) == true)
  }

  @Test func theLookUpOrderIsLayersThenBaseLevelByLevel() {
    let made = bodies(
      Self.base + "message m like b {\n  in es-MX { title \"Mx\" }\n  in es { cta \"Vamos\" }\n}", from: .error)
    #expect(made["m.es-MX"]?.hasPrefix(#"{"title":"Mx","text":"Be""#) == true)
    #expect(made["m.es-MX"]?.contains(#""flow_cta":"Vamos""#) == true)
    #expect(made["m.es"]?.hasPrefix(#"{"title":"Te","text":"Be""#) == true)
    #expect(made["m"]?.hasPrefix(#"{"title":"T","text":"B""#) == true)
  }

  @Test func listedLocalesAreEmittedAndNoOthers() {
    let source = "locales pt-BR, es-MX, es-CO\n" + Self.base + "message m like b"
    let made = bodies(source, from: .error)
    #expect(Set(made.keys) == ["m", "m.es-MX", "m.es-CO"])
    #expect(made["m.es-CO"]?.hasPrefix(#"{"title":"Te""#) == true)
    // A message's own list wins over its file's.
    let own = bodies(source + " {\n  locales pt-BR, es\n}", from: .error)
    #expect(Set(own.keys) == ["m", "m.es"])
  }

  @Test(arguments: [
    Case(base + "message m like b", from: .error),
    // Lost translations, of every kind of statement and of members.
    Case(base + "message m like b { title \"N\" }", "13: FM2610", from: .error),
    Case(base + "message m like b { title \"N\", in es { title \"Ne\" } }", from: .error),
    Case(base + "message m like b { cta \"N\" }", "13: FM2610", from: .error),
    Case(base + "message m like b { payload { m: 2 } }", "13: FM2610", from: .error),
    Case(base + "message m like b { payload { n: 2 } }", from: .error),
    // Coverage.
    Case("locales pt, es, en\n" + base + "message m like b", "14: FM2611", from: .error),
    Case("locales pt, es\n" + message("title \"T\"", "in es { text \"B\", cta \"C\" }"), "2: FM2611"),
    Case("locales pt, es\n" + message("title \"2026\"", "in es { text \"B\", cta \"C\" }")),
    Case(message("title \"T\"", "in es { text \"B\" }"), "1: FM2612"),
    // Tags.
    Case(message("in pt_br { title \"A\", text \"B\", cta \"C\" }"), "2: FM2601"),
    Case(message("in ptbr { title \"A\", text \"B\", cta \"C\" }"), "2: FM2601"),
    Case(message("in es-419 { title \"A\", text \"B\", cta \"C\" }")),
    Case(message("in zh-Hant-TW { title \"A\", text \"B\", cta \"C\" }")),
    Case("locales pt, es, es\n" + message("in es { title \"A\", text \"B\", cta \"C\" }"), "1: FM2603"),
    Case("locales pt, es\nlocales pt\n" + message("in es { title \"A\", text \"B\", cta \"C\" }"), "2: FM2604"),
    Case("locales es, pt\n" + message("in es { title \"A\", text \"B\", cta \"C\" }"), "3: FM2605"),
    Case("locales pt, es-MX\n" + message("in es { title \"A\", text \"B\", cta \"C\" }")),
    Case(
      "locales pt, es\n" + message("in es { title \"A\", text \"B\", cta \"C\" }", "in fr { title \"A\" }"),
      "4: FM2607"),
    Case(
      base + "message m like b { locales pt, es\n in es { title \"Te\" } }\nbase c like b { locales en }", "10: FM2607",
      "15: FM2012",
      from: .warning),
  ])
  func rules(_ case: Case) { #expect(`case`.found == `case`.expected) }

  private static let listed = base.replacing(
    "base b {\n", with: "base b {\n  in fr { caption \"F\" }\n  in de-AT { caption \"X\" }\n")

  /// Blocks of a base that no message reads. The base begins on line 2, with blocks on lines 3, 4, 12 and 13.
  @Test(arguments: [
    Case("locales pt, es\n" + listed + "message m like b", "3: FM2607", "4: FM2607", "13: FM2607"),
    Case("locales pt, de-AT\n" + listed + "message m like b", "3: FM2607", "12: FM2607", "13: FM2607"),
    // One message that reads a block is enough, at whatever distance.
    Case(
      "locales pt, de-AT\n" + listed + "base c like b\nmessage m like c\nmessage n like b { locales pt, fr }",
      "12: FM2607", "13: FM2607"),
    // Without a list every block is a variant of the message.
    Case(listed + "message m like b"),
    // What nothing builds on is reported as that.
    Case("locales pt, es\n" + listed + message("title \"1\"", "text \"2\"", "cta \"3\"")),
    // Where something was not understood it is not known who reads it.
    Case("locales pt, es\n" + listed + "message m like b\nmessage o like c"),
    Case("import \"l.flowmsg\"\nmessage m like b { locales pt, es }", files: ["l.flowmsg": listed]),
  ])
  func aBlockOfABaseThatNoMessageReads(_ case: Case) {
    #expect(`case`.found.filter { $0.hasSuffix("FM2607") } == `case`.expected)
  }

  @Test func ofABlockOfABaseNothingIsReportedInFilesAlone() {
    var options = CompilerOptions()
    options.reportsUnused = false
    let source = "locales pt, es\n" + Self.listed.replacing("  in fr", with: "  // flowmsg-allow FM2607: kept\n  in fr")
    let path = SourcePath(canonical: "main.flowmsg", display: "main.flowmsg")
    let made = Compiler(provider: MemoryProvider(["main.flowmsg": source + "message m like b"]), runner: SerialRunner())
      .compile([path], options: options)
    #expect(findings(made, from: .warning) == [])
  }

  @Test func aFirstTagThatDiffersIsAnError() {
    let source =
      Self.base.replacing("base b {", with: "base b {\n  locales pt, es") + "message m like b { locales es, pt }"
    #expect(findings(compile(["main.flowmsg": source]), from: .error) == ["14: FM2606"])
  }

  @Test func everyVariantUsesTheSameParameters() {
    let source = """
      message m(n: string(min: 1, max: 9)) {
        title "T {n}"
        text "B"
        caption "C"
        flow f
        cta "Go"
        in es { title "Te", text "Be", cta "Ve" }
        in fr { title "Te", text "Be {n}", cta "Ve" }
      }
      flow f { screen S }
      """
    #expect(findings(compile(["main.flowmsg": source])) == ["7: FM2613"])
  }

  @Test func idsThatDriftAreAWarning() {
    let source = """
      message m {
        title "T"
        text "B"
        caption "C"
        flow f
        cta "Go"
        screen S { v: [{ id: "a", title: "A" }, { id: "b", title: "B" }] }
        in es { title "Te", text "Be", cta "Ve", screen S { v: [{ id: "b", title: "Be" }, { id: "c", title: "C" }] } }
        in fr { title "Te", text "Be", cta "Ve", screen S { v: [{ id: "b", title: "Be" }, { id: "a", title: "C" }] } }
      }
      flow f { screen S { v: [{ id: string, title: string }] } }
      """
    #expect(findings(compile(["main.flowmsg": source])) == ["8: FM2614"])
  }

  @Test func anInheritedScreenIsDroppedForDataExchange() {
    let exchange = "parameters { flow_action: \"data_exchange\" }"
    let made = bodies(Self.base + "message m like b { \(exchange) }", from: .error)
    #expect(made["m"]?.contains("flow_action_payload") == false)
    let beside = compile(["main.flowmsg": Self.base + "message m like b {\n  \(exchange)\n  screen S\n}"])
    #expect(beside.hasErrors)
  }

  @Test func aBlockThatLeavesTheScreenToTheEndpointDropsTheOneOutside() {
    let exchange = "parameters { flow_action: \"data_exchange\" }"
    let texts = "title \"Te\", text \"Be\", cta \"Ve\""
    let made = bodies(message("screen S", "in es { \(texts), \(exchange) }"))
    #expect(made["m"]?.contains("\"flow_action_payload\":{\"screen\":\"S\"}") == true)
    #expect(made["m.es"]?.contains("flow_action_payload") == false)
    #expect(made["m.es"]?.contains("\"flow_action\":\"data_exchange\"") == true)
    // A block for a longer tag is nearer still.
    let nearer = bodies(
      message("in es { \(texts), screen S }", "in es-MX { \(texts), \(exchange) }", "screen S"))
    #expect(nearer["m.es"]?.contains("flow_action_payload") == true)
    #expect(nearer["m.es-MX"]?.contains("flow_action_payload") == false)
  }

  @Test(arguments: [
    Case(
      message("\(exchange)", "in es { title \"Te\", text \"Be\", cta \"Ve\", screen S }"), "3: FM3006", from: .error),
    Case(
      message("in es { title \"Te\", text \"Be\", cta \"Ve\", screen S, \(exchange) }", "screen S"), "2: FM3006",
      from: .error),
    Case(
      message(
        "in es { title \"Te\", text \"Be\", cta \"Ve\", \(exchange) }",
        "in es-MX { title \"Te\", text \"Be\", cta \"Ve\", screen S }", "screen S"), "3: FM3006",
      from: .error),
  ])
  func aScreenBesideOrNearerIsAnError(_ case: Case) { #expect(`case`.found == `case`.expected) }

  private static let exchange = "parameters { flow_action: \"data_exchange\" }"

  @Test func namesMeanWhatTheyMeanWhereTheyAreWritten() {
    let files = [
      "main.flowmsg": "import \"l.flowmsg\"\nlet brand = \"Mine\"\nmessage m like b { caption \"{brand}\" }\n",
      "l.flowmsg": Self.base.replacing("title \"T\"", with: "title \"{brand}\"").replacing(
        "in es { title \"Te\"", with: "in es { title \"{brand}\"") + "let brand = \"Theirs\"",
    ]
    // The name is declared in both files: an error only where it is used.
    #expect(findings(compile(files), from: .error) == ["3: FM2006"])
    let fine = files.merging(["main.flowmsg": "import \"l.flowmsg\"\nmessage m like b { caption \"x\" }\n"]) { $1 }
    let made = compile(fine, product: .bodies(compact: true))
    let first = made.outputs[0]
    #expect(
      String(decoding: made.chunks[first.chunk].bytes[first.range], as: UTF8.self).hasPrefix(#"{"title":"Theirs""#))
  }

  @Test func aValueFromAFileIsAValueLikeAnyOther() {
    let source = message("payload { d: d, t: \"{d.b.c}\" }") + "let d from \"d.json\"\n"
    let files = ["main.flowmsg": source, "d.json": #"{"a": [1.10, true, null], "b": {"c": "é\u00e9{x: 1}\""}}"#]
    let made = compile(files, product: .lines)
    #expect(findings(made) == [])
    let text = made.chunks.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
    #expect(text.contains(#""payload":{"d":{"a":[1.10,true,null],"b":{"c":"éé{x: 1}\""}},"t":"éé{x: 1}\""}"#))
  }

  @Test(arguments: [
    ("d.json", "{\"a\": 1, \"a\": 2}"), ("d.json", "{\"a\": "), ("d.json", ""), ("d.txt", "x"),
    ("d.json", String(repeating: "[", count: 65) + String(repeating: "]", count: 65)),
  ])
  func aFileWithoutAValueIsAnError(_ name: String, _ text: String) {
    let found = compile(["main.flowmsg": "let d from \"\(name)\"", name: text]).diagnostics
    #expect(found.map(\.severity) == [.error], "\(found.map(\.message))")
  }
}

extension Case {
  fileprivate init(_ source: String, _ expected: String..., from least: Severity) {
    self.init(source)
    self.expected = expected
    self.least = least
  }
}
