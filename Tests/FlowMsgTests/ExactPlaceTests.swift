import FlowMsg
import FlowMsgText
import Testing

/// A finding is at its exact place: at its line and column in a block string, and at the name where a name brings the value.
struct ExactPlaceTests {
  /// The findings of `code`: the text that each marks, with what its labels mark, and whether a fix is offered.
  private func marked(_ code: DiagnosticCode, _ source: String, files: [String: String] = [:]) -> [[String]] {
    let made = compile(files.merging(["main.flowmsg": source]) { $1 })
    func text(_ place: SourceLocation) -> String {
      let bytes = made.files[Int(place.file.rawValue)].bytes
      let line = LineIndex(bytes).line(at: place.range.start) + 1
      return "\(line): \(String(decoding: bytes[Int(place.range.start)..<Int(place.range.end)], as: UTF8.self))"
    }
    return made.diagnostics.filter { $0.code == code }.map { found in
      [text(found.location)] + found.labels.filter { $0.message == "the value" }.map { text($0.location) }
        + (found.fixes.isEmpty ? [] : ["fix"])
    }
  }

  @Test func inABlockString() {
    let source = message("text \"\"\"\n    Um.\n    Dois *aberta.\n    \"\"\"")
    #expect(marked(4008, source) == [["4: *"]])
    #expect(marked(4010, message("text \"\"\"\n    Um.\n    TODO: dois\n    \"\"\"")) == [["4: TODO:"]])
  }

  @Test func atTheEndOfALineOfABlockString() {
    // The line that ends is marked, not the one that begins.
    #expect(marked(4006, message("title \"\"\"\n    Um,\n    dois\n    \"\"\"")) == [["3: "]])
    // A line break is no bytes that an edit could take out by themselves.
    #expect(marked(4009, message("text \"\"\"\n    Um\n\n    \"\"\"")) == [["3: "]])
  }

  @Test func behindAnEscape() {
    #expect(marked(4008, message("text \"a\\n\\\"b\\\" *c\"")) == [["2: *"]])
    #expect(marked(4009, message("text \"\\\"a\\\" \"")) == [["2:  ", "fix"]])
  }

  @Test func ofWhatANameBrings() {
    #expect(
      marked(4008, message("text \"Um {n}\"") + "let n = \"dois *tres\"\n") == [["2: n", "9: *"]])
    #expect(marked(4009, message("text \"Um {n}\"") + "let n = \"dois \"\n") == [["2: n", "9:  "]])
    #expect(marked(4008, message("text \"*Um {n}\"") + "let n = \"dois\"\n") == [["2: *"]])
  }

  private static func data(_ rest: String, contract: String) -> String {
    "message m {\n  title \"T\", text \"B\", caption \"C\", flow f, cta \"Go\"\n  screen S { p: dados }\n}\n"
      + "flow f { screen S { p: \(contract) } }\n" + rest
  }

  @Test func aValueOfALet() {
    #expect(
      marked(5006, Self.data("let dados = { a: 1, b: x }\nlet x = true\n", contract: "{ a: integer, b: string }"))
        == [["3: dados", "7: true"]])
    // The key is as long as the name: a fix would write over the name.
    #expect(
      marked(5005, Self.data("let dados = { nomes: 1 }\n", contract: "{ nome?: integer }")) == [
        ["3: dados", "6: nomes"]
      ])
    #expect(
      marked(5004, Self.data("let dados = { a: 1 }\n", contract: "{ a: integer, b: string }")) == [
        ["3: dados", "6: { a: 1 }"]
      ])
  }

  @Test func aValueOfAFile() {
    let json = "{\n  \"a\": 1,\n  \"b\": true\n}\n"
    let source = Self.data("let dados from \"d.json\"\n", contract: "{ a: integer, b: string }")
    #expect(marked(5006, source, files: ["d.json": json]) == [["3: dados", "3: true"]])
    let table = Self.data("let dados from \"d.csv\"\n", contract: "[{ a: string(max: 2) }]")
    #expect(marked(5006, table, files: ["d.csv": "a\nxy\nxyz\n"]) == [["3: dados", "3: xyz"]])
  }

  @Test func ofATextFromAFile() {
    let source = message("text \"Um {n.a}\"") + "let n from \"d.json\"\n"
    #expect(
      marked(4008, source, files: ["d.json": "{\n  \"a\": \"dois *tres\"\n}"]) == [["2: n.a", "2: \"dois *tres\""]])
  }

  @Test func anArgumentOfLike() {
    // The `like` makes it wrong: the inherited name and the argument are labels.
    let base = message("text \"Um {n}\"").replacing("message m", with: "base b(n: string(min: 1, max: 9))")
    #expect(marked(4008, base + "message m like b(n: \"a *b\")\n") == [["9: b", "9: *"]])
  }

  @Test func aDefault() {
    let source = message("text \"Um {n}\"").replacing(
      "message m", with: "message m(n: string(min: 1, max: 9) = \"a *b\")")
    #expect(marked(4008, source) == [["2: n", "1: *"]])
  }
}
