import FlowMsg
import FlowMsgText
import Testing

/// What was not understood in a declaration is reported there, once, and is held against nothing that uses it.
struct DamagedDeclarationTests {
  private static let texts = "title \"T\", text \"B\", caption \"C\", cta \"Go\""

  /// A message on one line whose screen `S` has these data.
  private static func uses(_ data: String, _ name: String = "m") -> String {
    "message \(name) { \(texts), flow f, screen S \(data) }\n"
  }

  /// A base on line 1 with these parameters, and what builds on it.
  private static func base(_ parameters: String, _ title: String, _ others: String...) -> String {
    "base b(\(parameters)) { title \"\(title)\", text \"B\", caption \"C\", cta \"Go\", flow \"f\", screen S }\n"
      + others.map { "\($0)\n" }.joined()
  }

  private static let other = "flow f { screen S { a: string } }\n"

  @Test(arguments: [
    // A screen, and it alone: what its flow says of another one still counts.
    Case("flow f { screen S S { a: string } }\n" + uses("{ a: \"x\" }"), "1: FM1106"),
    Case("flow f { screen S { a: string b: string } }\n" + uses("{ b: 1 }"), "1: FM1106"),
    Case(
      "flow f { screen S { a: string }, screen T S { b: string } }\n" + uses("{ c: 1 }"), "1: FM1106", "2: FM5004",
      "2: FM5005"),
    // The brace of a screen: the lines behind it are its fields.
    Case("flow f {\nscreen S\n  a: string\n  b: string\n}\n}\n" + uses("{ a: \"x\" }"), "2: FM1101"),
    Case("flow f {\nscreen S\n  a: string\n  b?: string\n}\n" + uses("{ a: \"x\" }"), "2: FM1101"),
    // A type.
    Case("type T = { a: string b: string }\nflow f { screen S { t: T } }\n" + uses("{ t: { b: 1 } }"), "1: FM1106"),
    Case("type T = \"a\" \"b\"\nflow f { screen S { t: T } }\n" + uses("{ t: \"b\" }"), "1: FM1106"),
    Case("type T = \"a\" |\nflow f { screen S { t: T } }\n" + uses("{ t: \"b\" }"), "1: FM1101"),
    Case("type T = [string string]\nflow f { screen S { t: T } }\n" + uses("{ t: \"b\" }"), "1: FM1103"),
    Case("type T = string, integer\nflow f { screen S { t: T } }\n" + uses("{ t: 1 }"), "1: FM1106"),
    Case("type T = { \"a\\q\": string }\nflow f { screen S { t: T } }\n" + uses("{ t: {} }"), "1: FM1017"),
    // A let.
    Case("let v = { a: \"x\" b: \"y\" }\n" + other + uses("{ a: v.c }"), "1: FM1106"),
    Case("let v = 1 \"x\"\n" + other + uses("{ a: v }"), "1: FM1106"),
    Case("let v = { \"a\\q\": 1 }\n" + other + uses("{ a: v.a }"), "1: FM1017"),
    // What is sound still counts.
    Case("type T = { a: string }\nflow f { screen S { t: T } }\n" + uses("{ t: { b: 1 } }"), "3: FM5004", "3: FM5005"),
  ])
  func isHeldAgainstNobody(_ case: Case) { #expect(`case`.found == `case`.expected) }

  /// A misspelt word declares what it was meant to declare.
  @Test(arguments: [
    Case("lett v = \"x\"\n" + other + uses("{ a: v }"), "1: FM1100"),
    Case("Let v = \"x\"\n" + other + uses("{ a: v }"), "1: FM1100"),
    Case("lett v from \"v.json\"\n" + other + uses("{ a: v }"), "1: FM1100", files: ["v.json": "\"x\""]),
    Case("tpe T = string\nflow f { screen S { a: T } }\n" + uses("{ a: \"x\" }"), "1: FM1100"),
    Case("flw f { screen S { a: string } }\n" + uses("{ a: \"x\" }"), "1: FM1100"),
    Case("flw \"f\" { screen S { a: string } }\n" + uses("{ a: \"x\" }"), "1: FM1100"),
    Case(
      "bott b { id \"x\", provider cloud_api }\n" + other
        + "message m { bot b, \(texts), flow f, screen S { a: \"x\" } }", "1: FM1100"),
    Case("const v = \"x\"\n" + other + uses("{ a: v }"), "1: FM1100"),
    Case("imprt \"l.flowmsg\"\n" + other + uses("{ a: v }"), "1: FM1100", files: ["l.flowmsg": "let v = \"x\""]),
    Case("bse b { \(texts), flow f, screen S { a: \"x\" } }\nmessage m like b\n" + other, "1: FM1100"),
    Case("mesage l { \(texts), flow f, screen S { a: \"x\" } }\nmessage m like l\n" + other, "1: FM1100"),
    Case(
      "locals pt, es\nmessage m { \(texts), flow f, screen S { a: \"x\" }, in es { \(texts) } }\n" + other, "1: FM1100"),
    // What it declares counts as if it were spelt right.
    Case("flw f { screen S { a: string } }\n" + uses("{ a: 1 }"), "1: FM1100", "2: FM5006"),
    // What is not followed by what belongs behind the word declares nothing.
    Case("local v = 1\n" + other + uses("{ a: v }"), "1: FM1100", "3: FM2002"),
  ])
  func aMisspeltWordDeclares(_ case: Case) { #expect(`case`.found == `case`.expected) }

  /// A message with a parameter in its title and these lines behind its statements; `in es` is on line 3.
  private static func translated(_ lines: String, title: String = "T {x}") -> String {
    "message m(x: string(min: 1, max: 5)) {\n  title \"\(title)\", text \"B\", caption \"C\", cta \"Go\", flow f, screen S\n"
      + lines + "\n}\nflow f { screen S }\n"
  }

  private static let builtOn = """
    base b {
      \(texts), flow f, screen S
      in es { title "Te", text "Be", cta "Ve" }
    }
    flow f { screen S }

    """

  /// Of a translation that was not understood nothing is said but that.
  @Test(arguments: [
    Case(translated("in es { title \"H {x\", text \"Be\", cta \"Ve\" }"), "3: FM1030"),
    Case(translated("in es { title \"H {{1}}\", text \"Be\", cta \"Ve\" }"), "3: FM1031"),
    Case(translated("in es { title, text \"Be\", cta \"Ve\" }"), "3: FM1101"),
    Case(translated("in es { title H {x}, text \"Be\", cta \"Ve\" }"), "3: FM1101"),
    Case(translated("in es { title \"H {y}\", text \"Be\", cta \"Ve\" }"), "3: FM2002"),
    Case(translated("in es title \"H\", text \"Be\", cta \"Ve\" }"), "3: FM1101"),
    Case(translated("in es\n title \"H\", text \"Be\", cta \"Ve\" }"), "3: FM1101"),
    Case(translated("in es { title \"H {x}\", text \"Be\", cta \"Ve\" }", title: "T {x"), "2: FM1030"),
    Case(
      translated("screen S { a: [{ id: \"i\" }] }\nin es { \(texts), screen S { a: [{ id: \"j\" t: 1 }] } }")
        .replacing("flow f, screen S", with: "flow f").replacing(
          "screen S }\n", with: "screen S { a: [{ id: string }] } }\n"),
      "4: FM1106"),
    Case(builtOn + "message m like b {\n  title \"N\"\n  in es { titel \"Ne\" }\n}\n", "8: FM1108"),
    // Nor of one that is beside another of its locale.
    Case(translated("in es { title \"H {x}\" }\nin es { text \"Be\", cta \"Ve\" }"), "4: FM2602"),
    Case(
      builtOn + "message m like b {\n  title \"N\", cta \"Ga\"\n  in es { title \"Ne\" }\n  in es { cta \"Va\" }\n}\n",
      "9: FM2602"),
    // What was understood is judged.
    Case(translated("in es { title \"H\", text \"Be\", cta \"Ve\" }"), "3: FM2613"),
    Case(builtOn + "message m like b {\n  title \"N\"\n  in es { cta \"Va\" }\n}\n", "7: FM2610"),
  ])
  func aTranslationThatWasNotUnderstood(_ case: Case) { #expect(`case`.found == `case`.expected) }

  private static let steps = #"""
    {"version": "7.1", "routing_model": {"START": ["NEXT"], "NEXT": []}, "data_api_version": "3.0",
     "screens": [{"id": "START"}, {"id": "NEXT", "terminal": true, "data": {"n": {"type": "string"}}}]}
    """#

  /// A screen that is refused says nothing of the data that are behind it.
  @Test(arguments: ["", " { n: 1 }", " { n: null }", " { k: 1 }", " { }"], ["NEXT", "START_"])
  func theDataOfARefusedScreenIsNotJudged(data: String, screen: String) {
    for file in [Self.steps, Self.steps.replacing("\"data_api_version\": \"3.0\",", with: "")] {
      let source = "flow f from \"f.json\"\nmessage m { \(Self.texts), flow f, screen \(screen)\(data) }\n"
      let one = Case(source, screen == "NEXT" ? "2: FM5002" : "2: FM5001", files: ["f.json": file])
      #expect(one.found == one.expected)
    }
  }

  @Test(arguments: [
    // A base becomes no file: its name may be any that its file does not have.
    Case(
      base("x: string = \"a\"", "T", "message m like b").replacing("base b", with: "base con").replacing(
        "like b", with: "like con")),
    Case(base("x: string = \"a\"", "T", "message B like b")),
    Case(base("x: string = \"a\"", "T", "base B like b", "message m like B")),
    Case(base("x: string = \"a\"", "T", "base b { title \"T\" }", "message m like b"), "2: FM2020"),
    Case(base("x: string = \"a\"", "T", "message b like b"), "2: FM2020"),
    // A type that is written says something.
    Case("message m { \(texts), flow \"f\", screen S, type \"\" }\n", "1: FM3008"),
    Case(base("x: string(max: 3)", "T", "message m like b(x: \"\") { type \"\" }"), "2: FM3008"),
  ])
  func namesOfBases(_ case: Case) {
    var one = `case`
    one.least = .error
    #expect(one.found == one.expected)
  }

  @Test func basesOfTwoFilesMayHaveOneName() {
    let one = "message {} like b\n" + Self.base("x: string = \"a\"", "T")
    let files = ["a.flowmsg": one.replacing("{}", with: "m"), "b.flowmsg": one.replacing("{}", with: "n")]
    #expect(findings(compile(files, operands: ["a.flowmsg", "b.flowmsg"]), from: .error) == [])
  }

  private static let bot = "bot b { id \"x\", provider cloud_api }\n"

  /// What is behind a `}` too many belongs to the declaration: it declares nothing, and nothing of it is missing.
  @Test(arguments: [
    Case(
      other + bot + "message m {\n  title \"T\"\n}}\n  text \"B\"\n  caption \"C\"\n  flow f\n  bot b\n  type \"x\"\n"
        + "  cta \"Go\"\n  screen S { a: \"x\" }\n}\n" + uses("{ a: \"x\" }", "n"), "5: FM1104"),
    Case(
      other + "message m {\ntitle \"T\"\n}\n\n// it goes on\ntext \"B\"\ncaption \"C\"\nflow f\ncta \"Go\"\n"
        + "screen S {\n  a: \"x\"\n}\n}\n", "4: FM1104"),
    Case(
      other + "message m {\n  payload { k: { l: 1 }}}\n  flow f\n  screen S { a: 1 }\n  \(texts)\n}\n", "3: FM1104",
      "5: FM5006"),
    Case(
      other
        + "message m {\n  \(texts)\n  in es { title \"Te\" }}\n  flow f\n  locales pt, es\n  screen S { a: \"x\" }\n"
        + "  in fr { \(texts) }\n}\n", "4: FM1104", "8: FM2607"),
    Case(
      other + "base c {\n  title \"T\"\n  }\n  text \"B\"\n}\n  flow f, titel \"U\"\n}\nmessage m like c\n",
      "4: FM1104",
      "6: FM1104", "7: FM1108"),
    Case("flow f {\n  screen S { a: string }}\n  screen T { b: string }\n}\n" + uses("{ a: \"x\" }"), "2: FM1104"),
    Case(
      "bot b {\n  id \"x\" }\n  provider cloud_api\n}\n" + other
        + "message m { bot b, \(texts), flow f, screen S { a: \"x\" } }",
      "2: FM1104"),
    // Where no `}` is left over, what is behind a message is outside.
    Case(other + uses("{ a: \"x\" }") + "title \"T\"\n", "3: FM1100"),
    Case(other + uses("{ a: \"x\" }") + "locales pt, es\n}\n", "2: FM2611", "4: FM1104"),
    // Nor is a bot that lost its brace part of a message.
    Case(
      other + uses("{ a: \"x\" }") + "bot b\n  id \"x\"\n  provider cloud_api\n}\n", "3: FM1101"),
    // What is there twice had perhaps a head of its own.
    Case(other + uses("{ a: \"x\" }") + "title \"T\"\ncta \"Go\"\n}\n", "2: FM1104"),
  ])
  func aSurplusBraceCutsNothingOff(_ case: Case) { #expect(`case`.found == `case`.expected) }

  private static let list = "x: string(min: 1, max: 5) y: string(min: 1, max: 5)"

  @Test(arguments: [
    // A list of parameters: a name that is in none may be one that was not understood.
    Case(base(list, "{x} {y}", "message m like b(x: \"a\", y: \"b\")"), "1: FM1106"),
    Case(base(list, "T", "message m like b(y: 1)", "message n like b { title \"{y}\" }"), "1: FM1106"),
    Case(base("y: string(max 5)", "T {y}", "message m like b(y: 1)"), "1: FM1101"),
    Case(base(list, "T", "base c like b(y: 1)", "message m like c(x: 1)"), "1: FM1106"),
    Case("base b x: string) { title \"T\" }\nmessage m like b(x: 1) { title \"{x}\" }\n", "1: FM1101"),
    Case("message m(\(list)) { \(texts), flow \"f\", screen S, example { y: \"b\" } }\n", "1: FM1106"),
    // Nor is it known what something has that cannot be found.
    Case("message m like b(x: 1) { title \"{x}\" }\n", "1: FM2504"),
    Case("base c like b { title \"{x}\" }\nmessage m like c(x: 1) { text \"{y}\" }\n", "1: FM2504"),
    // What is sound still counts.
    Case(base("x: string(min: 1, max: 5)", "{x}", "message m like b(y: 1)"), "2: FM2506"),
    Case("base c { title \"{x}\" }\nmessage m { \(texts), flow \"f\", screen S }\n", "1: FM2002"),
  ])
  func hidesParameters(_ case: Case) {
    var one = `case`
    one.least = .warning
    #expect(one.found == one.expected)
  }
}
