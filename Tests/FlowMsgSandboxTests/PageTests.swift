import Testing

@testable import FlowMsgSandbox

@Suite("The page")
struct PageTests {
  private func policy(_ reply: HTTPReply) -> String {
    reply.fields.first { "\($0.name)" == "Content-Security-Policy" }?.value ?? ""
  }

  @Test("loads nothing, and lets nothing run but its own")
  func selfContained() throws {
    let reply = Page.reply()
    let text = String(decoding: reply.content, as: UTF8.self)
    for word in [
      "src=", "http:", "https:", "@import", "url(", "innerHTML", "insertAdjacent", "eval(", "document.write",
    ] {
      #expect(!text.contains(word), "\(word)")
    }
    let policy = policy(reply)
    let nonce = try #require(policy.split(separator: "script-src 'nonce-").last?.prefix { $0 != "'" })
    #expect(policy.hasPrefix("default-src 'none'; "))
    #expect(text.contains("<script nonce=\"\(nonce)\">") && text.contains("<style nonce=\"\(nonce)\">"))
    #expect(policy != self.policy(Page.reply()))
  }
}
