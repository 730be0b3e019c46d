import FlowMsgText

/// For whatever reads reports of Checkstyle: XML, one `error` for each finding, by file.
package struct CheckstyleFormat: ReportFormat {
  package let name = "checkstyle"
  package let summary = "XML as Checkstyle writes it"

  package init() {}

  /// The document; lines and columns count from 1, columns in code points. Characters that XML does not have are shown as
  /// pictures.
  package func render(_ report: Report) -> String {
    let sources = Sources(report.files)
    var order: [FileID] = []
    var byFile: [FileID: [Diagnostic]] = [:]
    for finding in report.diagnostics {
      if byFile[finding.location.file] == nil { order.append(finding.location.file) }
      byFile[finding.location.file, default: []].append(finding)
    }
    var output = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n"
    for file in order {
      output += "  <file name=\"\(XMLText.escaped(sources[file].file.name))\">\n"
      for finding in byFile[file] ?? [] { output += element(finding, sources[file]) }
      output += "  </file>\n"
    }
    return output + "</checkstyle>\n"
  }

  private func element(_ diagnostic: Diagnostic, _ view: SourceView) -> String {
    let place = view.position(of: diagnostic.location.range.start)
    let message = ([diagnostic.message] + diagnostic.help).joined(separator: "; ")
    let severity = diagnostic.severity == .note ? "info" : diagnostic.severity.word
    return "    <error line=\"\(place.line)\" column=\"\(place.column)\" severity=\"\(severity)\" "
      + "message=\"\(XMLText.escaped(message))\" source=\"flowmsg.\(diagnostic.code)\"/>\n"
  }
}
