import FlowMsgText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The real files.
package struct DiskFileSystem: FileSystem {
  package let reads: ReadSet
  private let stale = StaleFiles()

  /// The machine's files, for one run.
  package init(reads: ReadSet = ReadSet()) { self.reads = reads }

  package var workingDirectory: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return RawText.string(path)
  }

  private var opening: FileOpening { FileOpening(reads: reads) }

  package func read(_ path: String) throws(SystemError) -> [UInt8] { try read(opening.named(path)) }

  package func readFound(
    _ path: String, atMost count: Int, isAllowed: (String) -> Bool
  ) throws(SystemError) -> [UInt8] {
    try read(opening.found(path, isAllowed: isAllowed), atMost: count)
  }

  package func readProduct(_ path: String) throws(SystemError) -> [UInt8] {
    try read(opening.named(path, isInput: false))
  }

  package func readPrivate(_ path: String) throws(SystemError) -> PrivateFile {
    let opened = try opening.named(path)
    let mode = opened.info.st_mode & 0o777
    if mode & 0o066 == 0 { return .bytes(try read(opened, atMost: 1 << 16)) }
    opened.close()
    return .shared(mode: Int(mode), isFixed: mode & 0o222 == 0 || access(RawText.path(path), W_OK) != 0)
  }

  private func read(
    _ opened: FileOpening.Opened, atMost count: Int = SourceFile.maximumByteCount
  ) throws(SystemError) -> [UInt8] {
    defer { opened.close() }
    return try readAll(opened.descriptor, opened.info, atMost: count)
  }

  package func entries(of folder: String) throws(SystemError) -> FolderListing {
    guard let stream = opendir(RawText.path(folder)) else { throw .last }
    defer { closedir(stream) }
    var listing = FolderListing()
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = nameOf(entry)
      if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { continue }
      listing.add(name, kind(of: entry, in: folder))
    }
    if errno != 0 { throw .last }
    return listing
  }

  package func kind(of path: String, followingLinks: Bool) throws(SystemError) -> FileKind {
    if let given = GivenDescriptor(path) { return kind(ofMode: try given.info().st_mode) }
    var info = stat()
    guard (followingLinks ? stat(RawText.path(path), &info) : lstat(RawText.path(path), &info)) == 0 else {
      throw .last
    }
    return kind(ofMode: info.st_mode)
  }

  package func realPath(_ path: String) throws(SystemError) -> String {
    let given = GivenDescriptor(path)
    // A pipe has no path but the one that it is named by.
    if let given, try given.info().st_mode & S_IFMT != S_IFREG { return Path.normalized(path) }
    guard let real = realpath(RawText.path(path), nil) else {
      if given != nil { return Path.normalized(path) }
      throw .last
    }
    defer { free(real) }
    return RawText.string(real)
  }

  package func remove(_ path: String) throws(SystemError) {
    guard unlink(RawText.path(path)) == 0 else { throw .last }
  }

  package func createFolder(_ path: String) throws(SystemError) {
    if mkdir(RawText.path(path), 0o777) == 0 { return }
    let failure = SystemError.last
    if failure.number == EEXIST {
      guard try kind(of: path, followingLinks: true) == .folder else { throw .notFolder }
      return
    }
    let parent = Path.folder(of: path)
    guard failure == .notFound, parent != path, !parent.isEmpty else { throw failure }
    try createFolder(parent)
    guard mkdir(RawText.path(path), 0o777) == 0 || errno == EEXIST else { throw .last }
  }

  package func write(_ bytes: RawSpan, to path: String) throws(SystemError) {
    try fill(try replace(path, isPrivate: false), bytes)
  }

  package func rewrite(_ bytes: RawSpan, to path: String) throws(SystemError) {
    var info = stat()
    guard lstat(RawText.path(path), &info) == 0 else { throw .last }
    if info.st_mode & S_IFMT == S_IFLNK { throw SystemError(refused: "it is a link now, and was a file") }
    try FileOpening.refuseSpecial(info.st_mode)
    try fill(try replacement(of: path, .kept(info.st_mode & 0o7777)), bytes)
  }

  private func fill(_ file: any FileReplacement, _ bytes: RawSpan) throws(SystemError) {
    do throws(SystemError) {
      try file.append(bytes)
    } catch {
      file.discard()
      throw error
    }
    try file.finish()
  }

  package func checkOutput() throws(SystemError) { try reads.refuseOutput() }

  package func checkProduct(_ path: String) throws(SystemError) { _ = try product(path) }

  /// What there is at the place of a product that may be written; nil if nothing is there.
  private func product(_ path: String) throws(SystemError) -> stat? {
    var info = stat()
    if let given = GivenDescriptor(path) {
      info = try given.info()
      if info.st_mode & S_IFMT == S_IFDIR { throw .isFolder }
    } else {
      guard stat(RawText.path(path), &info) == 0 else {
        let failure = SystemError.last
        guard failure == .notFound else { throw failure }
        return nil
      }
      if Path.normalized(path) != Self.null { try FileOpening.refuseSpecial(info.st_mode) }
    }
    try reads.refuse(info)
    return info
  }

  /// Takes whatever comes.
  private static let null = "/dev/null"

  package func replace(_ path: String, isPrivate: Bool) throws(SystemError) -> any FileReplacement {
    guard let info = try product(path) else {
      return try replacement(of: path, isPrivate ? .owner : .umask)
    }
    // What is open already, perhaps as a file, is written to, not replaced.
    if let given = GivenDescriptor(path) { return try DiskReplacement(through: given.duplicate()) }
    guard info.st_mode & S_IFMT == S_IFREG else { return try DiskReplacement(through: path) }
    return try replacement(of: try realPath(path), isPrivate ? .owner : .kept(info.st_mode & 0o7777))
  }

  private func replacement(
    of path: String, _ mode: DiskReplacement.Mode
  ) throws(SystemError) -> DiskReplacement {
    stale.sweep(Path.folder(of: path), self)
    return try DiskReplacement(of: path, mode)
  }
}

extension DiskFileSystem {
  private func kind(ofMode mode: mode_t) -> FileKind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  /// The kind that the folder itself tells, so that a walk needs no `stat` a file; some file systems do not tell.
  private func kind(of entry: UnsafeMutablePointer<dirent>, in folder: String) -> FileKind {
    switch Int(entry.pointee.d_type) {
    case Int(DT_REG): .file
    case Int(DT_DIR): .folder
    case Int(DT_LNK): .link
    case Int(DT_UNKNOWN): unknownKind(Path.join(folder, RawText.string(nameOf(entry))))
    default: .other
    }
  }

  private func unknownKind(_ path: String) -> FileKind { (try? kind(of: path, followingLinks: false)) ?? .other }

  /// The name's bytes where they are: copying the struct would read past a record that ends before its 256 bytes do.
  private func nameOf(_ entry: UnsafeMutablePointer<dirent>) -> UnsafeRawBufferPointer {
    let name = UnsafeRawPointer(entry) + (MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
    return UnsafeRawBufferPointer(start: name, count: strlen(name.assumingMemoryBound(to: CChar.self)))
  }
}
