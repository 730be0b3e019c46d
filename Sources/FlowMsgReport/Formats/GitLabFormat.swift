import FlowMsgJSON
import FlowMsgText

/// For merge requests of GitLab: a Code Quality report, an array with one object for each finding.
package struct GitLabFormat: ReportFormat {
  package let name = "gitlab"
  package let summary = "a Code Quality report of GitLab"

  package init() {}

  /// The array, in two-space indentation; empty where there is nothing to report. Lines count from 1.
  package func render(_ report: Report) -> String {
    let sources = Sources(report.files)
    var fingerprints = Fingerprints()
    let findings = report.diagnostics.map { finding in
      let view = sources[finding.location.file]
      return json(finding, view, fingerprints.next(finding, in: view))
    }
    return JSONValue.array(findings).text(.pretty)
  }

  private func json(_ diagnostic: Diagnostic, _ view: SourceView, _ fingerprint: String) -> JSONValue {
    let range = view.trimmed(diagnostic.location.range)
    return [
      "description": .string(([diagnostic.message] + diagnostic.help).joined(separator: "; ")),
      "check_name": .string(diagnostic.code.description),
      "fingerprint": .string(fingerprint),
      "severity": .string(Self.severity(diagnostic.severity)),
      "location": [
        "path": .string(view.file.name),
        "lines": [
          "begin": JSONValue(view.position(of: range.start).line), "end": JSONValue(view.position(of: range.end).line),
        ],
      ],
    ]
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "major"
    case .warning: "minor"
    case .note: "info"
    }
  }
}
