import FlowMsg
import FlowMsgText
import Testing

/// One fault is one report: nothing more is said about what is already broken.
struct FollowOnTests {
  private static let rest = "text \"B\", caption \"C\", flow f, cta \"Go\""
  private static let flow = "flow f { screen S }\n"

  /// A message with this parameter and title, on line 1.
  private static func with(_ parameter: String, _ title: String = "T {n}") -> String {
    "message m(\(parameter)) { title \"\(title)\", \(rest) }\n\(flow)"
  }

  /// A base `b` with this parameter and title on line 1, then what builds on it.
  private static func base(_ parameter: String, _ title: String = "T {n}", _ others: String...) -> String {
    "base b(\(parameter)) { title \"\(title)\", \(rest) }\n"
      + others.map { "\($0)\n" }.joined() + flow
  }

  @Test(arguments: [
    // A value that is not of its parameter's type is broken: nothing is said of what it would make.
    Case(with("n: string(min: 1, max: 9) = null"), "1: FM2508"),
    Case(base("n: string(min: 1, max: 9) = null", "T {n}", "message m like b"), "1: FM2508"),
    Case(base("n: integer", "T {n}", "message m like b(n: 1.0)"), "2: FM2508"),
    Case(base("n: string(min: 1, max: 9)", "T {n}", "message m like b(n: false)"), "2: FM2508"),
    Case(base("n: string(min: 1, max: 9)", "T {n}", "message m like b(n: null)"), "2: FM2508"),
    Case(base("n: string(min: 1, max: 9)", "T {n}", "message m like b(n: \"\")"), "2: FM2508"),
    Case(
      base("n: string(min: 1, max: 30)", "{n}{n}", "message m(o: string(min: 1, max: 40)) like b(n: o)"), "2: FM2508"),
    // Nor in what builds on the one that gives it.
    Case(base("n: integer", "T {n}", "base c like b(n: 1.0)", "message m like c", "message l like c"), "2: FM2508"),
    Case(base("n: integer", "T {n}", "base c like b(n: false)", "base d like c", "message m like d"), "2: FM2508"),
    // What a redeclared parameter brings is looked at where it is redeclared.
    Case(
      base(
        "n: string(min: 1, max: 70)", "{k}", "base c(o: string(min: 1, max: 9)) like b(n: o)",
        "message m(o: string(min: 1, max: 80)) like c"
      ).replacing("{k}", with: "T").replacing("\"B\"", with: "\"{n}\"")),
    // A type that cannot hold says nothing of lengths.
    Case(with("n: string(min: 9, max: 1)"), "1: FM2201"),
    Case(with("n: string(max: -1)"), "1: FM2201"),
    Case(with("n: string(mox: 1)"), "1: FM2201"),
    Case("type T = string\n" + with("n: T(max: 9)"), "2: FM2201"),
    // What was refused is not unused besides.
    Case("let n = \"x\"\n" + with("n: string(min: 1, max: 9)"), "2: FM2502"),
    Case("base m { title \"T\" }\n" + message("title \"T\""), "2: FM2020"),
    Case("base M { title \"T\" }\nbase M { title \"U\" }\n" + message("title \"T\""), "2: FM2020", "3: FM2020"),
    Case("base con { title \"T\" }\n" + message("title \"T\""), "1: FM2021"),
    Case("base olá { title \"T\" }\n" + message("title \"T\""), "1: FM1110"),
    Case("let true = 1\n" + message("title \"T\""), "1: FM1111"),
    Case("let a = 1\nlet a = 2\n" + message("title \"T\""), "2: FM2001"),
    Case("type string = integer\n" + message("title \"T\""), "1: FM1111"),
    Case("type N = string(min: 9, max: 1)\n" + message("title \"T\""), "1: FM2201"),
    Case("let d from \"nowhere.json\"\n" + message("title \"T\""), "1: FM2010"),
    Case(
      "let d from \"d.json\"\n" + message("title \"T\""), "1: FM2017",
      files: ["d.json": String(repeating: "[", count: 65) + String(repeating: "]", count: 65)]),
    // What nobody uses and nothing refuses still is.
    Case("let d = 1\nbase b { title \"T\" }\n" + message("title \"T\""), "1: FM2012", "2: FM2012"),
  ])
  func oneFaultIsOneReport(_ case: Case) { #expect(`case`.found == `case`.expected) }

  private static let contract = "base b(i: string) { title \"T\", \(rest), screen S { v: i } }\n"

  /// A base that no value of its parameter's type is sure to fit is mended there, not at each argument.
  @Test(arguments: [
    (contract + "message m like b(i: \"a\")\nflow f { screen S { v: integer } }\n", [5020, 5006]),
    (contract + "message m like b(i: \"abcd\")\nflow f { screen S { v: string(max: 3) } }\n", [5020, 5006]),
    (
      base("n: string(min: 1, max: 50)", "{n}{n}", "message m like b(n: \"\(String(repeating: "a", count: 50))\")"),
      [4101, 4001]
    ),
    (base("n: string(max: 9)", "{n}", "message m like b(n: \"\")"), [4103, 4002]),
  ])
  func aFaultOfTheBaseIsNotSaidAtEachArgument(_ source: String, _ either: [Int]) throws {
    let found = compile(["main.flowmsg": source]).diagnostics
    #expect(found.count == 1, "\(found.map(\.message))")
    #expect(either.contains(Int(try #require(found.first).code.number)))
  }

  // MARK: Translations

  private static let translated = """
    base a {
      title "T"
      text "B"
      caption "C"
      flow f
      cta "Go"
      in es { title "Te", text "Be", cta "Ve" }
    }
    base b like a { title "N" }

    """

  @Test func aTranslationThatAMiddleBaseLosesIsSaidThereOnce() throws {
    let found = compile([
      "main.flowmsg": Self.translated + "message m like b\nmessage l like b\n" + Self.flow
    ])
    #expect(findings(found) == ["9: FM2610"])
    #expect(found.diagnostics.first?.labels.map(\.message) == ["the translation that nobody gets"])
  }

  @Test func allLocalesThatLoseItAreNamedOnce() throws {
    let source =
      Self.translated + "message m like b { locales pt, es-MX }\nmessage l like b { locales pt, es-CO, es-MX }\n"
      + Self.flow
    let found = compile(["main.flowmsg": source]).diagnostics
    #expect(found.map(\.code) == [2610])
    #expect(found.first?.message.hasPrefix("for `es-MX` and `es-CO` this `title`") == true)
  }

  @Test func membersThatAMiddleBaseLosesAreSaidThereOnce() {
    let source =
      Self.translated.replacing("cta \"Ve\" }", with: "cta \"Ve\", payload { c: 1 } }")
      .replacing("title \"N\"", with: "payload { c: 2 }")
    #expect(
      findings(compile(["main.flowmsg": source + "message m like b\nmessage l like b\n" + Self.flow])) == ["9: FM2610"])
  }

  @Test func whoTranslatesItAgainHearsNothing() {
    let source = Self.translated + "message m like b { in es { title \"Ne\" } }\n" + Self.flow
    #expect(findings(compile(["main.flowmsg": source])) == [])
  }
}
