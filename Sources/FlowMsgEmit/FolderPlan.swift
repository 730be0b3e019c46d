/// What has to be done so that a folder holds what a compilation made: decided here, done by whoever may touch files.
///
/// A file that only the old manifest lists is removed if nothing makes it any more (its source is among this run's
/// operands and no longer declares it, or the source is gone) and nobody edited it.
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
  ///   - operands: the sources of this run, spelt as entries spell `source`.
  ///   - isSelection: whether `--message` or `--locale` left messages out: then nothing is removed, and entries of others stay.
  ///   - sourceExists: whether a source, spelt as in an entry, is still there.
  ///   - digestOnDisk: the digest of a file of the folder by its name, or nil if there is none. Asked for the outputs, for
  ///     what may be removed, and for the manifest, at most once each.
  package init(
    outputs: [ManifestEntry], old: Manifest?, operands: Set<String>, isSelection: Bool = false,
    sourceExists: (String) -> Bool, digestOnDisk: (String) -> SHA256Digest?
  ) {
    for (index, output) in outputs.enumerated() {
      if digestOnDisk(output.file) == output.sha256 { untouched.append(index) } else { written.append(index) }
    }
    let made = Set(outputs.map(\.file))
    var kept: [ManifestEntry] = []
    for entry in old?.outputs ?? [] where !made.contains(entry.file) {
      let isOrphan = !isSelection && (operands.contains(entry.source) || !sourceExists(entry.source))
      if isOrphan { drop(entry, digestOnDisk(entry.file)) } else { kept.append(entry) }
    }
    manifest = Manifest(kept + outputs)
    // A folder that never had a manifest does not get one for nothing.
    guard old != nil || !manifest.outputs.isEmpty else { return }
    writesManifest = digestOnDisk(Manifest.fileName) != SHA256.digest(of: manifest.bytes())
  }

  /// Decides about a file that nothing makes any more and that now has the digest `found`.
  private mutating func drop(_ entry: ManifestEntry, _ found: SHA256Digest?) {
    if found == entry.sha256 {
      removed.append(entry.file)
    } else if found != nil {
      edited.append(entry)
    }
  }
}
