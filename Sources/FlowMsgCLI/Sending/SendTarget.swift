/// Where a campaign goes: the endpoint, or a sandbox that lives as long as the campaign.
final class SendTarget {
  let endpoint: Endpoint

  init(_ options: SendOptions, _ environment: Environment) throws(Failure) {
    endpoint = options.endpoint
    if options.isSandbox { throw Failure("no sandbox yet") }
  }

  /// Shows what the sandbox received.
  func show() throws(Failure) {}

  /// Ends the sandbox.
  func stop() {}
}
