import FlowMsgComponents
import FlowMsgModel

package import FlowMsgText

/// A word that a component reads is one that it knows.
package enum ShownWordRule: Rule {
  package static let kind = DiagnosticKind(
    5206, .error, "a word that a component does not know",
    why: """
      Sizes, weights, shapes and weekdays are words of Flow JSON. A component does not know any other.
      """,
    bad: """
      flow foto from "picture.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow foto
        cta "Ver agora"
        screen FOTO { escala: "Cover" }
      }
      """,
    good: """
      flow foto from "picture.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow foto
        cta "Ver agora"
        screen FOTO { escala: "cover" }
      }
      """)

  package static let concern = Concern.shown

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    ShownReport.report(kind, [.word], message, &reporter) { finding, shown in
      guard case .word(let words) = shown.rule else { return }
      shown.text =
        "\(shown.demand), and \(shown.value)"
      guard let text = shown.written, text.utf8.count <= 100,
        let nearest = words.first(where: { $0.lowercased() == text.lowercased() })
          ?? suggestion(for: text, among: words)
      else { return }
      shown.help = ["did you mean \(Wording.quoted(nearest))?"]
      shown.replace(with: nearest)
    }
  }
}
