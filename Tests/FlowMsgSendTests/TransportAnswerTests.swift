import FlowMsgModel
import FlowMsgSend
import Foundation
import Testing

/// What goes over the wire, and what is kept of what comes back.
@Suite(.serialized)
struct TransportAnswerTests {
  @Test func theRequestIsWhatTheAPIAsksFor() throws {
    let server = WireServer { _, _ in .good }
    // What libcurl would make something else of, if it were let.
    let target = "/v1/bots/a%2Fb/../%C3%A9%20x;=,'/users/593987654321//flow_message?type=a%26b&c=%23+~"
    let exchange = try WireClient(server.base).send(target, size: 3)
    #expect(exchange.status == 200)
    let head = try #require(server.finish().heads.first)
    #expect(head.hasPrefix("POST \(target) HTTP/1.1\r\n"))
    let fields = head.split(separator: "\r\n").dropFirst().sorted()
    #expect(
      fields == [
        "Accept-Encoding: identity", "Accept: application/json", "Authorization: \(WireClient.secret)",
        "Content-Length: 3",
        "Content-Type: application/json", "Host: 127.0.0.1:\(server.port)", "User-Agent: test",
      ])
  }

  @Test func aLargeAnswerIsCappedAndTheConnectionStays() throws {
    let body = #"{"a":"\#(String(repeating: "a", count: 300 << 10))"}"#
    let server = WireServer { _, request in request == 0 ? .answer(200, body) : .good }
    let client = try WireClient(server.base)
    let exchange = try client.send("/large")
    #expect(OutcomeTable.outcome(of: exchange).verdict == .sent)
    #expect(exchange.body.elementsEqual(body.utf8.prefix(64 << 10)))
    #expect(try client.send("/next").body == Array("{}".utf8))
    #expect(server.seen.connections == 1)
  }

  /// No one asked for it, and it is read all the same; what cannot be read leaves a success in doubt, and no refusal.
  @Test func codedBodiesAreRead() throws {
    let said = { (status: Int, coding: String, base64: String) in
      let body = Array(Data(base64Encoded: base64) ?? Data())
      var act = WireAct(
        says: "HTTP/1.1 \(status) A\r\nContent-Encoding: \(coding)\r\nContent-Length: \(body.count)\r\n\r\n")
      act.says.append(body)
      return act
    }
    let refusal = "H4sIAAAAAAACA6tWSi0qyi9SsqpWSs5PSVWyUirNKyjKT04tLk5MykmNT80rySypVKqtBQBvKnZtKQAAAA=="
    let success = "H4sIAAAAAAACA6uuBQBDv6ajAgAAAA=="
    for (act, verdict, error) in [
      (said(422, "gzip", refusal), Verdict.refused, "unprocessable_entity"), (said(200, "gzip", success), .sent, nil),
      (said(200, "gzip", refusal), .inDoubt, "unprocessable_entity"), (said(200, "x-none", success), .inDoubt, nil),
      (said(401, "x-none", success), .unsent, nil), (said(200, "gzip", "e30="), .inDoubt, nil),
    ] {
      let server = WireServer { _, _ in act }
      let outcome = OutcomeTable.outcome(of: try WireClient(server.base).send("/row"))
      #expect(outcome.verdict == verdict, "\(outcome)")
      #expect(outcome.error.map { Schema.errors.value[$0].code } == error, "\(outcome)")
    }
  }

  @Test func fieldsAreThoseOfTheLastAnswer() throws {
    let hints = "HTTP/1.1 103 Hints\r\nRetry-After: 9\r\nDate: then\r\n\r\n"
    let act = WireAct(says: hints + WireAct.whole(429, "{}", fields: "RETRY-after: 7\r\ndate:now\r\n"))
    let server = WireServer { _, request in request == 0 ? act : .answer(429) }
    let client = try WireClient(server.base)
    let exchange = try client.send("/a")
    #expect(exchange.status == 429 && RetryAfter.seconds(exchange.retryAfter, date: exchange.date) == 7)
    #expect(String(decoding: exchange.date, as: UTF8.self).hasSuffix("now"))
    // And none of an earlier exchange of the same ticket.
    let next = try client.send("/b")
    #expect(next.status == 429 && next.retryAfter.isEmpty && next.date.isEmpty && next.body.isEmpty)
  }

  /// The other server gets nothing: no connection, and so no credentials.
  @Test(arguments: [301, 302, 303, 307, 308])
  func redirectsAreNotFollowed(status: Int) throws {
    let other = WireServer { _, _ in .good }
    let server = WireServer { _, _ in .answer(status, fields: "Location: \(other.base)/row\r\n") }
    let outcome = OutcomeTable.outcome(of: try WireClient(server.base).send("/row"))
    #expect(outcome.verdict == .unsent && outcome.stops && outcome.status == status)
    #expect(other.finish().connections == 0)
    #expect(server.finish().whole == ["/row": 1])
  }

  @Test func manyAreInFlightAtOnceAndEachHasItsOwnAnswer() throws {
    // None is answered before all have come.
    var late = WireAct.good
    late.awaits = 32
    let server = WireServer { [late] _, _ in late }
    let client = try WireClient(server.base)
    for ticket in 0..<32 { client.start("/\(ticket)", size: 100 + ticket, ticket: ticket) }
    let ended = client.finish(32)
    #expect(Set(ended.map(\.ticket)) == Set(0..<32) && ended.allSatisfy { $0.status == 200 })
    try #require(ended.count == 32)
    #expect(server.seen.whole.values.allSatisfy { $0 == 1 })
  }
}
