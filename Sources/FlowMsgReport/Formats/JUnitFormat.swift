import FlowMsgText

/// For whatever draws test results: JUnit's XML. A message is a test case, those in which nothing is wrong too, and a file has one
/// more for what is outside of messages. An error is a failure; warnings and notes are the case's output.
package struct JUnitFormat: ReportFormat {
  package let name = "junit"
  package let summary = "JUnit's XML, a test case for each message"
  package let listsMessages = true

  package init() {}

  /// The document; a suite for each file that declares messages or in which something was found.
  package func render(_ report: Report) -> String {
    let sources = Sources(report.files)
    let suites = suites(of: report)
    var output = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    output += "<testsuites" + XMLText.attributes([("name", "flowmsg")] + counts(suites.flatMap(\.cases))) + ">\n"
    for suite in suites {
      let view = sources[suite.file]
      output += "  <testsuite" + XMLText.attributes([("name", view.file.name)] + counts(suite.cases)) + ">\n"
      for testCase in suite.cases { output += element(testCase, sources, view) }
      output += "  </testsuite>\n"
    }
    return output + "</testsuites>\n"
  }

  // MARK: Cases

  private struct Case {
    /// The message's name, or nil for what is outside of messages.
    var name: String?
    var line: UInt32
    var findings: [Diagnostic] = []
    var isFailed: Bool { findings.contains { $0.severity == .error } }
  }

  private struct Suite {
    var file: FileID
    var cases: [Case]
  }

  private func suites(of report: Report) -> [Suite] {
    var messages: [FileID: [ReportedMessage]] = [:]
    for message in report.messages { messages[message.location.file, default: []].append(message) }
    var findings: [FileID: [Diagnostic]] = [:]
    for finding in report.diagnostics { findings[finding.location.file, default: []].append(finding) }
    let files = Set(messages.keys).union(findings.keys).sorted { $0.rawValue < $1.rawValue }
    return files.map { file in
      Suite(file: file, cases: cases(messages[file] ?? [], findings[file] ?? []))
    }
  }

  /// The cases of a file: its messages in order, and the rest.
  private func cases(_ messages: [ReportedMessage], _ findings: [Diagnostic]) -> [Case] {
    let messages = messages.sorted { $0.location.range.start < $1.location.range.start }
    var cases = messages.map { Case(name: $0.name, line: $0.location.range.start) }
    var rest = Case(name: nil, line: 0)
    for finding in findings {
      let start = finding.location.range.start
      let next = messages.partitioningIndex { $0.location.range.start > start }
      if next > 0, start < messages[next - 1].location.range.end {
        cases[next - 1].findings.append(finding)
      } else {
        rest.findings.append(finding)
      }
    }
    return cases + [rest]
  }

  private func counts(_ cases: [Case]) -> [(name: String, value: String)] {
    [("tests", "\(cases.count)"), ("failures", "\(cases.count(where: \.isFailed))"), ("errors", "0"), ("skipped", "0")]
  }

  // MARK: Elements

  private func element(_ testCase: Case, _ sources: Sources, _ view: SourceView) -> String {
    let file = view.file.name
    let line = view.position(of: testCase.line).line
    let name = testCase.name ?? file
    let head = XMLText.attributes([
      ("classname", file), ("name", name), ("file", file), ("line", "\(line)"), ("time", "0"),
    ])
    guard !testCase.findings.isEmpty else { return "    <testcase\(head)/>\n" }
    var output = "    <testcase\(head)>\n"
    let errors = testCase.findings.filter { $0.severity == .error }
    if let first = errors.first {
      let summary = XMLText.attributes([("message", first.message), ("type", first.code.description)])
      output += "      <failure\(summary)>\(lines(errors, sources))</failure>\n"
    }
    let others = testCase.findings.filter { $0.severity != .error }
    if !others.isEmpty { output += "      <system-out>\(lines(others, sources))</system-out>\n" }
    return output + "    </testcase>\n"
  }

  private func lines(_ findings: [Diagnostic], _ sources: Sources) -> String {
    findings.flatMap { finding in
      let place = sources[finding.location.file].place(of: finding.location.range.start)
      let first = "\(place): \(finding.severity.word): \(finding.message) [\(finding.code)]"
      return ([first] + finding.help.map { "  \($0)" }).map(XMLText.escaped)
    }.joined(separator: "\n")
  }
}
