/// The folder that a run writes into, locked: runs come one after the other, and each sees what the one before left.
///
/// The folder itself is locked, so it has to be there; one that was made for that and in which nothing was written is
/// removed again.
struct OutputHold {
  private let fileSystem: any FileSystem
  private let lock: (any FolderLock)?
  /// The folders that were not there, the deepest first.
  private let made: [String]

  /// Whether the file system has locks.
  var isLocked: Bool { lock != nil }

  /// Holds `folder`; a run that `writes` nothing shares it with others like it. Nil if it is not there and is not made.
  init?(_ folder: String, _ fileSystem: any FileSystem, writes: Bool) throws(Failure) {
    self.fileSystem = fileSystem
    let missing = Self.missing(folder, fileSystem)
    if !writes, !missing.isEmpty { return nil }
    do throws(SystemError) {
      while true {
        if writes { try fileSystem.createFolder(folder) }
        do throws(SystemError) {
          lock = try fileSystem.lock(folder: folder, isShared: !writes)
          break
        } catch .unsupported {
          lock = nil
          break
        } catch .notFound where writes {
          // Another run made it, wrote nothing, and took it away.
          continue
        }
      }
    } catch {
      throw Failure("cannot write '\(folder)': \(error.description)")
    }
    made = missing
  }

  /// Gives the folder back.
  func end() {
    // A folder that has something in it stays.
    for folder in made { guard (try? fileSystem.removeFolder(folder)) != nil else { break } }
    lock?.release()
  }

  private static func missing(_ folder: String, _ fileSystem: any FileSystem) -> [String] {
    var missing: [String] = []
    var at = folder
    while !at.isEmpty, at != ".", at != "/", !fileSystem.exists(at) {
      missing.append(at)
      let above = Path.folder(of: at)
      if above == at { break }
      at = above
    }
    return missing
  }
}
