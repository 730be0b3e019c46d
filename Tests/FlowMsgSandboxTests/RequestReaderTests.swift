import FlowMsgSandbox
import Testing

/// What came of reading some bytes.
private enum Reading: Equatable {
  case unfinished
  case fault(Int)
  case request(method: HTTPMethod, target: String, body: String, count: Int, closes: Bool)
}

@Suite("Requests, by RFC 9112")
struct RequestReaderTests {
  /// Reads `text`, given to the reader in pieces that end at `cuts`.
  private func read(_ text: String, cuts: [Int] = []) -> Reading {
    let bytes = Array(text.utf8)
    var reader = HTTPRequestReader()
    for end in cuts + [bytes.count] {
      do throws(HTTPFault) {
        while true {
          let step = try reader.advance(bytes.span.extracting(0..<end))
          if step == .more { break }
          if step == .request { return outcome(reader, bytes) }
        }
      } catch {
        return .fault(error.status)
      }
    }
    return .unfinished
  }

  private func outcome(_ reader: HTTPRequestReader, _ bytes: [UInt8]) -> Reading {
    .request(
      method: reader.head.method, target: String(decoding: bytes[reader.head.target], as: UTF8.self),
      body: String(decoding: reader.body(bytes.span), as: UTF8.self), count: reader.count,
      closes: reader.head.endsConnection)
  }

  /// `head`, lines of a header, with line ends and the empty line behind them.
  private func request(_ head: String..., body: String = "") -> String {
    head.map { $0 + "\r\n" }.joined() + "\r\n" + body
  }

  private func status(_ text: String) -> Int? {
    if case .fault(let status) = read(text) { status } else { nil }
  }

  static let texts: [String] = [
    "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "\r\n\r\nGET /a?b=%20c HTTP/1.0\r\n\r\n",
    "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\n",
    "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\nA\r\n0123456789\r\n0\r\nT: x\r\n\r\nrest",
    "POST http://localhost:80/x HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 1\r\nConnection: close\r\n\r\n1",
    "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloX",
    "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
    "GET / HTTP/1.1\nHost: a\n\n",
    "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n",
    "GET / HTTP/2.0\r\n\r\n",
    "\u{16}\u{3}\u{1}",
  ]

  @Test("pieces of any size come to what the whole comes to", arguments: texts)
  func pieces(_ text: String) {
    let whole = read(text)
    let count = text.utf8.count
    for first in 0...count {
      #expect(read(text, cuts: [first]) == whole)
      for second in first...count where read(text, cuts: [first, second]) != whole {
        Issue.record("cut at \(first) and \(second)")
      }
    }
    #expect(read(text, cuts: Array(0..<count)) == whole)
  }

  @Test("a beginning is never a request, and no fault that the whole has not", arguments: texts)
  func beginnings(_ text: String) {
    let whole = read(text)
    for end in 0..<text.utf8.count {
      let part = read(String(decoding: Array(text.utf8)[..<end], as: UTF8.self))
      #expect(part == .unfinished || part == whole)
    }
  }

  @Test("no byte in any place traps, and one changed byte is read alike in pieces", arguments: texts)
  func changes(_ text: String) {
    for place in 0..<text.utf8.count {
      for byte: UInt8 in [0, 0x0A, 0x0D, 0x20, 0x3A, 0x25, 0x30, 0x46, 0x7F, 0xFF] {
        var bytes = Array(text.utf8)
        bytes[place] = byte
        let changed = String(decoding: bytes, as: UTF8.self)
        #expect(read(changed, cuts: Array(0..<changed.utf8.count)) == read(changed))
      }
    }
  }

