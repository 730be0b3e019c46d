import FlowMsgComponents
import FlowMsgModel

package import FlowMsgText

/// A day that a component takes is a real one, as it has to be written.
package enum DayRule: Rule {
  package static let kind = DiagnosticKind(
    5205, .error, "a day that is not written as Flows have it",
    why: """
      A date picker and a calendar read days as `2026-12-25`, and nothing else. Written in another way the day is not \
      there, or the Flow does not open.
      """,
    bad: """
      flow agenda from "agenda.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow agenda
        cta "Ver agora"
        screen AGENDA { de: "25/12/2026", ate: "2026-12-31" }
      }
      """,
    good: """
      flow agenda from "agenda.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow agenda
        cta "Ver agora"
        screen AGENDA { de: "2026-12-25", ate: "2026-12-31" }
      }
      """)

  package static let concern = Concern.shown

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    ShownReport.report(kind, [.day], message, &reporter) { finding, shown in
      let text = shown.written
      let readings = text.map { DayText.readings($0) } ?? []
      let form = readings.count == 1 ? readings[0] : "YYYY-MM-DD"
      shown.text = "\(shown.subject) is written \(form), and \(shown.value)\(text == nil ? " is no text" : "")"
      switch readings.count {
      case 0: shown.help = ["write a real day: year, month and day, as 2026-12-25"]
      case 1: shown.replace(with: readings[0])
      default: shown.help = ["write \(readings[0]) or \(readings[1]), whichever is meant"]
      }
    }
  }
}
