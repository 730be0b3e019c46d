import FlowMsg
import FlowMsgText
import Testing

/// What a workspace gives out, and which files it knows.
struct WorkspaceTests {
  private static func path(_ name: String) -> SourcePath { SourcePath(canonical: name, display: name) }
  private static let main = path("main.flowmsg")
  private static let shared = path("shared.flowmsg")
  private static let files = [
    "main.flowmsg": "import \"shared.flowmsg\"\n" + message("title \"{marca}\""),
    "shared.flowmsg": "let marca = \"Aurora\"\n",
  ]

  private func workspace(_ operands: [SourcePath] = [main, shared]) -> Workspace {
    let workspace = Workspace(provider: MemoryProvider(Self.files))
    workspace.add(operands)
    return workspace
  }

  private func codes(_ changes: [FileDiagnostics]) -> [String: [String]] {
    Dictionary(uniqueKeysWithValues: changes.map { ($0.path?.display ?? "", $0.diagnostics.map(\.code.description)) })
  }

  @Test func givesOutTheFilesOfWhichDiagnosticsChanged() {
    let workspace = workspace()
    let before = codes(workspace.update(Self.shared, SourceEdit(4..<9, with: Array("cor".utf8))))
    #expect(before == ["main.flowmsg": ["FM2002"]])
    #expect(codes(workspace.update(Self.shared, SourceEdit(0..<0, with: [0x0A]))).isEmpty)
    #expect(codes(workspace.update(Self.shared, SourceEdit(5..<8, with: Array("marca".utf8)))) == ["main.flowmsg": []])
  }

  /// What a let says is checked again where it is used, through other lets too, and in what a base inherits.
  @Test func followsTheValueOfALet() {
    let long = Array(String(repeating: "x", count: 61).utf8)
    for (shared, use) in [("", "marca"), ("let outra = \"{marca}\"\n", "outra")] {
      let provider = MemoryProvider([
        "main.flowmsg": "import \"shared.flowmsg\"\n" + message("title \"{\(use)}\""),
        "shared.flowmsg": "let marca = \"Aurora\"\n" + shared,
      ])
      let workspace = Workspace(provider: provider)
      workspace.add([Self.main, Self.shared])
      #expect(codes(workspace.update(Self.shared, SourceEdit(13..<13, with: long))) == ["main.flowmsg": ["FM4001"]])
      #expect(
        codes(workspace.update(Self.shared, SourceEdit(13..<(13 + long.count), with: []))) == ["main.flowmsg": []])
    }
  }

  @Test func movesWhatIsBehindAnEdit() throws {
    let workspace = workspace([Self.main])
    workspace.set(
      Self.main, Array((Self.files["main.flowmsg", default: ""] + message("title \"{x}\"", name: "n")).utf8))
    let before = try #require(workspace.diagnostics.first { $0.code == 2002 }).location.range.start
    let text = workspace.files[0].bytes
    let title = try #require(text.firstIndex(of: 0x7B)) + 11
    workspace.update(Self.main, SourceEdit(title..<title, with: Array("oi ".utf8)))
    #expect(workspace.diagnostics.first { $0.code == 2002 }?.location.range.start == before + 3)
  }

  @Test func cutsARangeOffAtTheEnd() {
    let workspace = workspace([Self.shared])
    workspace.update(Self.shared, SourceEdit(1000..<2000, with: Array("let b = 1\n".utf8)))
    #expect(
      workspace.files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["let marca = \"Aurora\"\nlet b = 1\n"])
  }

  @Test func readsWhatIsOpenWhereverItIsRead() {
    let workspace = workspace([Self.main])
    #expect(codes(workspace.set(Self.shared, Array("let cor = 1\n".utf8))) == ["main.flowmsg": ["FM2002"]])
    #expect(codes(workspace.close(Self.shared)) == ["main.flowmsg": []])
    #expect(workspace.close(Self.shared).isEmpty)
  }

  @Test func knowsWhichFilesAreChecked() {
    let workspace = workspace([Self.main, Self.path("none.flowmsg")])
    #expect(workspace.diagnostics.map { "\($0.code)" } == ["FM9007"])
    #expect(workspace.diagnostics.allSatisfy { $0.location.file == .none })
    #expect(codes(workspace.remove(Self.path("none.flowmsg"))) == ["": []])
    #expect(workspace.sources == [Self.main])
    workspace.remove(Self.main)
    #expect(workspace.files.isEmpty && workspace.remove(Self.main).isEmpty)
  }

  @Test func seesFilesThatChangedOnlyWhenAsked() {
    let workspace = workspace([Self.main])
    #expect(workspace.reload().isEmpty)
    #expect(workspace.add([Self.main]).isEmpty)
  }
}
