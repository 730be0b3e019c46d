import FlowMsg
import FlowMsgEmit
import Testing

@testable import FlowMsgCLI

@Suite("The output folder")
struct OutputFolderTests {
  /// Compiles `operands` of `files` into `dist`, in the way of `compile --output dist`, and says what `--check` said before.
  @discardableResult
  private func build(
    _ operands: [String], _ files: MemoryFileSystem, isSelection: Bool = false
  ) throws -> (differences: [String], plan: FolderPlan) {
    var search = OperandSearch(files)
    let found = search.find(operands)
    let provider = DiskProvider(files, FakeConsole(), found)
    let compilation = FakeCompiler().compile(found.sources, provider)
    let folder = OutputFolder("dist", files)
    let plan = try folder.plan(compilation, provider, isSelection: isSelection)
    let differences = folder.differences(plan, compilation)
    try folder.carryOut(plan, compilation)
    return (differences, plan)
  }

  @Test("what is made is written, listed, and not touched again")
  func write() throws {
    let files = MemoryFileSystem(["a": "one", "b": "duo"])
    let first = try build(["a", "b"], files)
    #expect(
      first.differences == [
        "'dist/a.json' is missing", "'dist/b.json' is missing", "'dist/flowmsg.manifest.json' is missing",
      ])
    #expect(files["dist/a.json"] == "one" && files["dist/b.json"] == "duo")
    #expect(files["dist/flowmsg.manifest.json"]?.contains("\"source\": \"a\"") == true)
    let second = try build(["a", "b"], files)
    #expect(second.differences.isEmpty && second.plan.isUpToDate)
    try files.write(Array("hot".utf8), to: "a")
    let third = try build(["a", "b"], files)
    #expect(third.differences == ["'dist/a.json' is out of date", "'dist/flowmsg.manifest.json' is out of date"])
    #expect(third.plan.untouched == [1] && files["dist/a.json"] == "hot")
  }

  @Test("what nothing makes any more is removed, unless somebody edited it or only a part was compiled")
  func cleanUp() throws {
    let sources = ["a": "one", "b": "duo", "c": "three"]
    let files = MemoryFileSystem(sources)
    try build(["a", "b", "c"], files)
    try build(["a"], files)
    #expect(files["dist/b.json"] == "duo")
    try files.remove("b")
    try files.remove("c")
    try files.write(Array("mine".utf8), to: "dist/c.json")
    try build(["a"], files, isSelection: true)
    #expect(files["dist/b.json"] == "duo")
    let last = try build(["a"], files)
    #expect(last.plan.removed == ["b.json"] && last.plan.edited.map(\.file) == ["c.json"])
    #expect(files.names == ["/proj/a", "/proj/dist/a.json", "/proj/dist/c.json", "/proj/dist/flowmsg.manifest.json"])
  }

  @Test("the manifest names sources by their project, from whatever working directory")
  func sources() throws {
    let files = MemoryFileSystem(["/repo/.git/": "", "/repo/src/a": "one"])
    try build(["/repo/src/a"], files)
    #expect(files["dist/flowmsg.manifest.json"]?.contains("\"source\": \"src/a\"") == true)
  }

  @Test(
    "what cannot be written is told before anything is",
    arguments: [
      (["dist": "a file"], "'dist': it is a file"), (["dist/b.json/": ""], "'dist/b.json': there is a folder"),
      (["dist/flowmsg.manifest.json/": ""], "there is a folder of that name"),
      (["dist/flowmsg.manifest.json": "{\n \"version\": 9}"], "dist/flowmsg.manifest.json:2:13: "),
      (["dist/flowmsg.manifest.json": "x"], "dist/flowmsg.manifest.json:1:1: "),
    ] as [([String: String], String)])
  func obstacles(_ there: [String: String], _ message: String) {
    let files = MemoryFileSystem(there.merging(["a": "one", "b": "duo"]) { first, _ in first })
    let before = files.names
    #expect {
      try build(["a", "b"], files)
    } throws: { error in
      (error as? Failure)?.message.contains(message) == true
    }
    #expect(files.names == before)
  }

  @Test("a write that fails ends the run, before the manifest speaks of the file")
  func failure() {
    let files = MemoryFileSystem(["a": "one"], failures: ["/proj/dist/a.json": .noSpace])
    #expect(throws: Failure("cannot write 'dist/a.json': no space left on device")) { try build(["a"], files) }
    #expect(files["dist/flowmsg.manifest.json"] == nil)
  }
}
