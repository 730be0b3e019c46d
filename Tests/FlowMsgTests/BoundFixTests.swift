import FlowMsg
import FlowMsgText
import Testing

/// The bounds that are offered: made once, they end the matter, and they contradict nothing that is written.
struct BoundFixTests {
  /// A message with a parameter `n` of this type.
  private static func source(_ type: String, _ statements: String...) -> String {
    let kept = [("title", "\"T\""), ("text", "\"B\""), ("caption", "\"C\""), ("cta", "\"Go\"")]
      .filter { word, _ in !statements.contains { $0.hasPrefix("\(word) ") } }.map { "\($0) \($1)" }
    let lines = (statements + kept + ["flow f"]).map { "  \($0)\n" }.joined()
    return "message m(n: \(type)) {\n\(lines)}\nflow f { screen S }\n"
  }

  /// Checks that making the fixes once leaves nothing to say, and that `expected` is in the source then.
  private func expectMended(_ source: String, _ expected: String) {
    let found = compile(["main.flowmsg": source]).diagnostics.filter { $0.severity > .note }
    #expect(!found.isEmpty && found.allSatisfy { !$0.fixes.isEmpty }, "\(found.map(\.message))")
    let made = mended(source, found)
    #expect(made.contains(expected), "\(made)")
    #expect(findings(compile(["main.flowmsg": made]), from: .warning) == [], "\(made)")
  }

  // MARK: How types are written

  @Test(arguments: [
    ("string", "string(max: 55)"),
    ("string()", "string(max: 55)"),
    ("string( )", "string(max: 55 )"),
    ("string(min: 1)", "string(min: 1, max: 55)"),
    ("string( min: 1 )", "string( min: 1, max: 55 )"),
    ("string(min: 1,)", "string(min: 1, max: 55,)"),
    ("string(min: 1 , )", "string(min: 1, max: 55 , )"),
    ("string(\n  min: 1\n)", "string(\n  min: 1, max: 55\n)"),
    ("string(\n  min: 1,\n)", "string(\n  min: 1, max: 55,\n)"),
    ("string(min: 1 // one )\n)", "string(min: 1, max: 55 // one )\n)"),
    ("string(min: 56)", ""),
    ("string(min: 55)", "string(min: 55, max: 55)"),
  ])
  func aBoundIsAdded(_ type: String, _ fixed: String) {
    let source = Self.source(type, "title \"Olá, {n}\"")
    guard !fixed.isEmpty else {
      return #expect(compile(["main.flowmsg": source]).diagnostics.allSatisfy { $0.fixes.isEmpty })
    }
    expectMended(source, "n: \(fixed)")
  }

  @Test(arguments: [
    ("string(max: 5)", "string(min: 1, max: 5)"),
    ("string(max: 5,)", "string(min: 1, max: 5,)"),
    ("string( max: 5 , )", "string( min: 1, max: 5 , )"),
    ("string(\n  max: 5\n)", "string(\n  min: 1, max: 5\n)"),
    ("string(\n  // five\n  max: 5,\n)", "string(\n  // five\n  min: 1, max: 5,\n)"),
    ("string(min: 0, max: 5)", "string(min: 1, max: 5)"),
    ("string(max: 5, min: 0,)", "string(max: 5, min: 1,)"),
  ])
  func aLeastLengthIsAdded(_ type: String, _ fixed: String) {
    expectMended(Self.source(type, "title \"{n}\""), "n: \(fixed)")
  }

  @Test func whatIsEmptyAndWithoutABoundIsMendedInTwoSteps() {
    let source = Self.source("string", "title \"{n}\"")
    let found = compile(["main.flowmsg": source]).diagnostics
    #expect(found.map(\.code) == [4103, 4102])
    #expect(found.map { $0.fixes.first?.title } == ["add `min: 1`", "add `max: 60`"])
    #expect(mended(source, Array(found.prefix(1))).contains("n: string(min: 1)"))
    let none = compile(["main.flowmsg": Self.source("string(max: 0)", "title \"{n}\"")]).diagnostics
    #expect(none.map(\.code) == [4103] && none.allSatisfy { $0.fixes.isEmpty })
  }

