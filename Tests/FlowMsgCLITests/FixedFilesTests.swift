import FlowMsg
import FlowMsgText
import Testing

@testable import FlowMsgCLI

/// What `check --fix` writes and says of the files that it fixed in memory.
struct FixedFilesTests {
  private func fix(
    _ texts: [String: String], meanwhile: (MemoryFileSystem) -> Void = { _ in }
  ) -> (outcome: FixOutcome, failures: [Failure], files: MemoryFileSystem) {
    let files = MemoryFileSystem(texts)
    var search = OperandSearch(files)
    let operands = search.find(texts.keys.sorted())
    let outcome = Compiler(provider: DiskProvider(files, FakeConsole(), operands)).fix(operands.sources)
    meanwhile(files)
    return (outcome, outcome.write(to: files), files)
  }

  private let wrong = "let a = “A”\nlet b = “B”\n"
  private let right = "let a = \"A\"\nlet b = \"B\"\n"

  @Test func whatChangedIsWritten() {
    let (outcome, failures, files) = fix(["a": wrong, "b": wrong, "c": right])
    #expect(failures.isEmpty && files["a"] == right && files["b"] == right && files["c"] == right)
    #expect(outcome.summary([]) == "made 4 fixes in 2 files\n")
  }

  @Test func aFileThatWasChangedMeanwhileIsNotWritten() {
    let (outcome, failures, files) = fix(["a": wrong, "b": wrong]) { try? $0.write(Array("mine".utf8), to: "a") }
    #expect(files["a"] == "mine" && files["b"] == right)
    #expect(failures.map(\.message) == ["'a' was changed by someone else while it was being fixed"])
    #expect(!outcome.summary(failures).contains("made"))
  }

  @Test func withoutFixesNothingIsReported() {
    #expect(fix(["a": right]).outcome.summary([]).isEmpty)
  }

  @Test func whatOnlyAllSourcesShowIsNotLookedForAfterAFixEither() {
    let source = "// flowmsg-allow FM2012: another file uses it\n" + wrong
    let files = MemoryFileSystem(["a.flowmsg": source, "b.flowmsg": wrong])
    let ran = flowmsg("check", "--fix", "a.flowmsg", "b.flowmsg", files: files)
    #expect(ran.output.isEmpty && ran.exit == 0)
    #expect(files["a.flowmsg"] == source.replacing("“", with: "\"").replacing("”", with: "\""))
  }
}
