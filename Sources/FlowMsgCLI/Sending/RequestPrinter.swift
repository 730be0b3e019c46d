import FlowMsgCampaign
import FlowMsgSend

/// Prints requests instead of sending them: exactly what would leave, but for the credentials.
struct RequestPrinter {
  private let printing: SendOptions.Printing
  private let endpoint: Endpoint
  private let environment: Environment

  init(_ printing: SendOptions.Printing, _ endpoint: Endpoint, _ environment: Environment) {
    (self.printing, self.endpoint, self.environment) = (printing, endpoint, environment)
  }

  /// Prints the requests of all rows that are to be sent.
  func print(_ source: RowRequests, _ states: RowStates) throws(Failure) {
    var isFirst = true
    while let request = try next(source, states) {
      source.forget(request.row)
      if !isFirst, printing == .http { try environment.print("\n") }
      try print(request)
      isFirst = false
    }
  }

  /// Prints one request.
  func print(_ request: PreparedRequest) throws(Failure) {
    try environment.print((printing == .curl ? commandLine(request) : message(request)).span.bytes)
  }

  private func next(_ source: RowRequests, _ states: RowStates) throws(Failure) -> PreparedRequest? {
    do throws(StoreFailure) { return try source.next { states[$0].isOpen } } catch {
      throw Failure("cannot read the recipients: \(error.reason)")
    }
  }

  private func message(_ request: PreparedRequest) -> [UInt8] {
    let head = """
       HTTP/1.1
      Host: \(endpoint.host)
      Authorization: Basic ***
      Content-Type: application/json
      Content-Length: \(request.body.count)


      """
    return Array("POST \(endpoint.base)".utf8) + request.target + Array(head.utf8) + request.body + [0x0A]
  }

  /// A line that a shell runs, with the credentials from the environment.
  private func commandLine(_ request: PreparedRequest) -> [UInt8] {
    Array("curl --request POST --url '\(endpoint.server)\(endpoint.base)".utf8) + request.target
      + Array("' --user \"$\(Credentials.idName):$\(Credentials.secretName)\"".utf8)
      + Array(" --header 'Content-Type: application/json' --data-raw '".utf8)
      + request.body.flatMap { $0 == 0x27 ? Array(#"'\''"#.utf8) : [$0] } + Array("'\n".utf8)
  }
}
