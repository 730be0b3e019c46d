import FlowMsgJSON
import FlowMsgText

/// For programs: one object that holds everything, whatever `maximum` says.
///
/// ```text
/// {"version": 1, "diagnostics": [{"code", "severity", "message", "file", "range": {"start", "end"},
///   "labels": [{"message", "file", "range"}], "help": ["…"],
///   "fixes": [{"title", "safe", "edits": [{"file", "range", "replacement"}]}]}],
///  "summary": {"errors", "warnings", "notes"}}
/// ```
///
/// `start` and the exclusive `end` are each `{"offset", "line", "column"}`: bytes from 0, lines and code points from 1. What
/// is beside a finding's own carets is the first of its labels, with the finding's own range.
package struct JSONFormat: ReportFormat {
  package let name = "json"
  package let summary = "everything, as one JSON object"

  package init() {}

  /// The object, in two-space indentation; also where there is nothing to report.
  package func render(_ report: Report) -> String {
    let sources = Sources(report.files)
    let tally = Tally(report.diagnostics)
    let document: JSONValue = [
      "version": 1,
      "diagnostics": .array(report.diagnostics.map { json($0, sources) }),
      "summary": [
        "errors": JSONValue(tally.errors), "warnings": JSONValue(tally.warnings), "notes": JSONValue(tally.notes),
      ],
    ]
    return document.text(.pretty)
  }

  private func json(_ diagnostic: Diagnostic, _ sources: Sources) -> JSONValue {
    let own = diagnostic.label.isEmpty ? [] : [DiagnosticLabel(diagnostic.location, diagnostic.label)]
    let labels = (own + diagnostic.labels).map { label in
      JSONValue.object([("message", .string(label.message))] + place(label.location, sources))
    }
    return .object(
      [
        ("code", .string(diagnostic.code.description)),
        ("severity", .string(diagnostic.severity.word)),
        ("message", .string(diagnostic.message)),
      ] + place(diagnostic.location, sources) + [
        ("labels", .array(labels)),
        ("help", .array(diagnostic.help.map { .string($0) })),
        ("fixes", .array(diagnostic.fixes.map { json($0, sources) })),
      ])
  }

  private func json(_ fix: Fix, _ sources: Sources) -> JSONValue {
    let edits = fix.edits.map { edit in
      JSONValue.object(place(edit.location, sources) + [("replacement", .string(edit.replacement))])
    }
    return ["title": .string(fix.title), "safe": .bool(fix.isSafe), "edits": .array(edits)]
  }

  /// The members `file` and `range`.
  private func place(_ location: SourceLocation, _ sources: Sources) -> [(String, JSONValue)] {
    let view = sources[location.file]
    let range: JSONValue = [
      "start": json(location.range.start, in: view), "end": json(location.range.end, in: view),
    ]
    return [("file", .string(view.file.name)), ("range", range)]
  }

  private func json(_ offset: UInt32, in view: SourceView) -> JSONValue {
    let position = view.position(of: offset)
    return [
      "offset": JSONValue(Int(offset)), "line": JSONValue(position.line), "column": JSONValue(position.column),
    ]
  }
}
