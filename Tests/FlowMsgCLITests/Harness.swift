import FlowMsg
import FlowMsgCLI
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A terminal that keeps what is written, for tests.
final class FakeConsole: Console {
  private let text = Mutex<[StandardStream: [UInt8]]>([:])
  private let input: [UInt8]
  private let place = Mutex(0)
  /// Streams that are looked at by people.
  let terminals: Set<StandardStream>
  /// What writing to standard output answers instead of taking the bytes.
  let outputFailure: SystemError?
  /// How many bytes at most are read at a time: few, as a pipe may give them.
  let piece: Int

  convenience init(input: String = "", terminals: Set<StandardStream> = [], outputFailure: SystemError? = nil) {
    self.init(bytes: Array(input.utf8), terminals: terminals, outputFailure: outputFailure)
  }

  init(
    bytes: [UInt8], terminals: Set<StandardStream> = [], outputFailure: SystemError? = nil, piece: Int = 7
  ) {
    input = bytes
    self.piece = piece
    self.terminals = terminals
    self.outputFailure = outputFailure
  }

  func write(_ bytes: RawSpan, to stream: StandardStream) throws(SystemError) {
    if stream == .output, let outputFailure { throw outputFailure }
    let copy = bytes.withUnsafeBytes { Array($0) }
    text.withLock { $0[stream, default: []] += copy }
  }

  func isTerminal(_ stream: StandardStream) -> Bool { terminals.contains(stream) }

  func readInput() throws(SystemError) -> [UInt8] { input }

  func readInput(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    place.withLock { place in
      let piece = input[place..<min(input.count, place + min(piece, buffer.count))]
      buffer.copyBytes(from: piece)
      place += piece.count
      return piece.count
    }
  }

  /// Everything written to `stream` so far.
  func written(_ stream: StandardStream) -> String {
    String(decoding: text.withLock { $0[stream] ?? [] }, as: UTF8.self)
  }
}

/// Files in memory: a path that ends in `/` is a folder. There are no links. Some paths can be made to fail.
final class MemoryFileSystem: FileSystem {
  private let files: Mutex<[String: [UInt8]]>
  private let folders: Set<String>
  /// The answer to any access to these paths.
  let failures: [String: SystemError]
  let workingDirectory: String? = "/proj"

  init(_ contents: [String: String] = [:], failures: [String: SystemError] = [:]) {
    var files: [String: [UInt8]] = [:]
    var folders: Set<String> = ["/", "/proj"]
    for (path, text) in contents {
      let absolute = Path.normalized(Path.join("/proj", path))
      if path.hasSuffix("/") { folders.insert(absolute) } else { files[absolute] = Array(text.utf8) }
      var folder = Path.folder(of: absolute)
      while folders.insert(folder).inserted { folder = Path.folder(of: folder) }
    }
    self.files = Mutex(files)
    self.folders = folders
    self.failures = failures
  }

