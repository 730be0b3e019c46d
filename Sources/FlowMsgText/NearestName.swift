/// Looks, one candidate after the other, for the name that a word is most likely a misspelling of; `suggestion` says when one is
/// near enough. A candidate that is not costs some comparisons of bytes, and no memory.
package struct NearestName {
  /// Longer words, in bytes, are neither given nor taken as suggestions: a name of hundreds of letters is not misspelt by one.
  static let longestWord = 128

  private let word: [UInt8]
  private let isPlain: Bool
  private var best: (distance: Int, name: [UInt8])?
  /// Whether a candidate was found that no other can be nearer than: it is equal but for case.
  package private(set) var isSettled = false
  private var rows: [Int] = []

  /// Nothing was looked at yet.
  package init(_ word: String) {
    self.word = Array(word.utf8)
    isPlain = self.word.allSatisfy { $0 < 0x80 }
    isSettled = self.word.count > Self.longestWord
  }

  /// The nearest of the candidates so far, the first of equally near ones.
  package var name: String? { best.map { String(decoding: $0.name, as: UTF8.self) } }

  /// Looks at a candidate, the UTF-8 of a name.
  package mutating func consider(_ candidate: some Collection<UInt8>) {
    let done: Void? = candidate.withContiguousStorageIfAvailable { look(at: $0) }
    if done == nil { Array(candidate).withUnsafeBufferPointer { look(at: $0) } }
  }

  private mutating func look(at candidate: UnsafeBufferPointer<UInt8>) {
    guard !isSettled, candidate.count <= Self.longestWord else { return }
    guard isPlain, !candidate.contains(where: { $0 >= 0x80 }) else { return lookAtScalars(candidate) }
    if candidate.count == word.count, areEqualButForCase(candidate) {
      if !candidate.elementsEqual(word) { settle(candidate) }
      return
    }
    let longest = max(word.count, candidate.count)
    let bound = min(Self.limit(longest), (best?.distance ?? .max) - 1)
    guard bound > 0, longest - min(word.count, candidate.count) <= bound, isAkin(candidate) else { return }
    let distance = distance(to: candidate, within: bound)
    if distance <= bound { best = (distance, Array(candidate)) }
  }

  /// The greatest distance at which a word of so many scalars is still meant.
  static func limit(_ longest: Int) -> Int { min(3, max(1, longest / 3)) }

  private mutating func settle(_ candidate: UnsafeBufferPointer<UInt8>) {
    best = (0, Array(candidate))
    isSettled = true
  }

  private func areEqualButForCase(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    for i in word.indices where Self.folded(word[i]) != Self.folded(other[i]) { return false }
    return true
  }

  private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// Whether the words share their first letter, their last, or have their first two swapped: others are never near enough to
  /// be meant.
  private func isAkin(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count > 1, other.count > 1 else { return false }
    return word[0] == other[0] || word[word.count - 1] == other[other.count - 1] || word[1] == other[0]
      || word[0] == other[1]
  }

  /// The same where a letter may be more than a byte.
  private mutating func lookAtScalars(_ candidate: UnsafeBufferPointer<UInt8>) {
    let (word, other) = (String(decoding: word, as: UTF8.self), String(decoding: candidate, as: UTF8.self))
    if word == other { return }
    if candidate.count == self.word.count, word.lowercased() == other.lowercased() { return settle(candidate) }
    let (a, b) = (Array(word.unicodeScalars), Array(other.unicodeScalars))
    let limit = Self.limit(max(a.count, b.count))
    guard abs(a.count - b.count) <= limit, min(a.count, b.count) > 1,
      a.first == b.first || a.last == b.last || a[1] == b[0] || a[0] == b[1]
    else { return }
    let distance = editDistance(a, b)
    if distance <= limit, distance < best?.distance ?? .max { best = (distance, Array(candidate)) }
  }

  // MARK: Distance

  /// The optimal-string-alignment distance to `other`, or more than `bound` where it is more. Ends that the words share make no
  /// difference to it.
  private mutating func distance(to other: UnsafeBufferPointer<UInt8>, within bound: Int) -> Int {
    var (start, end) = (0, 0)
    let shortest = min(word.count, other.count)
    while start < shortest, word[start] == other[start] { start += 1 }
    while end < shortest - start, word[word.count - 1 - end] == other[other.count - 1 - end] { end += 1 }
    let (m, n) = (word.count - start - end, other.count - start - end)
    if m == 0 || n == 0 { return max(m, n) }
    return band(start, m, n, other, bound)
  }

  /// The cells of the table that are no further from its diagonal than `bound`, row by row.
  private mutating func band(
    _ start: Int, _ m: Int, _ n: Int, _ other: UnsafeBufferPointer<UInt8>, _ bound: Int
  ) -> Int {
    let (width, far) = (n + 2, bound + 1)
    rows = [Int](repeating: far, count: 3 * width)
    for j in 0...n { rows[j] = min(j, far) }
    var (before, row, next) = (2 * width, 0, width)
    for i in 0..<m {
      let (low, high) = (max(0, i - bound), min(n - 1, i + bound))
      guard low <= high else { return far }
      rows[next + low] = low == 0 ? min(i + 1, far) : far
      var least = rows[next + low]
      for j in low...high {
        let isSame = word[start + i] == other[start + j]
        var cost = min(rows[row + j + 1] + 1, rows[next + j] + 1, rows[row + j] + (isSame ? 0 : 1))
        if i > 0, j > 0, word[start + i] == other[start + j - 1], word[start + i - 1] == other[start + j] {
          cost = min(cost, rows[before + j - 1] + 1)
        }
        rows[next + j + 1] = min(cost, far)
        least = min(least, cost)
      }
      if least > bound { return far }
      // The next row looks one cell further.
      if high + 2 < width { rows[next + high + 2] = far }
      (before, row, next) = (row, next, before)
    }
    return rows[row + n]
  }
}
