import FlowMsgModel
import Testing

@testable import FlowMsgSandbox

@Suite("What the sandbox takes")
struct APITests {
  /// The outcome of a request, without a socket.
  private func reply(_ request: MessageRequest) throws -> (status: Int, text: String) {
    let reply = try full(request)
    return (reply.status, String(decoding: reply.content, as: UTF8.self))
  }

  private func full(_ request: MessageRequest) throws -> HTTPReply { try full(request.text) }

  private func full(_ text: String) throws -> HTTPReply {
    let service = try SandboxService(SandboxConfiguration(), SandboxRecord(kept: 10))
    let bytes = Array(text.utf8)
    var reader = HTTPRequestReader()
    while try reader.advance(bytes.span) != .request {}
    let body = reader.body(bytes.span)
    return service.reply(bytes.span, reader.head, body: body, nil, wall: 0).reply
  }

  private func body(_ text: String) throws -> (status: Int, text: String) {
    var request = MessageRequest()
    request.body = text
    return try reply(request)
  }

  /// Expects the documented body, with `old` replaced by `new`, to be refused with `words` in the answer.
  private func refuses(_ old: String, _ new: String, _ words: String) throws {
    let changed = MessageRequest.welcome.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    #expect(changed != MessageRequest.welcome)
    let reply = try body(changed)
    #expect(reply.status == 422 && reply.text.contains(#""code":"unprocessable_entity""#))
    #expect(reply.text.contains(words), "\(reply.text)")
  }

  private func accepts(_ old: String, _ new: String) throws {
    let changed = MessageRequest.welcome.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    #expect(changed != MessageRequest.welcome)
    #expect(try body(changed).status == 200, "\(new)")
  }

  @Test("paths")
  func paths() throws {
    var request = MessageRequest()
    let lines: [(String, Int)] = [
      ("POST /v1/bots/BOT/users/593987654321/flow_message HTTP/1.1", 200),
      ("POST /v1/bots/BOT/users/593987654321/flow_message?type=x HTTP/1.1", 200),
      ("POST http://127.0.0.1/v1/bots/BOT/users/593987654321/flow_message HTTP/1.1", 200),
      ("POST /v1/bots/BOT/users/593987654321/flow_message/ HTTP/1.1", 404),
      ("POST /v1/bots//users/593987654321/flow_message HTTP/1.1", 404),
      ("POST /v1/bots/a%20b_%C3%A9-1.x/users/593987654321/flow_message HTTP/1.1", 200),
      ("POST /v1/bots/BOT/messages HTTP/1.1", 404),
      ("POST /v2/bots/BOT/users/593987654321/flow_message HTTP/1.1", 404),
      ("GET /v1/bots/BOT/users/593987654321/flow_message HTTP/1.1", 405),
      ("PUT /v1/bots/BOT/users/593987654321/flow_message HTTP/1.1", 405),
      ("POST / HTTP/1.1", 405), ("POST /messages HTTP/1.1", 405), ("OPTIONS * HTTP/1.1", 204),
      ("POST /v1/bots/BOT/users/+593987654321/flow_message HTTP/1.1", 422),
      ("POST /v1/bots/BOT/users/0593987654321/flow_message HTTP/1.1", 422),
      ("POST /v1/bots/BOT/users/123456/flow_message HTTP/1.1", 422),
      ("POST /v1/bots/BOT/users/1234567890123456/flow_message HTTP/1.1", 422),
      ("POST /v1/bots/BOT/users/593987654321/flow_message?x=1 HTTP/1.1", 422),
      ("POST /v1/bots/BOT/users/593987654321/flow_message?type= HTTP/1.1", 422),
      ("POST /v1/bots/BOT/users/593987654321/flow_message?type=a&type=b HTTP/1.1", 422),
      ("GET /messages?after=x HTTP/1.1", 422), ("GET /messages?foo=1 HTTP/1.1", 422),
    ]
    for (line, status) in lines {
      request.line = line
      #expect(try reply(request).status == status, "\(line)")
    }
    request.line = "GET /v1/bots/BOT/users/593987654321/flow_message HTTP/1.1"
    #expect(try full(request).fields.map(\.value) == ["POST"])
    request.line = "POST /v1/bots//users/593987654321/flow_message HTTP/1.1"
    #expect(try reply(request).text.contains("bot_not_found"))
    request.line = "POST /v1/bots/BOT/messages HTTP/1.1"
    #expect(try reply(request).text.contains("older endpoint"))
  }

