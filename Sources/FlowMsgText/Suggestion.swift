/// The candidate that `word` is most likely a misspelling of, if one is near enough.
///
/// Near means: equal but for case, or an optimal-string-alignment distance (insert, delete, replace, swap neighbours) of
/// at most a third of the longer word, at least 1, at most 3. The first of equally near candidates wins.
public func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
  var nearest = NearestName(word)
  for candidate in candidates where !nearest.isSettled { nearest.consider(candidate.utf8) }
  return nearest.name
}

/// The optimal-string-alignment distance between two words, in scalars.
package func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var before = [Int](repeating: 0, count: b.count + 1)
  var row = Array(0...b.count)
  for i in a.indices {
    var next = [Int](repeating: i + 1, count: b.count + 1)
    for j in b.indices {
      let cost = a[i] == b[j] ? 0 : 1
      next[j + 1] = min(row[j + 1] + 1, next[j] + 1, row[j] + cost)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { next[j + 1] = min(next[j + 1], before[j - 1] + 1) }
    }
    before = row
    row = next
  }
  return row[b.count]
}
