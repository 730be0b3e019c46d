package import FlowMsgText

/// One check of a resolved message. Its file holds everything about it: code, severity, why, examples, the check, the
/// wording and the fix.
///
/// Rules are silent about what is already broken: a field that is missing, damaged or `broken` is none of theirs, unless
/// its absence is what they look for.
package protocol Rule: SendableMetatype {
  /// Code, severity, reason and examples.
  static var kind: DiagnosticKind { get }

  /// What about a message it looks at: it is called only for those that show that.
  static var concern: Concern { get }

  /// Reports every place of `message` that breaks the rule.
  static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter)
}
