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
      rootExists: { !$0.hasSuffix("gone") }, names: files.keys.sorted(), manifest: manifest?.bytes(),
      isOurs: { files[$0] == "OURS" },
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

  // MARK: Whose files these are

  private func conflict(_ outputs: [ManifestEntry], in folder: Folder, roots: Set<String> = [".."]) -> FolderConflict? {
    do throws(FolderConflict) {
      _ = try FolderPlan(outputs: outputs, old: folder.manifest, folder.run(["x"], roots: roots))
      return nil
    } catch {
      return error
    }
  }

  private func rooted(_ file: String, _ root: String?, from source: String = "x", holding text: String = "")
    -> ManifestEntry
  {
    var one = entry(file, from: source, holding: text)
    one.root = root
    return one
  }

  @Test func entriesOfAnotherRootStay() {
    var folder = Self.folder
    folder.manifest = Manifest([rooted("a.json", "../other", holding: "A"), rooted("b.json", "..", holding: "B")])
    folder.sources = []
    let plan = folder.plan([rooted("c.json", "..", holding: "C")], of: ["x"])
    #expect(plan.removed == ["b.json"])
    #expect(plan.manifest.outputs.map(\.file) == ["a.json", "c.json"])
  }

  @Test func oneNameOfTwoRoots() {
    var folder = Self.folder
    folder.manifest = Manifest([rooted("a.json", "../other", holding: "A")])
    let ours = rooted("a.json", "..", holding: "new")
    #expect(conflict([ours], in: folder) == .otherRoot(file: "a.json", theirs: "../other", ours: ".."))
    // Also where it would say the same.
    #expect(conflict([rooted("a.json", "..", holding: "A")], in: folder) != nil)
    folder.manifest = Manifest([rooted("a.json", "../gone", holding: "A")])
    #expect(folder.plan([ours], of: ["x"]).manifest.outputs.map(\.root) == [".."])
    folder.manifest = Manifest([rooted("a.json", nil, holding: "A")])
    #expect(folder.plan([ours], of: ["x"]).manifest.outputs.map(\.root) == [".."])
  }

  @Test func whatNoRunWroteStays() {
    let folder = Folder(files: ["a.json": "mine", "b.json": "OURS"])
    #expect(conflict([entry("a.json", from: "x", holding: "new")], in: folder) == .foreign(file: "a.json"))
    #expect(conflict([entry("a.json", from: "x", holding: "mine")], in: folder) == nil)
    #expect(conflict([entry("b.json", from: "x", holding: "new")], in: folder) == nil)
    var listed = Self.folder
    listed.files["a.json"] = "edited"
    #expect(listed.plan([entry("a.json", from: "x", holding: "new")], of: ["x"]).replaced == ["a.json"])
  }

  @Test func whatWasPipedInIsRemovedByItsNameAlone() {
    var folder = Self.folder
    var piped = rooted("a.json", "..", from: "in", holding: "A")
    piped.isPiped = true
    folder.manifest = Manifest([piped])
    folder.sources = []
    #expect(folder.plan([], of: ["x"]).removed.isEmpty)
    #expect(folder.plan([], of: ["in"]).removed.isEmpty)
    let own = FolderRun(roots: [".."], isOperand: { $0.isPiped }, sourceExists: { _ in false }) { _ in piped.sha256 }
    #expect(try! FolderPlan(outputs: [], old: folder.manifest, own).removed == ["a.json"])
  }

  @Test func namesThatDifferInCaseAlone() {
    let folder = Folder(
      files: ["Promo.json": "P", "x.txt": ""], manifest: Manifest([entry("Promo.json", from: "x", holding: "P")]))
    let renamed = folder.plan([entry("promo.json", from: "x", holding: "Q")], of: ["x"])
    #expect(renamed.removed == ["Promo.json"] && renamed.written == [0])
    // One that stays, for whatever reason, and the new one cannot both be there.
    let new = [entry("promo.json", from: "y", holding: "Q")]
    #expect(
      conflict(new, in: Folder(files: ["PROMO.json": "OURS"])) == .caseAlone(file: "promo.json", other: "PROMO.json"))
    #expect(
      conflict(new, in: Folder(files: [:], sources: ["z"], manifest: Manifest([entry("Promo.json", from: "z")]))) != nil
    )
  }

  @Test func aBodyAndAFormInOurOwnLayout() {
    let body =
      "{\n  \"title\": \"T\",\n  \"text\": \"B\",\n  \"caption\": \"C\",\n  \"parameters\": {\n"
      + "    \"flow_name\": \"f\",\n    \"flow_cta\": \"Go\"\n  }\n}\n"
    #expect(OwnLayout.matches(Array(body.utf8)))
    let compact = #"{"title":"T","text":"B","caption":"C","parameters":{"flow_name":"f","flow_cta":"Go"}}"#
    #expect(OwnLayout.matches(Array(compact.utf8)))
    for other in [
      "", "{}", "{}\n", compact + " ", body.replacing("  ", with: "    "), "[" + compact + "]",
      body.replacing("title", with: "name"),
      #"{"version":"7.1","screens":[]}"#, #"{"name":"x"}"#, body.replacing("\n", with: "\r\n"), "\u{FEFF}" + body,
    ] {
      #expect(!OwnLayout.matches(Array(other.utf8)), "\(other)")
    }
    #expect(OwnLayout.matches(Array(#"{"version":1,"message":"m","parameters":{},"variants":[]}"#.utf8)))
  }
}
