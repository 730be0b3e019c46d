import FlowMsgText

/// A finding and the fix of it that may be made unasked.
struct FixCandidate: Sendable {
  /// The finding.
  let diagnostic: Diagnostic
  /// Its first safe fix.
  let fix: Fix

  /// The candidate of `diagnostic`, if it has a safe fix whose edits lie in files of `compilation`.
  init?(_ diagnostic: Diagnostic, _ compilation: Compilation) {
    guard let fix = diagnostic.fixes.first(where: { $0.isSafe && !$0.edits.isEmpty }) else { return nil }
    for edit in fix.edits {
      let file = Int(edit.location.file.rawValue)
      guard compilation.files.indices.contains(file), compilation.paths.indices.contains(file),
        Int(edit.location.range.end) <= compilation.files[file].bytes.count
      else { return nil }
    }
    self.diagnostic = diagnostic
    self.fix = fix
  }
}
