import FlowMsgSend

/// What a send makes of its options.
extension SendOptions {
  /// Where printed requests go.
  var printedEndpoint: Endpoint { isSandbox ? .loopback(port: 8470) : endpoint }

  /// The credentials; those that a sandbox takes where none are needed.
  func credentials(_ invocation: Invocation, _ environment: Environment) throws(Failure) -> Credentials {
    isSandbox || printing != nil ? .sandbox : try Credentials(invocation, environment)
  }

  /// The file of certificates that `--ca-file` or, where TLS is spoken, the environment names, looked at before anything is
  /// sent.
  static func authorities(
    _ invocation: Invocation, _ environment: Environment, usesTLS: Bool
  ) throws(Failure) -> String? {
    let option = invocation.value(.authorities)
    let named = option == nil && usesTLS ? try environment.text("SSL_CERT_FILE") : option
    guard let path = named, option != nil || !path.isEmpty else { return nil }
    let name = option == nil ? "SSL_CERT_FILE" : "--ca-file"
    let bytes: [UInt8]
    do throws(SystemError) { bytes = try environment.fileSystem.read(path) } catch {
      throw Failure("'\(name)': cannot read '\(path)': \(error.description)")
    }
    guard bytes.firstRange(of: Array("-----BEGIN ".utf8)) != nil else {
      throw Failure(
        "'\(name)': '\(path)' has no certificate",
        help: "it needs the issuer's certificate as PEM, which begins with '-----BEGIN CERTIFICATE-----'")
    }
    return path
  }

  /// What carries the requests.
  func transport(
    _ endpoint: Endpoint, _ credentials: Credentials, _ clock: SteadyClock
  ) throws(Failure) -> CurlTransport {
    var settings = CurlSettings(
      server: endpoint.server, isSecure: endpoint.isSecure, authorization: credentials.authorization,
      userAgent: "flowmsg/\(Version.text)")
    (settings.proxy, settings.authorities) = (proxy, authorities)
    settings.timeout = timeout * 1000
    settings.concurrency = campaign.concurrency
    do throws(StoreFailure) { return try CurlTransport(settings, clock) } catch {
      throw Failure("cannot send: \(error.reason)", help: "install libcurl: 'apt install libcurl4', for example")
    }
  }
}
