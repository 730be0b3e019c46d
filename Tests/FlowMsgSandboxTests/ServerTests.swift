import FlowMsgJSON
import Foundation
import Testing

@testable import FlowMsgSandbox

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite("The sandbox on its socket")
struct ServerTests {
  private func start(_ change: (inout SandboxConfiguration) -> Void = { _ in }) throws -> SandboxServer {
    var configuration = SandboxConfiguration()
    change(&configuration)
    return try SandboxServer.start(configuration)
  }

  /// A configuration that puts one fault in the way of all requests.
  private func start(fault text: String) throws -> SandboxServer {
    let fault = try SandboxFault(reading: text)
    return try start { $0.faults = [fault] }
  }

  /// The answer to one request on a connection of its own.
  private func answer(_ server: SandboxServer, _ text: String) throws -> Answer {
    let client = Client(server)
    client.send(text)
    return try #require(client.readAnswers(1).first)
  }

  /// Waits until a message has come.
  private func waitForOne(_ server: SandboxServer) {
    while server.counts.taken == 0 { usleep(1000) }
  }

  @Test("the documented request is accepted, and kept as it came")
  func accepts() throws {
    let server = try start()
    let answer = try answer(server, MessageRequest().text)
    #expect(answer.status == 200 && answer.body == "{}" && answer["Content-Type"] == "application/json")
    #expect(answer["Date"]?.hasSuffix(" GMT") == true && answer["Connection"] == nil)
    let message = try #require(server.messages.first)
    #expect(message.number == 1 && message.bot == "BOT" && message.user == "593987654321")
    #expect(message.body == Array(MessageRequest.welcome.utf8) && message.verdict == .accepted)
    #expect(server.counts == SandboxCounts(received: 1, accepted: 1, refused: 0, faulted: 0, taken: 1))
  }

  @Test("cookies of 9 kB are in nobody's way")
  func cookies() throws {
    let cookie = String(repeating: "c", count: 9000)
    let server = try start()
    let answer = try answer(server, "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a=\(cookie)\r\n\r\n")
    #expect(answer.status == 200)
  }

