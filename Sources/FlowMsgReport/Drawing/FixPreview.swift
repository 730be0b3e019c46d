import FlowMsgText

/// The lines that a fix changes, before and after, where they are few:
///
/// ```text
/// help: write "\{"
///    |
/// 12 -   title "{{1}}"
/// 12 +   title "\{{1}}"
/// ```
struct FixPreview {
  /// One line of the change.
  private struct Line {
    /// From 1.
    let number: Int
    /// A bar for a line that only shows the place.
    let bar: String
    let style: Style
    let text: String
  }

  /// What the fix does.
  let title: String
  /// `path:line:column`, if the change is not in the diagnostic's own file.
  private var place: String?
  private var lines: [Line] = []

  /// The preview of `fix`, offered for something in the file `home`.
  init(_ fix: Fix, in sources: Sources, home: FileID, width: Int) {
    title = visible(fix.title)
    guard let file = fix.edits.first?.location.file, fix.edits.allSatisfy({ $0.location.file == file }) else { return }
    let view = sources[file]
    guard let change = Change(fix.edits, in: view) else { return }
    lines = Self.lines(of: change, width: width)
    if file != home && !lines.isEmpty, let start = fix.edits.map(\.location.range.start).min() {
      place = view.place(of: start)
    }
  }

  /// The largest line number shown, 0 if none is.
  var largestLine: Int { lines.map(\.number).max() ?? 0 }

  /// Whether there are no lines to show, only the title.
  var isEmpty: Bool { lines.isEmpty }

  /// Adds the title and the lines to `painter`.
  func paint(_ gutter: Gutter, into painter: inout Painter) {
    painter.put("help", .help)
    painter.put(": ")
    painter.put(title)
    painter.endLine()
    if let place { gutter.arrow("-->", place, into: &painter) }
    gutter.separator(into: &painter)
    for line in lines {
      gutter.begin(line: line.number, line.bar, line.style, into: &painter)
      painter.put(line.text, line.bar == "|" ? .plain : line.style)
      painter.endLine()
    }
  }

  /// At most two lines go and at most four come; else the title has to do.
  private static func lines(of change: Change, width: Int) -> [Line] {
    let (old, new) = (change.old, change.new)
    guard old.count <= 2, new.count <= 4, !old.isEmpty || !new.isEmpty else { return [] }
    let focus = old.count == 1 && new.count == 1 ? commonPrefix(old[0], new[0]) : 0
    func line(_ bytes: [UInt8], _ number: Int, _ bar: String, _ style: Style) -> Line {
      let text = change.excerpt(bytes, focus: focus, width: width)
      return Line(number: number, bar: bar, style: style, text: text)
    }
    var lines: [Line] = []
    if old.isEmpty, let before = change.before { lines.append(line(before, change.number - 1, "|", .gutter)) }
    for (index, bytes) in old.enumerated() { lines.append(line(bytes, change.number + index, "-", .removed)) }
    for (index, bytes) in new.enumerated() { lines.append(line(bytes, change.number + index, "+", .added)) }
    if old.isEmpty, change.before == nil, let after = change.after {
      lines.append(line(after, change.number + new.count, "|", .gutter))
    }
    return lines
  }

  private static func commonPrefix(_ a: [UInt8], _ b: [UInt8]) -> Int {
    zip(a, b).prefix { $0 == $1 }.count
  }
}

/// The lines that edits touch, before and after, without those that stay equal.
private struct Change {
  /// The number, from 1, of the first line that differs.
  private(set) var number: Int
  private(set) var old: [[UInt8]]
  private(set) var new: [[UInt8]]
  /// The line before and the one after those that differ, where the edits touch them.
  private(set) var before: [UInt8]?
  private(set) var after: [UInt8]?
  private let isCutBefore: Bool
  private let isCutAfter: Bool

  /// How many bytes beside an edit can be seen at all; a line may be a megabyte long.
  private static let reach: UInt32 = 512

  /// Nil where the edits are too many, too far apart, or no edits of this file.
  init?(_ edits: [TextEdit], in view: SourceView) {
    let edits = edits.sorted { $0.location.range.start < $1.location.range.start }
    guard let start = edits.first?.location.range.start, let end = edits.map(\.location.range.end).max(),
      start <= end, Int(end) <= view.file.bytes.count, end - start <= 4 * Self.reach
    else { return nil }
    let (first, last) = (view.line(at: start), view.line(at: end))
    guard last - first <= 3 else { return nil }
    let whole = ByteRange(view.content(ofLine: first).start, max(end, view.content(ofLine: last).end))
    let near = Self.neighbourhood(ByteRange(start, end), whole, view.file.bytes)
    guard let changed = Self.apply(edits, to: near, of: view.file.bytes) else { return nil }
    isCutBefore = near.start > whole.start
    isCutAfter = near.end < whole.end
    number = first + 1
    old = Self.lines(view.file.bytes[Int(near.start)..<Int(near.end)])
    new = Self.lines(changed[...])
    // Which of several lines was cut could not be told when they are shown.
    if (isCutBefore || isCutAfter) && (old.count > 1 || new.count > 1) { return nil }
    dropEqualLines()
  }

  /// The bytes of the lines around the edits, cut between scalars.
  private static func neighbourhood(_ edits: ByteRange, _ whole: ByteRange, _ bytes: [UInt8]) -> ByteRange {
    let isFar = edits.start > whole.start && edits.start - whole.start > reach
    var start = isFar ? edits.start - reach : min(whole.start, edits.start)
    var end = whole.end - edits.end > reach ? edits.end + reach : whole.end
    for _ in 0..<3 where start > whole.start && bytes[Int(start)] & 0xC0 == 0x80 { start -= 1 }
    for _ in 0..<3 where end < whole.end && bytes[Int(end)] & 0xC0 == 0x80 { end -= 1 }
    return ByteRange(start, end)
  }

  /// `bytes[range]` with the edits, which are in order, made; nil if they overlap.
  private static func apply(_ edits: [TextEdit], to range: ByteRange, of bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var done = range.start
    for edit in edits {
      let place = edit.location.range
      guard place.start >= done, place.end >= place.start, place.end <= range.end else { return nil }
      result += bytes[Int(done)..<Int(place.start)]
      result += Array(edit.replacement.utf8)
      done = place.end
    }
    return result + bytes[Int(done)..<Int(range.end)]
  }

  /// The lines of `bytes`, without their ends.
  private static func lines(_ bytes: ArraySlice<UInt8>) -> [[UInt8]] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      $0.last == 0x0D ? Array($0.dropLast()) : Array($0)
    }
  }

  private mutating func dropEqualLines() {
    while let a = old.last, let b = new.last, a == b {
      after = a
      old.removeLast()
      new.removeLast()
    }
    while let a = old.first, let b = new.first, a == b {
      before = a
      number += 1
      old.removeFirst()
      new.removeFirst()
    }
  }

  /// One of the lines as it is shown.
  func excerpt(_ bytes: [UInt8], focus: Int, width: Int) -> String {
    guard let count = UInt32(exactly: bytes.count) else { return "…" }
    let passage = Passage(
      bytes: bytes, content: ByteRange(0, count), isCutBefore: isCutBefore, isCutAfter: isCutAfter)
    return Excerpt(of: passage, around: ByteRange(at: UInt32(focus)), width: width).text
  }
}
