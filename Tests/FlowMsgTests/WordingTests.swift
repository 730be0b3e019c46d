import FlowMsg
import FlowMsgText
import Testing

/// What diagnostics of parameters and of values from files say.
struct WordingTests {
  private static let rest = "text \"B\", caption \"C\", flow f, cta \"Go\""

  private func messages(_ source: String, files: [String: String] = [:]) -> [String] {
    compile(files.merging(["main.flowmsg": source]) { $1 }).diagnostics.map(\.message)
  }

  private func inMessage(_ parameters: String, _ statements: String) -> [String] {
    messages("message m(\(parameters)) { title \"T\", \(Self.rest), \(statements) }\nflow f { screen S }\n")
  }

  @Test func aNameThatStandsTwiceIsNamedOnce() {
    let found = messages("message m(n: string(max: 9)) { title \"{n}{n}\", \(Self.rest) }\nflow f { screen S }\n")
    #expect(found == ["the title is empty where `n` is"])
  }

  @Test(arguments: ["string(max: 9)", "string(min: 1, max: 50)"])
  func aTypeThatStandsTwiceIsShownOnce(_ type: String) {
    let source = "message m(n: \(type)) { title \"{n}{n}\", \(Self.rest) }\nflow f { screen S }\n"
    #expect(compile(["main.flowmsg": source]).diagnostics.map(\.labels.count) == [1])
  }

  @Test func theLimitOfANumberIsNamed() {
    #expect(
      inMessage("n: number = 1.0000000000000000000000000", "payload { n: n }")
        == ["the default of `n` is a number of 27 characters, and is to be a number, written in at most 24 characters"])
    #expect(
      inMessage("n: integer = 9223372036854775808", "payload { n: n }")
        == ["the default of `n` is 9223372036854775808, and is to be an integer that fits 64 bits"])
    #expect(
      inMessage("n: integer = 1.5", "payload { n: n }") == ["the default of `n` is 1.5, and is to be an integer"])
  }

  @Test func aDefaultTakesNoParameters() {
    #expect(
      inMessage("n: string, k: string = n", "payload { n: n, k: k }")
        == ["the default of `k` cannot take the parameter `n`"])
    #expect(
      inMessage("n: string, k: string = \"a\"", "payload { n: n, k: k }, example { n: \"a{k}\" }")
        == ["the example of `n` cannot take the parameter `k`"])
    #expect(
      inMessage("n: string = zzz", "payload { n: n }") == ["nothing in sight is called `zzz`"])
  }

  @Test func aTextThatDoesNotFitIsNotShownWithItsHoles() {
    let source = """
      base b(n: string(max: 9)) { title "T{n}", \(Self.rest) }
      message m(o: string(max: 9)) like b(n: "a{o}")
      flow f { screen S }

      """
    #expect(messages(source) == ["`n` is a text with parameters, and is to be a string of at most 9 characters"])
  }

  // MARK: Values from files

  @Test(arguments: ["import \"\"", "let w from \"\"", "flow f from \"\""])
  func anEmptyPathIsSaidToBeEmpty(_ declaration: String) {
    #expect(messages(declaration) == ["the path is empty"])
  }

  @Test func anEqualsSignBeforeFromIsSaidToBeTooMuch() throws {
    let source = "let v = from \"v.json\"\n"
    let found = compile(["main.flowmsg": source, "v.json": "1"]).diagnostics
    #expect(found.map(\.code) == [1114])
    #expect(found.first?.fixes.first?.isSafe == true)
    let edit = try #require(found.first?.fixes.first?.edits.first)
    let (start, end) = (Int(edit.location.range.start), Int(edit.location.range.end))
    let bytes = Array(source.utf8)
    #expect(
      String(decoding: bytes[..<start] + Array(edit.replacement.utf8) + bytes[end...], as: UTF8.self)
        == "let v from \"v.json\"\n")
    // A let may be called so.
    #expect(messages("let from = 1\nlet v = from\n") == [])
  }

  @Test(arguments: [
    "[\"a\\u0000b\"]", "{\"a\\u0000\": 1}", "[\"a\u{0}\"]",
  ])
  func aNULIsCalledOne(_ json: String) throws {
    let found = compile(["main.flowmsg": "let d from \"d.json\"", "d.json": json]).diagnostics
    #expect(found.count == 1)
    #expect(found.first?.message.contains("NUL") == true, "\(found.map(\.message))")
    #expect(found.first?.location.file.rawValue == 1)
  }

  @Test func anImageThatIsTooLargeIsSaidOnceAtItsPath() {
    var files = ["main.flowmsg": Array("let d from \"d.png\"\nlet e = 1\n".utf8)]
    files["d.png"] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [UInt8](repeating: 0xFF, count: 800_000)
    let found = Compiler(provider: MemoryProvider(bytes: files), runner: SerialRunner())
      .compile([SourcePath(canonical: "main.flowmsg", display: "main.flowmsg")])
    #expect(findings(found) == ["1: FM2015"])
    #expect(found.diagnostics.first?.location.range == ByteRange(11, 18))
  }

  @Test func everyBadRowOfATableIsSaid() {
    let found = compile(["main.flowmsg": "let d from \"d.csv\"", "d.csv": "a,b\n1,2\n1\n3,4\n1,2,3\n\"x"]).diagnostics
    #expect(found.map(\.code) == [2017, 2017, 2017])
    #expect(
      found.map(\.message) == [
        "found 1 cell, expected 2 as in the header", "found 3 cells, expected 2 as in the header",
        "a double quote opens a cell here and is never closed",
      ])
  }

  @Test func ofVeryManyBadRowsTheFirstAreShown() {
    let rows = String(repeating: "1\n", count: 5_000)
    let found = compile(["main.flowmsg": "let d from \"d.csv\"", "d.csv": "a,b\n" + rows]).diagnostics
    #expect(found.count == 100)
    #expect(found.last?.help.last == "4900 more rows like this are not shown")
  }
}
