import FlowMsg
import FlowMsgText
import Testing

/// What is wrong in a base is judged by the messages that build on it, and said once: where it is mended.
struct BaseTests {
  /// A base `b` of these parameters and statements, and the Flow that it opens: eight lines.
  private static func base(_ parameters: String, _ statement: String, contract: String = "S") -> String {
    var lines = [
      "title \"T\"", "text \"B\"", "caption \"C\"", "flow f", "cta \"Go\"",
    ]
    let word = statement.prefix { $0 != " " }
    lines.removeAll { $0.hasPrefix("\(word) ") }
    while lines.count < 5 { lines.insert(statement, at: 0) }
    if !lines.contains(statement) { lines[4] += ", \(statement)" }
    return "base b(\(parameters)) {\n" + lines.map { "  \($0)\n" }.joined() + "}\nflow f { screen \(contract) }\n"
  }

  private static let loose = base("n: string(max: 99)", "title \"Oi {n}\"")
  private static let fine = base("n: string(max: 9)", "title \"Oi {n}\"")
  private static let long = String(repeating: "x", count: 70)

  @Test(arguments: [
    // Nothing is emitted with the base's own type.
    Case(loose + "message m like b(n: \"Ana\")"),
    Case(loose + "message m(n: string(max: 9)) like b"),
    Case(loose + "message m(o: string(max: 9)) like b(n: o)"),
    Case(loose + "message m like b { title \"T\" }"),
    Case(loose + "base c like b(n: \"Ana\")\nmessage m like c"),
    Case(loose + "base c like b\nmessage m like c(n: \"Ana\")"),
    // Something is, or nothing at all: the base is to mend.
    Case(loose, "2: FM4101"),
    Case(loose + "message m like b", "2: FM4101"),
    Case(loose + "message m like b\nmessage o like b", "2: FM4101"),
    Case(loose + "message m like b\nmessage o like b(n: \"Ana\")", "2: FM4101"),
    Case(loose + "base c like b\nmessage m like c", "2: FM4101"),
    Case(loose + "message m like b\nmessage o like m", "2: FM4101"),
    // A message that others build on says it of itself.
    Case(loose.replacing("base b", with: "message b") + "message m like b", "2: FM4101"),
    Case(loose.replacing("base b", with: "message b") + "message m like b(n: \"\(long)\")", "2: FM4101"),
    // What a child makes wrong is the child's.
    Case(fine + "message m(n: string(max: 99)) like b", "9: FM4101"),
    Case(fine + "message m like b\nmessage o(n: string(max: 99)) like b", "10: FM4101"),
    Case(loose + "message m like b\nmessage o(n: string(max: 98)) like b", "2: FM4101", "10: FM4101"),
    Case(loose + "message m(n: string(max: 98)) like b", "9: FM4101"),
    Case(loose + "message m(o: string(max: 98)) like b(n: o)", "9: FM4101"),
    Case(fine + "base c(n: string(max: 99)) like b\nmessage m like c\nmessage o like c", "9: FM4101"),
    Case(fine + "base c(n: string(max: 99)) like b\nmessage m like c(n: \"Ana\")"),
    Case(fine + "message m(n: string(max: 99)) like b\nmessage o like m", "9: FM4101"),
    Case(loose + "base c like b(n: \"\(long)\")\nmessage m like c\nmessage o like c", "9: FM4001"),
    Case(loose + "message m like b(n: \"\(long)\")", "9: FM4001"),
    // One fault, one error: what the argument was meant for is not known.
    Case(loose + "message m like b(nn: \"Ana\")", "9: FM2506"),
  ])
  func lengths(_ case: Case) { #expect(`case`.found == `case`.expected) }

  private static func kind(
    _ loose: String, _ statement: String, _ closed: String, _ code: String, contract: String = "S",
    narrow: String? = nil
  ) -> [Case] {
    let source = base("n: \(loose)", statement, contract: contract)
    let inherited = Case(source + "message m like b", "2: \(code)")
    let other = Case(source + "message m like b(n: \(closed))")
    let redeclared = narrow.map { Case(source + "message m(n: \($0)) like b") }
    return [inherited, other] + (redeclared.map { [$0] } ?? [])
  }

  @Test(
    arguments: [
      kind("string", "title \"Oi {n}\"", "\"Ana\"", "FM4102", narrow: "string(max: 9)"),
      kind("string(max: 9)", "title \"{n}\"", "\"Ana\"", "FM4103", narrow: "string(min: 1, max: 9)"),
      kind("string(min: 1, max: 59)", "title \"🛒{n}\"", "\"Ana\"", "FM4003", narrow: "string(max: 9)"),
      kind("string(min: 1, max: 21)", "cta \"{n}\"", "\"Ana\"", "FM4004", narrow: "string(min: 1, max: 9)"),
      kind("\"a\" | \"🚀\"", "cta \"Go {n}\"", "\"a\"", "FM4005", narrow: "\"a\" | \"b\""),
      kind("\"a\" | \"b\\nc\"", "title \"Oi {n}\"", "\"a\"", "FM4006", narrow: "\"a\" | \"b\""),
      kind("number", "title \"Oi {n}\"", "7", "FM2014", narrow: "integer"),
      kind("{ a?: string(max: 9) }", "title \"Oi {n.a}\"", "{ a: \"Ana\" }", "FM2510", narrow: "{ a: string(max: 9) }"),
      kind(
        "string", "screen S { v: n }", "\"Ana\"", "FM5020", contract: "S { v: string(max: 9) }",
        narrow: "string(max: 9)"),
      kind(
        "string", "screen S { v: \"{n}\" }", "\"Ana\"", "FM5020", contract: "S { v: \"Ana\" | \"Bia\" }",
        narrow: "\"Bia\""),
    ].flatMap { $0 })
  func kinds(_ case: Case) {
    // A screen is behind the cta.
    let expected =
      `case`.source.contains("screen S { v: ") && !`case`.expected.isEmpty ? ["6: FM5020"] : `case`.expected
    #expect(`case`.found == expected)
  }

  @Test(arguments: [
    // A type that does not go there at all, and is another in every message.
    Case(base("n: boolean", "title \"Oi {n}\"") + "message m(n: string(max: 9)) like b"),
    Case(base("n: boolean", "title \"Oi {n}\"") + "message m like b", "2: FM2013"),
    Case(base("n: { a: string }", "title \"Oi {n.b}\"") + "message m(n: { b: string(max: 9) }) like b"),
    Case(base("n: { a: string }", "title \"Oi {n.b}\"") + "message m like b", "2: FM2007"),
    Case(base("n: string", "title \"Oi {n.b}\"") + "message m(n: { b: string(max: 9) }) like b"),
    // What messages add to.
    Case(base("", "screen S { }", contract: "S { v: string }") + "message m like b { screen S { v: \"x\" } }"),
    Case(base("", "screen S { }", contract: "S { v: string }") + "message m like b", "9: FM5004"),
    Case(base("", "screen S { }") + "message m like b", "6: FM3003"),
    Case(base("", "payload { }") + "message m like b { payload { a: 1 } }"),
    Case(base("", "payload { }") + "message m like b\nmessage o like b", "6: FM3002"),
    // Values are replaced as a whole: what one lacks inside is missing for good.
    Case(
      base("", "screen S { p: { a: 1 } }", contract: "S { p: { a: integer, b: integer }, q: integer }")
        + "message m like b { screen S { q: 1 } }\nmessage o like b { screen S { q: 2 } }", "6: FM5004"),
    Case(
      base("", "screen S { p: { a: 1 } }", contract: "S { p: { a: integer, b: integer }, q: integer }")
        + "message m like b", "6: FM5004", "9: FM5004"),
    // What is written wrong is wrong whatever builds on it.
    Case(base("", "title \"\(long)\"") + "message m like b { title \"T\" }", "2: FM4001"),
  ])
  func others(_ case: Case) { #expect(`case`.found == `case`.expected) }

  @Test func whatAnImportedBaseLeavesOpenIsSaidThereOnce() {
    let files = [
      "main.flowmsg": "import \"l.flowmsg\"\nmessage m like b\n",
      "n.flowmsg": "import \"l.flowmsg\"\nmessage o like b\n",
      "l.flowmsg": Self.loose,
    ]
    for runner in [SerialRunner() as any Runner, TaskRunner(width: 4)] {
      let made = compile(files, operands: ["main.flowmsg", "n.flowmsg"], runner: runner)
      #expect(findings(made) == ["l.flowmsg 2: FM4101"])
    }
  }
}
