package import FlowMsgText

/// What `explain` prints: the long form of a kind of diagnostic, or the list of all kinds.
package enum Explanation {
  /// Heading, reason, a bad and a good example.
  package static func text(of kind: DiagnosticKind, color: Bool = false) -> String {
    var painter = Painter(color: color)
    painter.put("\(kind.code) (\(kind.severity.word))", .severity(kind.severity))
    painter.put(": \(kind.title)", .strong)
    painter.endLine()
    for paragraph in paragraphs(of: kind.why) {
      painter.endLine()
      put(wrapped(paragraph, to: 80), into: &painter)
    }
    for (heading, example, style) in [("bad", kind.bad, Style.removed), ("good", kind.good, .added)] {
      painter.endLine()
      painter.put("\(heading):", style)
      painter.endLine()
      painter.endLine()
      put(lines(of: example).map { $0.isEmpty ? "" : "    " + visible($0) }, into: &painter)
    }
    return painter.output
  }

  /// One line for each kind, by code.
  package static func list(of kinds: [DiagnosticKind], color: Bool = false) -> String {
    var painter = Painter(color: color)
    for kind in kinds.sorted(by: { $0.code < $1.code }) {
      let word = kind.severity.word
      painter.put("\(kind.code)", .strong)
      painter.put("  ")
      painter.put(word, .severity(kind.severity))
      painter.put(String(repeating: " ", count: Severity.longestWord - word.utf8.count + 2) + kind.title)
      painter.endLine()
    }
    return painter.output
  }

  private static func put(_ lines: [String], into painter: inout Painter) {
    for line in lines {
      painter.put(line)
      painter.endLine()
    }
  }

  /// The lines of `text`, without blank ones at its end.
  private static func lines(of text: String) -> [String] {
    var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    while let last = lines.last, last.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) { lines.removeLast() }
    return lines.map { String(Substring($0.last == 0x0D ? $0.dropLast() : $0)) }
  }

  /// The paragraphs of `text`, which a blank line parts, each as its words.
  private static func paragraphs(of text: String) -> [[Substring]] {
    lines(of: text)
      .split { $0.allSatisfy { $0 == " " } }
      .map { $0.flatMap { $0.split(separator: " ").map { Substring($0) } } }
  }

  /// `words` in lines of at most `width` columns, longer words aside.
  private static func wrapped(_ words: [Substring], to width: Int) -> [String] {
    var lines: [String] = []
    var columns = 0
    for word in words {
      let wordColumns = word.reduce(0) { $0 + Width.of($1) }
      if let last = lines.indices.last, columns + 1 + wordColumns <= width {
        lines[last] += " " + word
        columns += 1 + wordColumns
      } else {
        lines.append(String(word))
        columns = wordColumns
      }
    }
    return lines
  }
}

extension Severity {
  /// The columns of the longest word.
  fileprivate static let longestWord = allCases.map(\.word.utf8.count).max() ?? 0
}
