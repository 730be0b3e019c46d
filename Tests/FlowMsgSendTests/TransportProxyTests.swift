import FlowMsgSend
import Foundation
import Testing

/// A proxy is used when it is given, and never because the environment has one.
@Suite(.serialized)
struct TransportProxyTests {
  /// In a process of its own, as the environment is everybody's.
  @Test func theEnvironmentIsNotHeeded() async {
    await #expect(processExitsWith: .success) { try TransportProxyTests.sendBesideTheEnvironmentsProxy() }
  }

  private static func sendBesideTheEnvironmentsProxy() throws {
    let proxy = WireServer { _, _ in .good }
    for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
      setenv(name, proxy.base, 1)
    }
    let server = WireServer { _, _ in .good }
    let exchange = try WireClient(server.base).send("/row")
    #expect(exchange.status == 200)
    #expect(server.finish().whole == ["/row": 1])
    let (descriptor, port) = WireSocket.bound()
    defer { close(descriptor) }
    #expect(try WireClient("https://127.0.0.1:\(port)").send("/row").failure == .refused)
    #expect(proxy.finish().connections == 0)
  }

  /// And the environment's exceptions are not heeded either.
  @Test func aProxyThatIsGivenIsUsed() async {
    await #expect(processExitsWith: .success) { try TransportProxyTests.sendThroughAProxy() }
  }

  private static func sendThroughAProxy() throws {
    setenv("no_proxy", "*", 1)
    let proxy = WireServer { _, _ in .good }
    let exchange = try WireClient("http://api.invalid") { $0.proxy = proxy.base }.send("/row")
    #expect(exchange.status == 200)
    #expect(proxy.finish().whole == ["http://api.invalid/row": 1])
  }

  /// What is secret goes through the tunnel alone, and not before there is one.
  @Test(arguments: [403, 407, 502])
  func aProxyThatRefusesATunnelSeesNothing(status: Int) throws {
    let proxy = WireServer { _, _ in .answer(status, fields: "Retry-After: 9\r\n", then: .closes) }
    let exchange = try WireClient("https://api.invalid") { $0.proxy = proxy.base }.send("/row")
    let outcome = OutcomeTable.outcome(of: exchange)
    #expect(outcome.verdict == .unsent && outcome.reason == .proxy && outcome.stops, "\(outcome)")
    #expect(outcome.status == status && exchange.body.isEmpty)
    #expect(exchange.retryAfter.isEmpty)
    let heads = proxy.finish().heads
    #expect(heads.count == 1 && heads.allSatisfy { $0.hasPrefix("CONNECT api.invalid:443 ") })
    #expect(!heads.joined().contains("Authorization") && !heads.joined().contains("/row"))
  }

  /// A tunnel that is there and then breaks is no refusal, and neither is a proxy that says nothing.
  @Test(arguments: [(WireAct(.head, then: .closes)), (WireAct(.head, says: "HTTP/1.1 200 OK\r\n\r\n", then: .closes))])
  func whatIsNoRefusalIsTriedAgain(act: WireAct) throws {
    let proxy = WireServer { _, _ in act }
    let exchange = try WireClient("https://api.invalid") { $0.proxy = proxy.base }.send("/row")
    let outcome = OutcomeTable.outcome(of: exchange)
    #expect(outcome.verdict == .unsent && outcome.reason != .proxy && !outcome.stops, "\(outcome)")
    #expect(outcome.status == 0)
  }

  @Test func aProxyWhereNoOneListensIsRefused() throws {
    let (descriptor, port) = WireSocket.bound()
    defer { close(descriptor) }
    let client = try WireClient("https://api.invalid") { $0.proxy = "http://127.0.0.1:\(port)" }
    #expect(try client.send("/row").failure == .noProxy)
  }
}
