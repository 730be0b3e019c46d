/// Days and times that spreadsheets keep as a number of days.
struct DateText {
  /// Whether days are counted from 1904-01-01 as 0, instead of 1900-01-01 as 1.
  var countsFrom1904: Bool

  private static let secondsOfDay = 86_400

  /// Appends the number as a date, a time or both; false if it is none that a spreadsheet shows.
  ///
  /// - Parameter isElapsed: whether hours go on beyond 24, as in the format `[h]:mm`.
  /// - Parameter hasClock: whether the format shows a time.
  func append(_ number: Double, isElapsed: Bool, hasClock: Bool, to text: inout GrowingBuffer<UInt8>) -> Bool {
    guard number >= 0, number < 2_958_466 else { return false }
    let seconds = Int((number * 86_400).rounded())
    let (day, time) = (seconds / DateText.secondsOfDay, seconds % DateText.secondsOfDay)
    if isElapsed {
      text.appendClock(seconds)
    } else if day == 0, !countsFrom1904 || hasClock || time > 0 {
      text.appendClock(time)
    } else {
      guard appendDate(day, to: &text) else { return false }
      if time > 0 {
        text.append(0x20 as UInt8)
        text.appendClock(time)
      }
    }
    return true
  }

  /// Appends the day of this number. Day 60 of the count from 1900 is a 29th of February that never was.
  private func appendDate(_ day: Int, to text: inout GrowingBuffer<UInt8>) -> Bool {
    if !countsFrom1904, day == 60 {
      text.append("1900-02-29")
      return true
    }
    // Days from 1970-01-01: of 1904-01-01, and of the days 0 before and after the one that never was.
    let start = countsFrom1904 ? -24_107 : day < 60 ? -25_568 : -25_569
    let date = DateText.civil(day &+ start)
    guard date.year <= 9999 else { return false }
    text.appendPadded(date.year, 4)
    text.append(0x2D as UInt8)
    text.appendPadded(date.month, 2)
    text.append(0x2D as UInt8)
    text.appendPadded(date.day, 2)
    return true
  }

  /// The date of a day counted from 1970-01-01, for years after 0: eras of 400 years that begin in March.
  private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day &+ 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted &- era &* 146_097
    let yearOfEra = (dayOfEra &- dayOfEra / 1460 &+ dayOfEra / 36_524 &- dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
    let month = (5 &* dayOfYear &+ 2) / 153
    let shown = month < 10 ? month &+ 3 : month &- 9
    return (yearOfEra &+ era &* 400 &+ (shown <= 2 ? 1 : 0), shown, dayOfYear &- (153 &* month &+ 2) / 5 &+ 1)
  }
}

extension GrowingBuffer where Element == UInt8 {
  /// Appends hours and minutes, and seconds if there are some.
  mutating func appendClock(_ seconds: Int) {
    let hours = seconds / 3600
    appendPadded(hours, hours > 99 ? Decimal.count(UInt64(clamping: hours)) : 2)
    append(0x3A as UInt8)
    appendPadded(seconds / 60 % 60, 2)
    if seconds % 60 > 0 {
      append(0x3A as UInt8)
      appendPadded(seconds % 60, 2)
    }
  }

  /// Appends a number with so many digits.
  mutating func appendPadded(_ value: Int, _ count: Int) {
    appendDigits(UInt64(clamping: value), count, point: nil)
  }
}
