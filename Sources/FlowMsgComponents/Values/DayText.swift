import FlowMsgModel

/// A day as a text has it.
package enum DayText {
  /// Whether `text` is a real day, written `YYYY-MM-DD`.
  package static func isDay(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count == 10, text[4] == 0x2D, text[7] == 0x2D, let year = number(text, 0, 4),
      let month = number(text, 5, 7), let day = number(text, 8, 10)
    else { return false }
    return isReal(year, month, day)
  }

  /// Whether `text` is a time in milliseconds since 1970, as days were written before version 5.0; fewer digits are a day
  /// without its separators rather than one of the first months of 1970.
  package static func isMilliseconds(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    10...15 ~= text.count && text.allSatisfy { $0 &- 0x30 < 10 }
  }

  /// The days that `text` may mean, as they are written: one for `25/12/2026`, two for `5/6/2026`, and none for what is no day.
  package static func readings(_ text: String) -> [String] {
    let head = text.prefix { $0 != "T" && $0 != " " }
    let parts = head.split(whereSeparator: { !$0.isASCII || !$0.isWholeNumber }).map(String.init)
    let separators = head.filter { !($0.isASCII && $0.isWholeNumber) }
    guard text.utf8.count <= 40, separators.allSatisfy({ "/-.".contains($0) }) else { return [] }
    switch (parts.count, separators.count) {
    case (1, 0): return plain(parts[0])
    case (3, 2): return separated(parts)
    default: return []
    }
  }

  /// `20261225`, `25122026`, and milliseconds.
  private static func plain(_ digits: String) -> [String] {
    guard let value = Int(digits) else { return [] }
    if digits.utf8.count == 8 {
      let first = day(value / 10_000, value / 100 % 100, value % 100)
      let last = orders(value / 1_000_000, value / 10_000 % 100, value % 10_000)
      return first.map { [$0] } ?? last
    }
    guard 12...14 ~= digits.utf8.count else { return [] }
    return [String(CivilTime(milliseconds: value).isoSeconds.prefix(10))]
  }

  private static func separated(_ parts: [String]) -> [String] {
    let values = parts.compactMap { Int($0) }
    guard values.count == 3, parts.allSatisfy({ $0.utf8.count <= 4 }) else { return [] }
    if parts[0].utf8.count == 4 { return day(values[0], values[1], values[2]).map { [$0] } ?? [] }
    guard parts[2].utf8.count == 4 || parts[2].utf8.count == 2 else { return [] }
    return orders(values[0], values[1], parts[2].utf8.count == 2 ? 2000 + values[2] : values[2])
  }

  /// Both orders of a day and a month, the day first.
  private static func orders(_ a: Int, _ b: Int, _ year: Int) -> [String] {
    guard year >= 1000 else { return [] }
    let found = [day(year, b, a), day(year, a, b)].compactMap { $0 }
    return a == b ? Array(found.prefix(1)) : found
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> String? {
    1000...9999 ~= year && isReal(year, month, day) ? written(year, month, day) : nil
  }

  private static func isReal(_ year: Int, _ month: Int, _ day: Int) -> Bool {
    guard 1...12 ~= month, day >= 1 else { return false }
    if day <= 28 { return true }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? day == 29 && isLeap : day <= ([4, 6, 9, 11].contains(month) ? 30 : 31)
  }

  private static func number(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var (value, at) = (0, start)
    while at < end {
      guard text[at] &- 0x30 < 10 else { return nil }
      value = value &* 10 &+ Int(text[at] &- 0x30)
      at &+= 1
    }
    return value
  }

  private static func written(_ year: Int, _ month: Int, _ day: Int) -> String {
    let padded = { (number: Int, width: Int) in
      String(repeating: "0", count: max(0, width - String(number).utf8.count)) + String(number)
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
