import FlowMsgCLI
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite("The disk")
struct DiskFileSystemTests {
  private let disk = DiskFileSystem()

  private func info(_ path: String) throws -> stat {
    var info = stat()
    guard lstat(path, &info) == 0 else { throw SystemError(errno) }
    return info
  }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test("a big file is read whole, in whatever pieces", arguments: [4 << 20, (4 << 20) + 1, (6 << 20) - 1])
  func readInPieces(_ size: Int) throws {
    let folder = try TemporaryFolder()
    // A prime period: no piece is like another.
    let pattern = (0..<size).map { UInt8($0 % 251) }
    try disk.write(pattern, to: folder("big"))
    #expect(try disk.read(folder("big")) == pattern)
  }

  @Test("a file is replaced as a whole, and nothing else is left in the folder")
  func replace() throws {
    let folder = try TemporaryFolder()
    let path = folder("a.json")
    try disk.write(bytes("one"), to: path)
    let first = try info(path)
    try disk.write(bytes("two, longer"), to: path)
    #expect(try disk.read(path) == bytes("two, longer"))
    #expect(try info(path).st_ino != first.st_ino)
    #expect(try disk.names(in: folder.path) == ["a.json"])
  }

  @Test("a new file gets the mode of the umask, an old one keeps its own")
  func modes() throws {
    let folder = try TemporaryFolder()
    let mask = umask(0)
    umask(mask)
    try disk.write([], to: folder("new"))
    #expect(try info(folder("new")).st_mode & 0o7777 == 0o666 & ~mask)
    chmod(folder("new"), 0o640)
    try disk.write(bytes("x"), to: folder("new"))
    #expect(try info(folder("new")).st_mode & 0o7777 == 0o640)
  }

  @Test("a link stays a link, what it points to is replaced")
  func links() throws {
    let folder = try TemporaryFolder()
    try folder.add("d/real", "old")
    try folder.link("alias", to: "d/real")
    try disk.write(bytes("new"), to: folder("alias"))
    #expect(try disk.read(folder("d/real")) == bytes("new"))
    #expect(try disk.kind(of: folder("alias"), followingLinks: false) == .link)
    try disk.remove(folder("alias"))
    #expect(disk.exists(folder("d/real")))
  }

  @Test("a failure leaves no temporary file and the old bytes")
  func failures() throws {
    let folder = try TemporaryFolder()
    try folder.add("d/x", "old")
    #expect(throws: SystemError.isFolder) { try disk.write([], to: folder("d")) }
    #expect(throws: SystemError.notFound) { try disk.write([], to: folder("none/x")) }
    #expect(throws: SystemError.notFolder) { try disk.write([], to: folder("d/x/y")) }
    #expect(throws: SystemError.isFolder) { try disk.read(folder("d")) }
    #expect(throws: SystemError.notFound) { try disk.read(folder("none")) }
    #expect(try disk.names(in: folder("d")) == ["x"])
    #expect(try disk.names(in: folder.path) == ["d"])
  }

  @Test("a replacement shows when it is finished, and nobody else may read its pieces", arguments: [false, true])
  func replacement(_ isPrivate: Bool) throws {
    let folder = try TemporaryFolder()
    try folder.add("x", "old")
    #expect(chmod(folder("x"), 0o640) == 0)
    let file = try disk.replace(folder("x"), isPrivate: isPrivate)
    try file.append(bytes("one ").span.bytes)
    let temporary = try #require(try disk.names(in: folder.path).first { $0 != "x" })
    #expect(try mode(of: folder(temporary)) == (isPrivate ? 0o600 : 0o666 & ~mask))
    try file.append(bytes("two").span.bytes)
    #expect(try disk.read(folder("x")) == bytes("old"))
    try file.finish()
    #expect(try disk.read(folder("x")) == bytes("one two"))
    #expect(try mode(of: folder("x")) == 0o640)
    #expect(try disk.names(in: folder.path) == ["x"])
  }

  @Test("a new private file is for others in the end, as any other")
  func newReplacement() throws {
    let folder = try TemporaryFolder()
    try disk.replace(folder("x"), isPrivate: true).finish()
    #expect(try mode(of: folder("x")) == 0o666 & ~mask)
  }

  @Test("a replacement that is dropped leaves nothing")
  func droppedReplacement() throws {
    let folder = try TemporaryFolder()
    try folder.add("x", "old")
    let file = try disk.replace(folder("x"), isPrivate: true)
    try file.append(bytes("new").span.bytes)
    file.discard()
    #expect(try disk.names(in: folder.path) == ["x"])
    #expect(try disk.read(folder("x")) == bytes("old"))
  }

  private var mask: mode_t {
    let mask = umask(0o022)
    umask(mask)
    return mask
  }

  private func mode(of path: String) throws -> mode_t {
    var info = stat()
    guard stat(path, &info) == 0 else { throw SystemError(errno) }
    return info.st_mode & 0o7777
  }

  @Test("devices are written to and read as they are")
  func devices() throws {
    try disk.write(bytes("x"), to: "/dev/null")
    #expect(try disk.kind(of: "/dev/null", followingLinks: false) == .other)
    #expect(try disk.read("/dev/null").isEmpty)
  }

  @Test("a file that is open already is written to, not replaced")
  func openFiles() throws {
    let folder = try TemporaryFolder()
    try folder.add("log", "one ")
    let descriptor = open(folder("log"), O_RDWR)
    defer { close(descriptor) }
    try disk.write(bytes("two"), to: "/dev/fd/\(descriptor)")
    #expect(try disk.read(folder("log")) == bytes("one two"))
  }

  @Test("a pipe is read to its end, over several buffers")
  func pipes() throws {
    let folder = try TemporaryFolder()
    try #require(mkfifo(folder("pipe"), 0o600) == 0)
    let content = [UInt8](repeating: 7, count: 200_000)
    let path = folder("pipe")
    ThreadRunner(width: 2).run(2) { piece in
      if piece == 0 {
        #expect((try? DiskFileSystem().read(path)) == content)
      } else {
        #expect(throws: Never.self) { try DiskFileSystem().write(content, to: path) }
      }
    }
  }

  @Test("folders are made with what is missing above them")
  func createFolder() throws {
    let folder = try TemporaryFolder()
    try disk.createFolder(folder("a/b/c"))
    try disk.createFolder(folder("a/b/c"))
    #expect(try disk.kind(of: folder("a/b/c"), followingLinks: false) == .folder)
    try folder.add("file")
    #expect(throws: SystemError.notFolder) { try disk.createFolder(folder("file")) }
    #expect(throws: SystemError.notFolder) { try disk.createFolder(folder("file/x")) }
  }
}

@Suite("Threads")
struct ThreadRunnerTests {
  @Test("every piece runs once, whatever the width", arguments: [1, 2, 8])
  func pieces(_ width: Int) {
    for count in [0, 1, 2, 1000] {
      let tally = Tally(count)
      ThreadRunner(width: width).run(count) { tally.note($0) }
      #expect(tally.counts == [Int](repeating: 1, count: count))
    }
  }

  @Test("there is at least one thread")
  func width() {
    #expect(ThreadRunner(width: 0).width == 1)
    #expect((1...8).contains(ThreadRunner().width))
  }
}
