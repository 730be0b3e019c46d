import FlowMsgText

/// For people at a terminal: each finding with its source lines, carets, labels, help and fixes, and a count at the end.
package struct TextFormat: ReportFormat {
  package let name = "text"
  package let summary = "source lines with carets, labels and help"
  package let isForPeople = true

  /// The note about Flows that are not declared. A project without contracts has it for every message: it is drawn once, with
  /// the places of the others.
  private static let collected: DiagnosticCode = 6006
  /// How many of those places are listed.
  private static let listedPlaces = 10

  package init() {}

  /// The report; empty if there are no findings.
  package func render(_ report: Report) -> String {
    guard !report.diagnostics.isEmpty else { return "" }
    var painter = Painter(color: report.color)
    let sources = Sources(report.files)
    let others = report.diagnostics.filter { $0.code == Self.collected }.dropFirst()
    var drawn = report
    if let first = report.diagnostics.firstIndex(where: { $0.code == Self.collected }), !others.isEmpty {
      drawn.diagnostics.removeAll { $0.code == Self.collected }
      drawn.diagnostics.insert(report.diagnostics[first], at: first)
    }
    for diagnostic in drawn.shown {
      let places = diagnostic.code == Self.collected ? Self.places(of: others, sources) : nil
      Drawing(diagnostic, sources, width: report.width, others: places).paint(into: &painter)
      painter.endLine()
    }
    if let rest = drawn.rest {
      painter.put(rest)
      painter.endLine()
    }
    painter.put(Tally(report.diagnostics).sentence, .strong)
    painter.endLine()
    return painter.output
  }

  /// Where else the same was found; nil if nowhere.
  private static func places(of others: ArraySlice<Diagnostic>, _ sources: Sources) -> String? {
    guard !others.isEmpty else { return nil }
    let places = others.prefix(listedPlaces).map { sources[$0.location.file].place(of: $0.location.range.start) }
    let more = others.count - places.count
    return places.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}

/// One finding, laid out.
private struct Drawing {
  private let diagnostic: Diagnostic
  /// The diagnostic's own file first, then those of its labels.
  private let snippets: [Snippet]
  /// The place of the first mark in each snippet.
  private let places: [String]
  private let fixes: [FixPreview]
  private let gutter: Gutter
  /// Where else the same was found.
  private let others: String?

  init(_ diagnostic: Diagnostic, _ sources: Sources, width: Int, others: String?) {
    self.diagnostic = diagnostic
    self.others = others
    var snippets: [Snippet] = []
    var places: [String] = []
    for (file, labels) in Self.labels(of: diagnostic) {
      let view = sources[file]
      let own = file == diagnostic.location.file
      let marks = labels.enumerated().map { index, label in
        Mark(label.location.range, label.message, isPrimary: own && index == 0, in: view)
      }
      places.append(view.place(of: labels[0].location.range.start))
      // Where nothing was read (a file that cannot be), there is nothing to point at either.
      let isBlank = view.file.bytes.isEmpty && marks.allSatisfy(\.text.isEmpty)
      snippets.append(Snippet(isBlank ? [] : marks, in: view, diagnostic.severity, width: width))
    }
    fixes = diagnostic.fixes.map { FixPreview($0, in: sources, home: diagnostic.location.file, width: width) }
    gutter = Gutter(upTo: max(snippets.map(\.largestLine).max() ?? 1, fixes.map(\.largestLine).max() ?? 1))
    self.snippets = snippets
    self.places = places
  }

  /// What is to be marked, by file in the order of first mention; the finding itself comes first.
  private static func labels(of diagnostic: Diagnostic) -> [(FileID, [DiagnosticLabel])] {
    var groups = [(diagnostic.location.file, [DiagnosticLabel(diagnostic.location, diagnostic.label)])]
    for label in diagnostic.labels {
      if let index = groups.firstIndex(where: { $0.0 == label.location.file }) {
        groups[index].1.append(label)
      } else {
        groups.append((label.location.file, [label]))
      }
    }
    return groups
  }

  func paint(into painter: inout Painter) {
    painter.put("\(diagnostic.severity.word)[\(diagnostic.code)]", .severity(diagnostic.severity))
    painter.put(": " + visible(diagnostic.message), .strong)
    painter.endLine()
    for (index, snippet) in snippets.enumerated() {
      if index > 0 { gutter.separator(into: &painter) }
      gutter.arrow(index == 0 ? "-->" : ":::", places[index], into: &painter)
      if !snippet.isEmpty { gutter.separator(into: &painter) }
      snippet.paint(gutter, into: &painter)
    }
    if !diagnostic.help.isEmpty || !fixes.isEmpty || others != nil { gutter.separator(into: &painter) }
    let remarks = diagnostic.help.map(visible) + fixes.filter(\.isEmpty).map(\.title)
    for remark in remarks { gutter.remark("help", remark, into: &painter) }
    if let others { gutter.remark("also at", others, into: &painter) }
    for fix in fixes where !fix.isEmpty { fix.paint(gutter, into: &painter) }
  }
}
