import FlowMsgJSON
import Foundation
import Testing

@testable import FlowMsgSandbox

/// Requests that are none for a message are among what the page shows.
@Suite("Refused requests that are no messages")
struct RefusedRequestTests {
  private let server: SandboxServer

  init() throws { server = try SandboxServer.start(SandboxConfiguration()) }

  /// Sends `text` on a connection of its own; the status of the answer.
  private func status(of text: String) throws -> Int {
    let client = Client(server)
    client.send(text)
    return try #require(client.readAnswers(1).first).status
  }

  private func status(_ line: String) throws -> Int {
    try status(of: "\(line) HTTP/1.1\r\nHost: localhost\r\n\r\n")
  }

  @Test(
    "are kept with method, path, status and why, and nothing else",
    arguments: [
      ("GET /v1/bots/BOT", "GET", "/v1/bots/BOT", 404, "nothing at this path"),
      ("POST /v2/bots/B/users/1/flow_message?a=b", "POST", "/v2/bots/B/users/1/flow_message?a=b", 404, "nothing at"),
      (
        "GET /v1/bots/BOT/users/593987654321/flow_message", "GET", "/v1/bots/BOT/users/593987654321/flow_message", 405,
        "POST"
      ),
      ("PUT /messages", "PUT", "/messages", 405, "DELETE, GET, HEAD"), ("POST /", "POST", "/", 405, "GET, HEAD"),
      ("BREW /pot", "BREW", "/pot", 501, "method"), ("GET /a%2", "GET", "/a%2", 400, "hexadecimal"),
      ("GET bots/BOT", "GET", "bots/BOT", 400, "neither a path"),
      ("GET http://id:secret@localhost/a%2", "GET", "/a%2", 400, "hexadecimal"),
      ("GET http://id:secret@localhost/a", "GET", "/a", 421, "not this machine"),
    ])
  func keeps(_ line: String, _ method: String, _ path: String, _ status: Int, _ why: String) throws {
    #expect(try self.status(line) == status)
    let one = try #require(server.messages.first)
    #expect(!one.isMessage && one.method == method && one.target == path && one.verdict == .refused(status))
    #expect(one.reason?.contains(why) == true && one.bot.isEmpty && one.user.isEmpty && one.body.isEmpty)
    #expect(server.counts == SandboxCounts(received: 1, accepted: 0, refused: 1, faulted: 0, taken: 0))
  }

  @Test("what is no HTTP has neither, and no more of a line is kept than a page shows")
  func malformed() throws {
    #expect(try status(of: "\u{16}\u{3}\u{1}\r\n") == 400)
    #expect(try status(of: "\r\n\r\nnothing\r\n") == 400)
    #expect(try status(of: "GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\n") == 414)
    #expect(server.messages.map(\.method) == ["", "", "GET"])
    #expect(server.messages.map(\.target.utf8.count) == [0, 0, 1024])
    #expect(server.counts.refused == 3)
  }

  @Test("the page's own requests and a browser's for an icon are none of them")
  func own() throws {
    for (line, expected) in [
      ("GET /", 200), ("GET /favicon.ico", 204), ("GET /messages", 200), ("GET /messages?limit=x", 422),
      ("GET /messages/7/body", 404), ("OPTIONS *", 204), ("DELETE /messages", 204),
    ] {
      #expect(try status(line) == expected, "\(line)")
    }
    #expect(server.messages.isEmpty && server.counts == SandboxCounts())
  }

  @Test("the document has no bot, user or body of them, and keeps their numbers")
  func document() throws {
    #expect(try status("GET /a") == 404)
    #expect(try status(of: MessageRequest().text) == 200)
    #expect(try status("GET /b") == 404)
    for query in ["", "?bodies=text"] {
      let client = Client(server)
      client.send("GET /messages\(query) HTTP/1.1\r\nHost: localhost\r\n\r\n")
      let document = JSONReader.read(Array(try #require(client.readAnswers(1).first).body.utf8))
      let value = document.jsonValue(try #require(document.root))
      #expect(value["counts"] == ["received": 3, "accepted": 1, "refused": 2, "faulted": 0, "taken": 1])
      let one = try #require(value["messages"]?[2])
      #expect(one["number"] == 3 && one["method"] == "GET" && one["path"] == "/b" && one["verdict"] == "404")
      let (bot, user) = (one["bot"], one["user"])
      #expect(bot == nil as JSONValue && user == nil as JSONValue)
    }
  }

  @Test("memory is bounded by what they say of themselves")
  func bounds() {
    var store = MessageStore(capacity: 100_000)
    let bytes = Array("GET /\(String(repeating: "a", count: 2000)) HTTP/1.1\r\n".utf8)
    let one = ReceivedMessage(bytes.span, .longLine, wall: 0)
    for _ in 0..<70_000 { store.add(one) }
    let kept = store.messages.reduce(0) { $0 + $1.target.utf8.count }
    #expect(kept <= MessageStore.maximumBytes && store.messages.count < 70_000)
    #expect(store.counts.refused == 70_000 && store.messages.last?.number == 70_000)
  }
}
