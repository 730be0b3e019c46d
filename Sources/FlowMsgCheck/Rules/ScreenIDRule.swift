import FlowMsgModel

package import FlowMsgText

/// The screen's id is letters and underscores of ASCII, and not the reserved one.
package enum ScreenIDRule: Rule {
  package static let kind = DiagnosticKind(
    5013, .error, "a screen id that no Flow can have",
    why: """
      Flow JSON takes ids of ASCII letters and underscores alone, and keeps SUCCESS, in any case, for the end of a \
      Flow. No Flow has a screen of another name, so the platform refuses the message.
      """,
    bad: """
      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow "oferta"
        cta "Ver agora"
        screen STEP_1
      }
      """,
    good: """
      message aviso {
        title "Olá"
        text "Temos uma novidade para você"
        caption "Jelou"
        flow "oferta"
        cta "Ver agora"
        screen STEP_ONE
      }
      """)

  package static let concern = Concern.screen

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    guard let id = message.screenText, !ScreenID.isLegal(id) else { return }
    let isReserved = Schema.isScreenID(id.utf8)
    reporter.report(
      kind,
      isReserved
        ? "the screen id `\(id)` is reserved" : "the screen id `\(id)` has other characters than letters and _",
      at: message.screenLocation,
      help: [
        isReserved
          ? "\(Schema.FlowJSON.reservedScreen.value) ends a Flow, in any case; name the screen that the Flow opens on"
          : "use the letters a–z and A–Z, and underscores"
      ])
  }
}
