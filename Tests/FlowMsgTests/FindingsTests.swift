import FlowMsg
import FlowMsgCheck
import FlowMsgText
import Testing

/// One finding is one report, and reports are in one order.
struct FindingsTests {
  private static let marks = """
    let v = "nome"
    message m {
      title "T"
      text "a *b _c ~d {v}"
      caption "C"
      flow f
      cta "Go"
      in es { title "Ti", text "xx *yy", cta "Ir" }
      in pt { title "Ti", cta "Ir" }
      in fr { title "Ti", cta "Ir" }
    }
    flow f { screen S }
    """
  private static let data = """
    let v = { a: 1, b: 2, c: 3, d: 4 }
    flow g { screen S { o: { a: string, b: string, c: string, d: string } } }
    message m {
      title "T"
      text "a"
      caption "C"
      flow g
      cta "Go"
      screen S { o: v }
      in es { title "Ti", text "xx", cta "Ir" }
      in pt { title "Ti", text "x", cta "Ir" }
    }
    """
  private static let defaults = message("text \"a *b _c ~d {p}\"").replacing(
    "message m", with: "message m(p: string(min: 1, max: 5) = \"x\")")

  @Test func variantsSayTheSameOnce() {
    let marks = findings(compile(["main.flowmsg": Self.marks])).filter { $0.hasSuffix("FM4008") }
    // The block's own text has a mark of its own, at its own place.
    #expect(marks == ["4: FM4008", "4: FM4008", "4: FM4008", "8: FM4008"])
    #expect(findings(compile(["main.flowmsg": Self.data])) == Array(repeating: "9: FM5006", count: 4))
    #expect(findings(compile(["main.flowmsg": Self.defaults])) == Array(repeating: "2: FM4008", count: 3))
  }

  @Test func whatDiffersByLocaleIsSaidOfEach() {
    let codes = findings(compile(["main.flowmsg": Self.marks]))
    #expect(codes.filter { $0 == "2: FM2612" }.count == 2)
  }

  /// What a locale's own block draws: that it leaves texts out, or that the list of locales has nothing for it.
  private static let ofLocales: Set<DiagnosticCode> = [2611, 2612]

  @Test(
    arguments: Compiler.catalogue.filter {
      !$0.bad.isEmpty && 3000..<7000 ~= $0.code.number && !(5100..<5200 ~= $0.code.number)
    }.map { ($0.code, $0.bad) })
  func anUnrelatedLocaleChangesNothing(_ code: DiagnosticCode, _ bad: String) {
    // Only messages written over several lines end in a brace of their own.
    let lines = bad.split(separator: "\n", omittingEmptySubsequences: false)
    var isMessage = false
    let changed = lines.map { line in
      if line.hasPrefix("message ") { isMessage = line.hasSuffix("{") }
      guard isMessage, line == "}" else { return String(line) }
      isMessage = false
      return "in eo { type \"x\" } }"
    }
    #expect(places(changed.joined(separator: "\n")) == places(bad))
  }

  private func places(_ source: String) -> [String] {
    let compilation = compile(RuleExampleFiles.files.merging(["main.flowmsg": source]) { $1 })
    return compilation.diagnostics.filter { !Self.ofLocales.contains($0.code) }
      .map { "\($0.code) \($0.location.file.rawValue) \($0.location.range.start)" }
  }

  // MARK: The order

  private static let kind = DiagnosticKind(3001, .error, "t", why: "w", bad: "", good: "")

  private static func finding(_ message: String, _ start: UInt32 = 1, label: String = "", help: [String] = [])
    -> Diagnostic
  {
    let location = SourceLocation(FileID(0), ByteRange(start, start + 2))
    return Diagnostic(
      kind, message, at: location, labels: label.isEmpty ? [] : [DiagnosticLabel(location, label)], help: help)
  }

  @Test func orderDoesNotDependOnWhatWasFoundFirst() {
    let all = [
      Self.finding("b"), Self.finding("a"), Self.finding("c", 0), Self.finding("a", label: "x"),
      Self.finding("a", label: "y"), Self.finding("a", help: ["h"]), Self.finding("b"), Self.finding("\u{E9}"),
      Self.finding("e\u{301}"),
    ]
    let shown = { (list: [Diagnostic]) in
      var list = list
      Findings.settle(&list)
      return list.map { "\($0.location.range.start) \(Array($0.message.utf8)) \($0.labels.map(\.message)) \($0.help)" }
    }
    let expected = shown(all)
    #expect(expected.count == 7)
    for i in all.indices {
      #expect(shown(Array(all[i...] + all[..<i])) == expected)
      #expect(shown((all[i...] + all[..<i]).reversed()) == expected)
    }
  }

  @Test func listsWithOtherItemsComeInOrder() {
    let keys = (0..<12).map { "k\($0)" }
    let list = { (id: String) in keys.map { "\($0): [{ id: \"\(id)\($0)\" }]" }.joined(separator: ", ") }
    let source = """
      let v = { \(list("x")) }
      message m { title "T", text "X", caption "C", flow "f", cta "Go", screen S { o: { \(list("y")) } }, in es { screen S { o: v } } }
      """
    let found = compile(["main.flowmsg": source]).diagnostics.filter { $0.code == 2614 }.map(\.message)
    #expect(found.count == 12)
    #expect(found == found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test func labelsOfABotsIdsStandInOrder() {
    let ids = (0..<9).map { "  id e\($0) \"x\($0)\"\n" }.joined()
    let found = compile(["main.flowmsg": "bot b {\n  provider gupshup\n\(ids)  id \"y\"\n}\n"]).diagnostics
    let starts = found.first { $0.labels.count > 1 }?.labels.map(\.location.range.start) ?? []
    #expect(starts.count == 9)
    #expect(starts == starts.sorted())
  }
}
