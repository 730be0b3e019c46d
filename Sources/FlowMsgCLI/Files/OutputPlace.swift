/// Whether the files of `compile --output` can be written where they belong: no link takes them out of the project, and none
/// is read in this run.
struct OutputPlace {
  private let folder: String
  private let fileSystem: any FileSystem
  /// The folder's real path; nil if it is not there yet.
  private let real: String?
  private let root: String?
  /// The files of the folder that are links.
  private let links: Set<String>
  /// The names in the folder; nil where no one can list them.
  let names: [String]?

  /// The folder called `folder`, as seen from the project at `root`. Fails if it is a file, or if a link leads from inside the
  /// project to a place outside.
  init(_ folder: String, _ fileSystem: any FileSystem, root: String?) throws(Failure) {
    (self.folder, self.fileSystem, self.root) = (folder, fileSystem, root)
    if let kind = try? fileSystem.kind(of: folder, followingLinks: true), kind != .folder {
      throw Failure("cannot write to '\(folder)': it is a file, not a folder")
    }
    real = try? fileSystem.realPath(folder)
    let listing = try? fileSystem.entries(of: folder)
    names = listing.map { listing in listing.entries.map(listing.name) }
    links = Set((listing?.entries ?? []).filter { $0.kind == .link }.compactMap { listing?.name(of: $0) })
    try checkFolder()
  }

  /// Fails where the folder cannot be written to; what is in it is looked at when it is locked.
  static func check(_ folder: String, _ fileSystem: any FileSystem, root: String?) throws(Failure) {
    try OutputPlace(unlisted: folder, fileSystem, root: root).checkFolder()
  }

  private init(unlisted folder: String, _ fileSystem: any FileSystem, root: String?) throws(Failure) {
    (self.folder, self.fileSystem, self.root) = (folder, fileSystem, root)
    if let kind = try? fileSystem.kind(of: folder, followingLinks: true), kind != .folder {
      throw Failure("cannot write to '\(folder)': it is a file, not a folder")
    }
    (real, links, names) = (nil, [], nil)
  }

  /// What there is of the folder's path may be a link; what there is not yet is made inside.
  private func checkFolder() throws(Failure) {
    guard let root, let here = fileSystem.workingDirectory else { return }
    var written = Path.normalized(Path.join(here, folder))
    guard Path.isInside(written, root) else { return }
    while written != root, written != "/" {
      if let real = try? fileSystem.realPath(written) {
        if Path.isInside(real, root) { return }
        throw Failure(
          "cannot write to '\(folder)': a link leads out of the project there, to '\(real)'",
          help: "name that folder itself: '--output \(real)'")
      }
      written = Path.folder(of: written)
    }
  }

  /// Fails if a file of the folder cannot be written.
  func check(_ file: String) throws(Failure) {
    let path = Path.join(folder, file)
    do throws(SystemError) {
      try fileSystem.checkProduct(path)
    } catch .isFolder {
      throw Failure("cannot write '\(path)': there is a folder of that name")
    } catch {
      throw Failure("cannot write '\(path)': \(error.description)")
    }
    guard links.contains(file), let target = try? fileSystem.realPath(path), let real else { return }
    if Path.isInside(target, real) || root.map({ Path.isInside(target, $0) }) ?? false { return }
    throw Failure(
      "cannot write '\(path)': it is a link that leads out of the project, to '\(target)'", help: "remove the link")
  }
}
