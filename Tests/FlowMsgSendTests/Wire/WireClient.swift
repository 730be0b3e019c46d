import FlowMsgSend
import Testing

/// The transport of a test, with short times.
struct WireClient {
  let transport: CurlTransport
  /// What the credentials look like, for looking whether they are where they must not be.
  static let secret = "Basic c2VjcmV0OnNlY3JldA=="

  /// A client of a server; times in milliseconds.
  init(
    _ server: String, timeout: Int = 5000, connectTimeout: Int = 2000,
    change: (inout CurlSettings) -> Void = { _ in }
  ) throws {
    var settings = CurlSettings(
      server: server, isSecure: server.hasPrefix("https"), authorization: Array(Self.secret.utf8), userAgent: "test")
    (settings.timeout, settings.connectTimeout) = (timeout, connectTimeout)
    change(&settings)
    transport = try CurlTransport(settings)
  }

  /// Sends a request with a body of `size` bytes, and waits for its end.
  func send(_ target: String, size: Int = 200, ticket: Int = 0) throws -> Exchange {
    start(target, size: size, ticket: ticket)
    return try #require(finish(1).first)
  }

  /// Has a request leave.
  func start(_ target: String, size: Int = 200, ticket: Int) {
    let body = [UInt8](repeating: 0x78, count: size)
    transport.start(PreparedRequest(row: 0, target: Array(target.utf8), body: body), ticket: ticket)
  }

  /// Waits for the end of `count` requests, for twenty seconds at most.
  func finish(_ count: Int) -> [Exchange] {
    var ended: [Exchange] = []
    let clock = ContinuousClock()
    let start = clock.now
    while ended.count < count, clock.now - start < .seconds(20) { transport.wait(atMost: 200_000_000, &ended) }
    return ended
  }
}
