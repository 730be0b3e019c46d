import FlowMsgSend
import Foundation
import Testing

/// What cannot be reached was not sent, and is known when the time that was given is over: all other times are endless.
@Suite(.serialized)
struct TransportConnectTests {
  @Test func noOneListens() throws {
    let (descriptor, port) = WireSocket.bound()
    defer { close(descriptor) }
    try expectUnsent("http://127.0.0.1:\(port)", .connectionRefused)
    try expectUnsent("https://127.0.0.1:\(port)", .connectionRefused)
  }

  /// A label of more than 63 characters is no name, whatever the network says.
  @Test func theNameLeadsNowhere() throws {
    try expectUnsent("https://\(String(repeating: "a", count: 64)).invalid", .noName)
  }

  /// A connection that no one takes: time runs out, long before that of the whole request.
  @Test func noOneAnswersTheConnection() throws {
    let (descriptor, port) = WireSocket.bound()
    defer { close(descriptor) }
    listen(descriptor, 0)
    var queued: [Int32] = []
    if let first = WireSocket.connected(to: port, within: -1) { queued.append(first) }
    // The queue has its first, and on Linux is full.
    WireSocket.wait(descriptor)
    while queued.count < 64, let client = WireSocket.connected(to: port) { queued.append(client) }
    defer { for client in queued { close(client) } }
    try #require(queued.count < 64, "the backlog has no end")
    let (outcome, taken) = try timed(WireClient("http://127.0.0.1:\(port)", connectTimeout: 400))
    #expect(outcome.verdict == .unsent && outcome.reason == .timeout)
    #expect(taken > .milliseconds(350), "\(taken)")
  }

  /// A child of this process, whatever starts it, does not keep a connection open.
  @Test func connectionsAreThisProcessesAlone() throws {
    let server = WireServer { _, _ in WireAct(says: WireAct.whole(200, "{}")) }
    let client = try WireClient(server.base)
    #expect(try client.send("/row").status == 200)
    let connections = (Int32(0)..<1024).filter { WireSocket.peer(of: $0) == server.port }
    try #require(!connections.isEmpty)
    #expect(connections.allSatisfy { fcntl($0, F_GETFD) & FD_CLOEXEC != 0 })
  }

  @Test func theWholeTimeIsHonoured() throws {
    let server = WireServer { _, _ in WireAct(then: .hangs) }
    let (outcome, taken) = try timed(WireClient(server.base, timeout: 500))
    #expect(outcome.reason == .timeout && outcome.verdict != .sent)
    #expect(taken > .milliseconds(450), "\(taken)")
  }

  /// A caller's wait ends when its time is over, though no request does: else this test would not end.
  @Test func aWaitEndsInItsTime() throws {
    let server = WireServer { _, _ in WireAct(then: .hangs) }
    let client = try WireClient(server.base)
    client.start("/row", ticket: 0)
    var ended: [Exchange] = []
    for _ in 0..<5 { client.transport.wait(atMost: 50_000_000, &ended) }
    #expect(ended.isEmpty)
  }

  private func timed(_ client: WireClient) throws -> (Outcome, Duration) {
    let clock = ContinuousClock()
    let start = clock.now
    let exchange = try client.send("/row")
    return (OutcomeTable.outcome(of: exchange), clock.now - start)
  }

  private func expectUnsent(_ server: String, _ reason: Reason) throws {
    let exchange = try WireClient(server).send("/row")
    let outcome = OutcomeTable.outcome(of: exchange)
    #expect(outcome.verdict == .unsent && outcome.reason == reason && exchange.status == 0, "\(outcome)")
  }
}
