import FlowMsg
import FlowMsgText
import Testing

/// What the language page says of statements and contracts, a sentence a row.
struct MessageTests {
  @Test(arguments: [
    Case(message()),
    Case("message m {\n}", "1: FM3001"),
    Case("message m { title \"T\" }\nmessage n { text \"B\" }", "1: FM3001", "2: FM3001"),
    Case(message("title \"A\"", "title \"B\""), "3: FM3010"),
    Case(message("payload { a: 1 }", "payload { }"), "3: FM3010"),
    Case(message("payload { }"), "2: FM3002"),
    Case(message("screen S { }"), "2: FM3003"),
    Case(message("parameters { }"), "2: FM3004"),
    Case(message("example { }"), "2: FM3011"),
    Case(message("example { x: 1 }"), "2: FM3012"),
    Case(message("title \"\""), "2: FM4002"),
    Case(message("caption \"\"\"", "  \"\"\""), "2: FM4002"),
    Case(message("title \"{e}\"") + "let e = \"\"", "2: FM4002"),
    Case(message("type \"x\"")),
    // Members of parameters that have a statement.
    Case(message("parameters { flow_token: \"x\", other: [1, { a: true }] }")),
    Case(message("parameters { flow_name: \"x\" }"), "2: FM3005"),
    Case(message("parameters { flow_cta: \"x\" }"), "2: FM3005"),
    Case(message("parameters { flow_action_payload: { screen: \"X\" } }"), "2: FM3005"),
    Case(message("parameters { flow_id: \"x\", mode: \"draft\" }"), "2: FM6001", "2: FM6001"),
    // Null is legal in payload alone, through a let too.
    Case(message("payload { a: null, b: [null, { c: null }] }")),
    Case(message("payload { a: n }") + "let n = null"),
    Case(message("parameters { a: null }"), "2: FM3007"),
    Case(message("parameters { a: [{ b: null }] }"), "2: FM3007"),
    Case(message("parameters { a: n }") + "let n = null", "2: FM3007"),
    Case(message("title \"{n}\"") + "let n = null", "2: FM2013"),
    Case("let n = null\nlet l = [n]\nlet o = { a: n }"),
    // Interpolation.
    Case(message("title \"{n}\"") + "let n = 12"),
    Case(message("title \"{n}\"") + "let n = -12"),
    Case(message("title \"{n}\"") + "let n = 1.5", "2: FM2014"),
    Case(message("title \"{n}\"") + "let n = 1e5", "2: FM2014"),
    Case(message("title \"{n}\"") + "let n = true", "2: FM2013"),
    Case(message("title \"{n}\"") + "let n = [1]", "2: FM2013"),
    Case(message("title \"{n}\"") + "let n = { a: 1 }", "2: FM2013"),
    Case("let n = true\nlet s = \"{n}\"\n" + message("title \"{s}\""), "2: FM2013"),
    Case(message("payload { a: \"{n}\" }") + "let n = 1.5", "2: FM2014"),
    // Keys.
    Case(message("payload { a: 1, a: 2 }"), "2: FM2016"),
    Case(message("payload { a: 1, \"a\": 2 }"), "2: FM2016"),
    Case(message("payload { a: 1, \"\\u{61}\": 2 }"), "2: FM2016"),
    Case(message("payload { a: { b: 1, b: 2 }, c: [{ d: 1, d: 1 }] }"), "2: FM2016", "2: FM2016"),
    Case(message("payload { \"{a}\": 1 }"), "2: FM1034"),
    Case(message("payload { \"\\{a}\": 1, true: 2, null: 3 }")),
    Case(message("payload { a: l }") + "let l = { x: 1, x: 2 }", "10: FM2016"),
  ])
  func statements(_ case: Case) { #expect(`case`.found == `case`.expected) }

  // MARK: Lengths

  private static func text(_ unit: String, _ count: Int) -> String { String(repeating: unit, count: count) }

  @Test(arguments: [("title", 60), ("text", 1024), ("caption", 60), ("cta", 30)])
  func lengths(_ word: String, _ limit: Int) {
    let note = word == "cta" ? ["2: FM4004"] : []
    for unit in ["a", "é", "日"] {
      #expect(Case(message("\(word) \"\(Self.text(unit, limit))\"")).found == note)
      #expect(Case(message("\(word) \"\(Self.text(unit, limit + 1))\"")).found == ["2: FM4001"])
    }
    // Escapes count as what they mean, combining marks count for themselves.
    #expect(Case(message("\(word) \"\(Self.text("\\u{61}", limit))\"")).found == note)
    #expect(Case(message("\(word) \"\(Self.text("\\u{61}", limit + 1))\"")).found == ["2: FM4001"])
    #expect(Case(message("\(word) \"\(Self.text("e\u{301}", limit / 2))\"")).found == note)
    #expect(Case(message("\(word) \"\(Self.text("e\u{301}", limit / 2))x\"")).found == ["2: FM4001"])
    let let60 = "let x = \"\(Self.text("a", limit - 1))\""
    #expect(Case(message("\(word) \"{x}b\"") + let60).found == note)
    #expect(Case(message("\(word) \"{x}bc\"") + let60).found == ["2: FM4001"])
  }

  @Test func utf16IsAWarning() {
    #expect(Case(message("title \"\(Self.text("😀", 30))\"")).found == [])
    #expect(Case(message("title \"\(Self.text("😀", 31))\"")).found == ["2: FM4003"])
    #expect(Case(message("title \"\(Self.text("😀", 60))\"")).found == ["2: FM4003"])
    #expect(Case(message("title \"\(Self.text("😀", 61))\"")).found == ["2: FM4001"])
    #expect(Case(message("cta \"\(Self.text("a", 20))\"")).found == [])
    #expect(Case(message("cta \"\(Self.text("a", 21))\"")).found == ["2: FM4004"])
  }

  @Test(arguments: [
    "😀", "❤", "❤\u{FE0F}", "🇧🇷", "👍🏽", "👨‍👩‍👧", "✂", "⌚", "1\u{FE0F}\u{20E3}", "a\u{20E3}", "a\u{FE0F}", "🇦", "🫠",
  ])
  func emojiInButton(_ emoji: String) {
    #expect(Case(message("cta \"Go \(emoji)\"")).found == ["2: FM4005"])
    #expect(Case(message("title \"Go \(emoji)\"")).found == [])
    #expect(Case(message("cta \"Go {e}\"") + "let e = \"\(emoji)\"").found == ["2: FM4005"])
  }

  @Test(arguments: ["1", "#", "*", "©", "®", "™", "→x", "é", "日本", "€"])
  func noEmojiInButton(_ text: String) {
    #expect(findings(compile(["main.flowmsg": message("cta \"\(text)\"")]), from: .error) == [])
  }

  // MARK: Texts

  @Test(arguments: [
    Case(message("text \"5 * 3 = 15, snake_case e * item\"")),
    Case(message("text \"*forte* _leve_ ~fora~ `c`\"")),
    Case(message("text \"*forte\""), "2: FM4008"),
    Case(message("title \"*forte*\""), "2: FM4007"),
    Case(message("title \"a\\nb\""), "2: FM4006"),
    Case(message("cta \"a\\nb\""), "2: FM4006"),
    Case(message("text \"a\\nb\"")),
    Case(message("title \" a\""), "2: FM4009"),
    Case(message("text \"a \""), "2: FM4009"),
    Case(message("text \"TODO: x\""), "2: FM4010"),
    Case(message("text \"Lorem ipsum dolor\""), "2: FM4010"),
    Case(message("text \"todo o mundo\"")),
    Case(message("text \"{{1}}\""), "2: FM1031"),
    Case(message("text \"{1}\""), "2: FM1031"),
    Case(message("text \"{ nome }\""), "2: FM1032"),
    Case(message("text \"${data.x}\""), "2: FM1033"),
    Case(message("text \"R${preco}\"") + "let preco = \"10\""),
    Case(message("text \"custa ${preco}\"") + "let preco = \"10\""),
    Case(message("text \"} $ 5 \\{\"")),
    Case(message("text \"\\u00e1\""), "2: FM1017"),
    Case(message("text \"\\u{0}\""), "2: FM1018"),
    Case(message("text \"\\q\""), "2: FM1017"),
    Case(message("text \"a\u{202E}b\""), "2: FM1003"),
    Case(message("text \"a\\u{202E}b\"")),
    Case(message("text \"a\u{0}b\""), "2: FM1002"),
    Case(message("text “a”"), "2: FM1011"),
    Case(message("text 'a'"), "2: FM1011"),
    Case(message("text \"a\"\u{A0}"), "2: FM1010"),
  ])
  func texts(_ case: Case) { #expect(`case`.found == `case`.expected) }

  // MARK: Flows

  private static let cart =
    "flow cart {\n  screen CART { nome: string(min: 1, max: 5), items: [{ id: string, n?: integer }](max: 2) }\n}\n"

  private static func data(_ object: String, _ expected: String...) -> Case {
    var result = Case(message("flow cart", "screen CART \(object)") + cart)
    result.expected = expected
    return result
  }

  @Test(arguments: [
    data("{ nome: \"Ana\", items: [{ id: \"a\" }] }"),
    data("{ items: [], nome: \"Ana\" }"),
    data("{ nome: \"Ana\" }", "3: FM5004"),
    data("", "3: FM5004"),
    data("{ nome: \"Ana\", items: [], x: 1 }", "3: FM5005"),
    data("{ nome: 1, items: [] }", "3: FM5006"),
    data("{ nome: \"\", items: [] }", "3: FM5006"),
    data("{ nome: \"Anabel\", items: [] }", "3: FM5006"),
    data("{ nome: \"Ana\", items: [{ id: 1 }] }", "3: FM5006"),
    data("{ nome: \"Ana\", items: [{ id: \"a\", n: 1.5 }] }", "3: FM5006"),
    data("{ nome: \"Ana\", items: [{ id: \"a\", n: 9223372036854775808 }] }", "3: FM5006"),
    data("{ nome: \"Ana\", items: [{ }] }", "3: FM5004"),
    data("{ nome: \"Ana\", items: [{ id: \"a\", x: 1 }] }", "3: FM5005"),
    data("{ nome: \"Ana\", items: [{ id: \"a\" }, { id: \"b\" }, { id: \"c\" }] }", "3: FM5006"),
    data("{ nome: null, items: [] }", "3: FM5007"),
    data("{ nome: \"Ana\", items: [null] }", "3: FM5007"),
    data("{ nome: unknown, items: [] }", "3: FM2002"),
    data("{ nome: \"Ana\", items: [{ id: unknown }] }", "3: FM2002"),
    Case(message("flow cart", "screen CART { nome: n, items: l }") + cart + "let n = \"Ana\"\nlet l = [{ id: n }]"),
    Case(
      message("flow cart", "screen CART { nome: n, items: l }") + cart + "let n = 1\nlet l = [null]", "3: FM5006",
      "3: FM5007"),
    // Screens.
    Case(message("screen T"), "2: FM5001"),
    Case(message("screen s"), "2: FM5001"),
    Case(message("flow g") + "flow g { screen A, screen B }", "1: FM5003"),
    Case(message("flow g", "screen A") + "flow g { screen A, screen B }"),
    Case(message("flow cart") + cart, "1: FM5003"),
    Case(message("flow \"f\"")),
    Case(message("flow \"undeclared-thing\"", "screen ANY"), "2: FM6006"),
    Case(message("flow \"undeclared-thing\""), "1: FM5003", "2: FM6006"),
    Case(message("flow \"undeclared-thing\"", "screen ANY { a: null }"), "2: FM6006", "3: FM5007"),
    Case(message("flow \"undeclared-thing\"", "screen ANY { a: n }") + "let n = null", "2: FM6006", "3: FM5007"),
    Case(message("flow \"undeclared-thing\"", "screen SUCCESS"), "2: FM6006", "3: FM5013"),
    Case(message("flow \"boas_vinda\"", "screen S") + "flow boas_vindas { screen S }", "2: FM6007"),
    Case(message("flow \"Boas Vindas\"", "screen S"), "2: FM6004", "2: FM6006"),
    Case(message("flow \"\"", "screen S"), "2: FM6005"),
    Case(message("flow \"f{x}\"", "screen S"), "2: FM1034"),
    // Data exchange.
    Case(
      message("flow \"undeclared-thing\"", "parameters { flow_action: \"data_exchange\" }"), "2: FM6006", "3: FM6002"),
    Case(
      message("flow \"undeclared-thing\"", "parameters { flow_action: a }") + "let a = \"data_exchange\"", "2: FM6006",
      "3: FM6002"),
    Case(
      message("flow \"undeclared-thing\"", "screen S", "parameters { flow_action: \"data_exchange\" }"), "2: FM6006",
      "3: FM3006", "4: FM6002"),
    Case(message("parameters { flow_action: \"data_exchange\" }"), "2: FM6002"),
    Case(message("parameters { flow_action: \"navigate\" }"), "2: FM6001"),
    // Declarations of flows.
    Case("flow f { }", "1: FM2303"),
    Case("flow f { screen PAGE_2 }", "1: FM2301"),
    Case("flow f { screen success }", "1: FM2301"),
    Case("flow f { screen A, screen A }", "1: FM2001"),
    Case("flow f { screen A { x?: string } }", "1: FM2302"),
    Case("flow f { screen A { x: { y?: string } } }"),
    Case("flow f { screen A { x: string, x: string } }", "1: FM2016"),
    Case("type T = \"a\" | \"a\"", "1: FM2016"),
    Case("type T = string(min: 2, max: 1)", "1: FM2201"),
    Case("type T = string(min: 1, min: 1)", "1: FM2201"),
    Case("type T = string(min: -1)", "1: FM2201"),
    Case("type T = string(size: 1)", "1: FM2201"),
    Case("type T = integer(min: 1.5)", "1: FM2201"),
    Case("type T = number(min: 1.5, max: 1.50)"),
    Case("type T = boolean(min: 1)", "1: FM2201"),
    Case("type T = string\ntype U = T(min: 1)", "2: FM2201"),
  ])
  func flows(_ case: Case) { #expect(`case`.found == `case`.expected) }

  // MARK: Bots

  @Test(arguments: [
    Case(
      "bot b { id \"1\", provider cloud_api }\nbot c { id \"1\", provider gupshup_capi }\nbot d { id \"1\", provider aldeamo }"
    ),
    Case("bot b { id staging \"1\", id production \"2\", provider cloud_api }"),
    Case("bot b { provider cloud_api }", "1: FM2401"),
    Case("bot b { id \"1\" }", "1: FM2401"),
    Case("bot b { }", "1: FM2401", "1: FM2401"),
    Case("bot b { id \"1\", id staging \"2\", provider cloud_api }", "1: FM2402"),
    Case("bot b { id \"1\", id \"2\", provider cloud_api }", "1: FM2001"),
    Case("bot b { id staging \"1\", id staging \"2\", provider cloud_api }", "1: FM2001"),
    Case("bot b { id \"1\", provider cloud_api, provider aldeamo }", "1: FM2001"),
    Case("bot b { id \"1\", provider twilio }", "1: FM6101"),
    Case("bot b { id \"\", provider cloud_api }", "1: FM2403"),
    Case("bot b { id \"a b\", provider cloud_api }", "1: FM2403"),
    Case("bot b { id \"a{b}\", provider cloud_api }", "1: FM1034"),
    Case("bot b { id \"1\", provider cloud_api }\n" + message("bot b")),
    Case("bot b { id \"1\", provider twilio }\n" + message("bot b"), "1: FM6101"),
    Case("bot b { id 1, provider cloud_api }\n" + message("bot b"), "1: FM1101"),
  ])
  func bots(_ case: Case) { #expect(`case`.found == `case`.expected) }

  // MARK: What is built on others

  @Test(arguments: [
    Case("type T = string(min: 1, max: 9)\n" + message("title \"{nome}\"", name: "m(nome: T)")),
    Case(message("title \"{nome}\"", "payload { a: nome }", name: "m(nome: string(min: 1, max: 20))")),
    Case("base b {\n  caption \"C\"\n}"),
    Case("let a = \"x\"\nbase b {\n  caption \"{a}\"\n}\n" + message(name: "m like b")),
    Case("message m like b(x: 1)", "1: FM2504"),
    Case("locales pt-BR, es"),
    Case("locales pt-BR, es\n" + message(), "2: FM2611"),
    Case(message("locales pt-BR, es"), "1: FM2611"),
    Case(message("in es { title \"T\" }"), "1: FM2612"),
  ])
  func built(_ case: Case) { #expect(`case`.found == `case`.expected) }

  // MARK: Allowances

  @Test(arguments: [
    Case("// flowmsg-allow FM2012: later\nlet a = 1\n" + message()),
    Case("// flowmsg-allow FM2012\nlet a = 1\n" + message(), "1: FM8001", "2: FM2012"),
    Case("// flowmsg-allow FM2012:  \nlet a = 1\n" + message(), "1: FM8001", "2: FM2012"),
    Case("// flowmsg-allow FM2012: later\n\nlet a = 1\n" + message(), "1: FM8002", "3: FM2012"),
    Case("// flowmsg-allow FM2012: later\nlet a = 1\nlet b = 2\n" + message(), "3: FM2012"),
    Case("// flowmsg-allow FM4009: sic\n" + message("title \" a\"", "text \"b \"")),
    Case(message("// flowmsg-allow FM4009: sic", "title \" a\"", "text \"b \""), "4: FM4009"),
    Case(message("// flowmsg-allow FM4009: sic", "title \" a\", text \"b \"").replacing("  text \"B\"\n", with: "")),
    Case(message("// flowmsg-allow FM4009, FM4010: sic", "title \" TODO: a\"")),
    Case(message("// flowmsg-allow FM4009: sic", "title \"a\""), "2: FM8002"),
    Case(message("// flowmsg-allow FM4001: sic", "title \"\(text("a", 61))\""), "2: FM8003", "3: FM4001"),
    Case(message("// flowmsg-allow FM12: sic", "title \"a\""), "2: FM8002"),
    Case(message("// flowmsg-allow FM6006: fine", "flow \"undeclared-thing\"", "screen S")),
  ])
  func allowances(_ case: Case) { #expect(`case`.found == `case`.expected) }

  @Test func aSampleWithoutAParameterIsWordedAlikeWithAndWithoutParameters() {
    let plain = message("example { x: 1 }")
    let built = plain.replacing("message m {", with: "message m(n: string(min: 1, max: 9) = \"a\") {")
    let texts = [plain, built].map { source in
      compile(["main.flowmsg": source]).diagnostics.filter { $0.code == 3012 }.map { [$0.message] + $0.help }
    }
    #expect(texts[0] == texts[1] && texts[0].count == 1)
  }
}
