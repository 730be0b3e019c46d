import FlowMsgText

// A big file is cut on several threads, at places that are guessed and then proved.

extension Outline {
  /// Joins the outlines of neighbouring parts; says no if a part did not end where the next one begins, as a string or
  /// bracket was open there: then the guess of the cut was wrong, and the file is to be cut as a whole.
  package static func join(_ parts: [Outline]) -> Outline? {
    guard var result = parts.first else { return nil }
    result.extents.reserveCapacity(parts.reduce(0) { $0 + $1.extents.count })
    for (before, part) in zip(parts, parts.dropFirst()) {
      guard before.end == part.from else { return nil }
      result.extents += part.extents
      result.faults += part.faults
      result.misread += part.misread
      result.isUnreadable = result.isUnreadable || part.isUnreadable
      result.hasAllowances = result.hasAllowances || part.hasAllowances
      result.hasBuilt = result.hasBuilt || part.hasBuilt
    }
    if result.faults.count > faultLimit {
      result.faults.removeSubrange(faultLimit...)
      result.isUnreadable = true
    }
    result.finish()
    return result
  }

  /// Where a declaration seems to begin, at or after `offset`: at a line that starts a message in the first column, with the
  /// blank lines and comments before it; nil if there is none. A guess, as the line may be in a string.
  package static func cut(_ bytes: borrowing Span<UInt8>, near offset: Int) -> Int? {
    var i = offset
    while i < bytes.count {
      i = Scan.lineEnd(bytes, i)
      while i < bytes.count, bytes[unchecked: i] != 0x0A { i &+= 1 }
      i &+= 1
      guard i &+ 8 < bytes.count else { return nil }
      if bytes[unchecked: i] == 0x6D, WordFinder.shared.word(bytes, i, Scan.name(bytes, i).end) == .message {
        return leading(bytes, i)
      }
    }
    return nil
  }

  /// The start of the first of the blank lines and comments that end before `line`.
  static func leading(_ bytes: borrowing Span<UInt8>, _ line: Int) -> Int {
    var line = line
    while line > 0 {
      var before = line &- 1
      while before > 0, bytes[unchecked: before &- 1] != 0x0A { before &-= 1 }
      let text = Scan.blanks(bytes, before)
      let byte = bytes[text]
      let isComment = byte == 0x2F && text + 1 < bytes.count && bytes[text &+ 1] == 0x2F
      guard byte == 0x0A || byte == 0x0D || isComment else { break }
      line = before
    }
    return line
  }
}
