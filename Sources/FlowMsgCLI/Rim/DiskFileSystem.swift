#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The real files.
package struct DiskFileSystem: FileSystem {
  /// The machine's files.
  package init() {}

  package var workingDirectory: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  package func read(_ path: String) throws(SystemError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    return try readAll(descriptor)
  }

  package func entries(of folder: String) throws(SystemError) -> FolderListing {
    guard let stream = opendir(folder) else { throw .last }
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
    var info = stat()
    guard (followingLinks ? stat(path, &info) : lstat(path, &info)) == 0 else { throw .last }
    return kind(ofMode: info.st_mode)
  }

  package func isOpenToOthers(_ path: String) throws(SystemError) -> Bool {
    var info = stat()
    guard stat(path, &info) == 0 else { throw .last }
    return info.st_mode & 0o066 != 0
  }

  package func realPath(_ path: String) throws(SystemError) -> String {
    guard let real = realpath(path, nil) else { throw .last }
    defer { free(real) }
    return String(cString: real)
  }

  package func remove(_ path: String) throws(SystemError) {
    guard unlink(path) == 0 else { throw .last }
  }

  package func createFolder(_ path: String) throws(SystemError) {
    if mkdir(path, 0o777) == 0 { return }
    let failure = SystemError.last
    if failure.number == EEXIST {
      guard try kind(of: path, followingLinks: true) == .folder else { throw .notFolder }
      return
    }
    let parent = Path.folder(of: path)
    guard failure == .notFound, parent != path, !parent.isEmpty else { throw failure }
    try createFolder(parent)
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .last }
  }

  package func write(_ bytes: RawSpan, to path: String) throws(SystemError) {
    let file = try replace(path, isPrivate: false)
    do throws(SystemError) {
      try file.append(bytes)
    } catch {
      file.discard()
      throw error
    }
    try file.finish()
  }

  package func replace(_ path: String, isPrivate: Bool) throws(SystemError) -> any FileReplacement {
    var info = stat()
    guard stat(path, &info) == 0 else {
      let failure = SystemError.last
      guard failure == .notFound else { throw failure }
      return try DiskReplacement(of: path, mode: nil, isPrivate: isPrivate)
    }
    switch kind(ofMode: info.st_mode) {
    case .folder: throw .isFolder
    // `/dev/stdout` and `/dev/fd/3` are open already, perhaps as a file: that file is written to, not replaced.
    case .file where Path.isInside(path, "/dev") || Path.isInside(path, "/proc"):
      return try DiskReplacement(through: path)
    case .file: return try DiskReplacement(of: try realPath(path), mode: info.st_mode & 0o7777, isPrivate: isPrivate)
    case .link, .other: return try DiskReplacement(through: path)
    }
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
    case Int(DT_UNKNOWN): unknownKind(Path.join(folder, String(decoding: nameOf(entry), as: UTF8.self)))
    default: .other
    }
  }

  private func unknownKind(_ path: String) -> FileKind { (try? kind(of: path, followingLinks: false)) ?? .other }

  /// The name's bytes where they stand: copying the struct would read past a record that ends before its 256 bytes do.
  private func nameOf(_ entry: UnsafeMutablePointer<dirent>) -> UnsafeRawBufferPointer {
    let name = UnsafeRawPointer(entry) + (MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
    return UnsafeRawBufferPointer(start: name, count: strlen(name.assumingMemoryBound(to: CChar.self)))
  }
}
