import FlowMsgText
import Synchronization

/// Which folder is the project of a file: imports never leave it.
///
/// It is what `--root` says, else the nearest folder above with `.git` (a folder, or the file that a work tree has),
/// else the working directory if it holds the file, else the operand's folder that holds it, else the file's own
/// folder.
package final class ProjectRoots: Sendable {
  private let fileSystem: any FileSystem
  private let fixed: String?
  private let workingDirectory: String?
  private let operandFolders: [String]
  private let repositories = Mutex<[PathKey: String?]>([:])

  /// The roots of files; `fixed` is the real path of `--root`, `operandFolders` the real paths of the operands'
  /// folders.
  package init(_ fileSystem: any FileSystem, fixed: String?, operandFolders: [String]) {
    self.fileSystem = fileSystem
    self.fixed = fixed
    self.operandFolders = operandFolders
    workingDirectory = fileSystem.workingDirectory
  }

  /// The root for the files in `folder`, an absolute path without links.
  package func root(ofFolder folder: String) -> String {
    if let fixed { return fixed }
    if let repository = repository(of: folder) { return repository }
    if let workingDirectory, Path.isInside(folder, workingDirectory) { return workingDirectory }
    let holding = operandFolders.filter { Path.isInside(folder, $0) }
    return holding.min { $0.utf8.count < $1.utf8.count } ?? folder
  }

  /// The nearest folder, `folder` included, that has a `.git`.
  private func repository(of folder: String) -> String? {
    var passed: [String] = []
    var current = folder
    var answer: String?
    while true {
      if let known = repositories.withLock({ $0[PathKey(current)] }) {
        answer = known
        break
      }
      passed.append(current)
      if fileSystem.exists(Path.join(current, ".git")) {
        answer = current
        break
      }
      let parent = Path.folder(of: current)
      if parent == current || parent == "." { break }
      current = parent
    }
    repositories.withLock { known in
      for folder in passed { known[PathKey(folder)] = .some(answer) }
    }
    return answer
  }
}
