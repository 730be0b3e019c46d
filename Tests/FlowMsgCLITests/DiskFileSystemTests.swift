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
    #expect(try mode(of: folder(temporary)) == (isPrivate ? 0o600 : 0o640))
    try file.append(bytes("two").span.bytes)
    #expect(try disk.read(folder("x")) == bytes("old"))
    try file.finish()
    #expect(try disk.read(folder("x")) == bytes("one two"))
    #expect(try mode(of: folder("x")) == (isPrivate ? 0o600 : 0o640))
    #expect(try disk.names(in: folder.path) == ["x"])
  }

  @Test("a private file is its owner's alone, whatever the umask and whatever it was before")
  func privateReplacement() throws {
    let folder = try TemporaryFolder()
    try folder.add("old")
    #expect(chmod(folder("old"), 0o666) == 0)
    for name in ["new", "old"] {
      try disk.replace(folder(name), isPrivate: true).finish()
      #expect(try mode(of: folder(name)) == 0o600)
    }
  }

  @Test("a file that is prepared shows when it is finished, and is dropped without a trace")
  func preparation() throws {
    let folder = try TemporaryFolder()
    for finishes in [true, false] {
      let file = try disk.replace(folder("x"), isPrivate: false)
      try file.append(bytes("one").span.bytes)
      try file.prepare()
      #expect(!disk.exists(folder("x")))
      if finishes { try file.finish() } else { file.discard() }
      #expect(try disk.names(in: folder.path) == (finishes ? ["x"] : []))
      if finishes { try disk.remove(folder("x")) }
    }
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
    for path in ["/dev/null", "/dev/zero"] {
      #expect(refusal { try disk.read(path) } == "it is a device and not a file")
    }
    for path in ["/dev/zero", "/dev/full"] {
      #expect(refusal { try disk.write(bytes("x"), to: path) } == "it is a device and not a file")
    }
  }

  private func refusal(_ work: () throws -> Any) -> String? {
    do { _ = try work() } catch { return (error as? SystemError)?.description }
    return nil
  }

  @Test("a FIFO and a socket are refused at once, whoever is at their other end")
  func specialFiles() throws {
    let folder = try TemporaryFolder()
    try #require(mkfifo(folder("pipe"), 0o600) == 0)
    for work: () throws -> Any in [
      { try disk.read(folder("pipe")) }, { try disk.readPrivate(folder("pipe")) as Any },
      { try disk.readProduct(folder("pipe")) }, { try disk.write(bytes("x"), to: folder("pipe")) },
      { try disk.readFound(folder("pipe"), atMost: 9) { _ in true } }, { try RecipientFile(folder("pipe"), ReadSet()) },
    ] {
      #expect(refusal(work) == "it is a FIFO and not a file")
    }
    #expect(throws: JournalFile.Refusal.self) { try JournalFile.open(folder("pipe")) }
  }

  #if !canImport(Darwin)
    @Test("a file of the kernel is never read, through whatever link")
    func kernelFiles() throws {
      let folder = try TemporaryFolder()
      try folder.link("x", to: "/proc/self/environ")
      for path in ["/proc/self/environ", "/proc/version", folder("x")] {
        #expect(refusal { try disk.read(path) } == "it is a file of the kernel, which is never read")
      }
    }
  #endif

  @Test("what was found is read where it was found, and nowhere else")
  func foundFiles() throws {
    let folder = try TemporaryFolder()
    try folder.add("root/a/x", "inside")
    try folder.add("out/x", "outside")
    let path = folder("root/a/x")
    let read = { try disk.readFound(path, atMost: 99) { Path.isInside($0, folder("root")) } }
    #expect(try read() == bytes("inside"))
    #expect(throws: SystemError.tooLarge) { try disk.readFound(path, atMost: 5) { _ in true } }
    // The file became a link, and then a folder above it did.
    try #require(rename(path, folder("root/kept")) == 0)
    try folder.link("root/a/x", to: "../../out/x")
    #expect(refusal(read) == "it was replaced while it was being read")
    try disk.remove(path)
    try #require(rmdir(folder("root/a")) == 0)
    try folder.link("root/a", to: "../out")
    #expect(refusal(read) == "it was replaced while it was being read")
    try disk.remove(folder("root/a"))
    try folder.add("root/b/x", "moved")
    try folder.link("root/a", to: "b")
    #expect(try read() == bytes("moved"))
  }

  @Test("nothing is written over what is read, whatever it is called there")
  func readSet() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b", "c"] { try folder.add(name, "old") }
    try folder.link("alias", to: "a")
    try #require(link(folder("a"), folder("hard")) == 0)
    let disk = DiskFileSystem()
    _ = try disk.read(folder("a"))
    _ = try disk.readFound(folder("b"), atMost: 99) { _ in false }
    _ = try disk.readProduct(folder("c"))
    for name in ["a", "b", "alias", "hard"] {
      let shown = name == "b" ? "b" : "a"
      for work: () throws -> Void in [
        { try disk.checkProduct(folder(name)) }, { try disk.write(bytes("new"), to: folder(name)) },
        { try disk.replace(folder(name), isPrivate: true).finish() },
      ] {
        #expect(refusal(work) == "it is read in this run, as '\(folder(shown))'")
      }
    }
    try disk.write(bytes("new"), to: folder("c"))
    try disk.rewrite(bytes("new").span.bytes, to: folder("b"))
    #expect(try disk.read(folder("a")) == bytes("old"))
    #expect(refusal { try disk.rewrite(bytes("new").span.bytes, to: folder("alias")) } != nil)
    // Another run knows nothing of it.
    try DiskFileSystem().write(bytes("new"), to: folder("a"))
  }

  @Test("what a killed run left is removed by the next that writes there, and nothing else is")
  func staleFiles() throws {
    let folder = try TemporaryFolder()
    // No process has a number beyond the greatest.
    let gone = ".flowmsg-999999999-0.tmp"
    let held = ".flowmsg-999999999-1.tmp"
    let living = ".flowmsg-\(getppid())-0.tmp"
    let earlier = ".flowmsg-\(getpid())-999999999.tmp"
    let others = [
      ".flowmsg-999999999.tmp", ".flowmsg-x-0.tmp", ".flowmsg--1-0.tmp", "flowmsg-999999999-0.tmp", "a.tmp",
    ]
    for name in [gone, held, living, earlier] + others { try folder.add(name) }
    let lock = open(folder(held), O_RDONLY)
    defer { close(lock) }
    try #require(flock(lock, LOCK_EX) == 0)
    try DiskFileSystem().write(bytes("x"), to: folder("x"))
    #expect(try disk.names(in: folder.path) == ([held, living, "x"] + others).sorted())
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

  @Test("a pipe that the process was given is read to its end, over several buffers")
  func pipes() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let content = [UInt8](repeating: 7, count: 200_000)
    let (from, to) = (ends[0], ends[1])
    ThreadRunner(width: 2).run(2) { piece in
      if piece == 0 {
        #expect((try? DiskFileSystem().read("/dev/fd/\(from)")) == content)
      } else {
        #expect(throws: Never.self) { try DiskFileSystem().write(content, to: "/dev/fd/\(to)") }
        close(to)
      }
    }
    close(from)
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
