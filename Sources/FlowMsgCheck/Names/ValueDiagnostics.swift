import FlowMsgText

/// A key that one object has twice.
func repeatedKeyDiagnostic(_ name: String, _ location: SourceLocation, _ first: SourceLocation) -> Diagnostic {
  Diagnostic(
    NameDiagnostics.repeatedKey, "the key `\(name)` stands twice", at: location, label: "again here",
    labels: [DiagnosticLabel(first, "first here")], help: ["remove one of them"])
}

/// A value that goes into no text, at the name that brings it; `value` is where it is written.
func notInterpolatedDiagnostic(
  _ name: String, _ noun: String, _ location: SourceLocation, value: SourceLocation? = nil
) -> Diagnostic {
  Diagnostic(
    NameDiagnostics.notInterpolated, "`\(name)` is \(noun), which does not go into a text", at: location,
    labels: FoundPlace(name: location, value: value).labels,
    help: ["texts take strings and integers"])
}

/// A number that goes into a text as it is written, at the name that brings it; `value` is where it is written.
func numberInTextDiagnostic(_ name: String, _ location: SourceLocation, value: SourceLocation? = nil) -> Diagnostic {
  Diagnostic(
    NameDiagnostics.numberInText, "`\(name)` is put into the text as it is written, with a decimal point", at: location,
    labels: FoundPlace(name: location, value: value).labels,
    help: ["make it a string, written as people should read it"])
}
