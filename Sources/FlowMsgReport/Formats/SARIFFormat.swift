import FlowMsgJSON
import FlowMsgText

/// For code scanning: SARIF 2.1.0 (OASIS), one run with its rules, results and fixes.
package struct SARIFFormat: ReportFormat {
  package let name = "sarif"
  package let summary = "SARIF 2.1.0, for code scanning"

  package init() {}

  /// The log, in two-space indentation; also where there is nothing to report. Lines and columns count from 1, columns in
  /// code points.
  package func render(_ report: Report) -> String {
    let sources = Sources(report.files)
    let rules = rules(of: report)
    var fingerprints = Fingerprints()
    let results = report.diagnostics.map { finding in
      result(finding, sources, rules, fingerprints.next(finding, in: sources[finding.location.file]))
    }
    let driver: JSONValue = [
      "name": "flowmsg", "version": .string(report.version), "rules": .array(rules.map { rule($0, report) }),
    ]
    let run: JSONValue = [
      "tool": ["driver": driver], "columnKind": "unicodeCodePoints", "results": .array(results),
    ]
    let log: JSONValue = [
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0", "runs": [run],
    ]
    return log.text(.pretty)
  }

  // MARK: Rules

  /// The codes of the report, in order.
  private func rules(of report: Report) -> [DiagnosticCode] {
    Array(Set(report.diagnostics.map(\.code))).sorted()
  }

  private func rule(_ code: DiagnosticCode, _ report: Report) -> JSONValue {
    var members: [(String, JSONValue)] = [("id", .string(code.description))]
    if let kind = report.catalogue.first(where: { $0.code == code }) {
      members += [
        ("shortDescription", ["text": .string(kind.title)]),
        ("help", ["text": .string(kind.why)]),
        ("defaultConfiguration", ["level": .string(kind.severity.word)]),
      ]
    }
    return .object(members)
  }

  // MARK: Results

  private func result(
    _ diagnostic: Diagnostic, _ sources: Sources, _ rules: [DiagnosticCode], _ fingerprint: String
  ) -> JSONValue {
    let text = ([diagnostic.message] + diagnostic.help).joined(separator: "\n")
    var members: [(String, JSONValue)] = [
      ("ruleId", .string(diagnostic.code.description)),
      ("ruleIndex", JSONValue(rules.firstIndex(of: diagnostic.code) ?? -1)),
      ("level", .string(diagnostic.severity.word)),
      ("message", ["text": .string(text)]),
      ("locations", [["physicalLocation": place(diagnostic.location, sources)]]),
      ("partialFingerprints", ["flowmsg/v1": .string(fingerprint)]),
    ]
    if !diagnostic.labels.isEmpty {
      members.append(("relatedLocations", .array(diagnostic.labels.map { related($0, sources) })))
    }
    let fixes = diagnostic.fixes.filter { !$0.edits.isEmpty }
    if !fixes.isEmpty { members.append(("fixes", .array(fixes.map { fix($0, sources) }))) }
    return .object(members)
  }

  private func related(_ label: DiagnosticLabel, _ sources: Sources) -> JSONValue {
    let place = ("physicalLocation", place(label.location, sources))
    return .object(label.message.isEmpty ? [place] : [place, ("message", ["text": .string(label.message)])])
  }

  /// A fix, its edits by file in the order of their first.
  private func fix(_ fix: Fix, _ sources: Sources) -> JSONValue {
    var order: [FileID] = []
    for edit in fix.edits where !order.contains(edit.location.file) { order.append(edit.location.file) }
    let changes = order.map { file -> JSONValue in
      let view = sources[file]
      let replacements = fix.edits.filter { $0.location.file == file }.map { edit -> JSONValue in
        [
          "deletedRegion": region(edit.location.range, view),
          "insertedContent": ["text": .string(edit.replacement)],
        ]
      }
      return ["artifactLocation": artifact(view), "replacements": .array(replacements)]
    }
    return ["description": ["text": .string(fix.title)], "artifactChanges": .array(changes)]
  }

  // MARK: Places

  private func place(_ location: SourceLocation, _ sources: Sources) -> JSONValue {
    let view = sources[location.file]
    return ["artifactLocation": artifact(view), "region": region(location.range, view)]
  }

  private func artifact(_ view: SourceView) -> JSONValue { ["uri": .string(Self.uri(view.file.name))] }

  private func region(_ range: ByteRange, _ view: SourceView) -> JSONValue {
    let (start, end) = (view.position(of: range.start), view.position(of: range.end))
    return [
      "startLine": JSONValue(start.line), "startColumn": JSONValue(start.column), "endLine": JSONValue(end.line),
      "endColumn": JSONValue(end.column),
    ]
  }

  /// A path as a reference (RFC 3986): relative, or `file:` where it begins at the root.
  private static func uri(_ path: String) -> String {
    var escaped = ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      default: escaped += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return path.hasPrefix("/") ? "file://" + escaped : escaped
  }
}
