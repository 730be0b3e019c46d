import FlowMsgSend
import Foundation
import Testing

/// HTTP/2: many requests on one connection, and what becomes of each when streams or the connection end.
@Suite(.serialized, .enabled(if: TLSServer.program != nil, "needs openssl"))
struct TransportHTTP2Tests {
  @Test func manyRequestsShareAConnection() throws {
    let (server, client) = try pair()
    defer { server.server.stop() }
    for ticket in 0..<4 { client.start("/\(ticket)", ticket: ticket) }
    let streams = try wait(server, client, for: 4)
    #expect(Set(streams).count == 4)
    // Before any of them has an answer, and in another order.
    for stream in streams.reversed() { server.say(.answer(stream: stream, status: .ok)) }
    let ended = client.finish(4)
    #expect(Set(ended.map(\.ticket)) == [0, 1, 2, 3])
    #expect(ended.allSatisfy { OutcomeTable.outcome(of: $0).verdict == .sent })
    // An answer is as good on a stream as on a connection, and the connection stays.
    client.start("/next", ticket: 0)
    server.say(.answer(stream: try #require(wait(server, client, for: 5).last), status: .badRequest))
    #expect(client.finish(1).map { OutcomeTable.outcome(of: $0).verdict } == [.refused])
  }

  @Test func aStreamThatBreaksIsADoubtAndTheOthersAreNot() throws {
    let (server, client) = try pair()
    defer { server.server.stop() }
    for ticket in 0..<2 { client.start("/\(ticket)", ticket: ticket) }
    let streams = try wait(server, client, for: 2)
    server.say(.reset(stream: streams[0], .internalError))
    server.say(.answer(stream: streams[1], status: .ok))
    let verdicts = client.finish(2).map { OutcomeTable.outcome(of: $0).verdict }
    #expect(Set(verdicts) == [.inDoubt, .sent] && verdicts.count == 2)
    #expect(server.wholeStreams.count == 2)
  }

  /// Libcurl would send both again by itself. That is harmless as such, but it cannot tell them from what it may not send.
  @Test(arguments: [true, false])
  func whatTheServerRefusesIsNotSentAgainUnseen(isGoingAway: Bool) throws {
    let server = try HTTP2Server()
    defer { server.server.stop() }
    try sendRefused(server, isGoingAway)
    // The next client is heard when all is read that this one sent.
    let next = try WireClient(server.server.base) { $0.authorities = server.server.certificate }
    next.start("/next", ticket: 0)
    try next.work { server.connections == 2 }
    #expect(server.wholeStreams.count == 2)
  }

  private func sendRefused(_ server: HTTP2Server, _ isGoingAway: Bool) throws {
    let client = try WireClient(server.server.base) { $0.authorities = server.server.certificate }
    client.start("/warm", ticket: 0)
    server.say(.answer(stream: try #require(wait(server, client, for: 1).last), status: .ok))
    #expect(client.finish(1).map(\.status) == [200])
    client.start("/row", ticket: 0)
    let stream = try #require(wait(server, client, for: 2).last)
    server.say(isGoingAway ? .goAway(last: 1, .none) : .reset(stream: stream, .refusedStream))
    let outcome = OutcomeTable.outcome(of: try #require(client.finish(1).first))
    #expect(outcome.verdict == .inDoubt && [.broken, .malformed].contains(outcome.reason), "\(outcome)")
  }

  /// What was taken before the connection goes away still has its answer.
  @Test func whatWasTakenBeforeTheEndIsAnswered() throws {
    let (server, client) = try pair()
    defer { server.server.stop() }
    client.start("/row", ticket: 0)
    let stream = try #require(wait(server, client, for: 1).last)
    server.say(.goAway(last: stream, .none))
    server.say(.answer(stream: stream, status: .ok))
    #expect(client.finish(1).map { OutcomeTable.outcome(of: $0).verdict } == [.sent])
  }

  private func pair() throws -> (HTTP2Server, WireClient) {
    let server = try HTTP2Server()
    return (server, try WireClient(server.server.base) { $0.authorities = server.server.certificate })
  }

  /// Works until so many requests have come whole.
  private func wait(_ server: HTTP2Server, _ client: WireClient, for count: Int) throws -> [Int] {
    var hasBegun = false
    let isFirst = server.wholeStreams.isEmpty
    try client.work {
      // Only when they are told are other requests put on the same connection.
      if isFirst, !hasBegun, !server.server.seen.isEmpty { server.begin(); hasBegun = true }
      return server.wholeStreams.count >= count
    }
    try #require(server.wholeStreams.count == count)
    return server.wholeStreams
  }
}
