import FlowMsgText

/// The marked lines of one file, drawn:
///
/// ```text
/// 12 |   title "Olá, {nmoe}"
///    |   -----       ^^^^ not a name
///    |   |
///    |   in this statement
/// ```
///
/// Marks longer than a line have a bar at the left, which begins with `/` or under the first character and ends under the
/// last one.
struct Snippet {
  let view: SourceView
  private var marks: [Mark]
  private let bars: Int
  private let width: Int
  private let severity: Severity

  /// The snippet for `marks`, all in `view`; source lines are cut to `width` columns.
  init(_ marks: [Mark], in view: SourceView, _ severity: Severity, width: Int) {
    self.view = view
    self.marks = marks
    self.width = width
    self.severity = severity
    bars = self.marks.assignBars()
  }

  /// Whether there is nothing to draw.
  var isEmpty: Bool { marks.isEmpty }

  /// The largest line number shown, from 1.
  var largestLine: Int { (marks.map(\.lines.upperBound).max() ?? 0) + 1 }

  /// Adds the lines to `painter`.
  func paint(_ gutter: Gutter, into painter: inout Painter) {
    var previous: Int?
    for line in shownLines {
      if let previous, line > previous + 1 { paintElision(from: previous, to: line, gutter, into: &painter) }
      paint(line, gutter, into: &painter)
      previous = line
    }
  }

  // MARK: Which lines

  /// The lines with something to mark, and those that say where that is.
  private var shownLines: [Int] {
    var lines: Set<Int> = []
    for mark in marks {
      let (first, last) = (mark.lines.lowerBound, mark.lines.upperBound)
      lines.formUnion(last - first <= 5 ? Array(first...last) : [first, first + 1, last - 1, last])
      // An end of file or an empty line says nothing: the line before it does.
      if first > 0 && view.content(ofLine: first).isEmpty { lines.insert(first - 1) }
    }
    let sorted = lines.sorted()
    for (line, next) in zip(sorted, sorted.dropFirst()) where next == line + 2 { lines.insert(line + 1) }
    return lines.sorted()
  }

  private func paintElision(from previous: Int, to line: Int, _ gutter: Gutter, into painter: inout Painter) {
    var row = Row()
    for mark in marks where mark.isLong && mark.lines.contains(previous) && mark.lines.contains(line) {
      row.put("|", at: mark.bar, style(of: mark))
    }
    gutter.elision(into: &painter)
    row.paint(into: &painter)
    painter.endLine()
  }

  // MARK: One line

  /// Draws `line`, once for each part of it that has marks too far from the others to be shown together.
  private func paint(_ line: Int, _ gutter: Gutter, into painter: inout Painter) {
    let passage = view.passage(line)
    var left = marks.filter { !$0.isLong && $0.lines.contains(line) }
      .map { Anchor(mark: $0, range: $0.range, kind: .whole) }
    left += marks.filter { $0.isLong && $0.lines.upperBound == line }
      .sorted { $0.bar > $1.bar }
      .map { Anchor(mark: $0, range: $0.tail, kind: .tail) }
    left += marks.filter { $0.isLong && $0.lines.lowerBound == line && !$0.isAtHead }
      .map { Anchor(mark: $0, range: $0.head, kind: .head) }
    var passing = marks.filter { $0.isLong && $0.passes(line) }
    repeat {
      let focus = left.firstIndex { $0.mark.isPrimary } ?? left.indices.first
      let range = focus.map { left[$0].range } ?? ByteRange(at: passage.content.start)
      let excerpt = Excerpt(of: passage, around: range, width: width)
      gutter.begin(line: line + 1, into: &painter)
      margin(passing, headOf: line).paint(into: &painter)
      painter.put(excerpt.text)
      painter.endLine()
      let inside = left.indices.filter { $0 == focus || excerpt.shows(left[$0].range) }
      paint(inside.map { left[$0] }, under: excerpt, &passing, gutter, into: &painter)
      for index in inside.reversed() { left.remove(at: index) }
    } while !left.isEmpty
  }

  /// The bars beside a line, as wide as all bars.
  private func margin(_ passing: [Mark], headOf line: Int? = nil) -> Row {
    var row = Row()
    if bars > 0 { row.put(" ", in: 0..<(bars + 1), .plain) }
    for mark in passing {
      row.put(mark.lines.lowerBound == line ? "/" : "|", at: mark.bar, style(of: mark))
    }
    return row
  }

