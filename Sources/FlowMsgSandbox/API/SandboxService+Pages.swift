import Synchronization

/// What the sandbox shows of what it received.
extension SandboxService {
  /// The answer to what is not a message; nil where the path is none of the sandbox's own.
  func pages(_ bytes: Span<UInt8>, _ head: HTTPHead) throws(Refusal) -> HTTPReply? {
    let end = bytes.first(UInt8(ascii: "?"), in: head.target) ?? head.target.upperBound
    let path = head.target.lowerBound..<end
    if path.isEmpty || bytes.equals(path, "/") {
      guard head.method == .get || head.method == .head else { throw Refusal.method("GET, HEAD") }
      return Page.reply()
    }
    if bytes.equals(path, "*") {
      return HTTPReply(status: 204, fields: [("Allow", "DELETE, GET, HEAD, OPTIONS, POST")])
    }
    // Browsers ask for it beside whatever they show; the page has none.
    if bytes.equals(path, "/favicon.ico"), head.method == .get { return HTTPReply(status: 204) }
    if let number = bodyNumber(bytes, path) { return try body(number, head) }
    guard bytes.equals(path, "/messages") else { return nil }
    switch head.method {
    case .get, .head:
      return try messages(end < head.target.upperBound ? bytes.text(end + 1..<head.target.upperBound) : "")
    case .delete:
      record.store.withLock { $0.clear() }
      return HTTPReply(status: 204)
    case .post, .options, .other: throw Refusal.method("DELETE, GET, HEAD")
    }
  }

  private func messages(_ text: String) throws(Refusal) -> HTTPReply {
    let query = try MessagesQuery(reading: text)
    let content = record.store.withLock { MessagesDocument.bytes($0, record.session, query) }
    return HTTPReply(
      status: 200, contentType: "application/json", content: content, fields: [("Cache-Control", "no-store")])
  }

  /// The number in the path of a message's body, `/messages/1/body`.
  private func bodyNumber(_ bytes: Span<UInt8>, _ path: Range<Int>) -> Int? {
    let (start, end): (StaticString, StaticString) = ("/messages/", "/body")
    let number = (path.lowerBound + start.utf8CodeUnitCount, path.upperBound - end.utf8CodeUnitCount)
    guard number.0 < number.1, bytes.equals(path.lowerBound..<number.0, start),
      bytes.equals(number.1..<path.upperBound, end)
    else { return nil }
    return bytes.decimal(number.0..<number.1)
  }

  /// A body as it came. It is somebody's text, whatever is in it: a browser is asked to make nothing else of it.
  private func body(_ number: Int, _ head: HTTPHead) throws(Refusal) -> HTTPReply {
    guard head.method == .get || head.method == .head else { throw Refusal.method("GET, HEAD") }
    guard let message = record.store.withLock({ $0.message(number) }) else {
      throw Refusal(404, "no message of this number is kept", code: "not_found")
    }
    return HTTPReply(
      status: 200, contentType: "text/plain; charset=utf-8", content: message.body,
      fields: [
        ("Cache-Control", "no-store"), ("Content-Security-Policy", "default-src 'none'; sandbox"),
        ("X-Content-Type-Options", "nosniff"),
      ])
  }
}
