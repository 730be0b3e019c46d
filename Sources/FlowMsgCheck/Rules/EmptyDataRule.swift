package import FlowMsgText
import FlowMsgModel

/// A screen's data is not empty where it is written.
package enum EmptyDataRule: Rule {
  package static let kind = DiagnosticKind(
    3003, .error, "empty screen data",
    why: """
      The platform takes a screen without data, or with data that has at least one member. It refuses an empty \
      object.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND {}
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

  package static let concern = Concern.absence

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    let places = message.emptyObjects(Schema.data)
    guard !places.isEmpty, !message.isScreenRefused else { return }
    // Fields that the Flow expects are reported as missing: the same braces are not blamed twice.
    guard !message.dataFindings.contains(where: { $0.problem == .missing }) else { return }
    for place in places {
      reporter.report(
        kind, "the screen's data is empty", at: place, help: ["write a member, or leave the braces out"],
        isProvisional: true)
    }
  }
}