  @Test(
    "a bot's id that is another path to some server is refused, as `send` refuses it",
    arguments: [
      "..", ".", "a..b", "%2e%2e", "%2E.", ".%2e", "%2e", "a%2Fb", "a%2f..%2fb", "a%5Cb", "a%3Fb", "a%23b", "%00",
      "a%00b",
      "a%0Ab", "%7F", "%252e%252e", "a%25", "%FF", "%C0%AE%C0%AE",
    ])
  func traps(_ bot: String) throws {
    var request = MessageRequest()
    request.line = "POST /v1/bots/\(bot)/users/593987654321/flow_message HTTP/1.1"
    let reply = try reply(request)
    #expect(reply.status == 404 && reply.text.contains("leads to another path"))
  }

  @Test("credentials are looked at for their shape alone")
  func credentials() throws {
    let headers: [(String?, Int)] = [
      (nil, 401), ("", 401), ("Basic", 401), ("Basic ", 401), ("Bearer aWQ6c2VjcmV0", 401), ("Basic aWQ6", 401),
      ("Basic OnNlY3JldA==", 401), ("Basic aWQ", 401), ("Basic aWQ6c2VjcmV0=", 401), ("Basic a*Q6c2VjcmV0", 401),
      ("Basic YTpi", 200), ("basic  YTpiYw==", 200), ("Basic YTpiYx==", 401), ("Basic YToK", 401), ("Basic ====", 401),
    ]
    for (header, status) in headers {
      var request = MessageRequest()
      request.authorization = header
      let reply = try full(request)
      #expect(reply.status == status, "\(header ?? "none")")
      if status == 401 { #expect(reply.fields.map { "\($0.name)" } == ["WWW-Authenticate"]) }
    }
  }

  @Test("content types and codings")
  func contentTypes() throws {
    let types: [(String?, Int)] = [
      (nil, 415), ("text/plain", 415), ("application/json", 200), ("Application/JSON ; charset=UTF-8", 200),
      ("application/json;charset=\"utf-8\"", 200), ("application/json; charset=latin1", 415),
      ("application/jsonx", 415),
    ]
    for (type, status) in types {
      var request = MessageRequest()
      request.contentType = type
      #expect(try reply(request).status == status, "\(type ?? "none")")
    }
    var request = MessageRequest()
    request.further = ["Content-Encoding: gzip"]
    #expect(try reply(request).status == 415)
  }

  @Test("hosts and origins that are not this machine")
  func hosts() throws {
    let hosts: [(String, String?, Int)] = [
      ("localhost", nil, 200), ("LOCALHOST:80", nil, 200), ("127.0.0.1:1", nil, 200), ("[::1]:80", nil, 200),
      ("evil.example", nil, 421), ("localhost.evil.example:80", nil, 421), ("127.0.0.1.evil", nil, 421), ("", nil, 421),
      ("localhost:80", "http://localhost:80", 200), ("localhost:80", "http://localhost:81", 403),
      ("localhost", "https://evil.example", 403), ("localhost", "null", 403),
    ]
    for (host, origin, status) in hosts {
      var request = MessageRequest()
      request.host = host
      request.further = origin.map { ["Origin: \($0)"] } ?? []
      #expect(try reply(request).status == status, "\(host) \(origin ?? "")")
      request.line = "GET /messages HTTP/1.1"
      #expect(try reply(request).status == status, "\(host) \(origin ?? "")")
    }
  }

  @Test("bodies that are no object of JSON")
  func texts() throws {
    for text in ["", "[]", "1", "{", "{}x", "{\"title\":\"\\ud800\"}", "{\"a\":1,\"a\":1}", "\u{FEFF}{}"] {
      #expect(try body(text).status == 422, "\(text)")
    }
    #expect(try body("{}").text.contains("`title` is missing"))
  }

  @Test("each field is held against its row of the table")
  func fields() throws {
    try refuses("\"Olá\"", "\"\"", "`title` is empty")
    try refuses("\"Olá\"", "\"\u{200B}\"", "`title` is empty: nothing of it can be seen")
    try refuses("\"Olá\"", "\"a\\nb\"", "`title` has a line break")
    try refuses("\"Jelou\"", "\"a\\u000bb\"", "`caption` has a line break (U+000B)")
    try refuses("Complete este", "\\u0007", "`text` has a control character (U+0007)")
    try refuses("Iniciar Fluxo", "a\\u2029b", "`parameters.flow_cta` has a line break (U+2029)")
    try refuses("\"Olá\"", "1", "`title` is a number, expected a string")
    try refuses("Olá", String(repeating: "á", count: 61), "`title` has 61 characters, expected 1 to 60")
    try accepts("Olá", String(repeating: "á", count: 60))
    try refuses("Complete", String(repeating: "x", count: 1024), "`text` has")
    try refuses("Jelou", String(repeating: "x", count: 61), "`caption` has")
    try refuses("\"title\":\"Olá\",", "", "`title` is missing")
    try refuses("{\"title\"", "{\"to\":1,\"title\"", "`to` is not known")
    try refuses("Iniciar Fluxo", "Iniciar 🚀", "`parameters.flow_cta` has an emoji")
    try refuses("Iniciar Fluxo", String(repeating: "x", count: 31), "`parameters.flow_cta` has 31")
    try refuses("fluxo_de_boas_vindas", "", "`parameters.flow_name` is empty")
    try accepts("fluxo_de_boas_vindas", "Fluxo de boas vindas")
    try refuses("\"flow_cta\":\"Iniciar Fluxo\",", "", "`parameters.flow_cta` is missing")
    try accepts("\"flow_cta\"", "\"flow_token\":\"x\",\"mode\":\"draft\",\"flow_cta\"")
    try refuses("\"flow_cta\"", "\"flow_token\":[null],\"flow_cta\"", "`parameters.flow_token` has a null in it")
  }

  @Test("screens, data and the way without them")
  func screens() throws {
    let payload = #"{"screen":"RECOMMEND"}"#
    try refuses("RECOMMEND", "A1", "`parameters.flow_action_payload.screen` is not a screen id")
    try refuses("RECOMMEND", "success", "reserved")
    try refuses(payload, "{}", "`parameters.flow_action_payload.screen` is missing")
    try refuses(payload, #"{"screen":"A","x":1}"#, "`parameters.flow_action_payload.x` is not known")
    try refuses(payload, #"{"screen":"A","data":{}}"#, "data` is empty")
    try refuses(payload, #"{"screen":"A","data":[]}"#, "data` is an array, expected an object")
    try refuses(payload, #"{"screen":"A","data":{"a":[{"b":null}]}}"#, "data` has a null in it")
    try accepts(payload, #"{"screen":"A","data":{"a":[{"b":1}]}}"#)
    try refuses(#","flow_action_payload":{"screen":"RECOMMEND"}"#, "", "`parameters.flow_action_payload` is missing")
    try accepts(#""flow_action_payload":{"screen":"RECOMMEND"}"#, #""flow_action":"data_exchange""#)
    try refuses(payload, payload + #","flow_action":"data_exchange""#, "stands beside")
    try accepts(payload, payload + #","flow_action":"navigate""#)
    try refuses("{\"title\"", "{\"payload\":{},\"title\"", "`payload` is empty")
    try accepts("{\"title\"", "{\"payload\":{\"a\":null},\"title\"")
  }

  @Test("a message without a length, and one in chunks")
  func lengths() throws {
    let head = MessageRequest().text.split(separator: "Content-Length").first ?? ""
    #expect(try full("\(head)\r\n").status == 411)
    let size = String(MessageRequest.welcome.utf8.count, radix: 16)
    let chunks = "\(size)\r\n\(MessageRequest.welcome)\r\n0\r\n\r\n"
    #expect(try full("\(head)Transfer-Encoding: chunked\r\n\r\n\(chunks)").status == 200)
  }

  @Test("every byte of a request may be anything: it is answered, and with a documented status")
  func anything() throws {
    let bytes = Array(MessageRequest().text.utf8)
    let service = try SandboxService(SandboxConfiguration(), SandboxRecord(kept: 10))
    for place in bytes.indices {
      for byte: UInt8 in [0, 0x0A, 0x20, 0x22, 0x2F, 0x39, 0x5C, 0x7B, 0xC3, 0xFF] {
        var changed = bytes
        changed[place] = byte
        let status = Self.status(changed, service)
        #expect(
          status.map { [200, 400, 401, 404, 411, 415, 417, 421, 422, 501, 505].contains($0) } ?? true, "\(place)")
      }
    }
  }

  /// The status of the answer; nil where the request never ends.
  private static func status(_ bytes: [UInt8], _ service: SandboxService) -> Int? {
    var reader = HTTPRequestReader()
    do throws(HTTPFault) {
      while true {
        switch try reader.advance(bytes.span) {
        case .more: return nil
        case .head: continue
        case .request:
          return service.reply(bytes.span, reader.head, body: reader.body(bytes.span), nil, wall: 0).reply.status
        }
      }
    } catch {
      return error.status
    }
  }
}
