import FlowMsg
import FlowMsgCLI
import Testing

@Suite("Imports and roots")
struct DiskProviderTests {
  private func provider(
    _ files: any FileSystem, _ operands: [String], root: String? = nil, console: FakeConsole = FakeConsole()
  ) -> (provider: DiskProvider, first: SourcePath) {
    var search = OperandSearch(files)
    let found = search.find(operands)
    let first = found.sources.first ?? SourcePath(canonical: "/nothing", display: "nothing")
    return (DiskProvider(files, console, found, root: root), first)
  }

  private func locate(_ path: String, _ given: (provider: DiskProvider, first: SourcePath)) -> Result<
    String, ReadFailure
  > {
    Result { () throws(ReadFailure) in try given.provider.locate(path, from: given.first).canonical }
  }

  @Test(
    "the root is the nearest repository, else the working directory, else the operand's folder, else the file's own")
  func roots() {
    let files = MemoryFileSystem(["/r/.git/": "", "/r/sub/.git": "gitdir: x", "/out/a/x": "", "/proj/in/": ""])
    let roots = ProjectRoots(files, fixed: nil, operandFolders: ["/out/a", "/out/a/b", "/elsewhere"])
    let expected = [
      "/r/deep/er": "/r", "/r": "/r", "/r/sub/x": "/r/sub", "/proj/in": "/proj", "/proj": "/proj",
      "/projects": "/projects",
      "/out/a/b/c": "/out/a", "/out/z": "/out/z",
    ]
    for (folder, root) in expected { #expect(roots.root(ofFolder: folder) == root) }
    #expect(ProjectRoots(files, fixed: "/r", operandFolders: []).root(ofFolder: "/out/a") == "/r")
  }

  @Test("a path is relative to the importing file and never leaves the root")
  func spelling() {
    let files = MemoryFileSystem(["a/x.flowmsg": "", "lib/y.flowmsg": "", "/secret": "", "/projectss/z": ""])
    let given = provider(files, ["a/x.flowmsg"])
    #expect(locate("../lib/y.flowmsg", given) == .success("/proj/lib/y.flowmsg"))
    #expect(locate("./x.flowmsg", given) == .success("/proj/a/x.flowmsg"))
    #expect(locate("../lib/./../lib/y.flowmsg", given) == .success("/proj/lib/y.flowmsg"))
    #expect(locate("../lib/n.flowmsg", given) == .failure(.notFound))
    for path in ["../../secret", "../../nothing", "../../projectss/z", "../../../../../etc/passwd", "../.."] {
      #expect(locate(path, given) == .failure(.outsideRoot(root: "/proj")))
    }
    #expect(locate("", given) == .failure(.isFolder))
    #expect(locate("a\u{0}b", given) == .failure(.notFound))
    guard case .failure(.other) = locate("/proj/lib/y.flowmsg", given) else {
      Issue.record("an absolute path was taken")
      return
    }
  }

  @Test("reports show what lies in the working directory relative to it")
  func display() throws {
    let files = MemoryFileSystem(["a/x.flowmsg": "", "/r/.git/": "", "/r/x.flowmsg": "", "/r/y.flowmsg": ""])
    let inside = provider(files, ["a/x.flowmsg"])
    #expect(try inside.provider.locate("x.flowmsg", from: inside.first).display == "a/x.flowmsg")
    let outside = provider(files, ["/r/x.flowmsg"])
    #expect(try outside.provider.locate("y.flowmsg", from: outside.first).display == "/r/y.flowmsg")
  }

  @Test("links may not lead out of the root, and what they reach is known by its real path")
  func links() throws {
    let folder = try TemporaryFolder()
    try folder.add("project/.git/HEAD")
    try folder.add("project/a/x.flowmsg")
    try folder.add("project/real/lib.flowmsg")
    try folder.add("secret.flowmsg")
    try folder.link("project/a/inside", to: "../real")
    try folder.link("project/a/out.flowmsg", to: "../../secret.flowmsg")
    try folder.link("project/a/up", to: "../..")
    try folder.link("project/a/loop", to: "loop")
    try folder.link("entry.flowmsg", to: "project/a/x.flowmsg")
    let root = folder("project")
    for operand in ["project/a/x.flowmsg", "entry.flowmsg"] {
      let given = provider(DiskFileSystem(), [folder(operand)])
      #expect(locate("inside/lib.flowmsg", given) == .success(folder("project/real/lib.flowmsg")))
      #expect(locate("out.flowmsg", given) == .failure(.outsideRoot(root: root)))
      #expect(locate("up/secret.flowmsg", given) == .failure(.outsideRoot(root: root)))
      // By its spelling this stays in the project; the link makes the system go elsewhere.
      #expect(locate("inside/../../secret.flowmsg", given) == .failure(.outsideRoot(root: root)))
      guard case .failure(.other) = locate("loop", given) else {
        Issue.record("a link to itself was followed")
        continue
      }
    }
    let wide = provider(DiskFileSystem(), [folder("project/a/x.flowmsg")], root: folder.path)
    #expect(locate("out.flowmsg", wide) == .success(folder("secret.flowmsg")))
  }

  @Test("standard input is one of the files, and can be imported under its name")
  func standardInput() throws {
    let files = MemoryFileSystem(["a/x.flowmsg": "old", "b.flowmsg": ""])
    var search = OperandSearch(files, standardInputName: "a/x.flowmsg")
    let found = search.find(["-", "b.flowmsg"])
    let provider = DiskProvider(files, FakeConsole(input: "new"), found)
    let imported = try provider.locate("a/x.flowmsg", from: found.sources[1])
    #expect(imported.canonical == found.sources[0].canonical)
    for _ in 0..<2 { #expect(try provider.read(imported) == Array("new".utf8)) }
  }

  @Test("the system's answers become reasons that a reader understands")
  func reading() {
    let files = MemoryFileSystem(["d/x": "", "shut": ""], failures: ["/proj/shut": .notPermitted])
    let given = provider(files, ["d"])
    let failure = { (path: String) -> ReadFailure? in
      do throws(ReadFailure) {
        _ = try given.provider.read(SourcePath(canonical: path, display: path))
        return nil
      } catch {
        return error
      }
    }
    #expect(failure("/proj/d/x") == nil)
    #expect(failure("/proj/none") == .notFound)
    #expect(failure("/proj/d") == .isFolder)
    #expect(failure("/proj/shut") == .notPermitted)
  }
}
