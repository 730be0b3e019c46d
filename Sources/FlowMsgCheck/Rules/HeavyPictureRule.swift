import FlowMsgComponents
import FlowMsgModel

package import FlowMsgText

/// A picture is one that all phones show, and soon.
package enum HeavyPictureRule: Rule {
  package static let kind = DiagnosticKind(
    5210, .warning, "a picture that not all phones show, or not soon",
    why: """
      A picture of more than 300 KB, or 100 KB in a list, makes the screen slow, or is not shown. WebP in lists is not \
      shown on iPhones with iOS before 14.
      """,
    bad: """
      flow menu from "menu.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow menu
        cta "Ver agora"
        screen MENU {
          itens: [
            {
              id: "a", main-content: { title: "Consultas" },
              start: { image: "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==" },
              on-click-action: { name: "navigate", next: { type: "screen", name: "DETALHE" } }
            }
          ]
        }
      }
      """,
    good: """
      flow menu from "menu.json"

      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow menu
        cta "Ver agora"
        screen MENU {
          itens: [
            {
              id: "a", main-content: { title: "Consultas" },
              start: { image: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==" },
              on-click-action: { name: "navigate", next: { type: "screen", name: "DETALHE" } }
            }
          ]
        }
      }
      """)

  package static let concern = Concern.shown

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    ShownReport.report(kind, [.heavyPicture, .newPicture], message, &reporter) { finding, shown in
      guard finding.fault.kind == .heavyPicture else {
        shown.text = "\(shown.demand): `\(shown.path)`"
        shown.help = ["save it as JPEG or PNG"]
        return
      }
      shown.text = "\(shown.demand), and `\(shown.path)` has \(finding.fault.count >> 10) KB"
      shown.help = ["save it smaller, or as JPEG of a lower quality"]
    }
  }
}
