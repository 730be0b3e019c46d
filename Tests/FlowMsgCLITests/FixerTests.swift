import FlowMsgText
import Testing

@testable import FlowMsg
@testable import FlowMsgCLI

@Suite("Fixes")
struct FixerTests {
  private func fix(
    _ texts: [String: String], safe: Bool = true, failures: [String: SystemError] = [:],
    meanwhile: (MemoryFileSystem) -> Void = { _ in }
  ) -> (outcome: FixOutcome, failures: [Failure], files: MemoryFileSystem) {
    let files = MemoryFileSystem(texts)
    var search = OperandSearch(files)
    let operands = search.find(texts.keys.sorted())
    let provider = DiskProvider(files, FakeConsole(), operands)
    let compiler = FakeCompiler(safe: safe)
    let fixer = Fixer(base: provider) { compiler.compile(operands.sources, $0) }
    let outcome = fixer.run(compiler.compile(operands.sources, provider))
    meanwhile(files)
    return (outcome, outcome.write(to: files), files)
  }

  @Test("all safe fixes of all files are made")
  func all() {
    let (outcome, failures, files) = fix(["a": "1e2e3", "b": "e", "c": "still"])
    #expect(outcome.fixCount == 3 && failures.isEmpty && outcome.compilation.diagnostics.isEmpty)
    #expect(files["a"] == "1o2o3" && files["b"] == "o" && files["c"] == "still")
    #expect(outcome.summary([]) == "made 3 fixes in 2 files\n")
  }

  @Test("a fix that would change what compiles is refused, and its neighbours are made")
  func refusal() {
    let (outcome, _, files) = fix(["a": "w1w\n2xw3xw"])
    #expect(files["a"] == "1\n2x3x")
    #expect(outcome.fixCount == 4)
    #expect(outcome.refused.map(\.place) == ["a:2:2", "a:2:4"])
    #expect(outcome.summary([]).contains("did not fix FM1001 at a:2:2: 'write 'y'' would change what compiles"))
  }

  @Test("errors are fixed first; from then on what compiles may not change")
  func order() {
    let (outcome, _, files) = fix(["a": "exw"])
    #expect(files["a"] == "ox")
    #expect(outcome.refused.count == 1)
  }

  @Test("a fix that guesses is not made")
  func unsafe() {
    let (outcome, _, files) = fix(["a": "e"], safe: false)
    #expect(outcome.fixCount == 0 && files["a"] == "e")
    #expect(outcome.summary([]).isEmpty)
  }

  @Test("a file that was changed meanwhile is not written")
  func race() {
    let (outcome, failures, files) = fix(["a": "e", "b": "e"]) { try? $0.write(Array("mine".utf8), to: "a") }
    #expect(files["a"] == "mine" && files["b"] == "o")
    #expect(failures.map(\.message) == ["'a' was changed by someone else while it was being fixed"])
    #expect(!outcome.summary(failures).contains("made"))
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
  }
}