  @Test(arguments: [
    ("string(max: 60)", "title \"Olá, {n}\"", "string(max: 55)"),
    ("string( min: 1 , max: 60, )", "title \"Olá, {n} {n}\"", "string( min: 1 , max: 27, )"),
    (
      "{ a: string(max: 60), b: integer(min: 0, max: 99) }", "title \"{n.a}: {n.b}\"",
      "{ a: string(max: 56), b: integer(min: 0, max: 99) }"
    ),
    ("{ a: string(max: 60), b: string(max: 60) }", "title \"{n.a}: {n.b}\"", ""),
    ("string(max: 60) = \"\(long)\"", "title \"Olá, {n}\"", ""),
    ("string(min: 56, max: 60)", "title \"Olá, {n}\"", ""),
  ])
  func aBoundThatIsTooHighMayBeLowered(_ type: String, _ statement: String, _ fixed: String) {
    let source = Self.source(type, statement)
    let found = compile(["main.flowmsg": source]).diagnostics
    #expect(found.map(\.code) == [4101])
    guard !fixed.isEmpty else { return #expect(found.allSatisfy { $0.fixes.isEmpty }) }
    // The text might be shortened instead: it is offered and not made.
    #expect(found.allSatisfy { $0.fixes.allSatisfy { !$0.isSafe } })
    expectMended(source, "n: \(fixed)")
  }

  @Test func whichOfTwoGivesWayIsLeftOpen() {
    let type = "{ a: string(min: 1, max: 60), b: string(max: 60) }"
    let found = compile(["main.flowmsg": Self.source(type, "title \"{n.a}: {n.b}\"", "caption \"C {n.a}\"")])
      .diagnostics
    #expect(found.map(\.code) == [4101, 4101])
    #expect(found.map { $0.fixes.first?.title } == [nil, "lower `max` to 58"])
  }

  // MARK: Every use

  private static let base =
    "base b(n: string) {\n  title \"Oi {n}\"\n  text \"B\"\n  caption \"C\"\n  flow f\n  cta \"Go\"\n}\n"

  /// Two messages of which the parameters have one type.
  private static let shared =
    "type T = string\n" + source("T", "title \"Oi {n}\"")
    + message("title \"Buenas {n}\"", name: "o(n: T)").replacing("flow f { screen S }", with: "")

  @Test(arguments: [
    (source("string", "text \"Olá, {n}\"", "title \"Oi {n}\"", "caption \"C{n}\""), "n: string(max: 57)"),
    (source("string", "title \"Oi {n}\"", "cta \"Go {n}\""), "n: string(max: 27)"),
    (source("string", "title \"{n}, {n}!\""), "n: string(max: 28)"),
    (
      source("string", "title \"Oi {n}\"", "in es { title \"Buenas {n}\", text \"E\", cta \"Ve\" }"),
      "n: string(max: 53)"
    ),
    (
      source("{ a: string, b: string(min: 9) }", "title \"Oi {n.a}{n.b}\""),
      "{ a: string(max: 24), b: string(min: 9, max: 33) }"
    ),
    (shared, "type T = string(max: 53)"),
    (
      base + "message m like b\nmessage o like b { title \"Buenas {n}\" }\nflow f { screen S }", "b(n: string(max: 53))"
    ),
    // What nobody inherits is not counted.
    (base + "message o like b { title \"T\", text \"{n}.\" }\nflow f { screen S }", "b(n: string(max: 1023))"),
    (source("string = \"Ana\"", "title \"Oi {n}\""), "n: string(max: 57) ="),
    (source("string", "title \"Oi {n}\"", "example { n: \"Ana\" }"), "n: string(max: 57)"),
  ])
  func theLeastBoundOfAllUsesIsOffered(_ source: String, _ fixed: String) { expectMended(source, fixed) }

  @Test func theFlowsOwnBoundIsKept() {
    let source = Self.source("string", "title \"Oi {n}\"", "screen S { v: n }")
      .replacing("screen S }\n", with: "screen S { v: string(max: 12) } }\n")
    let found = compile(["main.flowmsg": source]).diagnostics
    #expect(found.map(\.code) == [4102, 5020])
    #expect(findings(compile(["main.flowmsg": mended(source, found)])) == [])
  }

  private static let long = String(repeating: "x", count: 58)

  @Test(arguments: [
    (source("string = \"\(long)\"", "title \"Oi {n}\""), "58 characters, and 57 fit"),
    (source("string", "title \"Oi {n}\"", "example { n: \"\(long)\" }"), "58 characters, and 57 fit"),
    (
      source("{ a: [{ b: string }] , c: string }", "title \"Oi {n.c}\"", "example { n: { a: [], c: \"\(long)\" } }"),
      "58 characters, and 57 fit"
    ),
    (
      "type T = string\n"
        + source("{ a: [T] , c: T }", "title \"Oi {n.c}\"", "example { n: { a: [\"\(long)\"], c: \"a\" } }"),
      "58 characters, and 57 fit"
    ),
    (
      base + "message m like b\nmessage o like b(n: \"\(long)\") { title \"T\" }\nflow f { screen S }",
      "58 characters, and 57 fit"
    ),
    (
      base + "message m like b\nmessage o(p: string) like b(n: p) { title \"T\", text \"{p}.\" }\nflow f { screen S }",
      "mend that one first"
    ),
    (source("string(max: 9) = \"\"", "title \"{n}\""), "may be empty"),
    (source("string(min: 0, max: 9)", "title \"{n}\"", "example { n: \"\" }"), "may be empty"),
  ])
  func noBoundContradictsAValue(_ source: String, _ help: String) throws {
    let found = compile(["main.flowmsg": source]).diagnostics
    let one = try #require(found.first { $0.code == 4102 || $0.code == 4103 })
    #expect(one.fixes.isEmpty && one.help.contains { $0.contains(help) }, "\(one.help)")
  }

  @Test func everyParameterWithoutABoundIsNamed() throws {
    let source =
      "message m(a: string, b: string, c: string(max: 4)) {\n  title \"{a}{b}{c}.{a}\"\n"
      + "  text \"B\"\n  caption \"C\"\n  flow f\n  cta \"Go\"\n}\nflow f { screen S }\n"
    let one = try #require(compile(["main.flowmsg": source]).diagnostics.first)
    #expect(one.message == "nothing bounds `a` and `b`, so the title may be longer than 60 characters")
    #expect(one.labels.count == 2 && one.fixes.first?.edits.count == 2)
    expectMended(source, "a: string(max: 18), b: string(max: 18)")
  }
}
