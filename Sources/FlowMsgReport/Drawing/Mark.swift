import FlowMsgText

/// A place in one file to be underlined, with what to say there.
struct Mark {
  /// The bytes, within the file and without a line end after them.
  let range: ByteRange
  /// The lines, from 0.
  let lines: ClosedRange<Int>
  /// What to say; may be empty.
  let text: String
  /// Whether it is what the diagnostic is about.
  let isPrimary: Bool
  /// The column, from 0, of the bar that ties the lines of a longer mark together.
  var bar = 0
  /// Whether the first line of a longer mark has only blanks before it, so that the bar may begin beside it.
  let isAtHead: Bool

  init(_ range: ByteRange, _ text: String, isPrimary: Bool, in view: SourceView) {
    let range = view.trimmed(range)
    let first = view.line(at: range.start)
    let last = range.isEmpty ? first : view.line(at: range.end - 1)
    self.range = range
    lines = first...last
    self.text = visible(text)
    self.isPrimary = isPrimary
    let before = view.file.bytes[Int(min(range.start, view.content(ofLine: first).start))..<Int(range.start)]
    isAtHead = before.count <= 64 && before.allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// Whether it covers more than one line.
  var isLong: Bool { lines.count > 1 }

  /// The first character.
  var head: ByteRange { ByteRange(range.start, min(range.start + 1, range.end)) }

  /// The last character.
  var tail: ByteRange { ByteRange(max(range.start, range.end - min(1, range.end)), range.end) }

  /// Whether its bar passes by line `line` itself.
  func passes(_ line: Int) -> Bool {
    lines.contains(line) && (line > lines.lowerBound || isAtHead)
  }
}

extension [Mark] {
  /// Gives every long mark a bar of its own where they overlap, outer ones further left; tells the number of bars.
  mutating func assignBars() -> Int {
    var lastLines: [Int] = []
    let long = indices.filter { self[$0].isLong }.sorted { a, b in
      let (a, b) = (self[a].lines, self[b].lines)
      return (a.lowerBound, b.upperBound) < (b.lowerBound, a.upperBound)
    }
    for index in long {
      let lines = self[index].lines
      let free = lastLines.firstIndex { $0 < lines.lowerBound }
      self[index].bar = free ?? lastLines.count
      if let free { lastLines[free] = lines.upperBound } else { lastLines.append(lines.upperBound) }
    }
    return lastLines.count
  }
}
