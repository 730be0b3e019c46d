public import FlowMsgText

/// Which files were read because another names them: imports, values and Flows `from` files.
public struct FileDependencies: Sendable {
  private var named: [FileID: [FileID]] = [:]

  init() {}

  mutating func add(_ target: FileID, namedIn file: FileID) {
    named[file, default: []].append(target)
  }

  /// What is made of `file` was made of these: itself, what it names, what that names, and so on; each once, in the order
  /// in which the compilation lists files.
  public func all(of file: FileID) -> [FileID] {
    var seen: Set<FileID> = [file]
    var open = [file]
    while let next = open.popLast() {
      for target in named[next] ?? [] where seen.insert(target).inserted { open.append(target) }
    }
    return seen.sorted()
  }
}