  @Test("a body is given as it came, and as nothing but text")
  func bodies() throws {
    let server = try start()
    var request = MessageRequest()
    request.body = "<script>alert(1)</script> 10.50\u{0}"
    _ = try answer(server, request.text)
    func get(_ target: String, _ method: String = "GET") throws -> Answer {
      try answer(server, "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
    }
    let body = try get("/messages/1/body")
    #expect(body.status == 200 && body.body == request.body && body["Content-Type"] == "text/plain; charset=utf-8")
    #expect(body["X-Content-Type-Options"] == "nosniff")
    #expect(body["Content-Security-Policy"] == "default-src 'none'; sandbox")
    for target in ["/messages/2/body", "/messages/0/body", "/messages/99999999999999999999/body", "/messages//body"] {
      #expect(try get(target).status == 404, "\(target)")
    }
    #expect(try get("/messages/1/body", "DELETE").status == 405)
  }

  @Test("a port that another program holds on [::1] is taken")
  func held() throws {
    let (first, port) = try Sockets.listen(port: 0)
    close(first)
    // A machine without IPv6 has nothing to hold.
    guard let other = try Sockets.listenIPv6(port: port) else { return }
    defer { close(other) }
    do {
      _ = try start { $0.port = port }
      Issue.record("the port was taken twice")
    } catch let error as SandboxError {
      #expect(error.message == "port \(port) is taken by another program on [::1]" && error.help != nil)
    }
    // The port on 127.0.0.1 was released.
    let again = try Sockets.listen(port: port)
    close(again.descriptor)
  }

  @Test("requests in one piece, byte by byte and one behind the other are answered in order")
  func pipelines() throws {
    let server = try start()
    var wrong = MessageRequest()
    wrong.body = "[]"
    let client = Client(server)
    client.send(MessageRequest().text + wrong.text + "GET /messages?limit=0 HTTP/1.1\r\nHost: [::1]\r\n\r\n")
    #expect(client.readAnswers(3).map(\.status) == [200, 422, 200])
    for byte in MessageRequest().text.utf8 { client.send([byte]) }
    #expect(client.readAnswers(4).last?.status == 200)
    #expect(server.counts.received == 3)
  }

  @Test("a client that waits is told to go on, once, and one that does not is not")
  func continues() throws {
    let server = try start()
    var request = MessageRequest()
    request.further = ["Expect: 100-continue"]
    let client = Client(server)
    client.send(String(request.text.dropLast(request.body.count)))
    #expect(client.readAnswers(1).map(\.status) == [100])
    client.send(String(request.body.prefix(10)))
    client.send(String(request.body.dropFirst(10)) + request.text)
    #expect(client.readAnswers(3).map(\.status) == [100, 200, 200])
  }

  @Test("an answer that ends the connection says so, and arrives")
  func ends() throws {
    let server = try start()
    for text in ["GET / HTTP/1.1\nHost: a\n\n", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", "\u{16}\u{3}\u{1}"] {
      let client = Client(server)
      client.send(text + String(repeating: "x", count: 100_000))
      client.endSending()
      #expect(client.readToEnd() == .closed)
      let answer = try #require(Answer.all(in: client.received).first)
      #expect(answer["Connection"] == "close" && [400, 501].contains(answer.status))
      #expect(answer.body.contains(#""statusMessage":"failed""#))
    }
    let polite = Client(server)
    polite.send("GET /messages HTTP/1.0\r\n\r\n")
    #expect(polite.readToEnd() == .closed)
    #expect(Answer.all(in: polite.received).map(\.status) == [200])
  }

  @Test("a client that is too slow is told, and an idle one is left")
  func times() throws {
    let hasty = try start { $0.requestTime = 100 }
    let slow = Client(hasty)
    slow.send("GET / HT")
    #expect(slow.readToEnd() == .closed)
    #expect(Answer.all(in: slow.received).map(\.status) == [408])
    let server = try start { $0.idleTime = 100 }
    let idle = Client(server)
    #expect(idle.readToEnd() == .closed && idle.received.isEmpty)
  }

  @Test("HEAD answers as GET does, without the content")
  func heads() throws {
    let server = try start()
    let client = Client(server)
    client.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    client.endSending()
    _ = client.readToEnd()
    let text = String(decoding: client.received, as: UTF8.self)
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n") && text.hasSuffix("\r\n\r\n"))
    #expect(text.contains("Content-Length: ") && !text.contains("Content-Length: 0"))
  }

  @Test(
    "faults do to the connection what they say, and are counted so",
    arguments: [
      ("429", "429", false), ("503", "503", true), ("reset-before", "", false), ("reset-after", "reset-after", true),
      ("close-after", "close-after", true), ("cut", "cut", true), ("delay=50ms", "delay", true),
    ])
  func faults(_ text: String, _ verdict: String, _ isTaken: Bool) throws {
    let server = try start(fault: text)
    let client = Client(server)
    client.send(MessageRequest().text)
    if text.first?.isNumber == false && text != "delay=50ms" {
      #expect(client.readToEnd() == (text.hasPrefix("reset") ? .reset : .closed))
    }
    let status = client.readAnswers(text == "cut" || text.hasPrefix("reset") ? 0 : 1).map(\.status)
    #expect(status == (text.hasPrefix("reset") || text == "cut" ? [] : [Int(text) ?? 200]))
    #expect((text == "cut") == (!client.received.isEmpty && status.isEmpty))
    #expect(server.messages.map(\.verdict.name) == (verdict.isEmpty ? [] : [verdict]))
    #expect(server.counts.faulted == 1 && server.counts.taken == (isTaken ? 1 : 0))
    // What is no message is never faulted.
    #expect(try answer(server, "GET /messages HTTP/1.1\r\nHost: localhost\r\n\r\n").status == 200)
  }

  @Test("a request that hangs is never answered, and neither is what follows it")
  func hangs() throws {
    let server = try start(fault: "hang")
    let client = Client(server)
    client.send(MessageRequest().text + "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    waitForOne(server)
    // What is answered later has come, so would be what is answered before.
    #expect(try answer(server, "GET /messages HTTP/1.1\r\nHost: localhost\r\n\r\n").status == 200)
    #expect(client.readToEnd(waits: false) == .none && client.received.isEmpty)
  }

  @Test("429 says when to try again")
  func retries() throws {
    let server = try start(fault: "429")
    #expect(try answer(server, MessageRequest().text)["Retry-After"] == "1")
  }

  @Test("a port that is taken, faults that are too many and a log that cannot be are told")
  func starts() throws {
    let server = try start()
    #expect(throws: SandboxError.self) { try start { $0.port = server.port } }
    #expect(throws: SandboxError.self) { try start { $0.log = "/none/log" } }
    let most = try SandboxFault(reading: "429:60%")
    #expect(throws: SandboxError.self) { try start { $0.faults = [most, most] } }
    let port = server.port
    server.stop()
    #expect(try start { $0.port = port }.port == port)
  }

  @Test("many clients at once are all answered")
  func crowds() throws {
    let server = try start()
    let clients = (0..<200).map { _ in Client(server) }
    for client in clients { client.send(MessageRequest().text + MessageRequest().text) }
    for client in clients { #expect(client.readAnswers(2).map(\.status) == [200, 200]) }
    #expect(server.counts.accepted == 400 && server.messages.map(\.number) == Array(1...400))
  }

  @Test("clients that send half a request, or nothing, and stay lock no one out")
  func lockOut() throws {
    let server = try start { ($0.mostConnections, $0.patience) = (8, 50) }
    let good = Client(server)
    good.send(MessageRequest().text)
    #expect(good.readAnswers(1).map(\.status) == [200])
    let half = String(MessageRequest().text.prefix(60))
    let silent = (0..<4).map { _ in Client(server) }
    let halves = (0..<30).map { _ in Client(server) }
    for client in halves { client.send(half) }
    #expect(try answer(server, MessageRequest().text).status == 200)
    // The first of them made room, and heard why.
    #expect(halves[0].readToEnd() != .none)
    #expect(Answer.all(in: halves[0].received).allSatisfy { $0.status == 408 })
    // One that had an answer is given up later than any of them.
    good.send(MessageRequest().text)
    #expect(good.readAnswers(2).map(\.status) == [200, 200])
    #expect(silent.count == 4 && server.counts.accepted == 3)
  }

  @Test("who has an answer, or a connection that ended, finds its line in the log", arguments: ["400", "reset-after"])
  func logsFirst(_ fault: String) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "log-\(UUID().uuidString)").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let kind = try SandboxFault(reading: fault)
    let server = try start { ($0.log, $0.faults) = (path, [kind]) }
    for count in 1...200 {
      let client = Client(server)
      var request = MessageRequest()
      request.further = ["Connection: close"]
      client.send(request.text)
      #expect(client.readToEnd() != .none)
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count
      try #require(lines == count)
    }
  }

  @Test("an answer that is delayed comes late, and what follows it after it")
  func delays() throws {
    let server = try start(fault: "delay=300ms")
    let client = Client(server)
    let start = ContinuousClock.now
    client.send(MessageRequest().text + "GET /messages?limit=0 HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(client.readAnswers(2).map { $0.body.count > 2 } == [false, true])
    #expect(ContinuousClock.now - start > .milliseconds(290))
  }

  @Test("a client that reads nothing is waited for, and gets all in the end")
  func waits() throws {
    let server = try start()
    var request = MessageRequest()
    let large = String(repeating: "x", count: 1_000_000)
    request.body = MessageRequest.welcome.dropLast() + #","payload":{"a":"\#(large)"}}"#
    #expect(try answer(server, request.text).status == 200)
    let ask = "GET /messages HTTP/1.1\r\nHost: localhost\r\n\r\n"
    let one = Client(server)
    one.send(ask)
    #expect(one.readAnswers(1).count == 1)
    let all = Client(server)
    all.send(String(repeating: ask, count: 40))
    all.endSending()
    #expect(all.readToEnd() == .closed && all.received.count == 40 * one.received.count)
  }

  @Test("messages are let go on request, and their numbers go on")
  func clears() throws {
    let server = try start()
    #expect(try answer(server, MessageRequest().text).status == 200)
    #expect(try answer(server, "DELETE /messages HTTP/1.1\r\nHost: localhost\r\n\r\n").status == 204)
    #expect(server.messages.isEmpty)
    #expect(try answer(server, MessageRequest().text).status == 200)
    #expect(server.messages.map(\.number) == [2] && server.counts.received == 2)
  }

  @Test("a server that stops ends its connections, and keeps what arrived")
  func stops() throws {
    let server = try start(fault: "hang")
    let client = Client(server)
    client.send(MessageRequest().text)
    waitForOne(server)
    server.stop()
    server.stop()
    #expect(client.readToEnd() != .none && server.messages.count == 1)
  }
}
