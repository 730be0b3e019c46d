import Foundation
import FlowMsgSend
import Testing

/// Every fault of the wire on fresh and on reused connections: the right verdict, and never two copies.
@Suite(.serialized)
struct TransportFaultTests {
  @Test(arguments: WireFault.all)
  func onAFreshConnection(_ fault: WireFault) throws {
    let server = WireServer { _, _ in fault.act }
    let exchange = try send(fault, server, warm: 0)
    judge(fault, exchange, server.finish())
  }

  @Test(arguments: WireFault.all)
  func onAReusedConnection(_ fault: WireFault) throws {
    // What libcurl would send again goes to another connection, which answers well, so that it would be taken for sent.
    let server = WireServer { connection, request in connection == 0 && request == 1 ? fault.act : .good }
    let exchange = try send(fault, server, warm: 1)
    let tally = server.finish()
    judge(fault, exchange, tally)
    #expect(tally.whole["/warm"] == 1)
  }

  /// What is sent when a connection was closed meanwhile goes over another one, and nothing is in doubt.
  @Test func aConnectionThatEndedWhileIdleIsNotUsed() throws {
    for ending in [WireAct.Ending.closes, .resets] {
      let server = WireServer { connection, _ in connection == 0 ? .answer(200, "{}", then: ending) : .good }
      let client = try WireClient(server.base)
      #expect(try client.send("/a").status == 200)
      pause()
      let outcome = OutcomeTable.outcome(of: try client.send("/b"))
      #expect(outcome.verdict == .sent)
      #expect(server.seen.whole == ["/a": 1, "/b": 1] && server.seen.connections == 2)
    }
  }

  /// Bytes that nobody asked for answer nothing: neither behind an answer nor on an idle connection.
  @Test(arguments: [200, 408, 422], [WireAct.Ending.stays, .closes])
  func whatNobodyAskedForIsNoAnswer(status: Int, then: WireAct.Ending) throws {
    let stray = WireAct.whole(status, "{}")
    var later = WireAct(says: WireAct.whole(200, "{}"), then: then)
    later.says.append(Array(stray.utf8))
    later.pace = 30
    for act in [WireAct(says: WireAct.whole(200, "{}") + stray, then: then), later] {
      let server = WireServer { connection, _ in connection == 0 ? act : .answer(429) }
      let client = try WireClient(server.base)
      #expect(try client.send("/a").status == 200)
      pause()
      let exchange = try client.send("/b")
      // Libcurl takes another connection at once, or the next try does.
      #expect(OutcomeTable.outcome(of: exchange).verdict == .unsent && [0, 429].contains(exchange.status))
      #expect(try client.send("/b").status == 429)
      #expect(server.seen.whole["/a"] == 1)
    }
  }

  private func send(_ fault: WireFault, _ server: WireServer, warm: Int) throws -> Exchange {
    let client = try WireClient(server.base, timeout: 600)
    for _ in 0..<warm { #expect(try client.send("/warm").status == 200) }
    return try client.send("/row", size: fault.size)
  }

  private func judge(_ fault: WireFault, _ exchange: Exchange, _ tally: WireServer.Tally) {
    let outcome = OutcomeTable.outcome(of: exchange)
    #expect(outcome.verdict == fault.verdict && outcome.stops == fault.stops, "\(outcome)")
    #expect(fault.reasons.contains(outcome.reason), "\(outcome)")
    let copies = tally.whole["/row"] ?? 0
    #expect(copies <= 1, "the server has \(copies) copies")
    if outcome.verdict == .sent { #expect(copies == 1) }
    if outcome.verdict == .unsent, outcome.reason != .answer { #expect(copies == 0) }
    #expect(tally.heads.count { $0.hasPrefix("POST /row ") } <= 1)
    #expect(!tally.heads.contains { $0.contains("/elsewhere") })
  }

  /// Until what the server did has come.
  private func pause() { usleep(100_000) }
}
