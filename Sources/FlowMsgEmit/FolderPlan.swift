/// What has to be done so that a folder holds what a compilation made: decided here, done by whatever may touch files.
///
/// A folder may hold the outputs of several projects, and files of nobody's. What a run replaces and removes is what an
/// earlier run of the same project wrote: a file that only the old manifest lists is removed if nothing makes it any more
/// (its source is among this run's operands and no longer declares it, or the source is gone) and nobody edited it.
package struct FolderPlan: Equatable, Sendable {
  /// The outputs whose files have to be written, as indices into the list given, in its order.
  package var written: [Int] = []
  /// The outputs whose files hold the same bytes already.
  package var untouched: [Int] = []
  /// The files to be removed.
  package var removed: [String] = []
  /// Entries of the old manifest whose files nothing makes any more but somebody edited: the files stay, with a warning, and
  /// are no longer listed.
  package var edited: [ManifestEntry] = []
  /// Files that are written although somebody edited what the old manifest lists, with a warning.
  package var replaced: [String] = []
  /// What the folder holds afterwards.
  package var manifest = Manifest()
  /// Whether the manifest's file has to be written.
  package var writesManifest = false

  /// The source map as it has to be written; nil where none is asked for, or the folder has the same already.
  package private(set) var sourceMap: [UInt8]?

  /// Whether everything is as it should be: what `compile --check` asks.
  package var isUpToDate: Bool { written.isEmpty && removed.isEmpty && !writesManifest && sourceMap == nil }

  /// Adds the source map of this run's outputs to the plan. Of `old`, the bytes of the folder's map, it keeps the entries
  /// of files that the manifest still lists and this run did not make.
  package mutating func add(_ map: SourceMap, old: [UInt8]?) {
    let whole = map.joined(with: old ?? [], files: Set(manifest.outputs.map(\.file)))
    // A folder that never had a map does not get one for nothing.
    guard old != nil || !whole.outputs.isEmpty else { return }
    let bytes = whole.bytes()
    if bytes != old { sourceMap = bytes }
  }

  /// The plan for one run.
  ///
  /// - Parameters:
  ///   - outputs: what was compiled, digests of the new bytes included; no file twice.
  ///   - old: the folder's manifest, or nil if it has none.
  ///   - run: what is known of the run and of the folder.
  package init(outputs: [ManifestEntry], old: Manifest?, _ run: FolderRun) throws(FolderConflict) {
    var listed: [String: ManifestEntry] = [:]
    for entry in old?.outputs ?? [] { listed[entry.file] = entry }
    for (index, output) in outputs.enumerated() {
      let before = listed[output.file]
      if let before, let root = before.root, root != output.root, run.rootExists(root) {
        throw .otherRoot(file: output.file, theirs: root, ours: output.root ?? "")
      }
      let found = run.digestOnDisk(output.file)
      if found == output.sha256 {
        untouched.append(index)
        continue
      }
      written.append(index)
      guard let found, found != before?.sha256 else { continue }
      if before != nil {
        replaced.append(output.file)
      } else if !run.isOurs(output.file) {
        throw .foreign(file: output.file)
      }
    }
    let made = Set(outputs.map(\.file))
    var kept: [ManifestEntry] = []
    for entry in old?.outputs ?? [] where !made.contains(entry.file) {
      if run.isOrphan(entry) { drop(entry, run.digestOnDisk(entry.file)) } else { kept.append(entry) }
    }
    try Self.checkCase(outputs, names: run.names + kept.map(\.file), gone: Set(removed))
    manifest = Manifest(kept + outputs)
    // A folder that never had a manifest does not get one for nothing.
    guard old != nil || !manifest.outputs.isEmpty else { return }
    writesManifest = run.manifest.map { $0 != manifest.bytes() } ?? true
  }

  /// Decides about a file that nothing makes any more and that now has the digest `found`.
  private mutating func drop(_ entry: ManifestEntry, _ found: SHA256Digest?) {
    if found == entry.sha256 {
      removed.append(entry.file)
    } else if found != nil {
      edited.append(entry)
    }
  }

  /// Two names that differ in case alone are one file on macOS and Windows, so no folder has both.
  private static func checkCase(
    _ outputs: [ManifestEntry], names: [String], gone: Set<String>
  ) throws(FolderConflict) {
    var spellings: [String: String] = [:]
    spellings.reserveCapacity(outputs.count)
    for output in outputs { spellings[folded(output.file)] = output.file }
    for name in names where !gone.contains(name) {
      guard let file = spellings[folded(name)], file != name else { continue }
      throw .caseAlone(file: file, other: name)
    }
  }

  /// A name with the letters of ASCII in lower case, which is all that names of ours have.
  package static func folded(_ name: String) -> String {
    guard name.utf8.contains(where: { $0 &- 0x41 < 26 }) else { return name }
    return String(decoding: name.utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}

/// What a plan has to know of a run and of the folder.
package struct FolderRun {
  /// Whether `--message` or `--locale` left messages out: then nothing is removed, and entries of others stay.
  package var isSelection: Bool
  /// The ways from the folder to the roots of this run's projects.
  package var roots: Set<String>
  /// Whether an entry's source is among the run's operands, under the same root; standard input only for standard input.
  package var isOperand: (ManifestEntry) -> Bool
  /// Whether an entry's source is still there, or nobody can say.
  package var sourceExists: (ManifestEntry) -> Bool
  /// Whether a root, a way from the folder, is still there.
  package var rootExists: (String) -> Bool
  /// The names of the folder's files.
  package var names: [String]
  /// Whether a file that no manifest lists is a body or open form in the layout of `compile`, byte for byte.
  package var isOurs: (String) -> Bool
  /// The bytes of the folder's manifest, or nil if it has none.
  package var manifest: [UInt8]?
  /// The digest of a file of the folder by its name, or nil if there is none.
  package var digestOnDisk: (String) -> SHA256Digest?

  /// What is known.
  package init(
    isSelection: Bool = false, roots: Set<String> = [], isOperand: @escaping (ManifestEntry) -> Bool,
    sourceExists: @escaping (ManifestEntry) -> Bool, rootExists: @escaping (String) -> Bool = { _ in true },
    names: [String] = [], manifest: [UInt8]? = nil, isOurs: @escaping (String) -> Bool = { _ in false },
    digestOnDisk: @escaping (String) -> SHA256Digest?
  ) {
    (self.isSelection, self.roots, self.names) = (isSelection, roots, names)
    (self.isOperand, self.sourceExists, self.rootExists) = (isOperand, sourceExists, rootExists)
    (self.isOurs, self.digestOnDisk, self.manifest) = (isOurs, digestOnDisk, manifest)
  }

  /// Whether nothing makes the file of an entry any more, and it is this run's to remove.
  func isOrphan(_ entry: ManifestEntry) -> Bool {
    if isSelection { return false }
    // An entry of an older version names no root: it is taken for one of this run's.
    if let root = entry.root, !roots.contains(root) { return false }
    if isOperand(entry) { return true }
    // What was once piped in is nowhere to be found, and not gone for that.
    return !entry.isPiped && !sourceExists(entry)
  }
}

/// Why a folder cannot hold what a run made. Nothing is written then.
package enum FolderConflict: Error, Hashable, Sendable {
  /// An output of another project has the file's name; the roots are ways from the folder.
  case otherRoot(file: String, theirs: String, ours: String)
  /// There is a file of the name which no run wrote.
  case foreign(file: String)
  /// There is a file whose name differs in case alone.
  case caseAlone(file: String, other: String)
}
