extension RandomAccessCollection {
  /// The first index whose element `belongsBehind`; `endIndex` where none does.
  ///
  /// The elements have to be in order: those that do not belong behind, and then those that do. So a search by halves finds
  /// the index with at most log₂ `count` + 1 questions. Of any other order some index comes back, and never a trap. Places
  /// are reached from `startIndex` by halves of what is left, so no sum of two indices can overflow.
  @inlinable
  package func partitioningIndex(where belongsBehind: (Element) throws -> Bool) rethrows -> Index {
    var first = startIndex
    var left = count
    while left > 0 {
      let half = left >> 1
      let middle = index(first, offsetBy: half)
      if try belongsBehind(self[middle]) {
        left = half
      } else {
        first = index(after: middle)
        left &-= half &+ 1
      }
    }
    return first
  }
}
