import Foundation
import Testing

/// A tab of a real browser that a test can look at and click in. It is spoken to over two pipes, in the browser's own
/// protocol, so nothing of it waits for a time by the clock: it waits for what is to come about on the page.
final class BrowserTab {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let profile = FileManager.default.temporaryDirectory.appending(path: "flowmsg-\(UUID().uuidString)")
  private var buffer = Data()
  private var number = 0
  private var session: String?
  /// What was written to the console, by the page or by the browser about it.
  private(set) var console: [String] = []

  init(_ browser: String) throws {
    try FileManager.default.createDirectory(at: profile, withIntermediateDirectories: true)
    process.executableURL = URL(filePath: "/bin/sh")
    // The protocol is spoken on descriptors 3 and 4.
    process.arguments = [
      "-c", #"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1"#, browser, "--headless", "--no-sandbox",
      "--disable-gpu", "--user-data-dir=\(profile.path)", "--remote-debugging-pipe",
    ]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let target = try call("Target.createTarget", ["url": "about:blank"])["targetId"] ?? ""
    session = try call("Target.attachToTarget", ["targetId": target, "flatten": true])["sessionId"] as? String
    for domain in ["Page", "Runtime", "Log", "Network"] { _ = try call("\(domain).enable") }
    // The page looks once a second; a test need not wait so long.
    let hurry = "{ const later = setTimeout; window.setTimeout = (work, time) => later(work, Math.min(time, 20)); }"
    _ = try call("Page.addScriptToEvaluateOnNewDocument", ["source": hurry])
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: profile)
  }

  /// Opens `address`, and waits until the page says how things are.
  func open(_ address: String) throws {
    _ = try call("Page.navigate", ["url": address])
    try wait("![undefined, '', 'connecting'].includes(document.getElementById('state')?.textContent)")
  }

  /// A cookie of another program on this host.
  func setCookie(_ name: String, _ value: String, _ address: String) throws {
    _ = try call("Network.setCookie", ["name": name, "value": value, "url": address])
  }

  /// What `script` comes to, as text.
  func text(_ script: String) throws -> String { try "\(evaluate("String(\(script))"))" }

  /// Waits until `script` is true.
  func wait(_ script: String) throws {
    _ = try evaluate(
      """
      new Promise(done => {
        const look = () => { let is = false; try { is = \(script); } catch {} is ? done(true) : setTimeout(look, 20); };
        look();
      })
      """)
  }

  /// Does what `script` does.
  func run(_ script: String) throws { _ = try evaluate("{ \(script); } true") }

  private func evaluate(_ script: String) throws -> Any {
    let answer = try call(
      "Runtime.evaluate", ["expression": script, "awaitPromise": true, "returnByValue": true])
    try #require(answer["exceptionDetails"] == nil, "\(answer)")
    return try #require((answer["result"] as? [String: Any])?["value"])
  }

  private func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    number += 1
    var message: [String: Any] = ["id": number, "method": method, "params": parameters]
    message["sessionId"] = session
    try input.fileHandleForWriting.write(
      contentsOf: JSONSerialization.data(withJSONObject: message) + [0])
    while true {
      let answer = try next()
      guard answer["id"] as? Int == number else {
        note(answer)
        continue
      }
      try #require(answer["error"] == nil, "\(method): \(answer)")
      return answer["result"] as? [String: Any] ?? [:]
    }
  }

  private func note(_ event: [String: Any]) {
    let method = event["method"] as? String ?? ""
    guard ["Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"].contains(method) else { return }
    console.append("\(event)")
  }

  private func next() throws -> [String: Any] {
    while true {
      if let end = buffer.firstIndex(of: 0) {
        defer { buffer = Data(buffer[(end + 1)...]) }
        let value = try JSONSerialization.jsonObject(with: buffer[..<end])
        return value as? [String: Any] ?? [:]
      }
      let more = output.fileHandleForReading.availableData
      try #require(!more.isEmpty, "the browser has ended")
      buffer += more
    }
  }
}
