import FlowMsgText

/// How often each code occurs in a report.
package enum Statistics {
  /// One line for each code, the most frequent first: how often, the code, its severity, and its title.
  package static func text(of report: Report) -> String {
    var counts: [DiagnosticCode: (count: Int, severity: Severity)] = [:]
    for finding in report.diagnostics { counts[finding.code, default: (0, finding.severity)].count += 1 }
    let rows = counts.keys.sorted { a, b in
      let (first, second) = (counts[a]?.count ?? 0, counts[b]?.count ?? 0)
      return first != second ? first > second : a < b
    }
    let width = rows.compactMap { counts[$0].map { String($0.count).count } }.max() ?? 0
    return rows.map { code in
      let (count, severity) = counts[code] ?? (0, .note)
      let title = report.catalogue.first { $0.code == code }?.title ?? ""
      return "\(padded(String(count), width, isRight: true))  \(code)  \(padded(severity.word, 7))  \(title)\n"
    }.joined()
  }

  private static func padded(_ text: String, _ width: Int, isRight: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - text.count))
    return isRight ? blanks + text : text + blanks
  }
}
