package import FlowMsgText

/// Collects what is found.
package struct Reporter: Sendable {
  /// What was found so far.
  package var diagnostics: [Diagnostic] = []
  /// What was found of types for which a bound is offered.
  package var bounds = LengthConstraints()
  /// Whether one of them is an error. Each is looked at once, however often this is asked.
  package var hasErrors: Bool {
    mutating get {
      while firstError == nil, looked < diagnostics.count {
        if diagnostics[looked].severity == .error { firstError = looked }
        looked += 1
      }
      return firstError != nil
    }
  }
  private var looked = 0
  private var firstError: Int?

  package init() {}

  /// Puts `new` in the place of what was found from `first` on.
  mutating func replace(from first: Int, with new: [Diagnostic]) {
    diagnostics.replaceSubrange(first..., with: new)
    looked = min(looked, first)
    if let error = firstError, error >= first { firstError = nil }
  }

  /// Adds a finding.
  package mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  /// Adds a finding of `kind`; see `Diagnostic.isProvisional`.
  package mutating func report(
    _ kind: DiagnosticKind, _ message: String, at location: SourceLocation, label: String = "",
    labels: [DiagnosticLabel] = [], help: [String] = [], fixes: [Fix] = [], isProvisional: Bool = false,
    whole: SourceLocation? = nil
  ) {
    diagnostics.append(
      Diagnostic(kind, message, at: location, label: label, labels: labels, help: help, fixes: fixes))
    if isProvisional { diagnostics[diagnostics.count - 1].isProvisional = true }
    diagnostics[diagnostics.count - 1].whole = whole
  }
}
