import FlowMsgSend
import Testing

/// The transport of a test. A request has more time than any machine needs, unless a test is about time.
struct WireClient {
  let transport: CurlTransport
  /// What the credentials look like, for looking whether they are where they must not be.
  static let secret = "Basic c2VjcmV0OnNlY3JldA=="
  /// So many milliseconds that only a request without an end runs out of them.
  static let plenty = 3_600_000

  /// A client of a server; times in milliseconds.
  init(
    _ server: String, timeout: Int = plenty, connectTimeout: Int = plenty,
    change: (inout CurlSettings) -> Void = { _ in }
  ) throws {
    var settings = CurlSettings(
      server: server, isSecure: server.hasPrefix("https"), authorization: Array(Self.secret.utf8), userAgent: "test")
    (settings.timeout, settings.connectTimeout) = (timeout, connectTimeout)
    change(&settings)
    transport = try CurlTransport(settings, RealClock())
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

  /// Waits for the end of `count` requests, which their own times bring at the latest.
  func finish(_ count: Int) -> [Exchange] {
    var ended: [Exchange] = []
    while ended.count < count { transport.wait(atMost: 200_000_000, &ended) }
    return ended
  }

  /// Works until something has come about, before any request ends.
  func work(until hasCome: () throws -> Bool) throws {
    while try !hasCome() {
      var ended: [Exchange] = []
      transport.wait(atMost: 20_000_000, &ended)
      try #require(ended.isEmpty, "\(ended)")
    }
  }
}
