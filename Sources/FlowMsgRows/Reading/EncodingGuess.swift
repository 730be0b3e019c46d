/// How a text that is no UTF-8 is most likely encoded, judged by its words: in which encoding they have the letters of
/// Portuguese, Spanish and English.
struct EncodingGuess {
  /// The encoding.
  private(set) var encoding = TextEncoding.windows1252
  /// Whether every word has only letters that are likely in it.
  private(set) var isLikely = false
  /// A few words with letters beyond ASCII, as they would read in it, each once.
  private(set) var words: [String] = []

  private static let shown = 3
  private static let examined = 1 << 16
  private static let letters = Set("áàâãäéèêëíìîïóòôõöúùûüçñºª°¿¡´’‘“”–—…€ÁÀÂÃÄÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÇÑ".unicodeScalars)

  /// Judges the start of a text, which is not in the encoding `failed`.
  init(_ bytes: some Collection<UInt8>, excluding failed: TextEncoding? = nil) {
    let words = Self.words(bytes.prefix(Self.examined))
    var best = -1
    for encoding in [TextEncoding.windows1252, .macintosh, .cp850] where encoding != failed {
      guard let page = encoding.codePage else { continue }
      let read = words.map { word in word.map { page.character(of: $0).flatMap(Unicode.Scalar.init) } }
      let score = read.count { $0.allSatisfy(Self.isLikelyLetter) && Self.hasOneCase($0) }
      guard score > best else { continue }
      (best, self.encoding, isLikely) = (score, encoding, score == words.count)
      self.words = []
      for word in read.map(Self.text) where !self.words.contains(word) && self.words.count < Self.shown {
        self.words.append(word)
      }
    }
  }

  /// What to do, with the words for who reads it to see whether they are right.
  var help: String {
    let shown = words.isEmpty ? "" : ", which would read \(words.map { "'\($0)'" }.joined(separator: ", "))"
    return "try '--encoding \(encoding.name)'\(shown); or save the file as UTF-8"
  }

  /// The same where another encoding was tried, which is named only if all of the words read well in it.
  var helpIfLikely: String { isLikely ? help : "save the file as UTF-8" }

  /// The words that have a byte beyond ASCII.
  private static func words(_ bytes: some Collection<UInt8>) -> [[UInt8]] {
    var (found, word) = ([[UInt8]](), [UInt8]())
    for byte in bytes {
      if byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x27 {
        word.append(byte)
      } else {
        if word.contains(where: { $0 >= 0x80 }) { found.append(word) }
        word.removeAll(keepingCapacity: true)
      }
    }
    // What the end cuts off is no word.
    return found.isEmpty && word.contains { $0 >= 0x80 } ? [word] : found
  }

  private static func isLikelyLetter(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { $0.isASCII || letters.contains($0) } ?? false
  }

  /// No capital is behind a small letter.
  private static func hasOneCase(_ word: [Unicode.Scalar?]) -> Bool {
    zip(word, word.dropFirst()).allSatisfy { before, after in
      !(before?.properties.isLowercase ?? false) || !(after?.properties.isUppercase ?? false)
    }
  }

  private static func text(_ word: [Unicode.Scalar?]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: word.prefix(40).map { $0 ?? "\u{FFFD}" })
    return String(text)
  }
}
