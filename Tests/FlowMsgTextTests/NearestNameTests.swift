import Testing

@testable import FlowMsgText

/// The same suggestions as those of the plain algorithm, which compares every candidate whole.
@Suite("Nearest names")
struct NearestNameTests {
  private func plain(_ word: String, _ candidates: [String]) -> String? {
    guard word.utf8.count <= NearestName.longestWord else { return nil }
    let wanted = Array(word.unicodeScalars)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates where candidate != word && candidate.utf8.count <= NearestName.longestWord {
      if candidate.utf8.count == word.utf8.count, candidate.lowercased() == word.lowercased() { return candidate }
      let scalars = Array(candidate.unicodeScalars)
      let limit = min(3, max(1, max(wanted.count, scalars.count) / 3))
      guard abs(wanted.count - scalars.count) <= limit, min(wanted.count, scalars.count) > 1,
        wanted.first == scalars.first || wanted.last == scalars.last || wanted[1] == scalars[0]
          || wanted[0] == scalars[1]
      else { continue }
      let distance = editDistance(wanted, scalars)
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.candidate
  }

  @Test("what is suggested is what comparing everything suggests")
  func agrees() {
    var state: UInt64 = 0x5EED
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % bound
    }
    let letters: [[Character]] = [Array("ab"), Array("abC"), Array("aBcé"), Array("abcdefgh_")]
    func word() -> String {
      let alphabet = letters[next(letters.count)]
      return String((0..<next(14)).map { _ in alphabet[next(alphabet.count)] })
    }
    func misspelt(_ word: String) -> String {
      var letters = Array(word)
      for _ in 0..<next(5) where !letters.isEmpty {
        let at = next(letters.count)
        switch next(4) {
        case 0: letters.remove(at: at)
        case 1: letters.insert("b", at: at)
        case 2: letters[at] = "a"
        default: if at > 0 { letters.swapAt(at, at - 1) }
        }
      }
      return String(letters)
    }
    var found = 0
    for round in 0..<20_000 {
      let wanted = word()
      let candidates = (0..<next(6)).map { _ in next(2) == 0 ? misspelt(wanted) : word() }
      let suggested = suggestion(for: wanted, among: candidates)
      found += suggested == nil ? 0 : 1
      if suggested != plain(wanted, candidates) {
        Issue.record("round \(round): \(wanted) among \(candidates): \(suggested ?? "none")")
        return
      }
    }
    #expect(found > 5_000)
  }
}
