import Foundation
import FlowMsgSend
import Testing

/// Every fault of the wire on fresh and on reused connections: the right verdict, and never two copies.
@Suite(.serialized)
struct TransportFaultTests {
  @Test(arguments: WireFault.all)
  func onAFreshConnection(_ fault: WireFault) throws {
    try play(fault, warm: 0) { _, _ in fault.act }
  }

  @Test(arguments: WireFault.all)
  func onAReusedConnection(_ fault: WireFault) throws {
    // What libcurl would send again goes to another connection, which answers well, so that it would be taken for sent.
    try play(fault, warm: 1) { connection, request in connection == 0 && request == 1 ? fault.act : .good }
  }

  /// What is sent when a connection was closed meanwhile goes over another one, and nothing is in doubt.
  @Test func aConnectionThatEndedWhileIdleIsNotUsed() throws {
    for ending in [WireAct.Ending.closes, .resets] {
      let server = WireServer { connection, _ in connection == 0 ? .answer(200, "{}", then: ending) : .good }
      let client = try WireClient(server.base)
      #expect(try client.send("/a").status == 200)
      server.wait { $0.clients == 0 }
      let outcome = OutcomeTable.outcome(of: try client.send("/b"))
      #expect(outcome.verdict == .sent)
      #expect(server.seen.whole == ["/a": 1, "/b": 1] && server.seen.connections == 2)
    }
  }

  /// Bytes that no one asked for answer nothing: neither behind an answer nor on an idle connection.
  @Test(arguments: [200, 408, 422], [WireAct.Ending.stays, .closes])
  func whatNoOneAskedForIsNoAnswer(status: Int, then: WireAct.Ending) throws {
    let stray = WireAct.whole(status, "{}")
    var later = WireAct(says: WireAct.whole(200, "{}"), then: then)
    later.says.append(Array(stray.utf8))
    later.pace = 30
    for act in [WireAct(says: WireAct.whole(200, "{}") + stray, then: then), later] {
      let server = WireServer { connection, _ in connection == 0 ? act : .answer(429) }
      let client = try WireClient(server.base)
      #expect(try client.send("/a").status == 200)
      server.wait { $0.played == 1 && (then == .stays || $0.clients == 0) }
      let exchange = try client.send("/b")
      // Libcurl takes another connection at once, or the next try does.
      #expect(OutcomeTable.outcome(of: exchange).verdict == .unsent && [0, 429].contains(exchange.status))
      #expect(try client.send("/b").status == 429)
      #expect(server.seen.whole["/a"] == 1)
    }
  }

  /// Plays a fault. Where only the client's time ends it, that has to be long enough for the server to come to it.
  private func play(
    _ fault: WireFault, warm: Int, _ script: @escaping @Sendable (_ connection: Int, _ request: Int) -> WireAct
  ) throws {
    var timeout = fault.isEndless ? 600 : WireClient.plenty
    while true {
      let server = WireServer(script)
      let exchange = try send(fault, server, warm: warm, timeout)
      let tally = server.finish()
      timeout *= 4
      if fault.isEndless, tally.played <= warm { continue }
      judge(fault, try #require(exchange), tally)
      #expect(tally.whole["/warm"] == (warm == 0 ? nil : 1))
      return
    }
  }

  /// Sends the row after so many good requests; nil where one of these went wrong.
  private func send(_ fault: WireFault, _ server: WireServer, warm: Int, _ timeout: Int) throws -> Exchange? {
    let client = try WireClient(server.base, timeout: timeout)
    for _ in 0..<warm where try client.send("/warm").status != 200 { return nil }
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
}
