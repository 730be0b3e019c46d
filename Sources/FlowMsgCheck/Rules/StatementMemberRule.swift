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

  /// The names on the wire of what statements write in `parameters`, each with its statement.
  private static let members: [(name: String, statement: String)] =
    Schema.layout.parts(of: .parameters).compactMap { part in
      switch part {
      case .field(let field): Schema[field].statement.map { (Schema[field].wireName, $0) }
      case .members: nil
      // What is in it is written by the statement of its first field.
      case .container(let inner):
        Schema.layout.steps.first { $0.container == inner }.flatMap { step in
          Schema[step.field].statement.map { (inner.name, $0) }
        }
      }
    }

  package static let concern = Concern.parameters

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    guard message.message[Schema.parameters] != nil else { return }
    for member in message.parameters(where: { key in members.contains { key.elementsEqual($0.name.utf8) } }) {
      let name = message.message.tape.string(of: member)
      let statement = members.first { $0.name == name }?.statement ?? ""
      reporter.report(
        kind, "`\(name)` has a statement of its own", at: message.location(of: member),
        help: ["write it as `\(statement)`"])
    }
  }
}
