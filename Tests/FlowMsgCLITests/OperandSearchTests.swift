import FlowMsg
import FlowMsgCLI
import FlowMsgText
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite("Operands")
struct OperandSearchTests {
  private func find(_ operands: [String], in fileSystem: any FileSystem, name: String? = nil) -> Operands {
    var search = OperandSearch(fileSystem, standardInputName: name)
    return search.find(operands)
  }

  private let tree = MemoryFileSystem(
    [
      "b.flowmsg": "", "a/z.flowmsg": "", "a.flowmsg": "", "a-b.flowmsg": "", "a/deep/er/x.flowmsg": "",
      "readme.md": "", ".#a.flowmsg": "", "a/.#z.flowmsg": "",
      ".git/no.flowmsg": "", "a/.hidden/no.flowmsg": "", ".dot.flowmsg": "", "é.flowmsg": "", "empty/": "",
      "shut/": "", "z.flowmsg/inner.flowmsg": "",
    ], failures: ["/proj/shut": .notPermitted])

  @Test("none means the working directory, bytewise by path, without folders that begin with a dot")
  func folder() {
    let found = find([], in: tree)
    #expect(
      found.sources.map(\.display) == [
        ".dot.flowmsg", "a-b.flowmsg", "a.flowmsg", "a/deep/er/x.flowmsg", "a/z.flowmsg", "b.flowmsg",
        "z.flowmsg/inner.flowmsg", "é.flowmsg",
      ])
    #expect(found.sources.map(\.canonical) == found.sources.map { "/proj/" + $0.display })
    #expect(found.failures.map(\.name) == ["shut"])
  }

  @Test("operands keep their order, and a file is read once under its first name")
  func order() {
    let found = find(["./b.flowmsg", "a", "a/../b.flowmsg", "/proj/a/z.flowmsg", "readme.md", "a/"], in: tree)
    #expect(found.sources.map(\.display) == ["b.flowmsg", "a/deep/er/x.flowmsg", "a/z.flowmsg", "readme.md"])
    #expect(found.failures.isEmpty)
  }

  @Test("what cannot be looked at is told and the rest is found")
  func failures() {
    let found = find(["nope", "b.flowmsg", "shut"], in: tree)
    #expect(found.sources.map(\.display) == ["b.flowmsg"])
    #expect(found.failures.map(\.name) == ["nope", "shut"])
    #expect(found.failures.map(\.failure) == [.notFound, .notPermitted])
    #expect(find(["empty"], in: tree).sources.isEmpty)
  }

  @Test("standard input has the name it is given, and a place")
  func standardInput() {
    #expect(find(["-"], in: tree).sources == [SourcePath(canonical: "/proj/<stdin>", display: "<stdin>")])
    let named = find(["-", "a/z.flowmsg", "-"], in: tree, name: "./a/z.flowmsg")
    #expect(named.sources == [SourcePath(canonical: "/proj/a/z.flowmsg", display: "a/z.flowmsg")])
    #expect(named.standardInput == named.sources.first)
  }

  @Test("links to files are followed inside the root, links to folders are not, and a link to nowhere is told")
  func links() throws {
    let folder = try TemporaryFolder()
    try folder.add(".git/HEAD")
    try folder.add("real/x.flowmsg")
    try folder.add("other/y.flowmsg")
    try folder.link("real/again.flowmsg", to: "x.flowmsg")
    try folder.link("real/y.flowmsg", to: "../other/y.flowmsg")
    try folder.link("real/loop.flowmsg", to: "..")
    try folder.link("real/gone.flowmsg", to: "nowhere")
    try folder.link("entry", to: "real")
    let found = find([folder("entry")], in: DiskFileSystem())
    #expect(found.sources.map(\.display) == [folder("entry/again.flowmsg"), folder("entry/y.flowmsg")])
    #expect(found.sources.map(\.canonical) == [folder("real/x.flowmsg"), folder("other/y.flowmsg")])
    #expect(found.failures.map(\.name) == [folder("entry/gone.flowmsg")])
    #expect(found.passedOver.isEmpty)
  }

  @Test("what a searched folder leads to outside the root is passed over and named, and so is what is no file")
  func passedOver() throws {
    let folder = try TemporaryFolder()
    try folder.add("secret.flowmsg")
    try folder.add("project/.git/HEAD")
    try folder.add("project/a/x.flowmsg")
    try folder.add("project/b/y.flowmsg")
    try folder.link("project/a/out.flowmsg", to: "../../secret.flowmsg")
    try folder.link("project/a/in.flowmsg", to: "../b/y.flowmsg")
    try folder.link("project/a/zero.flowmsg", to: "/dev/zero")
    try #require(mkfifo(folder("project/a/pipe.flowmsg"), 0o600) == 0)
    let found = find([folder("project/a")], in: DiskFileSystem())
    #expect(found.sources.map(\.canonical) == [folder("project/b/y.flowmsg"), folder("project/a/x.flowmsg")])
    let names = ["out", "pipe", "zero"].map { folder("project/a/\($0).flowmsg") }
    #expect(found.passedOver.map(\.name) == names)
    #expect(found.passedOver.first?.reason.contains("leads out of the project root \(folder("project"))") == true)
    #expect(found.failures.isEmpty && found.named.isEmpty)
    // Named by itself, a link may lead anywhere.
    let named = find([folder("project/a/out.flowmsg")], in: DiskFileSystem())
    #expect(named.named == [PathKey(folder("secret.flowmsg"))])
  }

  @Test("a folder outside --root is searched as it is")
  func outsideRoot() throws {
    let folder = try TemporaryFolder()
    try folder.add("root/x.flowmsg")
    try folder.add("b/y.flowmsg")
    try folder.link("b/x.flowmsg", to: "../root/x.flowmsg")
    var search = OperandSearch(DiskFileSystem(), root: folder("root"))
    let found = search.find([folder("b")])
    #expect(found.sources.map(\.canonical) == [folder("b/y.flowmsg")])
    #expect(found.passedOver.map(\.name) == [folder("b/x.flowmsg")])
  }
}
