import FlowMsgText

/// For a step of GitHub Actions: one workflow command for each finding, `::error file=…,line=…::message`.
///
/// GitHub draws ten findings of each kind for a step; the tenth says how many more the log has. Errors come first, so that
/// they are among those.
package struct GitHubFormat: ReportFormat {
  package let name = "github"
  package let summary = "workflow commands of GitHub Actions"

  /// How many of a kind a step draws.
  private static let drawn = 10

  package init() {}

  /// The commands; lines and columns count from 1, columns in code points.
  package func render(_ report: Report) -> String {
    let sources = Sources(report.files)
    var output = ""
    for severity in Severity.allCases.reversed() {
      let findings = report.diagnostics.filter { $0.severity == severity }
      for (index, finding) in findings.enumerated() {
        let more = index == Self.drawn - 1 ? findings.count - Self.drawn : 0
        output += command(finding, sources[finding.location.file], more: more)
      }
    }
    return output
  }

  private func command(_ diagnostic: Diagnostic, _ view: SourceView, more: Int) -> String {
    let range = view.trimmed(diagnostic.location.range)
    let (start, end) = (view.position(of: range.start), view.position(of: range.end))
    var properties = [("file", view.file.name), ("line", "\(start.line)"), ("endLine", "\(end.line)")]
    // Columns are of one line.
    if start.line == end.line { properties += [("col", "\(start.column)"), ("endColumn", "\(end.column)")] }
    properties.append(("title", diagnostic.code.description))
    var lines = [diagnostic.message] + diagnostic.help
    if more > 0 {
      lines.append("…and \(Wording.count(more, "more \(diagnostic.severity.word)")), in the log of this step")
    }
    let written = properties.map { "\($0.0)=\(Self.property(visible($0.1)))" }.joined(separator: ",")
    return
      "::\(Self.kind(diagnostic.severity)) \(written)::\(lines.map { Self.escaped(visible($0)) }.joined(separator: "%0A"))\n"
  }

  private static func kind(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    escaped(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
