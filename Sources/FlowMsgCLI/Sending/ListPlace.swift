import FlowMsgCampaign

/// Where a list of recipients is, for its journal: a link leads to it, or it came through a pipe and is nowhere.
struct ListPlace {
  /// Its path without links in its last part; nil of what came through a descriptor that the process was given.
  let target: String?
  /// The folders in which its journals may be: that of the name, and that of the file.
  let folders: [String]

  /// The place of the list called `path`.
  init(_ path: String, _ fileSystem: any FileSystem) {
    if path == "-" || GivenDescriptor(path) != nil {
      (target, folders) = (nil, ["."])
      return
    }
    let named = Path.folder(of: path)
    guard case .link? = try? fileSystem.kind(of: path, followingLinks: false),
      let real = try? fileSystem.realPath(path)
    else {
      (target, folders) = (path, [named])
      return
    }
    let target = fileSystem.workingDirectory.map { Path.relative(real, to: $0) } ?? real
    let isSame = (try? fileSystem.realPath(named)) == Path.folder(of: real)
    (self.target, folders) = (target, isSame ? [named] : [named, Path.folder(of: target)])
  }

  /// The name of its journal, or of that of a share: beside the file and under its name; of what came through a pipe in the
  /// working directory.
  func journal(_ shard: Shard?) -> String { JournalNames.name(of: target ?? "stdin", shard) }
}
