import FlowMsgText

/// Texts of some files in the place of what another provider reads: what an editor has and has not saved, or fixes that
/// are tried before they are written.
///
/// It finds no files: what a path means is for the other provider to say, so a file that is only here is found where the
/// other provider finds it without reading it.
public struct OverlayProvider: SourceProvider {
  private let base: any SourceProvider
  private var texts: [PathKey: [UInt8]] = [:]

  /// An overlay over `base`, at first without texts: it then reads what `base` reads.
  public init(_ base: any SourceProvider) { self.base = base }

  /// The bytes that are read in the place of the file at `path`, whatever its `display`; nil if `base` reads it.
  public subscript(path: SourcePath) -> [UInt8]? {
    get { texts[PathKey(path.canonical)] }
    set { texts[PathKey(path.canonical)] = newValue }
  }

  /// What `base` says that `path` means.
  public func locate(_ path: String, from importer: SourcePath) throws(ReadFailure) -> SourcePath {
    try base.locate(path, from: importer)
  }

  /// The text that is given for `path`, else what `base` reads; `base` is not asked for a file that has one.
  public func read(_ path: SourcePath) throws(ReadFailure) -> [UInt8] {
    if let bytes = self[path] { return bytes }
    return try base.read(path)
  }
}
