/// When an answer allows the next try: `Retry-After` (RFC 9110, 10.2.3), in seconds or as a date.
package enum RetryAfter {
  /// The longest wait that is granted, in seconds. A server that asks for more is asked again then.
  package static let most: Int64 = 300

  /// The wait that an answer asks for; 0 if it asks for none.
  package static func wait(_ exchange: Exchange) -> Nanoseconds {
    (seconds(exchange.retryAfter, date: exchange.date) ?? 0) * .second
  }

  /// The wait in seconds, from 0 to `most`; nil if the field is absent or cannot be read.
  ///
  /// A date is taken against the answer's own `Date`, as the machine's clock may be wrong; without one it says nothing.
  package static func seconds(_ field: [UInt8], date: [UInt8]) -> Int64? {
    let text = trimmed(field)
    guard !text.isEmpty else { return nil }
    if text.allSatisfy({ $0 &- 0x30 < 10 }) {
      // More digits than any wait: clamped like all that is too long.
      guard text.count < 10 else { return most }
      return min(most, text.reduce(0) { $0 * 10 + Int64($1 &- 0x30) })
    }
    guard let until = HTTPDate.seconds(text), let now = HTTPDate.seconds(trimmed(date)) else { return nil }
    return min(most, max(0, until - now))
  }

  private static func trimmed(_ field: [UInt8]) -> ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    let rest = field.drop(while: isBlank)
    return rest.prefix((rest.lastIndex { !isBlank($0) } ?? rest.startIndex - 1) + 1 - rest.startIndex)
  }
}

/// The dates of HTTP (RFC 9110, 5.6.7): one form that is written, two older ones that are read.
package enum HTTPDate {
  /// The seconds since 1970 that a date means; nil if it is none.
  package static func seconds(_ text: some Collection<UInt8>) -> Int64? {
    let words = text.split { $0 == 0x20 || $0 == 0x2C || $0 == 0x2D }.map { String(decoding: $0, as: UTF8.self) }
    switch words.count {
    // Sun, 06 Nov 1994 08:49:37 GMT, or Sunday, 06-Nov-94 08:49:37 GMT
    case 6 where words[5] == "GMT": return date(day: words[1], month: words[2], year: words[3], time: words[4])
    // Sun Nov  6 08:49:37 1994
    case 5: return date(day: words[2], month: words[1], year: words[4], time: words[3])
    default: return nil
    }
  }

  private static func date(day: String, month: String, year: String, time: String) -> Int64? {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let parts = time.split(separator: ":", omittingEmptySubsequences: false)
    guard let day = Int64(day), let month = months.firstIndex(of: month), var year = Int64(year), parts.count == 3,
      let hour = Int64(parts[0]), let minute = Int64(parts[1]), let second = Int64(parts[2]),
      (1...31).contains(day), (0...9999).contains(year), (0...23).contains(hour), (0...59).contains(minute),
      (0...60).contains(second)
    else { return nil }
    // Two digits: the years around now; a server's date is never decades away.
    if year < 100 { year += year < 70 ? 2000 : 1900 }
    return ((days(year, Int64(month) + 1, day) * 24 + hour) * 60 + minute) * 60 + second
  }

  /// The days from 1970-01-01 to a day of the Gregorian calendar, years beginning in March so that the leap day is last.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }
}
