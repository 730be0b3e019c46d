import FlowMsg

/// Makes edits of a text as people make them, and some that no one makes.
struct EditMaker {
  let text: [UInt8]
  let pool: Pool

  private static let typed: [String] = [
    "\"", "{", "}", "(", ")", "[", "]", "\n", "\n\n", ",", ":", "=", "|", "//", "/*", "*/", "\\", "'", "“", "é", "🎉",
    "*", "_",
    " ", "a", "S", "0", "9", "-", "\t", "\r", "\u{FEFF}", "\u{202E}", "\"\"\"", "like ", "in es { title \"A\" }\n",
    "base ",
    "message ", "message m {", "let x = 1\n", "type T = string\n", "flow f { screen S }\n", "bot b { id \"1\" }\n",
    "import \"shared.flowmsg\"\n", "let v from \"produtos.json\"\n", "flow g from \"steps.json\"\n",
    "locales pt-BR, es\n",
    "// flowmsg-allow FM2012: seen\n", "// note\n", "(p: string(min: 1, max: 9))", "{p}", "null", "true", " from ",
    "text \"B\"\n",
  ]

  /// The edits of `kind`, each to be made after the one before it.
  func edits(_ kind: String, _ random: inout SeededGenerator) -> [SourceEdit] {
    let at = random.below(text.count + 1)
    switch kind {
    case "type":
      return [SourceEdit(at..<at, with: Array((random.pick(Self.typed) ?? " ").utf8))]
    case "delete":
      return [SourceEdit(at..<min(text.count, at + 1 + random.below(random.below(8) == 0 ? 200 : 6)), with: [])]
    case "cut line": return [SourceEdit(line(at), with: [])]
    case "double line": return [SourceEdit(line(at).lowerBound..<line(at).lowerBound, with: Array(text[line(at)]))]
    case "paste":
      let start = line(at).lowerBound
      return [SourceEdit(start..<start, with: pool.piece(&random))]
    case "rename": return rename(&random)
    case "let": return changeLet(&random)
    default: return swapName(&random)
    }
  }

  private func line(_ at: Int) -> Range<Int> {
    var (start, end) = (min(at, text.count), min(at, text.count))
    while start > 0, text[start - 1] != 0x0A { start -= 1 }
    while end < text.count, text[end] != 0x0A { end += 1 }
    return start..<min(text.count, end + 1)
  }

  private func isName(_ byte: UInt8) -> Bool {
    byte == 0x5F || byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
  }

  /// Where the names are.
  private var names: [Range<Int>] {
    var result: [Range<Int>] = []
    var i = 0
    while i < text.count {
      var end = i
      while end < text.count, isName(text[end]) { end += 1 }
      if end > i { result.append(i..<end) }
      i = max(end, i + 1)
    }
    return result
  }

  /// Another value of a let: a string that is too long for most texts, or what is no string.
  private func changeLet(_ random: inout SeededGenerator) -> [SourceEdit] {
    let lines = text.indices.filter { ($0 == 0 || text[$0 - 1] == 0x0A) && text[$0...].starts(with: "let ".utf8) }
    guard let start = random.pick(lines) else { return [] }
    let range = line(start)
    guard let equals = text[range].firstIndex(of: 0x3D) else { return [] }
    let values = ["\"\"", "\"\(String(repeating: "x", count: 61))\"", "1", "1.5", "[1]", "{ a: null }", "\"*a\""]
    let value = random.pick(values) ?? "0"
    return [SourceEdit((equals + 1)..<range.upperBound, with: Array(" \(value)\n".utf8))]
  }

  /// One name in the place of another.
  private func swapName(_ random: inout SeededGenerator) -> [SourceEdit] {
    let names = names
    guard let one = random.pick(names), let other = random.pick(names) else { return [] }
    return [SourceEdit(one, with: Array(text[other]))]
  }

  /// A name with another letter, wherever it is written.
  private func rename(_ random: inout SeededGenerator) -> [SourceEdit] {
    let names = names
    guard let one = random.pick(names) else { return [] }
    let new = Array(text[one]) + [0x78]
    return names.filter { text[$0] == text[one] }.reversed().map { SourceEdit($0, with: new) }
  }
}
