import FlowMsgText
import Testing

@testable import FlowMsg
@testable import FlowMsgCLI

@Suite("Fixes")
struct FixerTests {
  private func fix(_ texts: [String: String], safe: Bool = true) -> (outcome: FixOutcome, texts: [String: String]) {
    let files = MemoryFileSystem(texts)
    var search = OperandSearch(files)
    let operands = search.find(texts.keys.sorted())
    let provider = DiskProvider(files, FakeConsole(), operands)
    let compiler = FakeCompiler(safe: safe)
    let fixer = Fixer(base: provider) { compiler.compile(operands.sources, $0) }
    let outcome = fixer.run(compiler.compile(operands.sources, provider))
    let changed = outcome.changes.map { ($0.path.display, String(decoding: $0.after, as: UTF8.self)) }
    return (outcome, texts.merging(changed) { $1 })
  }

  @Test("all safe fixes of all files are made")
  func all() {
    let (outcome, texts) = fix(["a": "1e2e3", "b": "e", "c": "still"])
    #expect(outcome.fixCount == 3 && outcome.compilation.diagnostics.isEmpty)
    #expect(texts == ["a": "1o2o3", "b": "o", "c": "still"])
    #expect(outcome.changes.map(\.path.display) == ["a", "b"])
    #expect(outcome.changes.first?.before == Array("1e2e3".utf8))
  }

  @Test("a fix that would change what compiles is refused, and its neighbours are made")
  func refusal() {
    let (outcome, texts) = fix(["a": "w1w\n2xw3xw"])
    #expect(texts["a"] == "1\n2x3x")
    #expect(outcome.fixCount == 4)
    #expect(outcome.refused.map(\.path.display) == ["a", "a"])
    #expect(outcome.refused.map(\.position) == [LinePosition(line: 2, column: 2), LinePosition(line: 2, column: 4)])
    #expect(outcome.refused.map { "\($0.code) \($0.title)" } == ["FM1001 write 'y'", "FM1001 write 'y'"])
  }

  @Test("errors are fixed first; from then on what compiles may not change")
  func order() {
    let (outcome, texts) = fix(["a": "exw"])
    #expect(texts["a"] == "ox")
    #expect(outcome.refused.count == 1)
  }

  @Test("a fix that guesses is not made")
  func unsafe() {
    let (outcome, texts) = fix(["a": "e"], safe: false)
    #expect(outcome.fixCount == 0 && texts["a"] == "e")
  }

  @Test("edits that touch are not made together")
  func touching() {
    let place = { (start: UInt32, end: UInt32) in FlowMsgText.SourceLocation(FileID(0), ByteRange(start, end)) }
    let fix = { (edits: [(UInt32, UInt32, String)]) in Fix("f", edits.map { TextEdit(place($0.0, $0.1), $0.2) }) }
    var set = EditSet()
    let tries: [(edits: [(UInt32, UInt32, String)], fits: Bool)] = [
      ([(4, 6, "B"), (0, 2, "A")], true), ([(1, 3, "")], false), ([(4, 4, "")], false), ([(5, 5, "")], false),
      ([(0, 9, "")], false), ([(0, 2, "A")], false), ([(8, 9, "no"), (5, 7, "no")], false),
      ([(2, 4, "-"), (6, 6, "+")], true),
    ]
    for (edits, fits) in tries {
      let added = set.add(fix(edits))
      #expect(added == fits)
    }
    #expect(set.apply(to: Array("0123456789".utf8), of: FileID(0)) == Array("A-B+6789".utf8))
    // Edits of another state of the file: what they reach is changed.
    #expect(set.apply(to: Array("01234".utf8), of: FileID(0)) == Array("A-B+".utf8))
    #expect(set.apply(to: [], of: FileID(0)) == Array("A-B+".utf8))
    #expect(set.apply(to: Array("01".utf8), of: FileID(1)) == Array("01".utf8))
  }
}
