package import FlowMsgText
import FlowMsgModel

/// No member of `parameters` has a statement of its own.
package enum StatementMemberRule: Rule {
  package static let kind = DiagnosticKind(
    3005, .error, "a member of parameters that has a statement",
    why: """
      A member with a statement is checked there, and written once. Written among the further members it would \
      go out unchecked, or twice.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
        parameters { flow_cta: "Iniciar fluxo" }
      }
      """,
    good: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar fluxo"
        screen RECOMMEND
      }
      """)

  package static let concern = Concern.parameters

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    guard message.message[Schema.parameters] != nil else { return }
    let members = KnownMembers.ofStatements
    for member in message.parameters(where: { key in members.contains { key.elementsEqual($0.name.utf8) } }) {
      let name = message.message.tape.string(of: member)
      let statement = KnownMembers.statement(of: name) ?? ""
      reporter.report(
        kind, "`\(name)` has a statement of its own", at: message.location(of: member),
        help: ["write it as `\(statement)`"])
    }
  }
}
