import FlowMsgSend
import Testing

/// Something that goes wrong on the wire, and what must be known of the row then.
struct WireFault: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let act: WireAct
  let size: Int
  let verdict: Verdict
  let reasons: Set<Reason>
  let stops: Bool
  /// Whether only the client's time ends it.
  let isEndless: Bool

  init(
    _ name: String, _ act: WireAct, size: Int = 200, _ verdict: Verdict, _ reasons: Set<Reason> = [.answer],
    stops: Bool = false, endless: Bool = false
  ) {
    (testDescription, self.act, self.size) = (name, act, size)
    (self.verdict, self.reasons, self.stops) = (verdict, reasons, stops)
    isEndless = endless || reasons == [.timeout]
  }

  /// More than the system's buffers take: a body that cannot leave as long as no one reads.
  static let huge = 8 << 20

  /// All of them.
  static let all = broken + cut + decided + strange + answers + early + slow

  /// The connection ends without an answer.
  private static let broken = [
    WireFault("closes after the request", WireAct(then: .closes), .inDoubt, [.broken]),
    WireFault("resets after the request", WireAct(then: .resets), .inDoubt, [.broken]),
    WireFault("closes before it reads", WireAct(.nothing, then: .closes), .inDoubt, [.broken]),
    WireFault("resets before it reads", WireAct(.nothing, then: .resets), .inDoubt, [.broken]),
    WireFault("closes after the head", WireAct(.head, then: .closes), .inDoubt, [.broken]),
    WireFault("resets after the head", WireAct(.head, then: .resets), .inDoubt, [.broken]),
    WireFault("closes in the body", WireAct(.head, then: .closes), size: huge, .unsent, [.broken]),
    WireFault("resets in the body", WireAct(.head, then: .resets), size: huge, .unsent, [.broken]),
    WireFault("resets before the head", WireAct(.nothing, then: .resets), size: huge, .unsent, [.broken]),
  ]

  /// A part of an answer.
  private static let cut = [
    WireFault("closes in the status line", WireAct(says: "HTTP/1.1 20", then: .closes), .inDoubt, noAnswer),
    WireFault("closes in the fields", WireAct(says: "HTTP/1.1 200 OK\r\nConte", then: .closes), .inDoubt, noAnswer),
    WireFault("resets in the fields", WireAct(says: "HTTP/1.1 200 OK\r\nConte", then: .resets), .inDoubt, [.broken]),
    WireFault("closes in the answer", WireAct(says: head + "{", then: .closes), .inDoubt, [.malformed]),
    WireFault("resets in the answer", WireAct(says: head + "{", then: .resets), .inDoubt, [.broken]),
    WireFault("closes in a chunk", WireAct(says: chunked + "9\r\nabc", then: .closes), .inDoubt, noAnswer),
    WireFault("closes between chunks", WireAct(says: chunked + "2\r\n{}\r\n", then: .closes), .inDoubt, noAnswer),
    WireFault(
      "resets without a length", WireAct(says: "HTTP/1.1 200 OK\r\n\r\n{}", then: .resets), .inDoubt, [.broken]),
    WireFault("closes after 100", WireAct(says: "HTTP/1.1 100 Continue\r\n\r\n", then: .closes), .inDoubt, noAnswer),
  ]

  /// A whole head, and less than its body: a refusal is one, and the rest is as unsure as before.
  private static let decided = [
    WireFault("422, and closes", WireAct(says: long(422), then: .closes), .refused),
    WireFault("422, and resets", WireAct(says: long(422), then: .resets), .refused),
    WireFault("422, and hangs", WireAct(says: long(422), then: .hangs), .refused, endless: true),
    WireFault("422 in a bad chunk", WireAct(says: long(422, "Transfer-Encoding: chunked") + "zz\r\n"), .refused),
    WireFault("429, and closes", WireAct(says: long(429), then: .closes), .unsent),
    WireFault("401, and resets", WireAct(says: long(401), then: .resets), .unsent, stops: true),
    WireFault("302, and closes", WireAct(says: long(302), then: .closes), .unsent, stops: true),
    WireFault("404, and closes", WireAct(says: long(404), then: .closes), .refused, stops: true),
    WireFault("408, and closes its body", WireAct(says: long(408), then: .closes), .inDoubt, noAnswer),
    WireFault("503, and closes its body", WireAct(says: long(503), then: .closes), .inDoubt, noAnswer),
    WireFault(
      "422 in a head that is cut", WireAct(says: "HTTP/1.1 422 A\r\nA: b\r\n", then: .closes), .inDoubt, noAnswer),
  ]

  /// The head of an answer whose body is longer than what comes of it.
  private static func long(_ status: Int, _ length: String = "Content-Length: 90") -> String {
    "HTTP/1.1 \(status) A\r\n\(length)\r\n\r\n{\"a\""
  }

  /// What is no HTTP, or hardly.
  private static let strange = [
    WireFault("says garbage", WireAct(says: "\u{16}\u{3}\u{1}!!\r\n\r\n", then: .closes), .inDoubt, [.malformed]),
    WireFault("speaks HTTP/0.9", WireAct(says: "<html>sent</html>", then: .closes), .inDoubt, [.malformed]),
    WireFault("speaks HTTP/9", WireAct(says: "HTTP/9.9 200 OK\r\n\r\n", then: .closes), .inDoubt, [.malformed]),
    WireFault("damages a chunk", WireAct(says: chunked + "zz\r\n{}\r\n", then: .hangs), .inDoubt, noAnswer),
    WireFault(
      "has a length below 0", WireAct(says: "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n", then: .closes),
      .inDoubt, [.malformed]),
    WireFault(
      "says an endless field", WireAct(says: "HTTP/1.1 200 OK\r\nA: " + String(repeating: "a", count: 600_000)),
      .inDoubt, noAnswer),
    WireFault(
      "says endless fields", WireAct(says: "HTTP/1.1 200 OK\r\n" + String(repeating: "A: a\r\n", count: 100_000)),
      .inDoubt, noAnswer),
    WireFault(
      "switches protocols", WireAct(says: "HTTP/1.1 101 Go\r\nUpgrade: x\r\n\r\n", then: .closes), .inDoubt,
      [.answer, .broken, .malformed]),
  ]

  /// Whole answers.
  private static let answers = [
    WireFault("sent", .good, .sent),
    WireFault("sent, nothing to say", WireAct(says: "HTTP/1.1 204 OK\r\n\r\n"), .sent),
    WireFault("sent, and closed", .answer(200, "{}", fields: "Connection: close\r\n", then: .closes), .sent),
    WireFault("sent, without a length", WireAct(says: "HTTP/1.1 200 OK\r\n\r\n{}", then: .closes), .sent),
    WireFault("sent, in chunks", WireAct(says: chunked + "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"), .sent),
    WireFault("sent, after 100", WireAct(says: "HTTP/1.1 100 Continue\r\n\r\n" + head + "{}"), .sent),
    WireFault("sent, after 103", WireAct(says: "HTTP/1.1 103 Hints\r\nLink: </a>\r\n\r\n" + head + "{}"), .sent),
    WireFault("refused, after 103", WireAct(says: "HTTP/1.1 103 Hints\r\n\r\n" + WireAct.whole(422, "")), .refused),
    WireFault(
      "a page", .answer(200, "<html>Sign in</html>", fields: "Content-Type: text/html\r\n"), .inDoubt, [.foreign]),
    WireFault("a list", .answer(201, "[{}]"), .inDoubt, [.foreign]),
    WireFault("success with an error", .answer(200, #"{"error":{"code":"forbidden_bot"}}"#), .inDoubt),
    WireFault("400", .answer(400), .refused),
    WireFault("401", .answer(401, fields: "WWW-Authenticate: Basic realm=\"a\"\r\n"), .unsent, stops: true),
    WireFault("302", .answer(302, fields: "Location: /elsewhere\r\n"), .unsent, stops: true),
    WireFault("307", .answer(307, fields: "Location: /elsewhere\r\n"), .unsent, stops: true),
    WireFault("407", .answer(407, fields: "Proxy-Authenticate: Basic realm=\"a\"\r\n"), .refused),
    WireFault("408, and closed", .answer(408, fields: "Connection: close\r\n", then: .closes), .inDoubt),
    WireFault("403", .answer(403), .unsent, stops: true),
    WireFault("404", .answer(404), .refused, stops: true),
    WireFault("404 of a bot", .answer(404, #"{"error":{"code":"bot_not_found"}}"#), .unsent, stops: true),
    WireFault("405", .answer(405, fields: "Allow: GET\r\n"), .unsent, stops: true),
    WireFault("415", .answer(415), .unsent, stops: true),
    WireFault("417", .answer(417), .refused),
    WireFault("421", .answer(421), .unsent),
    WireFault("429", .answer(429, fields: "Retry-After: 1\r\n"), .unsent),
    WireFault("500", .answer(500, #"{"error":{"code":"internal_server_error"}}"#), .inDoubt, stops: true),
    WireFault("503", .answer(503, fields: "Retry-After: 1\r\n"), .inDoubt),
  ]

  /// Whole answers while the body is still on its way.
  private static let early = [
    WireFault("413 before the body", .early(413), size: huge, .refused),
    WireFault("401 before the body", .early(401), size: huge, .unsent, stops: true),
    WireFault("429 before the body", .early(429), size: huge, .unsent),
    WireFault("503 before the body", .early(503), size: huge, .unsent),
    WireFault("503 before the body, and resets", .early(503, then: .resets), size: huge, .unsent, [.answer, .broken]),
    WireFault("503 after a short body", .early(503), .inDoubt),
  ]

  /// What takes longer than it may.
  private static let slow = [
    WireFault("hangs after the request", WireAct(then: .hangs), .inDoubt, [.timeout]),
    WireFault("hangs in the body", WireAct(.head, then: .hangs), size: huge, .unsent, [.timeout]),
    WireFault("hangs before it reads", WireAct(.nothing, then: .hangs), .inDoubt, [.timeout]),
    WireFault("hangs in the answer", WireAct(says: head + "{", then: .hangs), .inDoubt, [.timeout]),
    WireFault("trickles", trickle, .inDoubt, [.timeout]),
  ]

  private static let head = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
  private static let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
  private static let noAnswer: Set<Reason> = [.broken, .malformed]

  private static var trickle: WireAct {
    var act = WireAct()
    let count = 1_000_000
    act.says =
      [Array("HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n".utf8)] + Array(repeating: [0x20], count: count)
    act.pace = 50
    return act
  }
}
