public import FlowMsgText

/// A fix that was not made, because other bytes would have been emitted.
public struct RefusedFix: Hashable, Sendable {
  /// The finding's code.
  public var code: DiagnosticCode
  /// What the fix would have done.
  public var title: String
  /// The file of its first edit.
  public var path: SourcePath
  /// The line and column of its first edit.
  public var position: LinePosition

  init(_ candidate: FixCandidate, _ compilation: Compilation) {
    code = candidate.diagnostic.code
    title = candidate.fix.title
    let location = candidate.fix.edits[0].location
    let file = Int(location.file.rawValue)
    path = compilation.paths[file]
    let bytes = compilation.files[file].bytes
    position = LineIndex(bytes).position(of: location.range.start, in: bytes)
  }
}
