/// A point in time as people write it, in UTC; without a calendar library, which would be the only one.
package struct CivilTime: Sendable {
  /// Milliseconds since 1970, not negative.
  private let milliseconds: Int
  private let year: Int
  private let month: Int
  private let day: Int
  /// 0 is Sunday.
  private let weekday: Int

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// The time so many milliseconds after the start of 1970.
  package init(milliseconds: Int) {
    self.milliseconds = max(0, milliseconds)
    let days = self.milliseconds / 86_400_000
    weekday = (days + 4) % 7
    // Years from 1 March 0000, so that the leap day is the last of its year; 400 of them have 146,097 days.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  }

  /// `Sun, 06 Nov 1994 08:49:37 GMT`, as HTTP has it (RFC 9110, section 5.6.7).
  package var http: String {
    "\(Self.weekdays[weekday]), \(padded(day)) \(Self.months[month - 1]) \(padded(year, 4)) \(clock) GMT"
  }

  /// `1994-11-06T08:49:37.000Z` (RFC 3339).
  package var iso: String {
    "\(padded(year, 4))-\(padded(month))-\(padded(day))T\(clock).\(padded(milliseconds % 1000, 3))Z"
  }

  /// `1994-11-06T08:49:37Z` (RFC 3339).
  package var isoSeconds: String { "\(padded(year, 4))-\(padded(month))-\(padded(day))T\(clock)Z" }

  private var clock: String {
    let seconds = milliseconds / 1000 % 86_400
    return "\(padded(seconds / 3600)):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
  }

  private func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
