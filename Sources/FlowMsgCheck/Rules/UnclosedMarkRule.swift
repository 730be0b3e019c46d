import FlowMsgModel

package import FlowMsgText

/// Every mark is closed.
package enum UnclosedMarkRule: Rule {
  package static let kind = DiagnosticKind(
    4008, .warning, "a mark that is opened and not closed",
    why: """
      WhatsApp draws a mark only if it is closed on the line on which it was opened, directly after a \
      character and before a blank or punctuation. Otherwise the reader sees the delimiter and no bold text. \
      Three backquotes may enclose several lines.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Seu carrinho está guardado por *24 horas."
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """,
    good: """
      message ola {
        title "Olá"
        text "Seu carrinho está guardado por *24 horas*."
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
      }
      """)

  package static let concern = Concern.marks

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    for field in TextField.marked where message.texts[field.index].hasMarks {
      for mark in message.withText(field.id, TextMarks.find) ?? [] where mark.end == nil {
        report(message, field, mark, &reporter)
      }
    }
  }

  private static func report(
    _ message: borrowing ResolvedMessage, _ field: TextField, _ mark: TextMark, _ reporter: inout Reporter
  ) {
    let delimiter = message.withText(field.id) {
      String(decoding: $0[mark.start..<mark.start + mark.width], as: UTF8.self)
    }
    guard let delimiter else { return }
    let place = mark.width == 1 ? " on its line" : ""
    reporter.report(
      kind, "`\(delimiter)` opens a mark that is not closed\(place)",
      at: message.place(of: field.id, offset: mark.start, count: mark.width),
      help: [
        "write `\(delimiter)` directly after the last marked character, or a blank behind this one if it marks nothing"
      ])
  }
}
