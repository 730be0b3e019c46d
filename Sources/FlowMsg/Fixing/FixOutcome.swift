import FlowMsgText

/// What fixing came to.
public struct FixOutcome: Sendable {
  /// What is found after the fixes.
  public private(set) var compilation: Compilation
  /// How many fixes were made.
  public private(set) var fixCount = 0
  /// Fixes that would have changed what compiles.
  public internal(set) var refused: [RefusedFix] = []
  /// Whether it was cancelled: then there may be more to fix.
  public internal(set) var isCancelled: Bool
  /// The files as they were first read.
  private let original: [SourcePath: [UInt8]]

  init(_ first: Compilation) {
    compilation = first
    isCancelled = first.isCancelled
    original = Dictionary(zip(first.paths, first.files.map(\.bytes))) { first, _ in first }
  }

  mutating func take(_ round: FixRound) {
    fixCount += round.accepted.count
    compilation = round.compilation
  }

  /// The files that changed, in the order of `compilation.files`.
  public var changes: [FixedFile] {
    zip(compilation.paths, compilation.files).compactMap { path, file in
      guard let before = original[path], before != file.bytes else { return nil }
      return FixedFile(path: path, before: before, after: file.bytes)
    }
  }
}

/// A file that fixes changed.
public struct FixedFile: Hashable, Sendable {
  /// The file.
  public var path: SourcePath
  /// Its bytes as they were read. A caller that writes asks first whether they are still there.
  public var before: [UInt8]
  /// Its bytes with the fixes made.
  public var after: [UInt8]
}
