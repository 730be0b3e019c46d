import FlowMsgText

/// Where the parts of a value from a file stand in that file: what is checked is a source that was written for it, whose
/// offsets mean nothing to anybody.
package struct ForeignPlaces: Sendable {
  /// Where each part begins in the source that was written, ascending.
  private var starts: [UInt32] = []
  /// The bytes of the file that say it.
  private var ranges: [ByteRange] = []

  /// Notes that the part which begins at `start` of the source is `range` of the file. Parts are noted in order.
  mutating func add(_ start: Int, _ range: ByteRange) {
    starts.append(UInt32(clamping: start))
    ranges.append(range)
  }

  /// The bytes of the file that say what begins at `start` of the source; nil if no part begins there.
  func range(at start: UInt32) -> ByteRange? {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < start { low = middle + 1 } else { high = middle }
    }
    return low < starts.count && starts[low] == start ? ranges[low] : nil
  }
}
