import FlowMsgCheck
public import FlowMsgText

/// Everything that is wrong with one file.
public struct FileDiagnostics: Sendable {
  /// The file; nil for what is in no file, as a source that cannot be read.
  public var path: SourcePath?
  /// Its diagnostics, by place; those that are in no file have the file `FileID.none`.
  public var diagnostics: [Diagnostic]
}

/// What was given out last.
struct Published {
  var paths: [SourcePath]
  /// By file and place.
  var diagnostics: [Diagnostic]

  /// The diagnostics of one path: of several files where it is read as a source and as something else.
  fileprivate struct Part {
    var path: SourcePath?
    var diagnostics: [ArraySlice<Diagnostic>]

    func isSame(as other: Part) -> Bool {
      diagnostics.count == other.diagnostics.count
        && zip(diagnostics, other.diagnostics).allSatisfy { Findings.areSame($0, $1) }
    }
  }

  /// The paths that have diagnostics, in order.
  fileprivate func parts() -> [Part] {
    var parts: [Part] = []
    var known: [PathKey: Int] = [:]
    var start = 0
    for i in diagnostics.indices
    where i + 1 == diagnostics.count || diagnostics[i].location.file != diagnostics[i + 1].location.file {
      let file = Int(diagnostics[i].location.file.rawValue)
      let path = file < paths.count ? paths[file] : nil
      let place = known[Published.key(path), default: parts.count]
      known[Published.key(path)] = place
      if place == parts.count { parts.append(Part(path: path, diagnostics: [])) }
      parts[place].diagnostics.append(diagnostics[start...i])
      start = i + 1
    }
    return parts
  }

  fileprivate static func key(_ path: SourcePath?) -> PathKey { PathKey(path?.canonical ?? "") }
}

extension FileDiagnostics {
  /// The files of which the diagnostics are others in `new` than in `old`.
  static func changes(from old: Published, to new: Published) -> [FileDiagnostics] {
    let parts = old.parts()
    var before: [PathKey: Published.Part] = [:]
    for part in parts { before[Published.key(part.path)] = part }
    var changes: [FileDiagnostics] = []
    for part in new.parts() {
      if let known = before.removeValue(forKey: Published.key(part.path)), known.isSame(as: part) { continue }
      changes.append(FileDiagnostics(path: part.path, diagnostics: part.diagnostics.flatMap { Array($0) }))
    }
    for part in parts where before[Published.key(part.path)] != nil {
      changes.append(FileDiagnostics(path: part.path, diagnostics: []))
    }
    return changes
  }
}
