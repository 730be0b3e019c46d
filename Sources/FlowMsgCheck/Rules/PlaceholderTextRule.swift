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

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    for field in TextField.prose where message.texts[field.index].codePoints >= 5 {
      guard let found = message.withText(field.id, { isSuspect($0) ? placeholder($0) : nil }), let found else {
        continue
      }
      let word = message.withText(field.id) { String(decoding: $0[found], as: UTF8.self) }
      reporter.report(
        kind, "the \(field.noun) still says `\(word ?? "")`",
        at: message.location(of: field.id, offset: found.lowerBound, count: found.count),
        help: ["write what the recipient is to read"])
    }
  }

  /// Whether three bytes stand somewhere that are in a placeholder and hardly elsewhere: `DO:`, `XME` or `m i`.
  ///
  /// Every text of every message comes here: without a branch in the loop it is done many bytes at a time.
  private static func isSuspect(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count > 2, let bytes = text.baseAddress else { return false }
    var found: UInt8 = 0
    for i in 0..<text.count &- 2 {
      let (a, b, c) = (bytes[i], bytes[i &+ 1], bytes[i &+ 2])
      let todo = (a ^ 0x44) | (b ^ 0x4F) | (c ^ 0x3A)
      let fixme = (a ^ 0x58) | (b ^ 0x4D) | (c ^ 0x45)
      let lorem = ((a | 0x20) ^ 0x6D) | (b ^ 0x20) | ((c | 0x20) ^ 0x69)
      found |= (todo == 0 ? 1 : 0) | (fixme == 0 ? 1 : 0) | (lorem == 0 ? 1 : 0)
    }
    return found != 0
  }

  /// The first placeholder. `MÉTODO:` is none.
  private static func placeholder(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    text.indices.lazy.compactMap { i in
      let count =
        text.has("TODO:", at: i) || text.has("FIXME", at: i)
        ? 5 : text.has("lorem ipsum", at: i, ignoringCase: true) ? 11 : 0
      return count > 0 && (i == 0 || !text.scalar(before: i).value.isWordPart) ? i..<i + count : nil
    }.first
  }
}
