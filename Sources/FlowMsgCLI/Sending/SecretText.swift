import FlowMsgText

/// A secret as people write it down or paste it: what surrounds it by accident is dropped and reported, and what cannot be
/// meant is refused. No message shows any of it.
struct SecretText {
  /// The variable that has it, and the file that it is in: `FLOWMSG_CLIENT_ID`, `FLOWMSG_CLIENT_ID in 'account'`.
  let name: String
  /// Whether it is a value of a file, in which quotes and comments are a way of writing.
  let isInFile: Bool
  /// What was dropped, a message each.
  private(set) var notes: [String] = []

  init(_ name: String, isInFile: Bool) { (self.name, self.isInFile) = (name, isInFile) }

  /// The secret in `text`, which is `RawText`. What is between quotes is taken as it is.
  mutating func value(of text: String) throws(Failure) -> [UInt8] {
    if !isInFile, RawText.text(text) == nil { throw Failure.notText(text, of: name) }
    let written = Array(text.unicodeScalars)
    let whole = Self.trimmed(written[...])
    if whole.count < written.count { notes.append("the blanks around \(name) are left out") }
    try refuseTypographic(whole)
    let value = try whole.first.map(Self.isQuote) ?? false ? quoted(whole) : plain(whole)
    let result = String(String.UnicodeScalarView(value))
    if RawText.text(result) == nil { throw Failure.notText(result, of: name) }
    return RawText.bytes(result)
  }

  /// What is between the first quote and the one that closes it: behind that is nothing, or in a file a comment.
  private mutating func quoted(_ text: ArraySlice<Unicode.Scalar>) throws(Failure) -> ArraySlice<Unicode.Scalar> {
    for end in text.indices.dropFirst() where text[end] == text.first {
      let rest = text[(end + 1)...]
      let isComment = isInFile && rest.first.map(Self.isBlank) ?? false && Self.trimmed(rest).first == "#"
      guard rest.isEmpty || isComment else { continue }
      if isComment { noteComment() }
      if !isInFile { notes.append("the quotes around \(name) are left out") }
      return text[(text.startIndex + 1)..<end]
    }
    throw unpaired
  }

  private mutating func plain(_ text: ArraySlice<Unicode.Scalar>) throws(Failure) -> ArraySlice<Unicode.Scalar> {
    var value = text
    let comment = text.indices.first { place in
      text[place] == "#" && place > text.startIndex && Self.isBlank(text[place - 1])
    }
    if isInFile, let comment {
      noteComment()
      value = Self.trimmed(text[..<comment])
      try refuseTypographic(value)
    }
    if value.last.map(Self.isQuote) ?? false { throw unpaired }
    return value
  }

  private mutating func noteComment() { notes.append("the comment behind \(name) is left out") }

  private func refuseTypographic(_ text: ArraySlice<Unicode.Scalar>) throws(Failure) {
    guard [text.first, text.last].contains(where: { $0.map(Self.typographic.contains) ?? false }) else { return }
    throw Failure(
      "\(name) has a typographic quote at its start or end, as a text editor makes of straight ones",
      help: "write straight quotes (\" or '), or none")
  }

  private var unpaired: Failure {
    Failure(
      "\(name) has a quote at its start or end without its pair",
      help: "write both quotes or none; a quote that belongs to it goes between quotes of the other kind")
  }

  private static func isQuote(_ scalar: Unicode.Scalar) -> Bool { scalar == "\"" || scalar == "'" }

  private static let typographic: [Unicode.Scalar] = [
    "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}", "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}", "\u{AB}", "\u{BB}",
    "\u{2039}", "\u{203A}", "\u{FF02}", "\u{FF07}",
  ]

  /// Blanks, tabs, and blanks at which no line breaks; two of those have no width.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    [" ", "\t", "\u{A0}", "\u{2007}", "\u{202F}", "\u{2060}", "\u{FEFF}"].contains(scalar)
  }

  /// A text without blanks around it.
  static func trimmed(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    let rest = text.drop(while: isBlank)
    guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return rest.prefix(0) }
    return rest[...last]
  }
}
