import FlowMsgRows
import FlowMsgSend

/// `flowmsg send`: delivers what was compiled, to one person or to a million, to each at most once.
package enum SendCommand: Command {
  package static let definition = CommandDefinition(
    "send", OperandsDefinition("SOURCE|BODY|OPEN|DIR", 1...1), summary: "sends a message, to each person at most once",
    discussion: """
      Checks everything, then sends: to '--to' numbers, or to all rows of '--recipients'. What is about to be sent is \
      in a journal on the disk before it can arrive, so that '--resume' goes on after any interruption, and nobody gets \
      a message twice. '--sandbox' needs no account; '--dry-run' sends nothing.
      """,
    options: [
      .to, .recipients, .test, .line, .example, .sandbox, .dryRun, .requestsAs, .confirm, .limit, .exclude, .shard,
      .bot,
      .environment,
      .rowLocale, .queryType, .set, .column, .header, .sheet, .country, .decimal, .encoding, .skipInvalid, .rejects,
      .message,
      .endpoint,
      .proxy,
      .authorities, .patience, .credentialsFile, .rate, .concurrency, .maximumFailures, .timeout, .retries, .journal,
      .resume, .retryRefused,
      .resendInDoubt, .report, .unsent, .fault, .root, .maximumDiagnostics, .quiet, .color,
    ])

  package static func needs(_ invocation: Invocation) -> StreamNeeds {
    let read = [Option.recipients, .exclude, .credentialsFile].flatMap(invocation.values)
    let isPrinted = invocation.has(.dryRun) || invocation.has(.requestsAs) || invocation.has(.sandbox)
    return StreamNeeds(reads: invocation.readsInput || read.contains("-"), prints: isPrinted)
  }

  package static func run(_ invocation: Invocation, _ environment: Environment) throws(Failure) -> ExitCode {
    environment.forbidDumps()
    let options = try SendOptions(invocation, environment)
    // What nothing is sent with is not kept either.
    if options.isSandbox || options.printing != nil { Credentials.forget(environment) }
    let frame = FormFrame.parts(type: invocation.value(.queryType))
    guard let form = try FormFile(invocation, environment, frame: frame) else { return .sourcesAreWrong }
    return try SendRun(options, form, invocation, environment).run()
  }
}