  /// Draws what is under an excerpt: first the marks that it holds whole, then the ends and beginnings of longer ones.
  private func paint(
    _ anchors: [Anchor], under excerpt: Excerpt, _ passing: inout [Mark], _ gutter: Gutter, into painter: inout Painter
  ) {
    let shift = bars > 0 ? bars + 1 : 0
    let spots = anchors.map { anchor in
      let columns = excerpt.columns(of: anchor.range)
      return Spot(anchor: anchor, columns: (columns.lowerBound + shift)..<(columns.upperBound + shift))
    }
    var rows = rows(under: spots.filter { $0.anchor.kind == .whole }, beside: margin(passing))
    for spot in spots where spot.anchor.kind != .whole {
      let mark = spot.anchor.mark
      let end = spot.columns.upperBound - 1
      var row = margin(passing)
      row.put("_", in: (mark.bar + 1)..<end, style(of: mark))
      for other in passing where other.bar > mark.bar { row.put("|", at: other.bar, style(of: other)) }
      row.put(mark.isPrimary ? "^" : "-", at: end, style(of: mark))
      if spot.anchor.kind == .tail {
        row.end(with: " " + mark.text, at: end + 1, style(of: mark))
        passing.removeAll { $0.bar == mark.bar }
      } else {
        passing.append(mark)
      }
      rows.append(row)
    }
    for row in rows {
      gutter.begin(into: &painter)
      row.paint(into: &painter)
      painter.endLine()
    }
  }

  // MARK: Under a line

  /// The carets under a line and their texts: the last one beside its carets, the others hanging below theirs.
  private func rows(under spots: [Spot], beside margin: Row) -> [Row] {
    guard !spots.isEmpty else { return [] }
    var underline = margin
    for spot in spots.sorted(by: Spot.isPaintedFirst) {
      let mark = spot.anchor.mark
      underline.put(mark.isPrimary ? "^" : "-", in: spot.columns, style(of: mark))
    }
    let labelled = spots.filter { !$0.anchor.mark.text.isEmpty }
    let end = spots.map(\.columns.upperBound).max() ?? 0
    var hanging = labelled
    if let index = labelled.indices.max(by: { Spot.isLabelledBefore(labelled[$0], labelled[$1]) }),
      labelled[index].columns.upperBound == end
    {
      let mark = hanging.remove(at: index).anchor.mark
      underline.end(with: " " + mark.text, at: end, style(of: mark))
    }
    return [underline] + hangingRows(hanging.sorted(by: Spot.hangsFirst), beside: margin)
  }

  /// A row of bars, then a row for each text, the rightmost first, with the bars of those that are left.
  private func hangingRows(_ spots: [Spot], beside margin: Row) -> [Row] {
    var rows: [Row] = []
    for count in 0..<(spots.isEmpty ? 0 : spots.count + 1) {
      var row = margin
      let current = count == 0 ? nil : spots[count - 1]
      for spot in spots[count...] where spot.columns.lowerBound < current?.columns.lowerBound ?? .max {
        row.put("|", at: spot.columns.lowerBound, style(of: spot.anchor.mark))
      }
      if let current {
        let mark = current.anchor.mark
        row.end(with: mark.text, at: current.columns.lowerBound, style(of: mark))
      }
      rows.append(row)
    }
    return rows
  }

  private func style(of mark: Mark) -> Style {
    mark.isPrimary ? .severity(severity) : .gutter
  }
}

/// What of a mark is on one line.
private struct Anchor {
  enum Kind { case whole, head, tail }

  let mark: Mark
  let range: ByteRange
  let kind: Kind
}

/// An anchor with the columns that it takes.
private struct Spot {
  let anchor: Anchor
  let columns: Range<Int>

  /// Shorter marks are drawn over longer ones, the primary one over its equals.
  static func isPaintedFirst(_ a: Spot, _ b: Spot) -> Bool {
    if a.columns.count != b.columns.count { return a.columns.count > b.columns.count }
    return !a.anchor.mark.isPrimary && b.anchor.mark.isPrimary
  }

  /// The text beside the carets belongs to the mark that ends last; of several to the shortest, then the primary one.
  static func isLabelledBefore(_ a: Spot, _ b: Spot) -> Bool {
    if a.columns.upperBound != b.columns.upperBound { return a.columns.upperBound < b.columns.upperBound }
    if a.columns.lowerBound != b.columns.lowerBound { return a.columns.lowerBound < b.columns.lowerBound }
    return !a.anchor.mark.isPrimary && b.anchor.mark.isPrimary
  }

  /// Texts hang from right to left.
  static func hangsFirst(_ a: Spot, _ b: Spot) -> Bool {
    if a.columns.lowerBound != b.columns.lowerBound { return a.columns.lowerBound > b.columns.lowerBound }
    return a.anchor.mark.isPrimary && !b.anchor.mark.isPrimary
  }
}
