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

  /// What the server says it did not process is not a doubt; it is sent again by the campaign, and not by libcurl.
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
    #expect(outcome.verdict == .unsent && outcome.reason == .notTaken && !outcome.stops, "\(outcome)")
  }

  /// A connection that was used before and just ends proves nothing, whatever libcurl would make of it.
  @Test func anEndIsADoubt() throws {
    let (server, client) = try pair()
    client.start("/warm", ticket: 0)
    server.say(.answer(stream: try #require(wait(server, client, for: 1).last), status: .ok))
    #expect(client.finish(1).map(\.status) == [200])
    client.start("/row", ticket: 0)
    _ = try wait(server, client, for: 2)
    server.server.stop()
    let outcome = OutcomeTable.outcome(of: try #require(client.finish(1).first))
    #expect(outcome.verdict == .inDoubt, "\(outcome)")
  }

  /// So do streams that the last stream of a GOAWAY covers, when the connection ends with it.
  @Test func whatWasTakenAndNotAnsweredIsADoubt() throws {
    let (server, client) = try pair()
    for ticket in 0..<2 { client.start("/\(ticket)", ticket: ticket) }
    let streams = try wait(server, client, for: 2)
    server.say(.goAway(last: streams[0], .none))
    let refused = OutcomeTable.outcome(of: try #require(client.finish(1).first))
    #expect(refused.verdict == .unsent && refused.reason == .notTaken, "\(refused)")
    server.server.stop()
    let lost = OutcomeTable.outcome(of: try #require(client.finish(1).first))
    #expect(lost.verdict == .inDoubt, "\(lost)")
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
      // Only when they are known are other requests put on the same connection.
      if isFirst, !hasBegun, !server.server.seen.isEmpty { server.begin(); hasBegun = true }
      return server.wholeStreams.count >= count
    }
    try #require(server.wholeStreams.count == count)
    return server.wholeStreams
  }
}
