import FlowMsgText

/// A line, or what is left of one that was cut before, to be shown.
struct Passage {
  /// The bytes that hold it.
  var bytes: [UInt8]
  /// The line in `bytes`, without line end and byte-order mark.
  var content: ByteRange
  /// Whether more of the line is before or after `content`.
  var isCutBefore = false
  var isCutAfter = false
}

/// A line as it is shown: whole, or a window of it with `…` where something is left out.
struct Excerpt {
  /// What is shown.
  let text: String
  /// The bytes that are shown.
  let shown: ByteRange
  private let cells: ArraySlice<Cell>
  private let isCutBefore: Bool
  private let isCutAfter: Bool

  /// The excerpt of `passage` that shows the start of `focus`, at most `width` columns and two `…` wide.
  ///
  /// Time and memory grow with `width`, not with the line.
  init(of passage: Passage, around focus: ByteRange, width: Int) {
    let near = Self.neighbourhood(of: focus.start, in: passage, reach: UInt32(4 * width))
    let all = CellReader.read(passage.bytes, near)
    let cutBefore = passage.isCutBefore || near.start > passage.content.start
    let cutAfter = passage.isCutAfter || near.end < passage.content.end
    cells = Self.window(all, focus: focus.start, width: width, cutBefore: cutBefore, cutAfter: cutAfter)
    isCutBefore = cutBefore || cells.startIndex > 0
    isCutAfter = cutAfter || cells.endIndex < all.count
    shown = ByteRange(cells.first?.bytes.start ?? near.start, cells.last?.bytes.end ?? near.start)
    let middle = cells.reduce(into: "") { $0 += $1.text }
    text = (isCutBefore ? "…" : "") + middle + (isCutAfter ? "…" : "")
  }

  /// The bytes around `offset` that are worth decoding, cut between scalars.
  private static func neighbourhood(of offset: UInt32, in passage: Passage, reach: UInt32) -> ByteRange {
    let content = passage.content
    if content.count <= 2 * Int(reach) { return content }
    let offset = min(max(offset, content.start), content.end)
    var start = offset - content.start > reach ? offset - reach : content.start
    var end = content.end - offset > 2 * reach ? offset + 2 * reach : content.end
    for _ in 0..<3 where start > content.start && passage.bytes[Int(start)] & 0xC0 == 0x80 { start -= 1 }
    for _ in 0..<3 where end < content.end && passage.bytes[Int(end)] & 0xC0 == 0x80 { end -= 1 }
    return ByteRange(start, end)
  }

  /// The cells that fit: with a third of the width before the focus, unless one end of the line is near.
  private static func window(
    _ cells: [Cell], focus: UInt32, width: Int, cutBefore: Bool, cutAfter: Bool
  ) -> ArraySlice<Cell> {
    let total = cells.reduce(0) { $0 + $1.width }
    if total <= width { return cells[...] }
    let before = cells.prefix { $0.bytes.end <= focus }.reduce(0) { $0 + $1.width }
    var left = before <= width * 2 / 3 && !cutBefore ? 0 : max(0, before - width / 3)
    if !cutAfter { left = min(left, total - width) }
    var column = 0
    var kept: Range<Int>?
    for (index, cell) in cells.enumerated() {
      if column >= left, column + cell.width <= left + width {
        kept = (kept?.lowerBound ?? index)..<(index + 1)
      }
      column += cell.width
    }
    return cells[kept ?? 0..<0]
  }

  /// The columns, from 0, under which a mark for `range` is; never none.
  func columns(of range: ByteRange) -> Range<Int> {
    var column = isCutBefore ? 1 : 0
    var start: Int? = range.start < shown.start && isCutBefore ? 0 : nil
    var end = start.map { $0 + 1 } ?? 0
    for cell in cells {
      if start == nil && cell.bytes.end > range.start { start = column }
      column += cell.width
      if cell.bytes.start < range.end { end = column }
    }
    if isCutAfter && range.end > shown.end { end = column + 1 }
    let first = start ?? column
    return first..<max(first + 1, end)
  }

  /// Whether any of `range` is shown, or would be but for being empty.
  func shows(_ range: ByteRange) -> Bool {
    range.start <= shown.end && range.end >= shown.start
  }
}
