import FlowMsgCSV
package import FlowMsgRows

/// A block of recipients on its way: read and cut at one time, filled at another, written at a third. Two of them take
/// turns, so that one is read and written while the other is filled.
///
/// At any time it belongs to the one thread that reads and writes it, or its pieces each to the thread that fills them.
package final class RenderRound: @unchecked Sendable {
  /// An empty round.
  package init() {}

  /// The recipients as UTF-8.
  package let input = ByteSink(capacity: 1 << 16)
  /// The parts of `input` that are filled at once; each begins and ends between records.
  package private(set) var pieces: [Range<Int>] = []
  /// What is left of `input` after the last whole record.
  package private(set) var rest = 0..<0
  /// Whether nothing follows.
  package var isLast = false
  /// What fills the pieces, one each; kept for their memory.
  private var fillers: [RowFiller] = []

  /// Forgets the pieces.
  package func clear() {
    (pieces, rest, isLast) = ([], 0..<0, false)
    input.removeAll()
  }

  /// Cuts what was read from `start` on into at most `count` pieces; false if not even one record has ended.
  package func cut(from start: Int, count: Int, isCSV: Bool) -> Bool {
    let bytes = input.bytes
    pieces = []
    guard let end = isLast ? bytes.count : CSVCut.last(bytes, from: start, quotes: isCSV) else { return false }
    rest = end..<bytes.count
    let size = max(1, (end - start) / max(1, count))
    let whole = UnsafeBufferPointer(rebasing: bytes[..<end])
    var at = start
    while at < end {
      let isFinal = pieces.count + 1 >= count || end - at <= size
      let next = isFinal ? end : CSVCut.first(whole, from: at, target: at + size, quotes: isCSV) ?? end
      pieces.append(at..<next)
      at = next
    }
    return true
  }

  /// Makes sure that each piece has somebody to fill it.
  package func prepare(_ setup: RowSetup) {
    while fillers.count < pieces.count { fillers.append(RowFiller(setup)) }
  }

  /// Fills a piece.
  package func fill(_ piece: Int) {
    fillers[piece].fill(UnsafeBufferPointer(rebasing: input.bytes[pieces[piece]]))
  }

  /// Who filled the pieces, in order.
  package var filled: ArraySlice<RowFiller> { fillers.prefix(pieces.count) }
}
