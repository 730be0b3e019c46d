/// What a name in a folder stands for.
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

/// What is going to stand in the place of a file. One of `finish` and `discard` ends it.
package protocol FileReplacement: Sendable {
  /// Adds bytes at its end.
  func append(_ bytes: RawSpan) throws(SystemError)

  /// Puts it in the place of the file.
  func finish() throws(SystemError)

  /// Drops it, and leaves the file as it was.
  func discard()
}

extension FileReplacement {
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

  /// All bytes of a file, a pipe or a device; at most `SourceFile.maximumByteCount`, else `.tooLarge`.
  func read(_ path: String) throws(SystemError) -> [UInt8]

  /// The names in a folder, without `.` and `..`, in no order.
  func entries(of folder: String) throws(SystemError) -> FolderListing

  /// What is at `path`; a link is followed unless `followingLinks` is false.
  func kind(of path: String, followingLinks: Bool) throws(SystemError) -> FileKind

  /// Whether others than its owner may read or write what is at `path`.
  func isOpenToOthers(_ path: String) throws(SystemError) -> Bool

  /// The absolute path of what is at `path`, all links resolved.
  func realPath(_ path: String) throws(SystemError) -> String

  /// Puts `bytes` in the place of the file at `path`, as a whole or not at all; what is neither file nor absent (a
  /// device, a pipe) is written to as it is.
  func write(_ bytes: RawSpan, to path: String) throws(SystemError)

  /// Begins to put something else in the place of the file at `path`, in pieces: it shows there when it is finished, as a
  /// whole, or not at all. What is neither file nor absent is written to as it is.
  ///
  /// - Parameter isPrivate: whether nobody else may read the pieces before.
  func replace(_ path: String, isPrivate: Bool) throws(SystemError) -> any FileReplacement

  /// Makes a folder, and those above it that are missing.
  func createFolder(_ path: String) throws(SystemError)

  /// Removes a file; a link itself, not what it points to.
  func remove(_ path: String) throws(SystemError)
}

extension FileSystem {
  /// Nobody else, where there are no others.
  package func isOpenToOthers(_ path: String) throws(SystemError) -> Bool { false }

  /// Puts `bytes` in the place of the file at `path`, as a whole or not at all.
  package func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    try write(bytes.span.bytes, to: path)
  }

  /// Whether there is anything at `path`.
  package func exists(_ path: String) -> Bool {
    (try? kind(of: path, followingLinks: true)) != nil
  }
}
