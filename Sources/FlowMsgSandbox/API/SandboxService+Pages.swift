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

  private func messages(_ query: String) throws(Refusal) -> HTTPReply {
    var (after, limit) = (0, Int.max)
    for item in query.split(separator: "&") {
      let name = item.prefix { $0 != "=" }
      guard let number = Int(item.dropFirst(name.count + 1)), number >= 0 else {
        throw Refusal.field(name == "limit" ? "limit" : "after", "is not a whole number from 0")
      }
      switch name {
      case "after": after = number
      case "limit": limit = number
      default: throw Refusal(422, "the query has an item that is not known, expected `after` and `limit`")
      }
    }
    let content = record.store.withLock { MessagesDocument.bytes($0, record.session, after: after, limit: limit) }
    return HTTPReply(
      status: 200, contentType: "application/json", content: content, fields: [("Cache-Control", "no-store")])
  }
}
