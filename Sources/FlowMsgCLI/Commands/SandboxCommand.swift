import FlowMsgSandbox

/// `flowmsg sandbox`: the local stand-in for the API.
package enum SandboxCommand: Command {
  package static let definition = CommandDefinition(
    "sandbox", OperandsDefinition("", 0...0), summary: "stands in for the API, on this machine",
    discussion: """
      Listens on this machine alone, takes exactly the documented request, answers everything else with the documented \
      errors, and sends nothing on. Its address is printed; opened in a browser it shows the messages as they arrive. \
      GET /messages gives them as JSON. It runs until it is interrupted.
      """,
    options: [.port, .fault, .seed, .keep, .requestLog])

  /// Where it listens by default; a fixed port, so that an endpoint can be written down.
  private static let port = 8470

  package static func run(_ invocation: Invocation, _ environment: Environment) throws(Failure) -> ExitCode {
    let configuration = try configuration(invocation)
    if let log = configuration.log {
      try Failure.writing(log) { () throws(SystemError) in try environment.fileSystem.checkProduct(log) }
    }
    environment.signals.hold()
    let server: SandboxServer
    do throws(SandboxError) {
      server = try SandboxServer.start(configuration)
    } catch {
      throw Failure(error.message, help: error.help)
    }
    try environment.print("\(server.address)\n")
    environment.complain("open this address in a browser to see what arrives; Ctrl-C ends the sandbox\n")
    let exit = environment.signals.wait()
    server.stop()
    environment.complain(summary(server.counts))
    if let failure = server.logFailure {
      throw Failure("'\(configuration.log ?? "")' is not complete: \(failure)")
    }
    return exit
  }

  private static func configuration(_ invocation: Invocation) throws(Failure) -> SandboxConfiguration {
    let number = invocation.number(.port) ?? port
    guard let port = UInt16(exactly: number) else {
      throw Failure("there is no port \(number)", help: "ports are numbers from 1 to 65535; 0 takes any that is free")
    }
    var configuration = SandboxConfiguration()
    configuration.port = port
    configuration.log = invocation.value(.requestLog)
    if let seed = invocation.number(.seed) { configuration.seed = UInt64(seed) }
    if let keep = invocation.number(.keep) { configuration.kept = keep }
    configuration.faults = try invocation.faults()
    return configuration
  }

  private static func summary(_ counts: SandboxCounts) -> String {
    let faulted = counts.faulted == 0 ? "" : ", faulted \(counts.faulted)"
    return "received \(counts.received): accepted \(counts.accepted), refused \(counts.refused)\(faulted)\n"
  }
}
