/// Numbers as a spreadsheet shows them, with the signs of English: `1,234.50`.
enum NumberDisplay {
  /// What the format of this code shows of a number; nil if it has something that is not known here.
  static func shown(_ number: Decimal, code: String) -> String? {
    let sections = sections(Array(code.utf8))
    let isSecond = number.isNegative && sections.count > 1
    let place = isSecond ? 1 : number.digits == 0 && sections.count > 2 ? 2 : 0
    guard place < sections.count, let section = FormatSection(sections[place]) else { return nil }
    let shown = fill(section, number)
    let text = number.isNegative && !isSecond ? "-" + shown : shown
    return String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// The sections of a code, which semicolons separate.
  private static func sections(_ code: [UInt8]) -> [[UInt8]] {
    var (sections, at, start): ([[UInt8]], Int, Int) = ([], 0, 0)
    while at < code.count {
      switch code[at] {
      case 0x22: at = FormatSigns.end(code, at, 0x22)
      case 0x5B: at = FormatSigns.end(code, at, 0x5D)
      case 0x5C, 0x5F, 0x2A: at &+= 1
      case 0x3B:
        sections.append(Array(code[start..<at]))
        start = at &+ 1
      default: break
      }
      at &+= 1
    }
    return sections + [Array(code[min(start, code.count)...])]
  }

  private static func fill(_ section: FormatSection, _ number: Decimal) -> String {
    let point = section.pieces.firstIndex(of: .point) ?? section.pieces.count
    let decimals = section.pieces.dropFirst(point).filter(FormatSection.isDigit).count
    let digits = digits(number, power: section.power, decimals: decimals)
    let whole = fillWhole(section.pieces.prefix(point), digits.whole, isGrouped: section.isGrouped)
    return whole + fillDecimals(section.pieces.dropFirst(point), digits.decimals)
  }

  /// The digits before and behind the point, of which there are `decimals`.
  private static func digits(_ number: Decimal, power: Int, decimals: Int) -> (whole: [UInt8], decimals: [UInt8]) {
    var digits = Array(String(number.digits).utf8).map { $0 &- 0x30 }
    let point = digits.count &+ number.exponent &+ power
    let kept = point &+ decimals
    guard number.digits > 0, kept >= 0, kept < 400 else { return ([], Array(repeating: 0, count: decimals)) }
    let roundsUp = kept < digits.count && digits[kept] >= 5
    digits = Array(digits.prefix(kept)) + Array(repeating: 0, count: max(0, kept &- digits.count))
    if roundsUp { increment(&digits) }
    let padded = Array(repeating: 0, count: max(0, decimals &- digits.count)) + digits
    let wholeCount = max(0, padded.count &- decimals)
    return (Array(padded.prefix(wholeCount).drop { $0 == 0 }), Array(padded.dropFirst(wholeCount)))
  }

  private static func increment(_ digits: inout [UInt8]) {
    for place in digits.indices.reversed() {
      if digits[place] < 9 {
        digits[place] &+= 1
        return
      }
      digits[place] = 0
    }
    digits.insert(1, at: 0)
  }

  /// Fills the places before the point from the right; the first one takes all digits that are left.
  private static func fillWhole(
    _ pieces: ArraySlice<FormatSection.Piece>, _ digits: [UInt8], isGrouped: Bool
  ) -> String {
    let first = pieces.firstIndex(where: FormatSection.isDigit)
    var (parts, left, count): ([String], [UInt8], Int) = ([], digits, 0)
    func put(_ text: String) {
      parts.append(isGrouped && count > 0 && count % 3 == 0 ? text + "," : text)
      count &+= 1
    }
    for place in pieces.indices.reversed() {
      switch pieces[place] {
      case .text(let text): parts.append(text)
      case .point: break
      case .digit(let sign):
        if let digit = left.popLast() { put(String(digit)) } else if sign == 0x30 { put("0") }
        while place == first, let digit = left.popLast() { put(String(digit)) }
      }
    }
    return parts.reversed().joined()
  }

  /// Fills the places behind the point; zeros at the end show only where the code has `0`.
  private static func fillDecimals(_ pieces: ArraySlice<FormatSection.Piece>, _ digits: [UInt8]) -> String {
    var (text, place) = ("", 0)
    for piece in pieces {
      switch piece {
      case .text(let fixed): text += fixed
      case .point: text += "."
      case .digit(let sign):
        let isNeeded = sign == 0x30 || digits.dropFirst(place).contains { $0 > 0 }
        if place < digits.count, isNeeded { text += String(digits[place]) }
        place &+= 1
      }
    }
    return text
  }
}
