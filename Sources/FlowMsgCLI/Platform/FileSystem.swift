/// What a name in a folder represents.
package enum FileKind: Sendable {
  /// A regular file.
  case file
  /// A folder.
  case folder
  /// A symbolic link, when links are not followed.
  case link
  /// A pipe, a device, a socket.
  case other
}

/// A file that should be its owner's alone.
package enum PrivateFile: Sendable {
  /// It is, and has these bytes.
  case bytes([UInt8])
  /// Others may read or write it, with these permissions; `isFixed` if it is read-only, so that they are somebody else's to
  /// change.
  case shared(mode: Int, isFixed: Bool)
}

/// What is going to take the place of a file. One of `finish` and `discard` ends it.
package protocol FileReplacement: Sendable {
  /// Adds bytes at its end.
  func append(_ bytes: RawSpan) throws(SystemError)

  /// Says that nothing more is added. Whatever a full disk can make fail has happened then: several files that belong
  /// together are all prepared before the first is finished.
  func prepare() throws(SystemError)

  /// Puts it in the place of the file.
  func finish() throws(SystemError)

  /// Drops it, and leaves the file as it was.
  func discard()
}

extension FileReplacement {
  /// Nothing, where nothing can fail.
  package func prepare() throws(SystemError) {}

  /// Adds bytes at its end, and forgets them.
  package func take(_ bytes: inout [UInt8]) throws(SystemError) {
    try append(bytes.span.bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}

/// The files of the machine, as far as commands need them. Paths are absolute or relative to the working directory.
///
/// Functions are called from several threads at once.
package protocol FileSystem: Sendable {
  /// The working directory, absolute and without links; nil if it was removed.
  var workingDirectory: String? { get }

  /// What the run reads, which no product takes the place of.
  var reads: ReadSet { get }

  /// All bytes of an input that somebody named: a file, or a descriptor that the process was given; at most
  /// `SourceFile.maximumByteCount`, else `.tooLarge`.
  func read(_ path: String) throws(SystemError) -> [UInt8]

  /// All bytes of a file that was found: a regular one, without links in its path, and of at most `count` bytes, else
  /// `.tooLarge`. `isAllowed` is asked about the real path of what was opened, if that is another one.
  func readFound(_ path: String, atMost count: Int, isAllowed: (String) -> Bool) throws(SystemError) -> [UInt8]

  /// All bytes of what an earlier run made, which this one may write over.
  func readProduct(_ path: String) throws(SystemError) -> [UInt8]

  /// All bytes of a file that no one else may read or write, at most 64 KiB.
  func readPrivate(_ path: String) throws(SystemError) -> PrivateFile

  /// The names in a folder, without `.` and `..`, in no order.
  func entries(of folder: String) throws(SystemError) -> FolderListing

  /// What is at `path`; a link is followed unless `followingLinks` is false.
  func kind(of path: String, followingLinks: Bool) throws(SystemError) -> FileKind

  /// The absolute path of what is at `path`, all links resolved.
  func realPath(_ path: String) throws(SystemError) -> String

  /// Fails where a product cannot take the place of what is at `path`: a folder, a device, a FIFO, or something that is
  /// read in this run. Asked before anything is written.
  func checkProduct(_ path: String) throws(SystemError)

  /// Fails where standard output goes into a file that is read in this run.
  func checkOutput() throws(SystemError)

  /// Puts `bytes` in the place of the file at `path`, as a whole or not at all; a descriptor that the process was given and
  /// `/dev/null` are written to as they are.
  func write(_ bytes: RawSpan, to path: String) throws(SystemError)

  /// The same for a source, which was read: the path has no links.
  func rewrite(_ bytes: RawSpan, to path: String) throws(SystemError)

  /// Begins to put something else in the place of the file at `path`, in pieces: it shows there when it is finished, as a
  /// whole, or not at all. What `write` writes to as it is gets the pieces at once.
  ///
  /// - Parameter isPrivate: whether no one but its owner may read it, then and later, even if others could read the old one.
  func replace(_ path: String, isPrivate: Bool) throws(SystemError) -> any FileReplacement

  /// Makes a folder, and those above it that are missing.
  func createFolder(_ path: String) throws(SystemError)

  /// Removes a file; a link itself, not what it points to.
  func remove(_ path: String) throws(SystemError)

  /// Removes a folder without anything in it.
  func removeFolder(_ path: String) throws(SystemError)

  /// Waits until no other process has the folder locked, and locks it: with `isShared` against those that write alone.
  /// Nothing is left behind in it, whatever ends the process. Fails with `.unsupported` where the file system has no locks.
  func lock(folder: String, isShared: Bool) throws(SystemError) -> any FolderLock

  /// Whether both paths lead to one file: on some file systems names that differ in case do.
  func isSame(_ a: String, _ b: String) -> Bool
}

/// A folder that this process has locked.
package protocol FolderLock {
  /// Gives it back; the end of the process does, too.
  func release()
}

/// A lock where there is but one process.
package struct NoLock: FolderLock {
  /// A lock.
  package init() {}
  package func release() {}
}

extension FileSystem {
  /// None, where files cannot be told apart.
  package var reads: ReadSet { ReadSet() }

  /// As what is named, where nothing moves meanwhile.
  package func readFound(
    _ path: String, atMost count: Int, isAllowed: (String) -> Bool
  ) throws(SystemError) -> [UInt8] {
    let bytes = try read(path)
    guard bytes.count <= count else { throw .tooLarge }
    return bytes
  }

  /// As what is named.
  package func readProduct(_ path: String) throws(SystemError) -> [UInt8] { try read(path) }

  /// As what is named, where there are no others.
  package func readPrivate(_ path: String) throws(SystemError) -> PrivateFile { .bytes(try read(path)) }

  /// Folders alone are refused, where there is nothing else.
  package func checkProduct(_ path: String) throws(SystemError) {
    if case .folder? = try? kind(of: path, followingLinks: true) { throw .isFolder }
  }

  /// Nothing is refused.
  package func checkOutput() throws(SystemError) {}

  /// As any product.
  package func rewrite(_ bytes: RawSpan, to path: String) throws(SystemError) { try write(bytes, to: path) }

  /// Puts `bytes` in the place of the file at `path`, as a whole or not at all.
  package func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    try write(bytes.span.bytes, to: path)
  }

  /// Nothing, where folders come and go with their files.
  package func removeFolder(_ path: String) throws(SystemError) {}

  /// At once, where there are no other processes.
  package func lock(folder: String, isShared: Bool) throws(SystemError) -> any FolderLock { NoLock() }

  /// By their spelling.
  package func isSame(_ a: String, _ b: String) -> Bool { Path.normalized(a) == Path.normalized(b) }

  /// Whether there is anything at `path`.
  package func exists(_ path: String) -> Bool {
    (try? kind(of: path, followingLinks: true)) != nil
  }
}
