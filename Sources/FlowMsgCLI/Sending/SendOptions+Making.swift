import FlowMsgSend

/// What a send makes of its options.
extension SendOptions {
  /// Where printed requests go.
  var printedEndpoint: Endpoint { isSandbox ? .loopback(port: 8470) : endpoint }

  /// The credentials; those that a sandbox takes where none are needed.
  func credentials(_ invocation: Invocation, _ environment: Environment) throws(Failure) -> Credentials {
    isSandbox || printing != nil ? .sandbox : try Credentials(invocation, environment)
  }

  /// What carries the requests.
  func transport(_ endpoint: Endpoint, _ credentials: Credentials) throws(Failure) -> CurlTransport {
    var settings = CurlSettings(
      server: endpoint.server, isSecure: endpoint.isSecure, authorization: credentials.authorization,
      userAgent: "flowmsg/\(Version.text)")
    settings.proxy = proxy
    settings.timeout = timeout * 1000
    settings.concurrency = campaign.concurrency
    do throws(StoreFailure) { return try CurlTransport(settings) } catch {
      throw Failure("cannot send: \(error.reason)", help: "install libcurl: 'apt install libcurl4', for example")
    }
  }
}
