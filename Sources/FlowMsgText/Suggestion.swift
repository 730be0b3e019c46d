/// The candidate that `word` is most likely a misspelling of, if one is near enough.
///
/// Near means: equal but for case, or an optimal-string-alignment distance (insert, delete, replace, swap neighbours) of
/// at most a third of the longer word, at least 1, at most 3. The first of equally near candidates wins.
public func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
  // Nobody misspells a name of hundreds of letters by one; comparing two of them costs their product.
  guard word.utf8.count <= longestWord else { return nil }
  let wanted = Array(word.unicodeScalars)
  let folded = word.lowercased()
  var best: (distance: Int, candidate: String)?
  for candidate in candidates where candidate != word && candidate.utf8.count <= longestWord {
    // Lowering costs more than the rest: only words of one length can be equal but for case.
    if candidate.utf8.count == word.utf8.count, candidate.lowercased() == folded { return candidate }
    let scalars = Array(candidate.unicodeScalars)
    let limit = min(3, max(1, max(wanted.count, scalars.count) / 3))
    guard abs(wanted.count - scalars.count) <= limit, min(wanted.count, scalars.count) > 1 else { continue }
    // Words that share neither their first nor their last letter are never near enough to be meant.
    guard
      wanted.first == scalars.first || wanted.last == scalars.last || wanted[1] == scalars[0] || wanted[0] == scalars[1]
    else { continue }
    let distance = editDistance(wanted, scalars)
    if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
  }
  return best?.candidate
}

/// Longer words, in bytes, are neither given nor taken as suggestions.
private let longestWord = 128

/// The optimal-string-alignment distance between two words, in scalars.
func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
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
