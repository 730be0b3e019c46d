import FlowMsgModel

package import FlowMsgText

/// Marks appear only where they are drawn.
package enum MarksInTitleRule: Rule {
  package static let kind = DiagnosticKind(
    4007, .warning, "marks where they are not drawn",
    why: """
      WhatsApp draws `*bold*` and its like in the body and the footer alone. In the header and on the button \
      the reader sees the asterisks.
      """,
    bad: """
      message ola {
        title "*Olá*, Maria"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """,
    good: """
      message ola {
        title "Olá"
        text "*Olá*, complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """)

  package static let concern = Concern.marks

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    for field in TextField.unmarked where message.texts[field.index].hasMarks {
      let marks = (message.withText(field.id, TextMarks.find) ?? []).filter { $0.end != nil }
      guard let first = marks.first, let end = first.end else { continue }
      let delimiter = message.withText(field.id) {
        String(decoding: $0[first.start..<first.start + first.width], as: UTF8.self)
      }
      reporter.report(
        kind, "marks are not drawn in the \(field.noun): each `\(delimiter ?? "")` is shown as it is",
        at: message.place(of: field.id, offset: first.start, count: end - first.start),
        help: ["marks are drawn in \(TextField.list(TextField.marked))"], fixes: fixes(message, field, marks))
    }
  }

  private static func fixes(_ message: borrowing ResolvedMessage, _ field: TextField, _ marks: [TextMark]) -> [Fix] {
    var edits: [TextEdit] = []
    for mark in marks {
      for at in [mark.start, (mark.end ?? mark.start) - mark.width] {
        guard let place = message.editable(field.id, offset: at, count: mark.width) else { return [] }
        edits.append(TextEdit(place, ""))
      }
    }
    return [Fix("remove the marks", edits, isSafe: false)]
  }
}
