import FlowMsgText

// An edit leaves most declarations as they are: only those around it are cut again.

extension Outline {
  /// What an edit did to the declarations of a file.
  package struct Recut: Sendable {
    /// The file as it is now.
    package var outline: Outline
    /// The old declarations that are replaced.
    package var old: Range<Int>
    /// What replaces them; those behind are the old ones, moved.
    package var new: Range<Int>
  }

  /// The outline of `bytes`, which were those of this one but for the bytes `edited` of them, in whose place there are
  /// `count` others.
  ///
  /// Cuts from a declaration before the edit up to where a cut meets an old one: from there on everything is as it was.
  package func recut(_ bytes: borrowing Span<UInt8>, edited: Range<Int>, count: Int) -> Recut {
    let delta = count - edited.count
    let first = restart(before: edited.lowerBound)
    if !isUnreadable, first >= 0 {
      let from = Int(extents[first].range.start)
      for last in stops(after: edited.upperBound) {
        let stop = Int(extents[last].range.start)
        let part = Outline(part: bytes, from: from, to: stop + delta)
        guard !part.isUnreadable, part.end == stop + delta, part.end < bytes.count else { continue }
        if let outline = spliced(part, from: from, first..<last, stop: stop, delta) {
          return Recut(outline: outline, old: first..<last, new: first..<(first + part.extents.count))
        }
      }
    }
    let outline = Outline(bytes)
    return Recut(outline: outline, old: 0..<extents.count, new: 0..<outline.extents.count)
  }

  /// Whether cutting at this declaration does not hang on what is before it: no line of it can be an entry behind a `}` too
  /// many.
  private func isFirm(_ extent: Int) -> Bool {
    switch extents[extent].kind {
    case .message, .base, .let, .import: true
    default: false
    }
  }

  /// The last firm declaration that ends before `offset`, and before another one that does too, as the end of one is
  /// told by the line behind it; 0 where there is none, -1 where there is no declaration.
  private func restart(before offset: Int) -> Int {
    guard !extents.isEmpty else { return -1 }
    let next = extents.partitioningIndex { Int($0.range.end) >= offset }
    var at = min(next, extents.count - 1) - 1
    while at > 0, !isFirm(at) { at -= 1 }
    return max(at, 0)
  }

  /// The firm declarations behind `offset`, the nearest and then ever farther ones: where a cut may meet an old one.
  private func stops(after offset: Int) -> [Int] {
    var at = extents.partitioningIndex { Int($0.range.start) > offset }
    var found: [Int] = []
    var step = 1
    while at < extents.count {
      if isFirm(at) {
        found.append(at)
        at += step
        step *= 8
      } else {
        at += 1
      }
    }
    return found
  }

  /// This outline with `part` in the place of `old`, and everything from the old offset `stop` on moved by `delta`; nil
  /// where so much is wrong with the bytes that not all of it is kept.
  private func spliced(_ part: Outline, from: Int, _ old: Range<Int>, stop: Int, _ delta: Int) -> Outline? {
    var result = self
    result.extents.replaceSubrange(old, with: part.extents)
    for i in (old.lowerBound + part.extents.count)..<result.extents.count {
      result.extents[i] = result.extents[i].moved(by: delta)
    }
    result.faults =
      faults.filter { Int($0.range.start) < from } + part.faults
      + faults.filter { Int($0.range.start) >= stop }.map { fault in
        var fault = fault
        (fault.range, fault.related) = (fault.range.shifted(by: delta), fault.related.map { $0.shifted(by: delta) })
        return fault
      }
    result.misread =
      misread.filter { Int($0.start) < from } + part.misread
      + misread.filter { Int($0.start) >= stop }.map { $0.shifted(by: delta) }
    if faults.count >= Outline.faultLimit || misread.count >= Outline.misreadLimit { return nil }
    if result.faults.count >= Outline.faultLimit || result.misread.count >= Outline.misreadLimit { return nil }
    result.hasAllowances = result.extents.contains(where: \.hasAllowance)
    result.hasBuilt = result.extents.contains { !$0.isPlain }
    return result
  }
}

extension Outline.Recut {
  /// The same without those declarations at both ends that are cut as they were, with the same bytes: `old` was the
  /// outline of `before`, and this is the one of `now`.
  package func trimmed(
    _ old: Outline, _ before: UnsafeBufferPointer<UInt8>, _ now: UnsafeBufferPointer<UInt8>
  ) -> Outline.Recut {
    func isSame(_ a: Int, _ b: Int) -> Bool {
      Outline.isSame(old.extents[a], before, outline.extents[b], now)
    }
    var result = self
    while let a = result.old.first, let b = result.new.first, isSame(a, b) {
      result.old = (a + 1)..<result.old.upperBound
      result.new = (b + 1)..<result.new.upperBound
    }
    while let a = result.old.last, let b = result.new.last, isSame(a, b) {
      result.old = result.old.lowerBound..<a
      result.new = result.new.lowerBound..<b
    }
    return result
  }
}

extension Outline {
  /// Whether two declarations are the same wherever they are: a reader of one reads the other.
  fileprivate static func isSame(
    _ a: Extent, _ before: UnsafeBufferPointer<UInt8>, _ b: Extent, _ now: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let (one, other) = (a.relative, b.relative)
    guard a.kind == b.kind, a.isPlain == b.isPlain, a.beginsFile == b.beginsFile, one.range == other.range,
      one.name == other.name, one.head == other.head
    else { return false }
    return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(before)[Int(a.range.start)..<Int(a.range.end)])
      .elementsEqual(UnsafeRawBufferPointer(now)[Int(b.range.start)..<Int(b.range.end)])
  }
}

extension Extent {
  /// The same `delta` bytes further on.
  fileprivate func moved(by delta: Int) -> Extent {
    var extent = self
    extent.range = range.shifted(by: delta)
    extent.name = name.shifted(by: delta)
    extent.head = UInt32(clamping: Int(head) + delta)
    extent.beginsFile = extent.range.start == 0
    return extent
  }
}

extension ByteRange {
  /// The same `delta` bytes further on.
  fileprivate func shifted(by delta: Int) -> ByteRange {
    ByteRange(UInt32(clamping: Int(start) + delta), UInt32(clamping: Int(end) + delta))
  }
}