  @Test("requests are read")
  func requests() {
    #expect(
      read(Self.texts[0])
        == .request(method: .get, target: "/", body: "", count: Self.texts[0].utf8.count, closes: false))
    #expect(
      read(Self.texts[1])
        == .request(method: .get, target: "/a?b=%20c", body: "", count: Self.texts[1].utf8.count, closes: true))
    #expect(
      read(Self.texts[2])
        == .request(method: .post, target: "/x", body: "hello", count: Self.texts[2].utf8.count - 16, closes: false))
    let chunked = Self.texts[3]
    #expect(
      read(chunked)
        == .request(
          method: .post, target: "/x", body: "hello0123456789", count: chunked.utf8.count - 4, closes: false))
    let absolute = Self.texts[4]
    #expect(
      read(absolute)
        == .request(method: .post, target: "/x", body: "1", count: absolute.utf8.count, closes: true))
    #expect(read(request("OPTIONS * HTTP/1.1", "Host: a")) != .fault(400))
  }

  @Test("request lines that are none")
  func lines() {
    #expect(status(request("GET /", "Host: a")) == 400)
    #expect(status(request("GET", "Host: a")) == 400)
    #expect(status(request(" GET / HTTP/1.1", "Host: a")) == 400)
    #expect(status(request("GET  / HTTP/1.1", "Host: a")) == 400)
    #expect(status(request("GET / HTTP/1.1 ", "Host: a")) == 400)
    #expect(status(request("GET / http/1.1", "Host: a")) == 400)
    #expect(status(request("GET / HTTP/1.10", "Host: a")) == 400)
    #expect(status(request("GET / HTTP/2.0", "Host: a")) == 505)
    #expect(status(request("PRI * HTTP/2.0", "Host: a")) == 505)
    #expect(status(request("get / HTTP/1.1", "Host: a")) == 501)
    #expect(status(request("BREW / HTTP/1.1", "Host: a")) == 501)
    #expect(status(request("G(T / HTTP/1.1", "Host: a")) == 400)
    #expect(status(request("GET x HTTP/1.1", "Host: a")) == 400)
    #expect(status(request("GET * HTTP/1.1", "Host: a")) == 400)
    #expect(status(request("GET https://a/ HTTP/1.1", "Host: a")) == 400)
    #expect(status(request("GET http:/// HTTP/1.1", "Host: a")) == 400)
    #expect(status(request("GET /a#b HTTP/1.1", "Host: a")) == 400)
    #expect(status(request("GET /\u{E9} HTTP/1.1", "Host: a")) == 400)
    #expect(status(request("GET /%4 HTTP/1.1", "Host: a")) == 400)
    #expect(status(request("GET /%4g HTTP/1.1", "Host: a")) == 400)
    #expect(status(String(repeating: "\r\n", count: 9)) == 400)
  }

  @Test("header fields that are none")
  func fields() {
    #expect(status(request("GET / HTTP/1.1")) == 400)
    #expect(status(request("GET / HTTP/1.1", "Host: a", "Host: a")) == 400)
    #expect(status(request("GET / HTTP/1.1", "Host : a")) == 400)
    #expect(status(request("GET / HTTP/1.1", "Host: a", ": b")) == 400)
    #expect(status(request("GET / HTTP/1.1", "Host: a", "b")) == 400)
    #expect(status(request("GET / HTTP/1.1", "Host: a", "b[]: c")) == 400)
    #expect(status(request("GET / HTTP/1.1", "Host: a", "b: c\u{0}")) == 400)
    #expect(status(request("GET / HTTP/1.1", "Host: a", "b: c", "\td")) == 400)
    #expect(status(request("GET / HTTP/1.1", "Host: a", "Expect: 200-ok")) == 417)
    #expect(read(request("GET / HTTP/1.0")) != .fault(400))
    #expect(read(request("GET / HTTP/1.1", "hOST:a", "x: \u{E9}\t")) != .fault(400))
  }

  @Test("what frames the content is never in doubt")
  func framing() {
    let head = "POST / HTTP/1.1\r\nHost: a\r\n"
    #expect(status(head + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n") == 400)
    #expect(status(head + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n") == 400)
    #expect(status(head + "Content-Length: 1, 1\r\n\r\n") == 400)
    #expect(status(head + "Content-Length: +1\r\n\r\n") == 400)
    #expect(status(head + "Content-Length: \r\n\r\n") == 400)
    #expect(status(head + "Content-Length: 0x1\r\n\r\n") == 400)
    #expect(status(head + "Content-Length: 99999999999999999999999\r\n\r\n") == 413)
    #expect(status(head + "Content-Length: \(HTTPLimits.body + 1)\r\n\r\n") == 413)
    #expect(status(head + "Transfer-Encoding: gzip\r\n\r\n") == 400)
    #expect(status(head + "Transfer-Encoding: gzip, chunked\r\n\r\n") == 501)
    #expect(status(head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n") == 501)
    #expect(status(head + "Transfer-Encoding: chunked, gzip\r\n\r\n") == 400)
    #expect(status("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n") == 400)
  }

  @Test("chunks that are none, and too many")
  func chunks() {
    let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    #expect(status(head + "\r\n") == 400)
    #expect(status(head + "5 x\r\n") == 400)
    #expect(status(head + "-5\r\n") == 400)
    #expect(status(head + "1\r\nab\r\n") == 400)
    #expect(status(head + "1\r\na\n") == 400)
    #expect(status(head + "0\r\nbad\r\n\r\n") == 400)
    #expect(status(head + "\(String(HTTPLimits.body + 1, radix: 16))\r\n") == 413)
    #expect(status(head + "ffffffffffffffffffffffffffffffff\r\n") == 413)
    #expect(status(head + "1;\(String(repeating: "a", count: HTTPLimits.chunkLine))\r\n") == 400)
    let tiny = "1;\(String(repeating: "a", count: 250))\r\nx\r\n"
    #expect(status(head + String(repeating: tiny, count: HTTPLimits.chunked / tiny.utf8.count + 2)) == 413)
    #expect(
      read(head + "0\r\n\r\n")
        == .request(method: .post, target: "/", body: "", count: head.utf8.count + 5, closes: false))
  }

  @Test("lines and headers have limits, to the byte")
  func limits() {
    let path = String(repeating: "a", count: HTTPLimits.line - "GET / HTTP/1.1".utf8.count)
    #expect(status(request("GET /\(path) HTTP/1.1", "Host: a")) == nil)
    #expect(status(request("GET /\(path)a HTTP/1.1", "Host: a")) == 414)
    #expect(status("GET /\(path) HTTP/1.1a") == nil)
    let value = String(repeating: "a", count: HTTPLimits.fields - "Host: a\r\nb:\r\n".utf8.count)
    #expect(status(request("GET / HTTP/1.1", "Host: a", "b:\(value)")) == nil)
    #expect(status(request("GET / HTTP/1.1", "Host: a", "b:\(value)a")) == 431)
    #expect(status(request("GET / HTTP/1.1", "b:\(value)", "Host: a")) == nil)
    #expect(status(request("GET / HTTP/1.1", "b:\(value)a", "Host: a")) == 431)
    // A line without an end is given up once it is longer than any can be.
    #expect(status("GET / HTTP/1.1\r\nHost: a\r\nb:\(value)aa") == nil)
    #expect(status("GET / HTTP/1.1\r\nHost: a\r\nb:\(value)aaaa") == 431)
    let trailer = String(repeating: "a", count: HTTPLimits.line - "b:".utf8.count)
    let chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
    #expect(status(chunked + "b:\(trailer)\r\n\r\n") == nil)
    #expect(status(chunked + "b:\(trailer)a\r\n\r\n") == 431)
    let many = String(repeating: "b: c\r\n", count: HTTPLimits.fieldCount - 1)
    #expect(status("GET / HTTP/1.1\r\nHost: a\r\n\(many)\r\n") == nil)
    #expect(status("GET / HTTP/1.1\r\nHost: a\r\n\(many)b: c\r\n\r\n") == 431)
    let long = String(repeating: "b:\(trailer)\r\n", count: 5)
    #expect(status("GET / HTTP/1.1\r\nHost: a\r\n\(long)\r\n") == 431)
  }

  @Test("connections are kept or ended as asked")
  func connections() {
    func closes(_ text: String) -> Bool? {
      if case .request(_, _, _, _, let closes) = read(text) { closes } else { nil }
    }
    #expect(closes(request("GET / HTTP/1.1", "Host: a")) == false)
    #expect(closes(request("GET / HTTP/1.1", "Host: a", "Connection: foo, Close")) == true)
    #expect(closes(request("GET / HTTP/1.0", "Host: a")) == true)
    #expect(closes(request("GET / HTTP/1.0", "Host: a", "Connection: keep-alive")) == false)
    #expect(closes(request("GET / HTTP/1.9", "Host: a")) == false)
  }
}
