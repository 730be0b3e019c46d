import FlowMsg
import FlowMsgCheck
import FlowMsgText
import Testing

/// Every message takes the same path: a plain one, one with a parameter, one in a file that lists locales.
struct OnePathTests {
  private static let kinds = Compiler.catalogue.filter { !(5100..<5200).contains($0.code) }

  /// The findings of a source, each as its code and place, in order.
  private func found(_ source: String, linesBefore: Int = 0) -> [String] {
    let made = compile(RuleExampleFiles.files.merging(["main.flowmsg": source]) { $1 })
    return made.diagnostics.map { one in
      let bytes = made.files[Int(one.location.file.rawValue)].bytes
      let index = LineIndex(bytes)
      let line = index.line(at: one.location.range.start)
      let isMain = made.files[Int(one.location.file.rawValue)].name.hasSuffix("main.flowmsg")
      return "\(line + 1 - (isMain ? linesBefore : 0)): \(one.code) \(one.message)"
    }
  }

  /// A list of one locale changes nothing of a message that is written in no other.
  @Test(arguments: kinds.map { ($0.code, $0.bad) })
  func aListOfOneLocaleChangesNothing(_ code: DiagnosticCode, _ bad: String) {
    // What looks at lists of locales itself, or at the first bytes of the file, is about the line that is added.
    guard !bad.isEmpty, !bad.contains("locales "), !bad.contains("in es"), !bad.contains("in pt"),
      !bad.contains("in En"),
      !bad.hasPrefix("\u{FEFF}")
    else { return }
    #expect(found("locales pt-BR\n" + bad, linesBefore: 1) == found(bad), "\(code)")
  }

  @Test func aScreenThatIsNotASCII() {
    let rest = "{ title \"T\", text \"B\", caption \"C\", flow \"f\", cta \"Go\", screen OLÁ }\n"
    for head in ["message m ", "locales pt-BR\nmessage m ", "base b { title \"Z\" }\nmessage m like b "] {
      let codes = found(head + rest).filter { !$0.contains("FM6") }
      #expect(codes.count == 1 && codes.allSatisfy { $0.contains("FM1110") }, "\(head): \(codes)")
    }
    let parameter = found("message m(n: string(min: 1, max: 9)) " + rest.replacing("\"T\"", with: "\"{n}\""))
    #expect(parameter.contains { $0.contains("FM1110") } && !parameter.contains { $0.contains("FM5013") })
  }

  @Test func everySampleThatIsUnknown() {
    let sample =
      "message m { title \"T\", text \"B\", caption \"C\", flow \"f\", cta \"Go\", example { a: 1, b: 2 } }\n"
    #expect(found(sample).filter { $0.contains("FM3012") }.count == 2)
  }

  @Test func repeatedKeysInArgumentsAndDefaults() {
    let base =
      "base b(o: { a?: integer }) { title \"T\", text \"B\", caption \"C\", flow \"f\", cta \"Go\", payload { o: o } }\n"
    #expect(found(base + "message m like b(o: { a: 1, a: 2 })\n").filter { $0.contains("FM2016") }.count == 1)
    let defaults = base.replacing("}) {", with: "} = { a: 1, a: 2 }) {") + "message m like b\n"
    #expect(found(defaults).filter { $0.contains("FM2016") }.count == 1)
  }
}
