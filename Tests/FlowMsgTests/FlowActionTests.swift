import FlowMsg
import Testing

/// `flow_action` is `navigate` or `data_exchange`.
struct FlowActionTests {
  private static func action(_ value: String, _ statements: String = "screen S") -> String {
    message(statements, "parameters { flow_action: \(value) }")
  }

  @Test(arguments: [
    ("\"data-exchange\"", "data_exchange"), ("\"DATA_EXCHANGE\"", "data_exchange"),
    ("\"data_exchange \"", "data_exchange"), ("\"dataExchange\"", "data_exchange"),
    ("\"data_exchage\"", "data_exchange"), ("\"Navigate\"", "navigate"), ("\"navigate\\n\"", "navigate"),
    ("\"navigat\"", "navigate"),
  ])
  func aNearOneIsOffered(_ value: String, _ meant: String) throws {
    let source = Self.action(value)
    let made = compile(["main.flowmsg": source])
    #expect(findings(made) == ["3: FM6010"])
    let found = try #require(made.diagnostics.first)
    #expect(found.help == ["did you mean \"\(meant)\"?"] && found.fixes.map(\.isSafe) == [false])
    #expect(mended(source, [found]).contains("flow_action: \"\(meant)\" }"))
  }

  @Test(arguments: ["\"\"", "\"foo\"", "\"open\"", "1", "true", "{ a: 1 }", "[\"navigate\"]"])
  func anotherOneNamesBoth(_ value: String) throws {
    let made = compile(["main.flowmsg": Self.action(value)])
    #expect(findings(made) == ["3: FM6010"])
    let found = try #require(made.diagnostics.first)
    #expect(found.message.hasSuffix("expected \"navigate\" or \"data_exchange\"") && found.fixes.isEmpty)
  }

  @Test(arguments: [
    Case(action("\"navigate\""), "3: FM6001"),
    Case(action("\"data_exchange\"", "text \"B\""), "3: FM6002"),
    Case(action("null"), "3: FM3007"),
    // Through names and files.
    Case(action("a") + "let a = \"data-exchange\"\n", "3: FM6010"),
    Case(action("\"{a}-exchange\"") + "let a = \"data\"\n", "3: FM6010"),
    Case(action("a.b") + "let a from \"d.json\"\n", "3: FM6010", files: ["d.json": "{\"b\": \"x\"}"]),
    // Who picks the screen is not known, so that there is none is not reported, unless the message was to.
    Case(message("flow g", "parameters { flow_action: \"data-exchange\" }") + two, "3: FM6010"),
    Case(message("flow g", "parameters { flow_action: \"foo\" }") + two, "3: FM6010"),
    Case(message("flow g", "parameters { flow_action: \"Navigate\" }") + two, "1: FM5003", "3: FM6010"),
    // Parameters say nothing of it, whatever they bring.
    Case(message("screen S", "parameters { flow_action: p }", name: "m(p: \"x\")"), "3: FM2511"),
    // Bases and locales.
    Case(base + "message m like b", "2: FM6010"),
    Case(base + "message m like b\nmessage n like b { parameters { flow_action: 1 } }", "2: FM6010", "6: FM6010"),
    Case(
      message("screen S", "in es { title \"T2\", text \"B2\", cta \"Go2\", parameters { flow_action: \"x\" } }"),
      "1: FM2612", "3: FM6010"),
  ])
  func others(_ case: Case) {
    #expect(`case`.found.filter { !$0.hasSuffix("FM2612") } == `case`.expected.filter { !$0.hasSuffix("FM2612") })
  }

  private static let two = "flow g { screen A, screen B }\n"
  private static let base = """
    base b { title "T", text "B", caption "C", flow f, cta "Go", screen S
      parameters { flow_action: "Data_Exchange" }
    }
    flow f { screen S }

    """

  @Test func whatANameBringsIsNotWrittenOver() {
    let made = compile(["main.flowmsg": Self.action("a") + "let a = \"data-exchange\"\n"])
    #expect(made.diagnostics.map(\.code) == [6010] && made.diagnostics.allSatisfy { $0.fixes.isEmpty })
    #expect(made.diagnostics.first?.labels.map(\.message) == ["the value"])
  }
}
