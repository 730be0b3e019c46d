import FlowMsg
import FlowMsgReport
import FlowMsgText

/// `flowmsg explain`: the long form of a diagnostic.
package enum ExplainCommand: Command {
  package static let definition = CommandDefinition(
    "explain", OperandsDefinition("[CODE]", 0...1), summary: "explains a diagnostic",
    discussion: """
      Explains a diagnostic: why it is reported, with a bad and a good example. CODE is written as in a report, \
      FM1234; without one all codes are listed.
      """,
    options: [.color])

  package static func run(_ invocation: Invocation, _ environment: Environment) throws(Failure) -> ExitCode {
    let catalogue = Compiler.catalogue + Compiler.requestCatalogue
    let color = environment.usesColor(.output, invocation.value(.color))
    guard let written = invocation.operands.first else {
      try environment.print(Explanation.list(of: catalogue, color: color))
      return .done
    }
    let code = DiagnosticCode(written) ?? DiagnosticCode("FM" + written)
    guard let kind = catalogue.first(where: { $0.code == code }) else {
      throw Failure(
        "there is no diagnostic '\(written)'",
        help: suggestion(for: written, among: catalogue.map(\.code.description)).map { "did you mean '\($0)'?" },
        "'flowmsg explain' lists all codes")
    }
    try environment.print(Explanation.text(of: kind, color: color))
    return .done
  }
}
