package import FlowMsgText

/// Where to say what is wrong in statements that a message inherits.
package enum Inheritance {
  private struct Key: Hashable {
    var code: DiagnosticCode
    var location: SourceLocation
  }

  /// What only the message that inherits makes wrong is said at its `like`, with the statement as a further place; what is
  /// wrong where it stands is among `diagnostics` already, and said once.
  package static func settle(_ findings: [InheritedFinding], among diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard !findings.isEmpty else { return [] }
    let known = Set(diagnostics.map { Key(code: $0.code, location: $0.location) })
    return findings.compactMap { finding in
      var diagnostic = finding.diagnostic
      if known.contains(Key(code: diagnostic.code, location: diagnostic.location)) { return nil }
      diagnostic.labels.insert(
        DiagnosticLabel(diagnostic.location, diagnostic.label.isEmpty ? "inherited from here" : diagnostic.label), at: 0
      )
      diagnostic.location = finding.like
      diagnostic.label = ""
      return diagnostic
    }
  }
}
