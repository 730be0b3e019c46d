/// Files that are written together: all of them under other names first, so that a full disk leaves none.
struct ProductBatch {
  private let fileSystem: any FileSystem
  private var prepared: [(path: String, file: any FileReplacement)] = []
  /// How many of them have their names.
  private var finished = 0

  /// No files yet.
  init(_ fileSystem: any FileSystem) { self.fileSystem = fileSystem }

  /// How many files there are.
  var count: Int { prepared.count }

  /// Writes a file, which does not appear yet. A failure drops all that were added.
  mutating func add(_ bytes: RawSpan, _ path: String) throws(Failure) {
    do throws(SystemError) {
      let file = try fileSystem.replace(path, isPrivate: false)
      prepared.append((path, file))
      try file.append(bytes)
      try file.prepare()
    } catch {
      throw drop(path, error)
    }
  }

  /// Makes the first `count` files appear, in the order in which they were added.
  mutating func finish(first count: Int) throws(Failure) {
    while finished < count {
      let (path, file) = prepared[finished]
      do throws(SystemError) {
        try file.finish()
      } catch {
        throw drop(path, error)
      }
      finished += 1
    }
  }

  private func drop(_ path: String, _ error: SystemError) -> Failure {
    for (_, file) in prepared[finished...] { file.discard() }
    return Failure("cannot write '\(path)': \(error.description)")
  }
}
