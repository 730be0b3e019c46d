import FlowMsg
import FlowMsgText
import Testing

/// `flow_token` is a string that is not empty, wherever it comes from.
struct FlowTokenTests {
  private static func token(_ value: String, _ parameters: String = "") -> String {
    message("screen S", "parameters { flow_token: \(value) }", name: "m\(parameters)")
  }

  private static let base = """
    base b(t: string(min: 1, max: 9)) { title "T", text "B", caption "C", flow f, cta "Go", screen S
      parameters { flow_token: t }
    }
    flow f { screen S }

    """

  @Test(arguments: [
    Case(token("\"a\"")),
    Case(token("\" a \"")),
    Case(token("\"7\"")),
    Case(token("\"\""), "3: FM6008"),
    Case(token("\" \""), "3: FM6008"),
    Case(token("\"\\u{200B}\\n\""), "3: FM6008"),
    Case(token("7"), "3: FM6008"),
    Case(token("-1.5e3"), "3: FM6008"),
    Case(token("true"), "3: FM6008"),
    Case(token("false"), "3: FM6008"),
    Case(token("{ a: \"x\" }"), "3: FM6008"),
    Case(token("[\"x\"]"), "3: FM6008"),
    Case(token("[]"), "3: FM6008"),
    // What is reported in another way is not reported twice.
    Case(token("null"), "3: FM3007"),
    Case(token("nada"), "3: FM2002"),
    // Only the member itself is a token.
    Case(message("parameters { other: { flow_token: \"\" }, x: \"\" }")),
    Case(message("payload { flow_token: \"\" }")),
  ])
  func values(_ case: Case) { #expect(`case`.found == `case`.expected) }

  @Test(arguments: [
    Case(token("p", "(p: string(min: 1))")),
    Case(token("p", "(p: string)"), "3: FM6008"),
    Case(token("p", "(p: string(max: 9))"), "3: FM6008"),
    Case(token("p", "(p: string(min: 0))"), "3: FM6008"),
    Case(token("p", "(p: integer)"), "3: FM6008"),
    Case(token("p", "(p: number)"), "3: FM6008"),
    Case(token("p", "(p: boolean)"), "3: FM6008"),
    Case(token("p", "(p: [string])"), "3: FM6008"),
    Case(token("p", "(p: { a: string })"), "3: FM6008"),
    Case(token("p.a", "(p: { a: string(min: 1) })")),
    Case(token("p.a", "(p: { a: integer })"), "3: FM6008"),
    Case(token("p", "(p: \"a\" | \"b\")")),
    Case(token("p", "(p: \"a\" | \"\")"), "3: FM6008"),
    Case(token("p", "(p: \" \" | \"a\")"), "3: FM6008"),
    Case("type T = string\n" + token("p", "(p: T)"), "4: FM6008"),
    // Texts with holes.
    Case(token("\"{p}\"", "(p: integer)")),
    Case(token("\"p-{p}\"", "(p: string)")),
    Case(token("\"{p}\"", "(p: string)"), "3: FM6008"),
    Case(token("\" {p}\"", "(p: string)"), "3: FM6008"),
    Case(token("\"{p}\\u{200B}{q}\"", "(p: string, q: \"\" | \"a\")"), "3: FM6008"),
    Case(token("\"{p}{q}\"", "(p: string, q: integer)")),
    Case(token("\"{p}{q}\"", "(p: string, q: \"a\" | \"b\")")),
    // A default is one of the values, and what has an error already is not reported again.
    Case(token("p", "(p: string(min: 1) = \" \")"), "3: FM6008"),
    Case(token("p", "(p: string = \"\")"), "3: FM6008"),
    Case(token("\"{p}\"", "(p: string(min: 1) = \" \")"), "3: FM6008"),
    Case(token("p", "(p: string(min: 1) = \"a\")")),
  ])
  func parameters(_ case: Case) { #expect(`case`.found == `case`.expected) }

  @Test(arguments: [
    Case(token("n") + "let n = \"\"\n", "3: FM6008"),
    Case(token("n") + "let n = 7\n", "3: FM6008"),
    Case(token("n.a") + "let n = { a: [1] }\n", "3: FM6008"),
    Case(token("\"{n}\"") + "let n = \"\"\n", "3: FM6008"),
    Case(token("\"{n}\"") + "let n = 7\n"),
    Case(token("n.a") + "let n from \"d.json\"\n", "3: FM6008", files: ["d.json": "{\"a\": \" \"}"]),
    Case(token("n.a") + "let n from \"d.json\"\n", "3: FM6008", files: ["d.json": "{\"a\": 1}"]),
    Case(token("n.a") + "let n from \"d.json\"\n", files: ["d.json": "{\"a\": \"1\"}"]),
    Case(
      "import \"n.flowmsg\"\n" + token("n"), "4: FM6008", files: ["n.flowmsg": "let n = false\n"]),
  ])
  func names(_ case: Case) { #expect(`case`.found == `case`.expected) }

  @Test(arguments: [
    Case(base + "message m like b"),
    Case(base + "message m like b(t: \"a\")"),
    // Blanks alone are what no bound keeps out.
    Case(base + "message m like b(t: \" \")", "5: FM6008"),
    Case(base + "message m like b { parameters { flow_token: \"\" } }", "5: FM2012", "5: FM6008"),
    // Of a type that lets such values through the base is reported, and they are not.
    Case(base.replacing("(min: 1, max: 9)", with: "") + "message m like b", "2: FM6008"),
    Case(base.replacing("(min: 1, max: 9)", with: "") + "message m like b\nmessage n like b(t: \"\")", "2: FM6008"),
    Case(
      base.replacing("(min: 1, max: 9)", with: "").replacing(": t", with: ": \"{t}\"")
        + "message m like b\nmessage n like b(t: \"\")", "2: FM6008"),
    // Each message gives it a value: the type does not matter.
    Case(base.replacing("(min: 1, max: 9)", with: "") + "message m like b(t: \"a\")"),
    Case(base.replacing("(min: 1, max: 9)", with: "") + "message n like b(t: \"\")", "5: FM6008"),
    Case(base.replacing("(min: 1, max: 9)", with: "") + "message m(t: string(min: 1)) like b"),
    Case(base.replacing(": t", with: ": 7").replacing("\"T\"", with: "\"T{t}\"") + "message m like b", "2: FM6008"),
    // Locales.
    Case(
      message(
        "screen S", "in es { title \"T2\", text \"B2\", cta \"Go2\", parameters { flow_token: 1 } }",
        "parameters { flow_token: \"a\" }"),
      "3: FM6008"),
    Case(
      message("screen S", "in es { title \"T2\", text \"B2\", cta \"Go2\" }", "parameters { flow_token: 1 }"),
      "4: FM6008"),
  ])
  func inheritedAndLocales(_ case: Case) {
    var `case` = `case`
    `case`.least = .error
    #expect(`case`.found == `case`.expected.filter { !$0.hasSuffix("FM2012") })
  }

  // MARK: Fixes

  private func fixed(_ source: String) -> String {
    mended(source, compile(["main.flowmsg": source]).diagnostics.filter { $0.code == 6008 })
  }

  @Test(arguments: [
    (token("pedido", "(pedido: integer)"), "flow_token: \"{pedido}\" }"),
    (token("p.a", "(p: { a: integer })"), "flow_token: \"{p.a}\" }"),
    (token("p . a", "(p: { a: integer })"), "flow_token: \"{p.a}\" }"),
    (
      base.replacing("string(min: 1, max: 9)", with: "integer") + "message m like b", "flow_token: \"{t}\""
    ),
    (token("7"), "flow_token: \"7\" }"),
    (token("p", "(p: string)"), "p: string(min: 1)"),
    (token("p", "(p: string(max: 9))"), "p: string(min: 1, max: 9)"),
    (token("\"{p}\"", "(p: string(min: 0))"), "p: string(min: 1)"),
    (token("\"{q}{p}\"", "(p: string, q: \"\" | \"a\")"), "p: string(min: 1)"),
  ])
  func aFixEndsTheMatter(_ source: String, _ expected: String) {
    let made = fixed(source)
    #expect(made.contains(expected), "\(made)")
    #expect(findings(compile(["main.flowmsg": made]), from: .warning) == [], "\(made)")
  }

  @Test(arguments: [
    token("p", "(p: [string])"), token("n") + "let n = [\"a\"]\n", token("p", "(p: boolean)"), token("true"),
    token("\"\""), token("p", "(p: \"\" | \"a\")"),
    // What a name brings is not written over, nor an argument: its type is the base's.
    token("n") + "let n = 7\n",
    base.replacing("string(min: 1, max: 9)", with: "integer") + "message m like b(t: 7)",
    base.replacing("string(min: 1, max: 9)", with: "{ a: integer }").replacing(": t ", with: ": t.a ")
      + "message m(p: integer) like b(t: { a: p })",
    base.replacing("string(min: 1, max: 9)", with: "integer") + "message m(p: integer) like b(t: p)",
    // The bound would contradict the default.
    token("p", "(p: string = \"\")"),
  ])
  func noFixIsOffered(_ source: String) {
    let found = compile(["main.flowmsg": source]).diagnostics.filter { $0.code == 6008 }
    #expect(!found.isEmpty && found.allSatisfy { $0.fixes.isEmpty }, "\(found)")
  }

  @Test func theValueOfANameIsALabel() throws {
    let made = compile(["main.flowmsg": Self.token("n.a") + "let n from \"d.json\"\n", "d.json": "{\n\"a\": 12}"])
    let found = try #require(made.diagnostics.first { $0.code == 6008 })
    let label = try #require(found.labels.first { $0.message == "the value" })
    let file = made.files[Int(label.location.file.rawValue)]
    #expect(file.name == "d.json" && label.location.range == ByteRange(7, 9))
  }
}
