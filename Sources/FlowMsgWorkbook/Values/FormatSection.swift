/// One section of the code of a number format, as far as it shows digits and fixed text.
struct FormatSection {
  /// A piece of what is shown.
  enum Piece: Hashable {
    case text(String)
    /// A place for a digit: `0`, `#` or `?`.
    case digit(UInt8)
    case point
  }

  private(set) var pieces: [Piece] = []
  private(set) var isGrouped = false
  /// By which power of ten the number is shown larger.
  private(set) var power = 0

  /// Reads the section; nil if it has something that is not known here, such as fractions and conditions.
  init?(_ code: [UInt8]) {
    var at = 0
    while at < code.count {
      guard let next = read(code, at) else { return nil }
      at = next
    }
    guard pieces.filter({ $0 == .point }).count <= 1, pieces.contains(where: FormatSection.isDigit) else { return nil }
  }

  static func isDigit(_ piece: Piece) -> Bool {
    if case .digit = piece { true } else { false }
  }

  private mutating func read(_ code: [UInt8], _ at: Int) -> Int? {
    switch code[at] {
    case 0x30, 0x23, 0x3F: pieces.append(.digit(code[at]))
    case 0x2E: pieces.append(.point)
    case 0x2C: readComma(code, at)
    case 0x25:
      power &+= 2
      pieces.append(.text("%"))
    case 0x22:
      let end = FormatSigns.end(code, at, 0x22)
      pieces.append(.text(code.text(at &+ 1..<max(end, at &+ 1))))
      return end &+ 1
    case 0x5B: return readBrackets(code, at)
    case 0x5C, 0x5F, 0x2A: return readEscape(code, at)
    case 0x2F, 0x40, 0x41...0x5A, 0x61...0x7A: return nil
    default: return readCharacter(code, at, at)
    }
    return at &+ 1
  }

  /// A comma between digits groups them; one behind the last digit divides by a thousand.
  private mutating func readComma(_ code: [UInt8], _ at: Int) {
    let isLast = !code[(at &+ 1)...].prefix { $0 != 0x2E }.contains { $0 == 0x30 || $0 == 0x23 || $0 == 0x3F }
    if isLast { power &-= 3 } else { isGrouped = true }
  }

  /// Brackets hold a colour, which is left out, or a currency with its country: `[$R$-416]`.
  private mutating func readBrackets(_ code: [UInt8], _ at: Int) -> Int? {
    let end = FormatSigns.end(code, at, 0x5D)
    let inside = code.text(at &+ 1..<max(end, at &+ 1))
    if inside.hasPrefix("$") {
      pieces.append(.text(String(inside.dropFirst().prefix { $0 != "-" })))
      return end &+ 1
    }
    return inside.utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A } ? end &+ 1 : nil
  }

  /// `\x` is x, `_x` a blank as wide as x, and `*x` fills the cell and is nothing here.
  private mutating func readEscape(_ code: [UInt8], _ at: Int) -> Int {
    switch code[at] {
    case 0x5C: return readCharacter(code, at &+ 1, at)
    case 0x5F: pieces.append(.text(" "))
    default: break
    }
    return FormatSection.characterEnd(code, at &+ 1)
  }

  private mutating func readCharacter(_ code: [UInt8], _ start: Int, _ at: Int) -> Int {
    let end = FormatSection.characterEnd(code, start)
    pieces.append(.text(code.text(min(start, end)..<end)))
    return max(end, at &+ 1)
  }

  private static func characterEnd(_ code: [UInt8], _ start: Int) -> Int {
    var end = start &+ 1
    while end < code.count, code[end] & 0xC0 == 0x80 { end &+= 1 }
    return min(end, code.count)
  }
}
