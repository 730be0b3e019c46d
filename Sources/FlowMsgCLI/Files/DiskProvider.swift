package import FlowMsg
import FlowMsgModel
import FlowMsgText
import Synchronization

/// Gives the compiler the files of a file system, and standard input, and keeps every path inside its project.
///
/// A path is relative to the real folder of the file that names it, so that a file means the same through whatever link
/// it was reached. An absolute path is refused: a source would compile on one machine only.
package final class DiskProvider: SourceProvider {
  private let fileSystem: any FileSystem
  private let console: any Console
  private let roots: ProjectRoots
  private let workingDirectory: String?
  private let standardInput: String?
  private let named: Set<PathKey>
  private let input = Mutex<Result<[UInt8], ReadFailure>?>(nil)
  private let located = Mutex<[Reference: Result<SourcePath, ReadFailure>]>([:])

  /// A provider for `operands`; `root` is the real path that `--root` names.
  package init(_ fileSystem: any FileSystem, _ console: any Console, _ operands: Operands, root: String? = nil) {
    self.fileSystem = fileSystem
    self.console = console
    roots = ProjectRoots(fileSystem, fixed: root, operandFolders: operands.folders)
    workingDirectory = fileSystem.workingDirectory
    standardInput = operands.standardInput?.canonical
    named = operands.named
  }

  package func locate(_ path: String, from importer: SourcePath) throws(ReadFailure) -> SourcePath {
    let reference = Reference(folder: PathKey(Path.folder(of: importer.canonical)), path: PathKey(path))
    if let known = located.withLock({ $0[reference] }) { return try known.get() }
    let result = resolve(reference)
    located.withLock { $0[reference] = result }
    return try result.get()
  }

  package func read(_ path: SourcePath) throws(ReadFailure) -> [UInt8] {
    if let standardInput, standardInput == path.canonical { return try readInput() }
    let most = Self.isImage(path) ? Self.largestImage : SourceFile.maximumByteCount
    do throws(SystemError) {
      if named.contains(PathKey(path.canonical)) { return try fileSystem.read(path.canonical) }
      return try fileSystem.readFound(path.canonical, atMost: most) { place in
        Path.isInside(place, roots.root(ofFolder: Path.folder(of: path.canonical)))
      }
    } catch .tooLarge where most == Self.largestImage {
      throw .other("it has more than \(most) bytes, and no body has room for such an image")
    } catch {
      throw error.readFailure
    }
  }

  /// The largest image that is read at all, in bytes: one of half this size makes a value that is larger than a body.
  private static let largestImage = 2 * Schema.bodySize.value

  private static func isImage(_ path: SourcePath) -> Bool {
    let name = Path.name(of: path.canonical).lowercased()
    return [".png", ".jpg", ".jpeg", ".webp"].contains { name.hasSuffix($0) }
  }

  /// Where a link takes a source that was named inside a project: outside its root. Nil if it stays inside, or was named
  /// as what it is.
  package func placeOutside(_ source: SourcePath) -> String? {
    guard let workingDirectory else { return nil }
    let written = Path.normalized(Path.join(workingDirectory, spelling(of: source)))
    let root: String
    if Path.isInside(written, workingDirectory) {
      root = roots.root(ofFolder: workingDirectory)
    } else {
      guard let folder = try? fileSystem.realPath(Path.folder(of: written)) else { return nil }
      if source.canonical == Path.join(folder, Path.name(of: written)) { return nil }
      root = roots.root(ofFolder: folder)
    }
    return Path.isInside(source.canonical, root) ? nil : source.canonical
  }

  /// A path that leads to a source, as it was named where that shows all of it.
  package func spelling(of source: SourcePath) -> String {
    // What people read has no other way to write a byte that is not part of UTF-8.
    guard source.display.contains("\\x"), source.canonical != standardInput,
      (try? fileSystem.realPath(source.display)) != source.canonical
    else { return source.display }
    return workingDirectory.map { Path.relative(source.canonical, to: $0) } ?? source.canonical
  }

  /// Why a source cannot be used though it can be read; nil if it can.
  ///
  /// Manifests, reports and imports name a source by its path below the root, and they are text.
  package func refusal(of source: SourcePath) -> ReadFailure? {
    guard source.canonical.utf8.contains(0xF4), source.canonical != standardInput else { return nil }
    return RawText.text(projectPath(of: source)) == nil ? Self.notText : nil
  }

  private static let notText = ReadFailure.other(
    "its path below the project root is not valid UTF-8, and manifests and reports could not name it: rename it")

  /// The root of the project in the working directory; nil without a working directory.
  package var workingRoot: String? { workingDirectory.map(roots.root(ofFolder:)) }

  /// The path of a source as its project writes it: the same from whatever working directory, and on every machine.
  package func projectPath(of source: SourcePath) -> String {
    projectPath(of: source, below: projectRoot(of: source))
  }

  /// The same, where the root is known already.
  package func projectPath(of source: SourcePath, below root: String) -> String {
    source.display == OperandSearch.unnamedInput ? source.display : Path.relative(source.canonical, to: root)
  }

  /// The root of a source.
  package func projectRoot(of source: SourcePath) -> String {
    roots.root(ofFolder: Path.folder(of: source.canonical))
  }

  /// Whether a source is standard input.
  package func isStandardInput(_ source: SourcePath) -> Bool { source.canonical == standardInput }

  /// The roots of `sources`, each once, in order.
  package func projectRoots(of sources: [SourcePath]) -> [String] {
    var seen: Set<String> = []
    return sources.map { roots.root(ofFolder: Path.folder(of: $0.canonical)) }.filter { seen.insert($0).inserted }
  }

  /// Standard input can be read once only; a second caller gets the same bytes.
  private func readInput() throws(ReadFailure) -> [UInt8] {
    let result = input.withLock { known in
      let result = known ?? Result { () throws(SystemError) in try console.readInput() }.mapError(\.readFailure)
      known = result
      return result
    }
    return try result.get()
  }

  /// The root is asked twice: of the spelling, so that nothing outside is looked at, and of what links make of it.
  private func resolve(_ reference: Reference) -> Result<SourcePath, ReadFailure> {
    let path = RawText.string(of: reference.path.path)
    if path.utf8.contains(0) { return .failure(.notFound) }
    if path.isEmpty { return .failure(.isFolder) }
    if Path.isAbsolute(path) {
      return .failure(.other("it is an absolute path, and paths are relative to the file that names them"))
    }
    let folder = reference.folder.path
    let root = roots.root(ofFolder: folder)
    let written = Path.join(folder, path)
    guard Path.isInside(Path.normalized(written), root) else {
      return .failure(.outsideRoot(root: RawText.shown(root)))
    }
    if let standardInput, Path.normalized(written) == standardInput { return .success(shown(standardInput)) }
    do throws(SystemError) {
      let real = try fileSystem.realPath(written)
      guard Path.isInside(real, root) else { return .failure(.outsideRoot(root: RawText.shown(root))) }
      // A pipe that no one writes to would be waited for without end.
      if try fileSystem.kind(of: real, followingLinks: true) == .other {
        return .failure(.other("it is a pipe or a device, not a file"))
      }
      let source = shown(real)
      return refusal(of: source).map { .failure($0) } ?? .success(source)
    } catch {
      return .failure(error.readFailure)
    }
  }

  /// Reports show what lies in the working directory relative to it.
  private func shown(_ canonical: String) -> SourcePath {
    let display = workingDirectory.map { Path.relative(canonical, to: $0) } ?? canonical
    return SourcePath(canonical: canonical, display: RawText.shown(display))
  }

  private struct Reference: Hashable {
    var folder: PathKey
    var path: PathKey
  }
}
