public import FlowMsgText

/// Files that are being edited, with what is wrong with them: what an editor's server keeps.
///
/// Its diagnostics are always those that `Compiler.compile` gives of the same bytes, in the same order. An edit costs
/// what it may have changed: mostly one declaration is cut, parsed and checked again.
///
/// Every change gives back the diagnostics of those files of which they changed. A workspace belongs to one thread at a time.
public final class Workspace {
  private let provider: any SourceProvider
  private let runner: any Runner
  private var overlay: OverlayProvider
  private var snapshot: Snapshot
  private var operands: [SourcePath] = []
  private var known: Set<PathKey> = []
  /// Everything that is wrong, by file and place, and then which of `sources` cannot be read, as a compilation has it.
  public private(set) var diagnostics: [Diagnostic] = []

  /// A workspace without files, which reads them through `provider`.
  public init(provider: any SourceProvider, runner: any Runner = SerialRunner()) {
    (self.provider, self.runner) = (provider, runner)
    overlay = OverlayProvider(provider)
    snapshot = Snapshot([], overlay, runner)
  }

  /// The files that were added, in order.
  public var sources: [SourcePath] { operands }

  /// All files that were read: those that were added, and then what they import; diagnostics name them by `FileID`.
  public var files: [SourceFile] { snapshot.loaded.files }

  /// The paths of `files`, in the same order.
  public var paths: [SourcePath] { snapshot.loaded.paths }

  // MARK: Files

  /// Adds files to those that are checked. One that is among them already changes nothing.
  @discardableResult public func add(_ paths: [SourcePath]) -> [FileDiagnostics] {
    let count = operands.count
    for path in paths where known.insert(PathKey(path.canonical)).inserted { operands.append(path) }
    return operands.count == count ? [] : reload()
  }

  /// Takes a file out of those that are checked, and forgets its open text. What imports it still reads it.
  @discardableResult public func remove(_ path: SourcePath) -> [FileDiagnostics] {
    let key = PathKey(path.canonical)
    let wasOpen = overlay[path] != nil
    overlay[path] = nil
    guard known.remove(key) != nil else { return wasOpen ? reload() : [] }
    operands.removeAll { PathKey($0.canonical) == key }
    return reload()
  }

  /// Reads all files again that are not open: for when they may have changed.
  @discardableResult public func reload() -> [FileDiagnostics] {
    snapshot = Snapshot(operands, overlay, runner)
    return publish()
  }

  // MARK: Texts

  /// Gives a file the open text `bytes`, whatever the provider has of it. It counts wherever the file is read; a file that
  /// is to be checked for its own sake is added too. A text larger than `SourceFile.maximumByteCount` is not taken.
  @discardableResult public func set(_ path: SourcePath, _ bytes: [UInt8]) -> [FileDiagnostics] {
    guard let old = snapshot.text(of: path) else { return replace(path, bytes) }
    return edit(path, old, SourceEdit(from: old, to: bytes))
  }

  /// Makes an edit in the text of a file, which is open from then on. What of its range lies behind the end of the text is
  /// left out; a file that cannot be read is empty.
  @discardableResult public func update(_ path: SourcePath, _ edit: SourceEdit) -> [FileDiagnostics] {
    if let old = snapshot.text(of: path) { return self.edit(path, old, edit) }
    return replace(path, edit.applied(to: (try? overlay.read(path)) ?? []))
  }

  /// Forgets the open text of a file: what the provider has of it counts again.
  @discardableResult public func close(_ path: SourcePath) -> [FileDiagnostics] {
    guard overlay[path] != nil else { return [] }
    if let bytes = try? provider.read(path), snapshot.text(of: path) != nil {
      defer { overlay[path] = nil }
      return set(path, bytes)
    }
    overlay[path] = nil
    return reload()
  }

  private func edit(_ path: SourcePath, _ old: [UInt8], _ edit: SourceEdit) -> [FileDiagnostics] {
    let bytes = edit.applied(to: old)
    if bytes.count > SourceFile.maximumByteCount { return [] }
    overlay[path] = bytes
    guard snapshot.edit(path, edit.range(in: old), to: bytes, runner) else { return reload() }
    return publish()
  }

  private func replace(_ path: SourcePath, _ bytes: [UInt8]) -> [FileDiagnostics] {
    if bytes.count > SourceFile.maximumByteCount { return [] }
    overlay[path] = bytes
    return reload()
  }

  private func publish() -> [FileDiagnostics] {
    let old = published
    diagnostics = snapshot.diagnostics()
    published = Published(paths: snapshot.loaded.paths, diagnostics: diagnostics)
    return FileDiagnostics.changes(from: old, to: published)
  }

  private var published = Published(paths: [], diagnostics: [])
}

/// Bytes that are put in the place of others.
public struct SourceEdit: Sendable {
  /// What is replaced; an empty range inserts.
  public var range: Range<Int>
  /// What is put there.
  public var bytes: [UInt8]

  /// Puts `bytes` in the place of `range`.
  public init(_ range: Range<Int>, with bytes: [UInt8]) {
    self.range = range
    self.bytes = bytes
  }

  /// The smallest edit that makes `new` of `old`.
  fileprivate init(from old: [UInt8], to new: [UInt8]) {
    let least = min(old.count, new.count)
    var (first, last) = (0, 0)
    while first < least, old[first] == new[first] { first += 1 }
    while last < least - first, old[old.count - 1 - last] == new[new.count - 1 - last] { last += 1 }
    self.init(first..<(old.count - last), with: Array(new[first..<(new.count - last)]))
  }

  /// The range as far as it lies in `text`.
  func range(in text: [UInt8]) -> Range<Int> { range.clamped(to: 0..<text.count) }

  /// What the edit makes of `text`.
  public func applied(to text: [UInt8]) -> [UInt8] {
    var text = text
    text.replaceSubrange(range(in: text), with: bytes)
    return text
  }
}
