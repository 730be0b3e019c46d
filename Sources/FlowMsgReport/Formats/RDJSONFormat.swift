import FlowMsgJSON
import FlowMsgText

/// For reviewdog: its diagnostic format, one object. Columns count bytes of UTF-8 from 1, as it asks for.
package struct RDJSONFormat: ReportFormat {
  package let name = "rdjson"
  package let summary = "the diagnostic format of reviewdog"

  package init() {}

  /// The object, in two-space indentation; also where there is nothing to report.
  package func render(_ report: Report) -> String {
    let sources = Sources(report.files)
    let document: JSONValue = [
      "source": ["name": "flowmsg"],
      "diagnostics": .array(report.diagnostics.map { json($0, sources) }),
    ]
    return document.text(.pretty)
  }

  private func json(_ diagnostic: Diagnostic, _ sources: Sources) -> JSONValue {
    let view = sources[diagnostic.location.file]
    var members: [(String, JSONValue)] = [
      ("message", .string(([diagnostic.message] + diagnostic.help).joined(separator: "\n"))),
      ("location", location(diagnostic.location, view)),
      ("severity", .string(Self.severity(diagnostic.severity))),
      ("code", ["value": .string(diagnostic.code.description)]),
    ]
    let suggestions = diagnostic.fixes.compactMap { suggestion($0, diagnostic.location.file, view) }
    if !suggestions.isEmpty { members.append(("suggestions", .array(suggestions))) }
    let related = diagnostic.labels.map { label -> JSONValue in
      ["message": .string(label.message), "location": location(label.location, sources[label.location.file])]
    }
    if !related.isEmpty { members.append(("relatedLocations", .array(related))) }
    return .object(members)
  }

  /// A fix that is one edit of the same file: a suggestion has no more.
  private func suggestion(_ fix: Fix, _ file: FileID, _ view: SourceView) -> JSONValue? {
    guard fix.edits.count == 1, let edit = fix.edits.first, edit.location.file == file else { return nil }
    return ["range": range(edit.location.range, view), "text": .string(edit.replacement)]
  }

  private func location(_ location: SourceLocation, _ view: SourceView) -> JSONValue {
    ["path": .string(view.file.name), "range": range(location.range, view)]
  }

  private func range(_ range: ByteRange, _ view: SourceView) -> JSONValue {
    ["start": position(range.start, view), "end": position(range.end, view)]
  }

  private func position(_ offset: UInt32, _ view: SourceView) -> JSONValue {
    let place = view.bytePosition(of: offset)
    return ["line": JSONValue(place.line), "column": JSONValue(place.column)]
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "ERROR"
    case .warning: "WARNING"
    case .note: "INFO"
    }
  }
}
