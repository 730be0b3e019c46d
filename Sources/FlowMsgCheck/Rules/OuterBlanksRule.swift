package import FlowMsgText
import FlowMsgModel

/// No text starts or ends with blanks.
package enum OuterBlanksRule: Rule {
  package static let kind = DiagnosticKind(
    4009, .warning, "blanks at the start or end of a text",
    why: """
      WhatsApp trims what it shows, or shows an indented line. Either way nobody meant the blanks, which count \
      towards the length.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou "
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

  package static let concern = Concern.blanks

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    for field in TextField.prose where message.texts[field.index].codePoints > 0 {
      // A text of blanks alone is reported as empty.
      if message.withText(field.id, TextLook.isBlank) == true, !message.texts[field.index].hasHoles { continue }
      // A line break in a text of one line is reported as that.
      if field.isOneLine, message.texts[field.index].hasLineBreaks { continue }
      guard let found = message.withText(field.id, { (TextLook.outerBlanks($0), $0.count) }), let blanks = found.0
      else {
        continue
      }
      report(message, field, blanks, found.1, &reporter)
    }
  }

  private static func report(
    _ message: borrowing ResolvedMessage, _ field: TextField, _ blanks: (start: Int, end: Int), _ count: Int,
    _ reporter: inout Reporter
  ) {
    let all = blanks.start == count
    let place =
      all
      ? "is nothing but" : blanks.start == 0 ? "ends with" : blanks.end == 0 ? "starts with" : "starts and ends with"
    let parts = [(0, blanks.start), (count - blanks.end, blanks.end)].filter { $0.1 > 0 }
    let places = parts.map { message.place(of: field.id, offset: $0.0, count: $0.1) }
    let others = places.dropFirst().map(\.location).filter { $0 != places[0].location }
    let edits = parts.compactMap { message.editable(field.id, offset: $0.0, count: $0.1) }.map { TextEdit($0, "") }
    reporter.report(
      kind, "the \(field.noun) \(place) blanks", at: places[0],
      labels: others.map { DiagnosticLabel($0, "and here") },
      help: [all ? "write \(Schema[field.id].meaning)" : "take them out"],
      fixes: edits.count == parts.count && !all ? [Fix("remove the blanks", edits, isSafe: false)] : [])
  }
}
