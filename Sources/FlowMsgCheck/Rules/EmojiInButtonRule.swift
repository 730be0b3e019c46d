package import FlowMsgText
import FlowMsgModel

/// A button holds no emoji.
package enum EmojiInButtonRule: Rule {
  package static let kind = DiagnosticKind(
    4005, .error, "an emoji in a button",
    why: """
      WhatsApp refuses a button with an emoji in it. Counted as emoji is every code point with that property \
      but ASCII, ©, ® and ™, and what turns other characters into emoji: U+FE0F and U+20E3.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar 🚀"
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

  package static let concern = Concern.wide

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    for field in TextField.withoutEmoji where message.texts[field.index].hasHoles {
      reportChoice(message, field, &reporter)
    }
    for field in TextField.withoutEmoji where message.texts[field.index].isWide {
      let runs = message.withText(field.id, runs) ?? []
      guard let first = runs.first else { continue }
      let shown = message.withText(field.id) { text in
        // U+FE0F and U+20E3 draw nothing by themselves: the character that they change is shown with them.
        Schema.makesEmoji(text.scalar(at: first.lowerBound).value) && first.lowerBound > 0
          ? first.lowerBound - text.scalar(before: first.lowerBound).count : first.lowerBound
      }
      let start = shown ?? first.lowerBound
      reporter.report(
        kind, "the \(field.noun) holds an emoji, which WhatsApp refuses there",
        at: message.place(of: field.id, offset: start, count: first.upperBound - start),
        help: ["emoji may stand in \(TextField.list(TextField.withEmoji))"],
        fixes: fixes(message, field, runs))
    }
  }

  /// What a one-of parameter may put there is known, every choice of it.
  private static func reportChoice(_ message: borrowing ResolvedMessage, _ field: TextField, _ reporter: inout Reporter)
  {
    guard let choice = message.choice(in: field, where: { $0.unicodeScalars.contains(where: Schema.isEmoji) }) else {
      return
    }
    reporter.report(
      kind,
      "the \(field.noun) may hold an emoji, which WhatsApp refuses there: `\(choice.path)` may be \(Wording.quoted(choice.text))",
      at: message.location(of: field.id), labels: [DiagnosticLabel(choice.type, "its choices")],
      help: ["emoji may stand in \(TextField.list(TextField.withEmoji))"], isProvisional: true)
  }

  /// The ranges of bytes that are emoji; what joins or colours them belongs to them.
  private static func runs(_ text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var i = 0
    while i < text.count {
      let (scalar, count) = text.scalar(at: i)
      let continues = runs.last?.upperBound == i
      if Schema.isEmoji(scalar) || (continues && isJoiner(scalar)) {
        if continues { runs.append(runs.removeLast().lowerBound..<i + count) } else { runs.append(i..<i + count) }
      }
      i += count
    }
    return runs
  }

  /// Whether `scalar` only joins emoji, or is a letter of a flag's tag.
  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{200D}" || (0xE0020...0xE007F).contains(scalar.value)
  }

  /// The text without its emoji, each with one blank beside it; nothing if no text would be left.
  private static func fixes(
    _ message: borrowing ResolvedMessage, _ field: TextField, _ runs: [Range<Int>]
  ) -> [Fix] {
    let removed = message.withText(field.id) { text in
      var ranges: [Range<Int>] = []
      for run in runs.map({ widened($0, text) }) {
        ranges.append(max(run.lowerBound, ranges.last?.upperBound ?? 0)..<run.upperBound)
      }
      return ranges.reduce(0) { $0 + $1.count } < text.count ? ranges : []
    }
    guard let removed, !removed.isEmpty else { return [] }
    var edits: [TextEdit] = []
    for range in removed {
      guard let place = message.editable(field.id, offset: range.lowerBound, count: range.count) else { return [] }
      edits.append(TextEdit(place, ""))
    }
    return [Fix("remove the emoji", edits, isSafe: false)]
  }

  private static func widened(_ run: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let blank = UInt8(ascii: " ")
    if run.lowerBound > 0, text[run.lowerBound - 1] == blank { return run.lowerBound - 1..<run.upperBound }
    if run.lowerBound == 0, run.upperBound < text.count, text[run.upperBound] == blank { return 0..<run.upperBound + 1 }
    return run
  }
}
