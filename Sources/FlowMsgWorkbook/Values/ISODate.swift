/// Dates and times that are written as ISO 8601 has them: `2024-03-05T10:30:00Z`.
enum ISODate {
  /// Appends the date, the time or both in the form that all dates have; what is something else as it is.
  static func append(_ text: UnsafeBufferPointer<UInt8>, to output: inout GrowingBuffer<UInt8>) {
    let start = output.count
    if !appendMoment(text, to: &output) {
      output.truncate(to: start)
      output.append(text)
    }
  }

  private static func appendMoment(
    _ text: UnsafeBufferPointer<UInt8>, to output: inout GrowingBuffer<UInt8>
  ) -> Bool {
    var end = text.count
    if end > 0, text[end &- 1] == 0x5A { end &-= 1 }
    if matches(text, 0, end, "00:00") {
      guard let seconds = clock(text, 0, end) else { return false }
      output.appendClock(seconds)
      return true
    }
    guard matches(text, 0, end, "0000-00-00") else { return false }
    output.append(UnsafeBufferPointer(rebasing: text[..<10]))
    if end == 10 { return true }
    guard text[10] == 0x54 || text[10] == 0x20, let seconds = clock(text, 11, end) else { return false }
    if seconds > 0 {
      output.append(0x20 as UInt8)
      output.appendClock(seconds)
    }
    return true
  }

  /// The seconds of `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fff`.
  private static func clock(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Int? {
    guard matches(text, at, end, "00:00") else { return nil }
    let minutes = number(text, at) &* 60 &+ number(text, at &+ 3)
    if end == at &+ 5 { return minutes &* 60 }
    guard matches(text, at, end, "00:00:00") else { return nil }
    let fraction = at &+ 8
    if end > fraction {
      guard text[fraction] == 0x2E else { return nil }
      for place in fraction &+ 1..<max(end, fraction &+ 1) where text[place] &- 0x30 > 9 { return nil }
    }
    return minutes &* 60 &+ number(text, at &+ 6)
  }

  /// Whether the bytes from `at` on are as the pattern, where 0 is any digit.
  private static func matches(
    _ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int, _ pattern: StaticString
  ) -> Bool {
    pattern.withUTF8Buffer { pattern in
      guard pattern.count <= end &- at else { return false }
      return pattern.indices.allSatisfy { place in
        let byte = text[at &+ place]
        return pattern[place] == 0x30 ? byte &- 0x30 < 10 : byte == pattern[place]
      }
    }
  }

  private static func number(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    Int(text[at] &- 0x30) &* 10 &+ Int(text[at &+ 1] &- 0x30)
  }
}
