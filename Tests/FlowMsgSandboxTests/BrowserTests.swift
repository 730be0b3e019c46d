import Foundation
import Testing

@testable import FlowMsgSandbox

/// A real browser, without a window.
private enum Browser {
  /// The browser to test with: the one that `FLOWMSG_BROWSER` names, which then has to be there, else a usual one.
  static let path: String? = {
    if let named = ProcessInfo.processInfo.environment["FLOWMSG_BROWSER"], !named.isEmpty { return named }
    return ["/usr/bin/chromium", "/usr/bin/google-chrome"].first { FileManager.default.fileExists(atPath: $0) }
  }()

  /// What is on the page at `address` after three seconds of its own time; `meanwhile` is done over and over until then.
  static func page(_ address: String, _ meanwhile: () -> Void) throws -> String {
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
    let end = Date(timeIntervalSinceNow: 60)
    while process.isRunning, Date() < end {
      meanwhile()
      Thread.sleep(forTimeInterval: 0.02)
    }
    if process.isRunning { process.terminate() }
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
    let page = try Browser.page("http://localhost:\(server.port)/") { client.send(MessageRequest().text) }
    #expect(page.contains(#"<h2 dir="auto">&lt;img src=x onerror=document.title=1&gt;</h2>"#))
    #expect(page.contains("<p>&lt;/p&gt;&lt;script&gt;document.title=1&lt;/script&gt;</p>"))
    #expect(!page.contains("<img") && page.contains("<title>flowmsg sandbox</title>"))
    let marked =
      "<p><strong>Maria</strong> <em>já</em> <s>não</s> <code>a*b*</code> 2*3*4 a_b_ *aberto</p>"
      + "<blockquote><p>citado</p></blockquote><ul><li>um</li><li>dois</li></ul><ol start=\"1\"><li>três</li></ol>"
      + "<pre><code>*mono*</code></pre>"
    #expect(page.contains(marked))
    #expect(page.contains(#"<div class="cta">Iniciar Fluxo</div>"#))
    #expect(page.contains(#"<li class="refused" data-number="3">"#) && page.contains("`title` is empty"))
    #expect(page.contains(#"<li class="accepted arrived""#), "what came while the page was open")
    #expect(page.contains(#"class="live">live</p>"#))
  }
}
