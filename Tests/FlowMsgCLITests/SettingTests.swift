import FlowMsgCLI
import Testing

/// What `compile --set` says of values that cannot be taken: an argument is wrong, not the source.
struct SettingTests {
  private static let source = """
    base b(n: string(min: 1), k: [string], i: integer = 1) {
      title "{n}"
      text "B"
      caption "C"
      flow f
      cta "Go"
      payload { k: k, i: i }
    }
    message m(o: string(min: 1)) like b(n: o) {
      cta "{o}"
      title "T"
    }
    message l like b { payload { j: [[1]] } }
    flow f { screen S }

    """

  private func compile(_ message: String, _ settings: String...) -> Outcome {
    flowmsg(
      ["compile", "m.flowmsg", "--message", message] + settings.flatMap { ["--set", $0] },
      files: MemoryFileSystem(["m.flowmsg": Self.source]))
  }

  @Test func aBaseAmongTheOperandsIsNotSet() {
    let source = """
      base b { text "B", caption "C", flow f, cta "Go" }
      base c { title "T" }
      message m(n: string(min: 1, max: 9)) like b { title "{n}" }
      flow f { screen S }

      """
    let outcome = flowmsg(
      ["compile", ".", "--ndjson", "--set", "n=Ana"], files: MemoryFileSystem(["m.flowmsg": source]))
    #expect(outcome.exit == 0, "\(outcome.error)")
    #expect(outcome.output.contains("\"title\":\"Ana\""))
  }

  private static let nested = String(repeating: "[", count: 70) + String(repeating: "]", count: 70)

  @Test func whatFitsIsTaken() {
    #expect(compile("l", "n=Ana", "k=[\"a\"]").exit == 0)
    #expect(compile("m", "o=Ana", "k=[]").exit == 0)
  }

  @Test(arguments: [
    (
      "l", "n=\(String(repeating: "a", count: 61))", "'n': the title is 61 characters long, 1 more than the 60 that fit"
    ),
    ("l", "n=", "'' for 'n' of message 'l' does not fit: expected a string of at least 1 character"),
    ("m", "o=\(String(repeating: "a", count: 31))", "'o': the cta is 31 characters long, 1 more than the 30 that fit"),
    ("m", "o=a 🚀", "'o': the cta holds an emoji, which WhatsApp refuses there"),
    ("l", "i=1.5", "'1.5' for 'i' of message 'l' does not fit: expected an integer"),
    ("l", "i=9223372036854775808", "expected an integer that fits 64 bits"),
    ("l", "i=", "'' for 'i' of message 'l' is no JSON: "),
    ("l", "k=[\"\\u0000\"]", "for 'k' of message 'l' cannot be used: found NUL (U+0000), which no text may hold"),
    (
      "l", "n=a\u{0}b", "'a\u{FFFD}b' for 'n' of message 'l' cannot be used: found NUL (U+0000), which no text may hold"
    ),
    ("l", "k=\(nested)", "…' for 'k' of message 'l' cannot be used: it nests more than 64 objects and lists"),
  ])
  func whatDoesNotFitIsAWrongArgument(_ message: String, _ setting: String, _ said: String) {
    let others = ["n=Ana", "k=[]", "o=Ana"].filter { $0.first != setting.first && !(message == "l" && $0.first == "o") }
      .filter { !(message == "m" && $0.first == "n") }
    let outcome = flowmsg(
      ["compile", "m.flowmsg", "--message", message] + ([setting] + others).flatMap { ["--set", $0] },
      files: MemoryFileSystem(["m.flowmsg": Self.source]))
    #expect(outcome.exit == 2, "\(outcome.error)")
    #expect(outcome.output == "")
    #expect(outcome.error.contains(said), "\(outcome.error)")
  }

  @Test func aValueThatNestsTooDeepInItsPlaceIsAWrongArgument() {
    let list = { (depth: Int, inner: String) in
      String(repeating: "[", count: depth) + inner + String(repeating: "]", count: depth)
    }
    let source = """
      message m(k: \(list(8, "string"))) {
        title "T", text "B", caption "C", flow f, cta "Go", payload { a: \(list(58, "k")) }
      }
      flow f { screen S }

      """
    let outcome = flowmsg(
      "compile", "m.flowmsg", "--set", "k=\(list(8, "\"a\""))", files: MemoryFileSystem(["m.flowmsg": source]))
    #expect(outcome.exit == 2, "\(outcome.error)")
    #expect(outcome.error.contains("the value of 'k': the body nests more than 64 objects and lists"))
  }

  @Test func aDefaultThatDoesNotFitIsAFaultOfTheSource() {
    let source = """
      message m(n: string(min: 1) = "\(String(repeating: "a", count: 61))", k: string) {
        title "{n}", text "B", caption "C", flow f, cta "Go", payload { k: k }
      }
      flow f { screen S }

      """
    let outcome = flowmsg(
      "compile", "m.flowmsg", "--set", "k=a", files: MemoryFileSystem(["m.flowmsg": source]))
    #expect(outcome.exit == 1, "\(outcome.error)")
    #expect(outcome.error.contains("FM4001"))
  }

  @Test func anOpenFormGoesWithNoLocale() {
    let outcome = flowmsg(
      "compile", "m.flowmsg", "--open", "--message", "l", "--locale", "es",
      files: MemoryFileSystem(["m.flowmsg": Self.source]))
    #expect(outcome.exit == 2)
    #expect(outcome.error.contains("'--open' prints one open form, and goes with no '--locale'"))
    #expect(outcome.error.contains("an open form carries all locales"))
  }
}
