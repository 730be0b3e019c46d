import FlowMsgEmit
import Testing

/// A folder with these texts in it, by file name.
private struct Folder {
  var files: [String: String] = [:]
  var sources: Set<String> = []
  var manifest: Manifest?

  func plan(_ outputs: [ManifestEntry], of operands: Set<String>, isSelection: Bool = false) -> FolderPlan {
    try! FolderPlan(outputs: outputs, old: manifest, run(operands, isSelection: isSelection))
  }

  func run(_ operands: Set<String>, isSelection: Bool = false, roots: Set<String> = [".."]) -> FolderRun {
    FolderRun(
      isSelection: isSelection, roots: roots,
      isOperand: { operands.contains($0.source) && ($0.root.map(roots.contains) ?? true) && !$0.isPiped },
      sourceExists: { sources.contains($0.source) || operands.contains($0.source) },
      rootExists: { !$0.hasSuffix("gone") }, names: files.keys.sorted(), isOurs: { files[$0] == "OURS" },
      digestOnDisk: { name in
        if name == Manifest.fileName { return manifest.map { SHA256.digest(of: $0.bytes()) } }
        return files[name].map { SHA256.digest(of: Array($0.utf8)) }
      })
  }
}

@Suite struct FolderPlanTests {
  /// `a` and `b` come from x, `c` from y; nobody edited them.
  private static let folder = Folder(
    files: ["a.json": "A", "b.json": "B", "c.json": "C"], sources: ["x", "y"],
    manifest: Manifest([
      entry("a.json", from: "x", holding: "A"), entry("b.json", from: "x", holding: "B"),
      entry("c.json", from: "y", holding: "C"),
    ]))
  private static let same = [entry("a.json", from: "x", holding: "A"), entry("b.json", from: "x", holding: "B")]

  @Test func anEmptyFolderGetsEverything() {
    let plan = Folder().plan(Self.same, of: ["x"])
    #expect(plan.written == [0, 1])
    #expect(plan.manifest == Manifest(Self.same))
    #expect(plan.writesManifest && !plan.isUpToDate)
  }

  @Test func nothingForNothing() {
    #expect(
      Folder().plan([], of: ["x"])
        == (try? FolderPlan(outputs: [], old: nil, Folder().run([]))))
    #expect(Folder().plan([], of: ["x"]).isUpToDate)
  }

  @Test func whatIsEqualIsNotTouched() {
    let plan = Self.folder.plan(Self.same, of: ["x"])
    #expect(plan.untouched == [0, 1])
    #expect(plan.manifest == Self.folder.manifest)
    #expect(plan.isUpToDate)
  }

  @Test func whatChangedIsWritten() {
    let outputs = [entry("a.json", from: "x", holding: "A2"), Self.same[1], entry("d.json", from: "x", holding: "D")]
    let plan = Self.folder.plan(outputs, of: ["x"])
    #expect(plan.written == [0, 2] && plan.untouched == [1] && plan.removed.isEmpty)
    #expect(plan.manifest.outputs.map(\.file) == ["a.json", "b.json", "c.json", "d.json"])
    #expect(plan.manifest.outputs[0].sha256 == outputs[0].sha256)
    #expect(plan.writesManifest)
  }

  @Test func aFileThatSomebodyDeletedOrEditedIsWrittenAgain() {
    var folder = Self.folder
    folder.files["a.json"] = nil
    folder.files["b.json"] = "edited"
    let plan = folder.plan(Self.same, of: ["x"])
    #expect(plan.written == [0, 1])
    #expect(!plan.writesManifest && !plan.isUpToDate)
  }

  @Test func whatAnOperandNoLongerMakesIsRemoved() {
    let plan = Self.folder.plan([Self.same[0]], of: ["x"])
    #expect(plan.removed == ["b.json"] && plan.edited.isEmpty)
    #expect(plan.manifest.outputs.map(\.file) == ["a.json", "c.json"])
  }

  @Test func whatAGoneSourceMadeIsRemoved() {
    var folder = Self.folder
    folder.sources = ["x"]
    let plan = folder.plan(Self.same, of: ["x"])
    #expect(plan.removed == ["c.json"])
    #expect(plan.manifest == Manifest(Self.same))
  }

  @Test func aSourceOutsideTheRunKeepsItsFiles() {
    let plan = Self.folder.plan(Self.same, of: ["x"])
    #expect(plan.removed.isEmpty && plan.manifest.outputs.last?.file == "c.json")
  }

  @Test func anEditedFileStaysAndIsNamed() {
    var folder = Self.folder
    folder.files["b.json"] = "edited"
    let plan = folder.plan([Self.same[0]], of: ["x"])
    #expect(plan.removed.isEmpty && plan.edited.map(\.file) == ["b.json"])
    #expect(plan.manifest.outputs.map(\.file) == ["a.json", "c.json"])
  }

  @Test func aFileThatIsAlreadyGoneIsForgotten() {
    var folder = Self.folder
    folder.files["b.json"] = nil
    let plan = folder.plan([Self.same[0]], of: ["x"])
    #expect(plan.removed.isEmpty && plan.edited.isEmpty)
    #expect(plan.manifest.outputs.map(\.file) == ["a.json", "c.json"])
  }

  @Test func aSelectionRemovesNothing() {
    var folder = Self.folder
    folder.sources = ["x"]
    let plan = folder.plan([entry("a.json", from: "x", holding: "A2")], of: ["x"], isSelection: true)
    #expect(plan.written == [0] && plan.removed.isEmpty && plan.edited.isEmpty)
    #expect(plan.manifest.outputs.map(\.file) == ["a.json", "b.json", "c.json"])
  }

  @Test func aMessageThatMovedToAnotherSourceIsNotRemoved() {
    let plan = Self.folder.plan([entry("b.json", from: "z", holding: "B")], of: ["z", "x"])
    #expect(plan.untouched == [0] && plan.removed == ["a.json"])
    #expect(plan.manifest.outputs.map(\.source) == ["z", "y"])
  }

  @Test func theLastMessageLeavesAnEmptyManifest() {
    let plan = Self.folder.plan([], of: ["x", "y"])
    #expect(plan.removed == ["a.json", "b.json", "c.json"])
    #expect(plan.manifest == Manifest() && plan.writesManifest)
  }
}
