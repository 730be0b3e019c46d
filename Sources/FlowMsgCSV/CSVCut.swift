/// Where a text that comes in blocks can be cut between two records.
///
/// Quotes open and close in turn, also doubled ones, so that a line end is between records exactly where the number
/// of quotes before it is even. Nothing else has to be understood to cut.
package enum CSVCut {
  /// The first place from `target` on where a record has ended, if there is one; a record begins at `start`.
  ///
  /// - Parameter quotes: whether quotes hide line ends, which in lines of JSON they do not.
  package static func first(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, target: Int, quotes: Bool = true
  ) -> Int? {
    var isQuoted = quotes && isOdd(bytes, start, target)
    var at = target
    while at < bytes.count {
      if quotes, bytes[at] == 0x22 { isQuoted.toggle() }
      if !isQuoted, isEnd(bytes, at) { return at + 1 }
      at &+= 1
    }
    return nil
  }

  /// The last place where a record has ended, if there is one; a record begins at `start`.
  package static func last(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, quotes: Bool = true
  ) -> Int? {
    var isQuoted = quotes && isOdd(bytes, start, bytes.count)
    var at = bytes.count &- 1
    while at >= start {
      if !isQuoted, isEnd(bytes, at) { return at + 1 }
      if quotes, bytes[at] == 0x22 { isQuoted.toggle() }
      at &-= 1
    }
    return nil
  }

  /// Whether a line ends with the byte at `at`. Of a CR at the very end that is not known yet: a LF may follow.
  private static func isEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    if bytes[at] == 0x0A { return true }
    return bytes[at] == 0x0D && at &+ 1 < bytes.count && bytes[at &+ 1] != 0x0A
  }

  /// Of a text in which no record that begins at `start` ends: how many lines before the one on which a cell opens that is
  /// not closed as it should be; nil if there is none, and the record is just long.
  package static func linesBeforeOpenQuote(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, delimiter: UInt8
  ) -> Int? {
    var (at, lines) = (start, 0)
    while at < bytes.count {
      if bytes[at] == 0x22 {
        let opening = lines
        at = closing(bytes, at, &lines)
        let isOver = at < bytes.count && (bytes[at] == delimiter || isEnd(bytes, at))
        guard isOver else { return opening }
      } else {
        while at < bytes.count, bytes[at] != delimiter, !isEnd(bytes, at) {
          if bytes[at] == 0x22 { return lines }
          at &+= 1
        }
      }
      if at < bytes.count, isEnd(bytes, at) { lines &+= 1 }
      at &+= 1
    }
    return nil
  }

  /// The place behind the quote that closes the cell whose opening quote is at `start`, or the end; `lines` counts
  /// what is passed.
  private static func closing(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ lines: inout Int) -> Int {
    var at = start &+ 1
    while at < bytes.count {
      if bytes[at] == 0x22 {
        guard at &+ 1 < bytes.count, bytes[at &+ 1] == 0x22 else { return at &+ 1 }
        at &+= 1
      } else if isEnd(bytes, at) {
        lines &+= 1
      }
      at &+= 1
    }
    return at
  }

  private static func isOdd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var count = 0
    for byte in bytes[min(start, end)..<end] { count &+= byte == 0x22 ? 1 : 0 }
    return count & 1 == 1
  }
}
