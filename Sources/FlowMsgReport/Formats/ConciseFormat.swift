import FlowMsgText

/// For editors and `grep`: one line for each finding, `path:line:column: error: message [FM1234]`.
package struct ConciseFormat: ReportFormat {
  package let name = "concise"
  package let summary = "one line for each finding"
  package let isForPeople = true

  package init() {}

  /// The report; columns count code points from 1. There is no help, but what was likely meant ends the message. Control characters in names and messages are shown as pictures.
  package func render(_ report: Report) -> String {
    let sources = Sources(report.files)
    var output = ""
    for diagnostic in report.shown {
      let place = sources[diagnostic.location.file].place(of: diagnostic.location.range.start)
      let message = visible(([diagnostic.message] + [diagnostic.suggestion].compactMap { $0 }).joined(separator: "; "))
      output += "\(place): \(diagnostic.severity.word): \(message) [\(diagnostic.code)]\n"
    }
    if let rest = report.rest { output += rest + "\n" }
    return output
  }
}
