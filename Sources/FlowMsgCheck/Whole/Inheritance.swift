package import FlowMsgText

/// Where to say what is wrong in statements that a message inherits.
package enum Inheritance {
  private struct Key: Hashable {
    var code: DiagnosticCode
    var location: SourceLocation
  }

  /// What is said of a value, and what is said of a parameter's type that allows such values.
  private static let causes: [DiagnosticCode: DiagnosticCode] = [
    TooLongRule.kind.code: LongWithParametersRule.kind.code, EmptyTextRule.kind.code: PossiblyEmptyRule.kind.code,
  ]

  /// Whether a finding is about a value of the screen's data.
  static func isOfData(_ code: DiagnosticCode) -> Bool {
    let data = [DataTypeRule.kind, NullInDataRule.kind, MissingDataRule.kind, UnknownDataRule.kind]
    return data.contains { $0.code == code }
  }

  /// What only the message that inherits makes wrong is said at its `like`, with the statement as a further place; what is
  /// wrong where it stands is among `diagnostics` already, and said once. So is what an ancestor makes wrong, and what a
  /// parameter's type lets through.
  package static func settle(_ findings: [InheritedFinding], among diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard !findings.isEmpty else { return [] }
    let known = Set(diagnostics.map { Key(code: $0.code, location: $0.location) })
    var owners: [Key: Set<ObjectIdentifier>] = [:]
    for finding in findings {
      if let owner = finding.owner { owners[key(finding), default: []].insert(ObjectIdentifier(owner)) }
    }
    return findings.compactMap { finding in
      if isTold(finding, known) || isOfAncestor(finding, owners[key(finding)] ?? []) { return nil }
      return finding.settled
    }
  }

  private static func key(_ finding: InheritedFinding) -> Key {
    Key(code: finding.diagnostic.code, location: finding.diagnostic.location)
  }

  /// Whether the place has been told of already, or a type that is too wide there.
  private static func isTold(_ finding: InheritedFinding, _ known: Set<Key>) -> Bool {
    let own = key(finding)
    if finding.like != nil, known.contains(own) { return true }
    if let cause = causes[own.code], known.contains(Key(code: cause, location: own.location)) { return true }
    return finding.routes.contains { known.contains(Key(code: ParameterTypeRule.kind.code, location: $0)) }
  }

  /// Whether something that the message builds on has the same fault: the message only inherits it.
  private static func isOfAncestor(_ finding: InheritedFinding, _ owners: Set<ObjectIdentifier>) -> Bool {
    if owners.isEmpty { return false }
    var ancestor = finding.parent
    while let one = ancestor {
      if owners.contains(ObjectIdentifier(one)) { return true }
      ancestor = one.parent
    }
    return false
  }
}

extension InheritedFinding {
  /// The finding at the place where it is said.
  fileprivate var settled: Diagnostic {
    var diagnostic = diagnostic
    guard let like else { return diagnostic }
    diagnostic.labels.insert(
      DiagnosticLabel(diagnostic.location, diagnostic.label.isEmpty ? "inherited from here" : diagnostic.label), at: 0)
    diagnostic.location = like
    diagnostic.label = ""
    return diagnostic
  }
}
