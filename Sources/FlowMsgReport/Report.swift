package import FlowMsgText

/// What a command has to say about a compilation, and how much of it; a `ReportFormat` makes text of it.
package struct Report: Sendable {
  /// Every file that a diagnostic may name, indexed by `FileID.rawValue`.
  package var files: [SourceFile]
  /// The findings, in the order in which they are shown.
  package var diagnostics: [Diagnostic]
  /// How many findings the formats for people show before they only count; nil or 0 shows all.
  package var maximum: Int?
  /// Whether text may carry ANSI colours.
  package var color: Bool
  /// The messages that were checked, for formats that list them.
  package var messages: [ReportedMessage]
  /// The kinds that findings may be of, for formats that describe them.
  package var catalogue: [DiagnosticKind]
  /// The version of the tool that made the report.
  package var version: String
  /// The columns that a shown source line may take; a longer one is cut around what is underlined.
  package var width: Int

  /// A report on `files`; without further arguments complete and colourless.
  package init(
    files: [SourceFile], diagnostics: [Diagnostic], maximum: Int? = nil, color: Bool = false, width: Int = 120,
    messages: [ReportedMessage] = [], catalogue: [DiagnosticKind] = [], version: String = ""
  ) {
    self.files = files
    self.diagnostics = diagnostics
    self.maximum = maximum
    self.color = color
    self.messages = messages
    self.catalogue = catalogue
    self.version = version
    self.width = max(width, 40)
  }

  /// The findings that the formats for people show.
  var shown: ArraySlice<Diagnostic> {
    guard let maximum, maximum > 0 else { return diagnostics[...] }
    return diagnostics.prefix(maximum)
  }

  /// The line that counts what `maximum` left out; nil if that is nothing.
  var rest: String? {
    let count = diagnostics.count - shown.count
    return count > 0 ? "…and \(count) more (--max-diagnostics 0 shows all)" : nil
  }
}

/// A message that was checked.
package struct ReportedMessage: Sendable {
  /// Its name.
  package var name: String
  /// All of its declaration.
  package var location: SourceLocation

  /// The message `name`, declared at `location`.
  package init(_ name: String, at location: SourceLocation) { (self.name, self.location) = (name, location) }
}

/// How many findings there are of each severity.
struct Tally {
  private(set) var errors = 0
  private(set) var warnings = 0
  private(set) var notes = 0
  private var files: Set<FileID> = []

  init(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      switch diagnostic.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .note: notes += 1
      }
      files.insert(diagnostic.location.file)
    }
  }

  /// `found 2 errors and 1 warning in 3 files`; a single file goes without saying.
  var sentence: String {
    let parts = [(errors, "error"), (warnings, "warning"), (notes, "note")]
      .filter { $0.0 > 0 }
      .map { Wording.count($0.0, $0.1) }
    return "found \(parts.listed())" + (files.count > 1 ? " in \(files.count) files" : "")
  }
}
