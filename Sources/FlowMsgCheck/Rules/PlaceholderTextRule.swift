import FlowMsgModel

package import FlowMsgText

/// No text is left to be written.
package enum PlaceholderTextRule: Rule {
  package static let kind = DiagnosticKind(
    4010, .warning, "a text that is still to be written",
    why: """
      `TODO:`, `FIXME` and “lorem ipsum” stand for a text that somebody meant to write. The recipient would \
      read them.
      """,
    bad: """
      message ola {
        title "Olá"
        text "TODO: o texto da campanha"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """,
    good: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """)

  package static let concern = Concern.placeholder

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    for field in TextField.prose where message.texts[field.index].codePoints >= 5 {
      guard let found = message.withText(field.id, TextLook.placeholder), let found else {
        continue
      }
      let word = message.withText(field.id) { String(decoding: $0[found], as: UTF8.self) }
      reporter.report(
        kind, "the \(field.noun) still says `\(word ?? "")`",
        at: message.place(of: field.id, offset: found.lowerBound, count: found.count),
        help: ["write what the recipient is to read"])
    }
  }

  /// Whether three bytes are somewhere that are in a placeholder and hardly elsewhere: `DO:`, `XME` or `m i`.
  ///
  /// Every text of every message comes here: eight places are looked at a time, without a branch for each.
  static func isSuspect(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    // A shorter text is looked at closely at once.
    guard text.count >= 10 else { return TextLook.placeholder(text) != nil }
    let bytes = UnsafeRawBufferPointer(text)
    var i = 0
    while i < text.count &- 10 {
      if isSuspect(bytes, i) { return true }
      i &+= 8
    }
    return isSuspect(bytes, text.count &- 10)
  }

  /// Whether three such bytes begin at one of the eight places from `i` on.
  @inline(__always)
  private static func isSuspect(_ bytes: UnsafeRawBufferPointer, _ i: Int) -> Bool {
    let a = bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self)
    let b = bytes.loadUnaligned(fromByteOffset: i &+ 1, as: UInt64.self)
    let c = bytes.loadUnaligned(fromByteOffset: i &+ 2, as: UInt64.self)
    let cases = all(0x20)
    return hasZero((a ^ all(0x44)) | (b ^ all(0x4F)) | (c ^ all(0x3A)))
      || hasZero((a ^ all(0x58)) | (b ^ all(0x4D)) | (c ^ all(0x45)))
      || hasZero(((a | cases) ^ all(0x6D)) | (b ^ all(0x20)) | ((c | cases) ^ all(0x69)))
  }

  @inline(__always)
  private static func all(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

  /// Whether a byte of `word` is zero, or (seldom) looks so behind one that is.
  @inline(__always)
  private static func hasZero(_ word: UInt64) -> Bool { (word &- all(1)) & ~word & all(0x80) != 0 }
}