  /// The text of a file.
  subscript(path: String) -> String? {
    files.withLock { $0[absolute(path)] }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The names of all files.
  var names: [String] { files.withLock { $0.keys.sorted() } }

  func read(_ path: String) throws(SystemError) -> [UInt8] {
    guard try kind(of: path, followingLinks: true) == .file else { throw .isFolder }
    return files.withLock { $0[absolute(path)] } ?? []
  }

  func entries(of folder: String) throws(SystemError) -> FolderListing {
    guard try kind(of: folder, followingLinks: true) == .folder else { throw .notFolder }
    let folder = absolute(folder)
    let inside = { (path: String) in Path.folder(of: path) == folder && path != folder }
    var listing = FolderListing()
    for path in files.withLock({ $0.keys.filter(inside) }) { listing.add(Path.name(of: path).utf8, .file) }
    for path in folders.filter(inside) { listing.add(Path.name(of: path).utf8, .folder) }
    return listing
  }

  func kind(of path: String, followingLinks: Bool) throws(SystemError) -> FileKind {
    let path = absolute(path)
    if let failure = failures[path] { throw failure }
    if folders.contains(path) { return .folder }
    guard files.withLock({ $0[path] != nil }) else { throw .notFound }
    return .file
  }

  func realPath(_ path: String) throws(SystemError) -> String {
    _ = try kind(of: path, followingLinks: true)
    return absolute(path)
  }

  func write(_ bytes: RawSpan, to path: String) throws(SystemError) {
    let path = absolute(path)
    if let failure = failures[path] { throw failure }
    let copy = bytes.withUnsafeBytes { Array($0) }
    files.withLock { $0[path] = copy }
  }

  func replace(_ path: String, isPrivate: Bool) throws(SystemError) -> any FileReplacement {
    if let failure = failures[absolute(path)] { throw failure }
    return MemoryReplacement(self, path)
  }

  func createFolder(_ path: String) throws(SystemError) {}

  func remove(_ path: String) throws(SystemError) {
    files.withLock { $0[absolute(path)] = nil }
  }

  private func absolute(_ path: String) -> String { Path.normalized(Path.join("/proj", path)) }
}

/// Pieces of a file in memory.
final class MemoryReplacement: FileReplacement {
  private let files: MemoryFileSystem
  private let path: String
  private let bytes = Mutex<[UInt8]>([])

  init(_ files: MemoryFileSystem, _ path: String) { (self.files, self.path) = (files, path) }

  func append(_ bytes: RawSpan) throws(SystemError) {
    let copy = bytes.withUnsafeBytes { Array($0) }
    self.bytes.withLock { $0 += copy }
  }

  func finish() throws(SystemError) { try files.write(bytes.withLock { $0 }, to: path) }

  func discard() {}
}

/// What a run of the tool came to.
struct Outcome {
  var exit: Int32
  var output: String
  var error: String
}

extension FileSystem {
  /// The names in a folder, sorted.
  func names(in folder: String) throws -> [String] {
    let listing = try entries(of: folder)
    return listing.entries.map(listing.name).sorted()
  }
}

/// Runs `flowmsg` in this process.
func flowmsg(
  _ arguments: String..., files: MemoryFileSystem = MemoryFileSystem(), console: FakeConsole = FakeConsole(),
  variables: [String: String] = [:]
) -> Outcome {
  flowmsg(arguments, files: files, console: console, variables: variables)
}

/// Runs `flowmsg` in this process.
func flowmsg(
  _ arguments: [String], files: MemoryFileSystem, console: FakeConsole = FakeConsole(),
  variables: [String: String] = [:]
) -> Outcome {
  let environment = Environment(
    fileSystem: files, console: console, variable: { variables[$0] }, runner: SerialRunner())
  let exit = Tool.run(arguments, in: environment)
  return Outcome(exit: exit, output: console.written(.output), error: console.written(.error))
}

/// A folder on the real disk, gone when the test has ended.
final class TemporaryFolder {
  /// Its real path.
  let path: String
  private let disk = DiskFileSystem()

  init() throws {
    var template = Array("/tmp/flowmsg-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemError(errno) }
    let bytes = template.dropLast().map { UInt8(bitPattern: $0) }
    path = try disk.realPath(String(decoding: bytes, as: UTF8.self))
  }

  deinit { removeAll(path) }

  /// The path of `name` in it.
  func callAsFunction(_ name: String) -> String { Path.join(path, name) }

  /// Writes a file, and the folders above it.
  func add(_ name: String, _ text: String = "") throws {
    try disk.createFolder(Path.folder(of: self(name)))
    try disk.write(Array(text.utf8), to: self(name))
  }

  /// Makes a symbolic link.
  func link(_ name: String, to target: String) throws {
    guard symlink(target, self(name)) == 0 else { throw SystemError(errno) }
  }

  private func removeAll(_ path: String) {
    guard let listing = try? disk.entries(of: path) else { return }
    for entry in listing.entries {
      let inner = Path.join(path, listing.name(of: entry))
      if entry.kind == .folder { removeAll(inner) } else { unlink(inner) }
    }
    rmdir(path)
  }
}
