package import FlowMsg
package import FlowMsgText

/// The sources that the operands of a command name.
package struct Operands: Sendable {
  /// The files, each once, in the order of the operands; those of a folder bytewise by path.
  package var sources: [SourcePath] = []
  /// Operands, and folders in them, that could not be looked at.
  package var failures: [(name: String, failure: ReadFailure)] = []
  /// Files of searched folders that are no sources of this run, and why: links out of the root, devices, FIFOs.
  package var passedOver: [(name: String, reason: String)] = []
  /// The canonical paths of the files that were named one by one; all others were found.
  package var named: Set<PathKey> = []
  /// Whether a folder was searched: what is named one by one may be used by files that are not.
  package var hasFolder = false
  /// What standard input is called, if it is among the operands.
  package var standardInput: SourcePath?
  /// The folders to which a source may be tied where nothing else gives a root: each operand's own, or the file's.
  package var folders: [String] = []
}

extension Operands {
  /// Takes out the sources that cannot be used, for the reason that `refusal` gives.
  mutating func refuse(_ refusal: (SourcePath) -> ReadFailure?) {
    var kept: [SourcePath] = []
    for source in sources {
      if let reason = refusal(source) { failures.append((source.display, reason)) } else { kept.append(source) }
    }
    sources = kept
  }
}

/// Finds what operands name: files as they are, `*.flowmsg` in folders, `-` for standard input.
///
/// In a folder, folders whose name begins with a dot are skipped, and so are links to folders, as `find` and `git` do:
/// then a walk always ends. A link to a file is followed inside the root. The same file is found once, under the name that
/// comes first.
package struct OperandSearch {
  private let fileSystem: any FileSystem
  private let standardInputName: String?
  private let roots: ProjectRoots
  private var found = Operands()
  /// Whether a link was met; without one a single folder has nothing twice.
  private var mayRepeat = false

  /// What standard input is called when no one named it.
  package static let unnamedInput = "<stdin>"

  /// A search in `fileSystem`; standard input is called `standardInputName`, or `<stdin>`; `root` is the real path that
  /// `--root` names.
  package init(_ fileSystem: any FileSystem, standardInputName: String? = nil, root: String? = nil) {
    self.fileSystem = fileSystem
    roots = ProjectRoots(fileSystem, fixed: root, operandFolders: [])
    self.standardInputName = standardInputName
  }

  /// What `operands` name; none means the working directory.
  package mutating func find(_ operands: [String]) -> Operands {
    for operand in operands.isEmpty ? ["."] : operands {
      if operand == "-" { addStandardInput() } else { add(operand) }
    }
    if mayRepeat || operands.count > 1 { removeRepeated() }
    return found
  }

  private mutating func add(_ operand: String) {
    do throws(SystemError) {
      switch try fileSystem.kind(of: operand, followingLinks: true) {
      case .folder: try walk(operand)
      case .file, .link, .other: try addFile(operand)
      }
    } catch {
      found.failures.append((RawText.shown(operand), error.readFailure))
    }
  }

  /// A file that was named. What has no real path of its own (`/dev/fd/63` is an open pipe) is known by its spelling.
  private mutating func addFile(_ operand: String) throws(SystemError) {
    let real = try? fileSystem.realPath(operand)
    let canonical = real ?? Path.normalized(Path.join(fileSystem.workingDirectory ?? "/", operand))
    found.sources.append(SourcePath(canonical: canonical, display: RawText.shown(Path.tidy(operand))))
    found.named.insert(PathKey(canonical))
    found.folders.append(Path.folder(of: canonical))
  }

  private mutating func addStandardInput() {
    let here = fileSystem.workingDirectory ?? "/"
    let display = standardInputName ?? Self.unnamedInput
    let written = Path.normalized(Path.join(here, display))
    let folder = (try? fileSystem.realPath(Path.folder(of: written))) ?? Path.folder(of: written)
    let path = SourcePath(
      canonical: Path.join(folder, Path.name(of: written)), display: RawText.shown(Path.tidy(display)))
    found.sources.append(path)
    found.folders.append(folder)
    found.standardInput = path
  }

  /// All sources below a folder. Paths are put together from the folder's real one, so that a file costs no call of its
  /// own.
  private mutating func walk(_ operand: String) throws(SystemError) {
    let real = try fileSystem.realPath(operand)
    let shown = RawText.shown(Path.tidy(operand))
    var open = [try Visit(SourcePath(canonical: real, display: shown == "." ? "" : shown), fileSystem)]
    found.folders.append(real)
    found.hasFolder = true
    // A folder outside the root was named as it is: what is found stays in it.
    let root = roots.root(ofFolder: real)
    let boundary = Path.isInside(real, root) ? root : real
    while var visit = open.popLast() {
      guard let (path, kind) = visit.next() else { continue }
      open.append(visit)
      switch kind {
      case .file: found.sources.append(path)
      case .other: passOver(path, "it is not a regular file")
      case .link: addLink(path, inside: boundary)
      case .folder:
        do throws(SystemError) {
          open.append(try Visit(path, fileSystem))
        } catch {
          found.failures.append((path.display, error.readFailure))
        }
      }
    }
  }

  private mutating func passOver(_ path: SourcePath, _ reason: String) {
    found.passedOver.append((path.display, reason))
  }

  private mutating func addLink(_ path: SourcePath, inside boundary: String) {
    guard let real = try? fileSystem.realPath(path.canonical) else {
      return found.failures.append((path.display, .notFound))
    }
    let kind = try? fileSystem.kind(of: real, followingLinks: true)
    if kind == .folder { return }
    guard Path.isInside(real, boundary) else {
      return passOver(
        path, "it is a link that leads out of the project root \(RawText.shown(boundary)), to '\(RawText.shown(real))'")
    }
    if kind == .other { return passOver(path, "it is a link to what is not a regular file") }
    mayRepeat = true
    found.sources.append(SourcePath(canonical: real, display: path.display))
  }

  /// Drops later names of the same file.
  private mutating func removeRepeated() {
    var seen: Set<PathKey> = []
    seen.reserveCapacity(found.sources.count)
    found.sources.removeAll { !seen.insert(PathKey($0.canonical)).inserted }
  }
}

/// A folder in the middle of being gone through: what of it is worth a step, bytewise by path.
private struct Visit {
  private let listing: FolderListing
  private let real: String
  private let shown: String
  private var position = 0

  init(_ folder: SourcePath, _ fileSystem: any FileSystem) throws(SystemError) {
    var listing = try fileSystem.entries(of: folder.canonical)
    listing.sort { listing, entry in
      switch entry.kind {
      case .folder: !listing.isHidden(entry)
      case .file, .link, .other: listing.hasSuffix(entry, ".flowmsg") && !listing.isEditorLock(entry)
      }
    }
    self.listing = listing
    real = Path.join(folder.canonical, "")
    shown = folder.display.isEmpty ? "" : Path.join(folder.display, "")
  }

  mutating func next() -> (path: SourcePath, kind: FileKind)? {
    guard position < listing.entries.count else { return nil }
    let entry = listing.entries[position]
    position += 1
    let name = listing.name(of: entry)
    return (SourcePath(canonical: real + name, display: shown + RawText.shown(name)), entry.kind)
  }
}
