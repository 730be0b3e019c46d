import FlowMsg
import Testing

/// A key that appears twice in a block is found also where blocks are put together, so that no value is lost in silence.
struct RepeatedKeyTests {
  static let base = """
    base comum(n: string(min: 1, max: 9) = "x") {
      title "Olá, {n}"
      text "Complete este fluxo para começar"
      caption "Jelou"
      flow "boas_vindas"
      cta "Iniciar"
      screen HOME { z: "0" }
      payload { z: 0 }
      parameters { flow_token: "t" }
    }

    """

  /// What builds on the base, and the lines of it that have a key too many.
  static let cases: [(String, [Int])] = [
    ("message m like comum {\n  payload { a: 1, a: 2 }\n}", [2]),
    ("message m like comum {\n  parameters { a: 1, a: 2 }\n}", [2]),
    ("message m like comum {\n  screen HOME { a: \"1\", a: \"2\" }\n}", [2]),
    ("message m like comum {\n  payload { a: { b: 1, \"b\": 2 } }\n}", [2]),
    ("message m like comum {\n  payload { \"\\u{61}\": 1, a: 2 }\n}", [2]),
    ("message m like comum {\n  payload { z: 1, z: 2 }\n}", [2]),
    ("message m like comum {\n  in es {\n    payload { a: 1, a: 2 }\n  }\n}", [3]),
    ("message m like comum {\n  payload { a: 1 }\n  in es {\n    payload { a: 1, a: 2 }\n  }\n}", [4]),
    ("base meio like comum {\n  payload { a: 1, a: 2 }\n}\nmessage m like meio {\n  payload { a: 3 }\n}", [2]),
    ("message m like comum {\n  example { n: \"a\", n: \"b\" }\n}", [2]),
    ("message m like comum {\n  screen OTHER { a: [{ b: 1, b: 2 }] }\n  in es { screen HOME }\n}", [2]),
    ("message m like comum {\n  payload { a: 1 }\n  in es { payload { a: 2 } }\n}", []),
    (
      "message m like comum {\n  payload { \((0..<40).map { "k\($0): 1" }.joined(separator: ", ")), k7: 2 }\n}", [2]
    ),
  ]

  @Test(arguments: cases) func isFoundWhereBlocksAreMerged(_ source: String, _ lines: [Int]) {
    let compilation = compile(["main.flowmsg": Self.base + source], product: .bodies(compact: true))
    let first = Self.base.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    #expect(findings(compilation).filter { $0.hasSuffix("FM2016") } == lines.map { "\(first + $0): FM2016" })
    #expect(compilation.outputs.isEmpty == !lines.isEmpty)
  }

  @Test func isReportedAtAnImportedBaseAlone() {
    let base =
      "base b {\n  title \"T\", text \"B\", caption \"C\", flow \"f\", cta \"Go\", screen S\n"
      + "  payload { a: { b: 1, b: 2 } }\n}\n"
    let made = compile([
      "main.flowmsg": "import \"l.flowmsg\"\nmessage m like b\nmessage n like b { payload { c: 1 } }\n",
      "l.flowmsg": base,
    ])
    #expect(findings(made, from: .error) == ["l.flowmsg 3: FM2016"])
  }
}
