import FlowMsgModel
import FlowMsgJSON
import Foundation
import Testing

@testable import FlowMsgSandbox

/// A real browser, without a window.
enum Browser {
  /// The browser to test with: the one that `FLOWMSG_BROWSER` names, which then has to be there, else a usual one.
  static let path: String? = {
    if let named = ProcessInfo.processInfo.environment["FLOWMSG_BROWSER"], !named.isEmpty { return named }
    return ["/usr/bin/chromium", "/usr/bin/google-chrome"].first { FileManager.default.fileExists(atPath: $0) }
  }()

  /// What is on the page at `address` after three seconds of its own time.
  static func page(_ address: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "flowmsg-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = folder.appending(path: "page.html")
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(filePath: path ?? "")
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder.path)/profile",
      "--virtual-time-budget=3000", "--dump-dom", address,
    ]
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return try String(contentsOf: output, encoding: .utf8)
  }
}

@Suite("The page in a browser", .enabled(if: Browser.path != nil, "no browser is installed"))
struct BrowserTests {
  /// A body with these texts, as JSON strings without their quotes.
  private func body(title: String, text: String) -> String {
    MessageRequest.welcome.replacing("Olá", with: title).replacing("Complete este fluxo para começar", with: text)
  }

  @Test("draws what is there, what arrives, and nothing that a message smuggles in")
  func draws() throws {
    let server = try SandboxServer.start(SandboxConfiguration())
    let client = Client(server)
    var request = MessageRequest()
    let texts = [
      (#"<img src=x onerror=document.title=1>"#, #"</p><script>document.title=1</script>"#),
      ("Marks", #"*Maria* _já_ ~não~ `a*b*` 2*3*4 a_b_ *aberto\n> citado\n- um\n- dois\n1. três\n```\n*mono*\n```"#),
      ("", "refused"),
    ]
    for (title, text) in texts {
      request.body = body(title: title, text: text)
      client.send(request.text)
    }
    #expect(client.readAnswers(3).map(\.status) == [200, 200, 422])
    let relay = try Relay(to: server) { look in
      guard look == 1 else { return }
      let client = Client(server)
      client.send(MessageRequest().text)
      _ = client.readAnswers(1)
    }
    defer { relay.stop() }
    let page = try Browser.page("http://localhost:\(relay.port)/")
    #expect(page.contains(#"<h2><bdi>&lt;img src=x onerror=document.title=1&gt;</bdi></h2>"#))
    #expect(page.contains("<p>&lt;/p&gt;&lt;script&gt;document.title=1&lt;/script&gt;</p>"))
    #expect(!page.contains("<img") && page.contains("<title>flowmsg sandbox</title>"))
    let marked =
      "<p><strong>Maria</strong> <em>já</em> <s>não</s> <code>a*b*</code> 2*3*4 a_b_ *aberto</p>"
      + "<blockquote><p>citado</p></blockquote><ul><li>um</li><li>dois</li></ul><ol start=\"1\"><li>três</li></ol>"
      + "<pre><code>*mono*</code></pre></bdi>"
    #expect(page.contains(marked))
    #expect(page.contains(#"<div class="cta"><bdi>Iniciar Fluxo</bdi></div>"#))
    #expect(page.contains(#"<li class="refused" data-number="3">"#) && page.contains("`title` is empty"))
    #expect(page.contains(#"<li class="accepted arrived""#), "what came while the page was open")
    #expect(page.contains(#"class="live">live</p>"#))
  }

  /// Lines with marks, and with what looks like some.
  static let lines = [
    "*a*", "_a_ ~b~ `c`", "*a _b_ c*", "_*~a~*_", "*a b", "a*b*c", "a *b*c", "2*3*4", "snake_case_name", "x * a *",
    "**", "``a`", "`` `a`",
    "****", "**a**", "*a **b*", "(*a*)", "*a*, *b*.", "*á*", "*🚀*", "*!*", "`*a*`", "`a b` `c", "*a` b*`", "#_a_",
    "x=*a*",
    "a/_b_/c", "*a*@b", "*x*y*", "~ a~", "*a *b*", "_a*b_c*", "1 * 2 * 3", "*a*_b_", "*_a_*", "«*a*»", "¿*a*?",
    "*a*b *c*",
    "< *a* & _b_ >", "*a_ b_*", "~a~~b~", "`a``b`", "*1*", "_-_", "a _b_-c", "\u{A0}*a*\u{A0}", "*a\u{A0}*",
  ]

  @Test("draws a mark where the compiler finds one")
  func agrees() throws {
    let server = try SandboxServer.start(SandboxConfiguration())
    let client = Client(server)
    var request = MessageRequest()
    for line in Self.lines {
      let written = JSONValue.string(line).text(.compact).dropFirst().dropLast()
      request.body = body(title: "t", text: String(written))
      client.send(request.text)
    }
    #expect(client.readAnswers(Self.lines.count).map(\.status) == Self.lines.map { _ in 200 })
    let page = try Browser.page("\(server.address)/")
    for line in Self.lines {
      let drawn = #"<div class="text"><bdi><p>\#(Self.marked(line))</p></bdi></div>"#
      #expect(page.contains(drawn), "\(line)")
    }
  }

  /// `line` as a browser writes it, with the marks that the compiler finds.
  private static func marked(_ line: String) -> String {
    let bytes = Array(line.utf8)
    let marks = bytes.withUnsafeBufferPointer { TextMarks.find(in: $0) }
    let names: [UInt8: String] = [0x2A: "strong", 0x5F: "em", 0x7E: "s", 0x60: "code"]
    var tags: [Int: String] = [:]
    for mark in marks {
      guard let end = mark.end, let name = names[bytes[mark.start]] else { continue }
      tags[mark.start] = "<\(name)>"
      tags[end - 1] = "</\(name)>"
    }
    var html: [UInt8] = []
    for (place, byte) in bytes.enumerated() {
      switch byte {
      case _ where tags[place] != nil: html += (tags[place] ?? "").utf8
      case UInt8(ascii: "&"): html += "&amp;".utf8
      case UInt8(ascii: "<"): html += "&lt;".utf8
      case UInt8(ascii: ">"): html += "&gt;".utf8
      default: html.append(byte)
      }
    }
    return String(decoding: html, as: UTF8.self).replacing("\u{A0}", with: "&nbsp;")
  }
}
