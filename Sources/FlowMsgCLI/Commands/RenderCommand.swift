import FlowMsgCampaign
import FlowMsgRows

/// `flowmsg render`: recipients in, one request a line out.
package enum RenderCommand: Command {
  package static let definition = CommandDefinition(
    "render", OperandsDefinition("OPEN|SOURCE", 1...1), summary: "fills a message for each recipient",
    discussion: """
      Reads recipients on standard input (NDJSON if it begins with '{', else CSV) and writes one request a line, in \
      order: {"method":"POST","path":"/v1/bots/…","query":{},"body":{…}}. OPEN is an open form, a compiled body, or a \
      folder of what was compiled.
      """,
    options: [
      .bot, .environment, .rowLocale, .queryType, .set, .column, .header, .country, .decimal, .encoding, .skipInvalid,
      .rejects,
      .message,
      .root, .maximumDiagnostics, .color,
    ])

  package static func run(_ invocation: Invocation, _ environment: Environment) throws(Failure) -> ExitCode {
    if invocation.has(.rejects) && !invocation.has(.skipInvalid) {
      throw Failure("'--rejects' keeps the rows that '--skip-invalid' passes over", help: "add '--skip-invalid'")
    }
    let frame = FormFrame.request(type: invocation.value(.queryType))
    guard let file = try FormFile(invocation, environment, frame: frame) else { return .sourcesAreWrong }
    let rejects = try invocation.value(.rejects).map { (name) throws(Failure) in
      try Failure.writing(name) { () throws(SystemError) in try environment.fileSystem.replace(name, isPrivate: true) }
    }
    let run = try RenderRun(file.program, RenderPlan(invocation, environment), rejects, environment)
    let ending: ExitCode
    do throws(Failure) {
      ending = try run.run()
    } catch {
      rejects?.discard()
      throw error
    }
    if let name = invocation.value(.rejects), let rejects {
      try Failure.writing(name) { () throws(SystemError) in try rejects.finish() }
    }
    environment.complain(run.warnings.text)
    if run.unreported > 0 { environment.complain("… and \(run.unreported) more\n") }
    if invocation.has(.skipInvalid), ending == .done {
      environment.complain("skipped \(run.skipped) of \(run.rows) \(run.rows == 1 ? "row" : "rows")\n")
    }
    return ending
  }

  package static func needs(_ invocation: Invocation) -> StreamNeeds { [.input, .output] }
}
