import FlowMsgComponents
import FlowMsgModel

package import FlowMsgText

/// No text of a screen is longer than what its component shows.
package enum LongShownTextRule: Rule {
  package static let kind = DiagnosticKind(
    5202, .warning, "a text of a screen that is cut",
    why: """
      Each component shows so many characters of a text, and cuts the rest without a word.
      """,
    bad: """
      flow lembrete from "heading.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow lembrete
        cta "Ver agora"
        screen LEMBRETE { titulo: "Sua consulta é amanhã; chegue quinze minutos antes e traga os exames que já tiver feito" }
      }
      """,
    good: """
      flow lembrete from "heading.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow lembrete
        cta "Ver agora"
        screen LEMBRETE { titulo: "Sua consulta é amanhã: traga os exames que já tiver feito" }
      }
      """)

  package static let concern = Concern.shown

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    ShownReport.report(kind, [.long], message, &reporter) { finding, shown in
      guard case .text(let most, _) = shown.rule else { return }
      guard finding.type >= 0 else {
        shown.text = "\(shown.demand), and \(shown.value) has \(finding.fault.count)"
        shown.help = ["shorten it by \(finding.fault.count - most): the rest is cut"]
        return
      }
      let room = message.room(of: finding, within: most)
      if finding.fault.count == .max {
        shown.text = "\(shown.demand), and nothing bounds \(shown.value)"
      } else {
        shown.text = "\(shown.demand), and \(shown.value) can have \(finding.fault.count)"
      }
      shown.help = room.map { $0 > 0 ? ["at most \($0) fit here"] : ["nothing fits beside the rest of the text"] } ?? []
      shown.leavesRoom = room
    }
  }
}
