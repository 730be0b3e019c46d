import FlowMsgText

/// Something found in a statement that a declaration inherits, that is provisional in one that others build on, or that is
/// about a value which an argument brings into an inherited statement.
struct InheritedFinding: Sendable {
  var diagnostic: Diagnostic
  /// The `like` of the declaration in which it shows; nil where it is in the declaration's own bytes.
  var like: SourceLocation?
  /// The declaration, if others build on it.
  var baseMessage: FileID?
  /// Whether it is a base.
  var isBase = false
  /// What the declaration builds on.
  var parent: FileID?
  /// The inherited names through which the value came to its place.
  var routes: [SourceLocation] = []

  /// Whether it is the declaration's own, whatever else is found.
  var isSaidWhereFound: Bool {
    like == nil && routes.isEmpty && !(diagnostic.isProvisional && isBase)
  }

  /// Whether a finding is about a value of the screen's data, or about the token.
  static func isOfData(_ code: DiagnosticCode) -> Bool {
    let data = [
      DataTypeRule.kind, NullInDataRule.kind, MissingDataRule.kind, UnknownDataRule.kind, FlowTokenRule.kind,
    ]
    return data.contains { $0.code == code }
  }
}
