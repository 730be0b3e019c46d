/// The column of line numbers at the left of a snippet.
struct Gutter {
  /// The digits of the largest number.
  let digits: Int

  init(upTo line: Int) {
    digits = String(line).utf8.count
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// `  --> path:1:2`, or another arrow of three characters.
  func arrow(_ arrow: String, _ place: String, into painter: inout Painter) {
    painter.put(blanks(digits))
    painter.put(arrow, .gutter)
    painter.put(" " + place)
    painter.endLine()
  }

  /// `   |`.
  func separator(into painter: inout Painter) {
    begin(into: &painter)
    painter.endLine()
  }

  /// `   | `, the beginning of a line that is not of the source.
  func begin(into painter: inout Painter) {
    painter.put(blanks(digits + 1))
    painter.put("|", .gutter)
    painter.put(" ")
  }

  /// `12 | `, the beginning of a line of the source; in a change `+` or `-` represents the bar.
  func begin(line number: Int, _ bar: String = "|", _ style: Style = .gutter, into painter: inout Painter) {
    let number = String(number)
    painter.put(blanks(digits - number.utf8.count))
    painter.put(number, .gutter)
    painter.put(" ")
    painter.put(bar, style)
    painter.put(" ")
  }

  /// `...`, where lines are left out; as wide as the others.
  func elision(into painter: inout Painter) {
    painter.put("...", .gutter)
    painter.put(blanks(digits))
  }

  /// `   = help: text`.
  func remark(_ word: String, _ text: String, into painter: inout Painter) {
    painter.put(blanks(digits + 1))
    painter.put("=", .gutter)
    painter.put(" ")
    painter.put(word, .strong)
    painter.put(": " + text)
    painter.endLine()
  }
}
