import FlowMsgSend
import Foundation
import Testing

/// TLS is verified always, and nothing is said to a server that is not who it should be.
@Suite(.serialized, .enabled(if: TLSServer.program != nil, "needs openssl"))
struct TransportTLSTests {
  @Test func aCertificateOfNoOneIsRefused() throws {
    let server = try TLSServer()
    defer { server.stop() }
    try expectInsecure(WireClient(server.base), server, .unknownIssuer)
  }

  @Test func aCertificateOfAnotherHostIsRefused() throws {
    let server = try TLSServer(for: "DNS:other.invalid")
    defer { server.stop() }
    try expectInsecure(WireClient(server.base) { $0.authorities = server.certificate }, server, .otherName)
  }

  @Test func plainHTTPIsRefusedWhereTLSIsExpected() throws {
    let server = WireServer { _, _ in WireAct(.nothing, says: WireAct.whole(200, "{}"), then: .closes) }
    let exchange = try WireClient("https://127.0.0.1:\(server.port)").send("/row")
    #expect(exchange.failure == .insecure && !exchange.isHandedOver && exchange.status == 0)
    #expect(exchange.insecurity == .plainText)
  }

  @Test func aCertificateWhoseTimeIsOverIsRefused() throws {
    let server = try TLSServer(days: -1)
    defer { server.stop() }
    try expectInsecure(WireClient(server.base) { $0.authorities = server.certificate }, server, .expired)
  }

  @Test func withoutAuthoritiesNoOneIsTrusted() throws {
    let server = try TLSServer()
    defer { server.stop() }
    try expectInsecure(WireClient(server.base) { $0.authorities = "/nonexistent/ca.pem" }, server, .noAuthorities)
  }

  /// A connection that breaks while the two agree says nothing of the certificate.
  @Test func aBrokenAgreementIsABrokenConnection() throws {
    let server = WireServer { _, _ in WireAct(.nothing, then: .closes) }
    let exchange = try WireClient("https://127.0.0.1:\(server.port)").send("/row")
    #expect(exchange.failure == .broken && !exchange.isConnected && !exchange.isHandedOver, "\(exchange)")
  }

  @Test func aTrustedCertificateIsTaken() throws {
    let server = try TLSServer()
    defer { server.stop() }
    let client = try WireClient(server.base) { $0.authorities = server.certificate }
    client.start("/row", ticket: 0)
    try client.work {
      String(decoding: server.seen, as: UTF8.self).hasSuffix("\r\n\r\n" + String(repeating: "x", count: 200))
    }
    let text = String(decoding: server.seen, as: UTF8.self)
    #expect(text.hasPrefix("POST /row HTTP/1.1\r\n") && text.contains("Authorization: \(WireClient.secret)\r\n"))
    server.say(Array(WireAct.whole(200, "{}").utf8))
    #expect(client.finish(1).map(\.status) == [200])
  }

  @Test func aServerThatDiesLeavesADoubt() throws {
    let server = try TLSServer()
    let client = try WireClient(server.base) { $0.authorities = server.certificate }
    client.start("/row", ticket: 0)
    try client.work { server.seen.count > 200 && server.seen.last == 0x78 }
    server.stop()
    let outcome = OutcomeTable.outcome(of: try #require(client.finish(1).first))
    #expect(outcome.verdict == .inDoubt && outcome.reason == .broken)
  }

  private func expectInsecure(_ client: WireClient, _ server: TLSServer, _ cause: Insecurity) throws {
    let exchange = try client.send("/row")
    let outcome = OutcomeTable.outcome(of: exchange)
    #expect(outcome.verdict == .unsent && outcome.reason == .insecure && outcome.stops, "\(outcome)")
    #expect(exchange.insecurity == cause)
    server.stop()
    #expect(server.seen.isEmpty)
  }
}
