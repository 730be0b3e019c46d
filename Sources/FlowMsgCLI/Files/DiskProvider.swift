package import FlowMsg
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
  private let input = Mutex<Result<[UInt8], ReadFailure>?>(nil)
  private let located = Mutex<[Reference: Result<SourcePath, ReadFailure>]>([:])

  /// A provider for `operands`; `root` is the real path that `--root` names.
  package init(_ fileSystem: any FileSystem, _ console: any Console, _ operands: Operands, root: String? = nil) {
    self.fileSystem = fileSystem
    self.console = console
    roots = ProjectRoots(fileSystem, fixed: root, operandFolders: operands.folders)
    workingDirectory = fileSystem.workingDirectory
    standardInput = operands.standardInput?.canonical
  }

  package func locate(_ path: String, from importer: SourcePath) throws(ReadFailure) -> SourcePath {
    let reference = Reference(folder: Path.folder(of: importer.canonical), path: path)
    if let known = located.withLock({ $0[reference] }) { return try known.get() }
    let result = resolve(reference)
    located.withLock { $0[reference] = result }
    return try result.get()
  }

  package func read(_ path: SourcePath) throws(ReadFailure) -> [UInt8] {
    if let standardInput, standardInput == path.canonical { return try readInput() }
    do throws(SystemError) {
      return try fileSystem.read(path.canonical)
    } catch {
      throw error.readFailure
    }
  }

  /// The path of a source as its project writes it: the same from whatever working directory, and on every machine.
  package func projectPath(of source: SourcePath) -> String {
    if source.display == OperandSearch.unnamedInput { return source.display }
    return Path.relative(source.canonical, to: roots.root(ofFolder: Path.folder(of: source.canonical)))
  }

  /// The roots of `sources`, each once, in order.
  package func projectRoots(of sources: [SourcePath]) -> [String] {
    var seen: Set<String> = []
    return sources.map { roots.root(ofFolder: Path.folder(of: $0.canonical)) }.filter { seen.insert($0).inserted }
  }

  /// Standard input can be read once only; whoever asks again gets the same bytes.
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
    if reference.path.utf8.contains(0) { return .failure(.notFound) }
    if reference.path.isEmpty { return .failure(.isFolder) }
    if Path.isAbsolute(reference.path) {
      return .failure(.other("it is an absolute path, and paths are relative to the file that names them"))
    }
    let root = roots.root(ofFolder: reference.folder)
    let written = Path.join(reference.folder, reference.path)
    guard Path.isInside(Path.normalized(written), root) else { return .failure(.outsideRoot(root: root)) }
    if let standardInput, Path.normalized(written) == standardInput { return .success(shown(standardInput)) }
    do throws(SystemError) {
      let real = try fileSystem.realPath(written)
      guard Path.isInside(real, root) else { return .failure(.outsideRoot(root: root)) }
      // A pipe that nobody writes to would be waited for without end.
      if try fileSystem.kind(of: real, followingLinks: true) == .other {
        return .failure(.other("it is a pipe or a device, not a file"))
      }
      return .success(shown(real))
    } catch {
      return .failure(error.readFailure)
    }
  }

  /// Reports show what lies in the working directory relative to it.
  private func shown(_ canonical: String) -> SourcePath {
    SourcePath(canonical: canonical, display: workingDirectory.map { Path.relative(canonical, to: $0) } ?? canonical)
  }

  private struct Reference: Hashable {
    var folder: String
    var path: String
  }
}
