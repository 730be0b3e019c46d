import FlowMsgModel
package import FlowMsgText

/// Where a finding is reported, and where the value is written that it is about.
///
/// A value that a name brings (a let, a default, a part of a file) is reported at the name, as that is what the message
/// writes; the label at the value's own place is added by `Reporter.report`, and no fix is offered: it would replace the
/// name, or change a value that others use.
package struct FoundPlace: Sendable {
  /// What the message writes: the value itself, or the name that brings it.
  package var location: SourceLocation
  /// Whether that is a name.
  package var isName = false
  /// Where the value behind the name is written; nil for what is written in no file, and where there is no name.
  package var value: SourceLocation?

  /// What is written at `location`.
  init(_ location: SourceLocation) { self.location = location }

  /// What the name at `name` brings, written at `value`.
  init(name: SourceLocation, value: SourceLocation?) {
    (location, isName, self.value) = (name, true, value)
  }

  /// The label at the value's own place, if that is another.
  var labels: [DiagnosticLabel] { value.map { [DiagnosticLabel($0, "the value")] } ?? [] }
}

extension Reporter {
  /// Adds a finding of `kind` at `place`, with what `FoundPlace` says of labels and fixes.
  package mutating func report(
    _ kind: DiagnosticKind, _ message: String, at place: FoundPlace, label: String = "",
    labels: [DiagnosticLabel] = [], help: [String] = [], fixes: [Fix] = [], isProvisional: Bool = false,
    whole: SourceLocation? = nil
  ) {
    report(
      kind, message, at: place.location, label: label, labels: labels + place.labels, help: help,
      fixes: place.isName ? [] : fixes, isProvisional: isProvisional, whole: whole)
  }
}
