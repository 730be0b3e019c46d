package import FlowMsg
import FlowMsgText

extension FixOutcome {
  /// Writes what changed, but no file that is not any more what was read, and none that `outside` says is outside the
  /// project: returns why files were not written.
  package func write(to fileSystem: any FileSystem, outside: (SourcePath) -> String? = { _ in nil }) -> [Failure] {
    changes.compactMap { file in
      let name = file.path.display
      if let place = outside(file.path) {
        return Failure(
          "cannot write '\(name)': a link leads out of the project there, to '\(place)'", help: "name that file itself")
      }
      do throws(SystemError) {
        guard try fileSystem.read(file.path.canonical) == file.before else {
          return Failure("'\(name)' was changed by someone else while it was being fixed", help: "run it again")
        }
        try fileSystem.rewrite(file.after.span.bytes, to: file.path.canonical)
        return nil
      } catch {
        return Failure("cannot write '\(name)': \(error.description)")
      }
    }
  }

  /// What to say on standard error.
  package func summary(_ failures: [Failure]) -> String {
    var lines = failures.map(\.text)
    for fix in refused {
      let place = "\(fix.path.display):\(fix.position.line):\(fix.position.column)"
      lines.append("warning: did not fix \(fix.code) at \(place): '\(fix.title)' would change what compiles\n")
    }
    if fixCount > 0 && failures.isEmpty {
      let files = changes.count
      lines.append("made \(fixCount) \(fixCount == 1 ? "fix" : "fixes") in \(files) \(files == 1 ? "file" : "files")\n")
    }
    return lines.joined()
  }
}
