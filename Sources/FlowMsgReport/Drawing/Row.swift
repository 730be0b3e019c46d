/// A line under a source line: marks of one column each, and at most one text after them.
struct Row {
  private var glyphs: [UInt8] = []
  private var styles: [Style] = []
  private var text = ""
  private var textStyle = Style.plain

  /// Puts an ASCII character into `columns`, over what may be there.
  mutating func put(_ glyph: Unicode.Scalar, in columns: Range<Int>, _ style: Style) {
    reach(columns.upperBound)
    for column in columns {
      glyphs[column] = UInt8(ascii: glyph)
      styles[column] = style
    }
  }

  /// Puts an ASCII character into one column.
  mutating func put(_ glyph: Unicode.Scalar, at column: Int, _ style: Style) {
    put(glyph, in: column..<(column + 1), style)
  }

  /// Ends the row with `text`, from `column` on; nothing may be there yet.
  mutating func end(with text: String, at column: Int, _ style: Style) {
    reach(column)
    self.text = text
    textStyle = style
  }

  private mutating func reach(_ count: Int) {
    let missing = count - glyphs.count
    guard missing > 0 else { return }
    glyphs.append(contentsOf: repeatElement(UInt8(ascii: " "), count: missing))
    styles.append(contentsOf: repeatElement(.plain, count: missing))
  }

  /// Adds the row to `painter`, neighbours of one style together.
  func paint(into painter: inout Painter) {
    var start = 0
    while start < glyphs.count {
      var end = start + 1
      while end < glyphs.count && styles[end] == styles[start] { end += 1 }
      painter.put(String(decoding: glyphs[start..<end], as: UTF8.self), styles[start])
      start = end
    }
    painter.put(text, textStyle)
  }
}
