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
    Case("base M { title \"T\" }\nbase M { title \"U\" }\n" + message("title \"T\""), "2: FM2020"),
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

  /// A base `b` whose parameter goes into the Flow's only field, then what builds on it, then the Flow.
  private static func contract(_ field: String, _ others: String...) -> String {
    "base b(i: string) { title \"T\", \(rest), screen S { v: i } }\n" + others.map { "\($0)\n" }.joined()
      + "flow f { screen S { v: \(field) } }\n"
  }

  private static func text(_ count: Int) -> String { String(repeating: "x", count: count) }

  /// A type that is said to be too wide is mended there, not at each value that it lets through. Where nobody takes it over
  /// nothing is said of it, and the value is wrong.
  @Test(arguments: [
    Case(contract("integer", "message m like b(i: \"a\")"), "2: FM5006"),
    Case(contract("integer", "message m like b(i: \"a\")", "message o like b"), "1: FM5020"),
    Case(contract("integer", "message o like b", "base c like b(i: \"a\")", "message m like c"), "1: FM5020"),
    Case(contract("integer", "base c like b(i: \"a\")", "message m like c", "message l like m"), "2: FM5006"),
    Case(contract("string(max: 3)", "message m like b(i: \"abcd\")"), "2: FM5006"),
    Case(contract("string(max: 3)", "message m like b(i: \"abcd\")", "message o like b"), "1: FM5020"),
    Case(base("n: string(min: 1, max: 50)", "{n}{n}", "message m like b(n: \"\(text(50))\")"), "2: FM4001"),
    Case(
      base("n: string(min: 1, max: 50)", "{n}{n}", "message m like b(n: \"\(text(50))\")", "message o like b"),
      "1: FM4101"),
    Case(base("n: string(max: 9)", "{n}", "message m like b(n: \"\")"), "2: FM4002"),
    Case(base("n: string(max: 9)", "{n}", "message m like b(n: \"\")", "message o like b"), "1: FM4103"),
    // What is said of a type is said to those that have it.
    Case(
      base(
        "n: string(min: 1, max: 99)", "{n}", "base c(n: string(min: 1, max: 98)) like b", "message o like c",
        "message m like c(n: \"\(text(70))\")"), "2: FM4101"),
    Case(
      base(
        "n: string(min: 1, max: 99)", "{n}", "base c(n: string(min: 1, max: 98)) like b", "message o like c",
        "message m like b(n: \"\(text(70))\")"), "2: FM4101", "4: FM4001"),
  ])
  func aTypeThatIsTooWideIsSaidOnce(_ case: Case) { #expect(`case`.found == `case`.expected) }

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
