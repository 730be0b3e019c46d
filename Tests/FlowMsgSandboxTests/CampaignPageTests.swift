import FlowMsgJSON
import FlowMsgText
import Foundation
import Testing

@testable import FlowMsgReport
@testable import FlowMsgSandbox

/// The page in a browser, with as many messages as a campaign has.
@Suite("The page at a campaign's size", .enabled(if: Browser.path != nil, "no browser is installed"), .serialized)
struct CampaignPageTests {
  private let server: SandboxServer
  private let tab: BrowserTab

  init() throws {
    server = try SandboxServer.start(SandboxConfiguration())
    tab = try BrowserTab(Browser.path ?? "")
  }

  private var address: String { "http://localhost:\(server.port)" }

  /// Sends a message to each number; those of which `isBad` are refused.
  private func send(_ numbers: some Sequence<Int>, isBad: (Int) -> Bool = { _ in false }) {
    var (client, count) = (Client(server), 0)
    for number in numbers {
      var request = MessageRequest()
      request.line = "POST /v1/bots/BOT/users/\(number)/flow_message HTTP/1.1"
      if isBad(number) { request.body = #"{"title":""}"# }
      client.send(request.text)
      count += 1
      guard count == 50 else { continue }
      // A client takes all its answers apart with each that comes.
      _ = client.readAnswers(count)
      (client, count) = (Client(server), 0)
    }
    _ = client.readAnswers(count)
  }

  private func send(body: String) {
    let client = Client(server)
    var request = MessageRequest()
    request.body = body
    client.send(request.text)
    _ = client.readAnswers(1)
  }

  /// The message of the documentation, with this data of its screen.
  private func body(data: String) -> String {
    MessageRequest.welcome.replacing(#"{"screen":"RECOMMEND"}"#, with: #"{"screen":"RECOMMEND","data":\#(data)}"#)
  }

  private let numbers = "[...document.querySelectorAll('#messages > li')].map(item => item.dataset.number)"
  private let place = "document.querySelector('.pager span').textContent"

  private func click(_ selector: String) throws { try tab.run("document.querySelector('\(selector)').click()") }

  @Test("nothing is written to the console, and an empty page shows the command that fills it")
  func empty() throws {
    try tab.open(address)
    #expect(try tab.text("document.getElementById('empty').hidden") == "false")
    let command = try tab.text("document.getElementById('command').textContent")
    #expect(command.hasSuffix("\nflowmsg send welcome.flowmsg --to 593987654321 --endpoint \(address)"))
    #expect(command.hasPrefix("export FLOWMSG_BOT=demo FLOWMSG_CLIENT_ID=id FLOWMSG_CLIENT_SECRET=secret\n"))
    send(1...3)
    send(593_987_654_321...593_987_654_323)
    try tab.wait("\(numbers).length === 6")
    #expect(try tab.text("document.getElementById('empty').hidden") == "true")
    // What a browser asks for where it shows something else than the page.
    let client = Client(server)
    client.send("GET /favicon.ico HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(client.readAnswers(1).map(\.status) == [204])
    try tab.run("document.querySelector('details').open = true")
    try tab.wait("document.querySelector('details pre') !== null")
    #expect(tab.console.isEmpty, "\(tab.console)")
  }

  @Test("counters filter, digits search, and pages lead to all that is kept")
  func filters() throws {
    send(593_980_000_001...593_980_001_200) { $0 % 100 == 0 }
    try tab.open(address)
    try tab.wait("\(numbers).length === 50")
    let counts = try tab.text(
      "['all', 'taken', 'refused'].map(id => document.getElementById(id).textContent).join(' ')")
    #expect(counts == "1,200 1,188 12")
    #expect(try tab.text(place) == "1,151 to 1,200 of 1,200")
    try click("[data-go=earlier]")
    try tab.wait("\(numbers)[0] === '1101'")
    try click("[data-go=oldest]")
    try tab.wait("\(numbers)[0] === '1'")
    #expect(try tab.text("\(numbers).length") == "50")
    #expect(try tab.text(place) == "1 to 50 of 1,200")
    for page in 1..<24 {
      try click("[data-go=later]")
      try tab.wait("\(numbers)[0] === '\(page * 50 + 1)'")
    }
    #expect(try tab.text("document.querySelector('[data-go=later]').disabled") == "true")
    try click("[data-result=refused]")
    try tab.wait("\(numbers).length === 12")
    #expect(try tab.text(numbers).hasPrefix("100,200,"))
    #expect(try tab.text(place) == "1 to 12 of 12")
    #expect(try tab.text("document.querySelector('[data-result=refused]').getAttribute('aria-pressed')") == "true")
    try type("00 012")
    try tab.wait("\(numbers).join() === '1200'")
    try click("[data-result=all]")
    try tab.wait("\(numbers).join() === '\((["12"] + (120...129).map(String.init) + ["1200"]).joined(separator: ","))'")
    try type("99999")
    try tab.wait("!document.getElementById('none').hidden")
    #expect(tab.console.isEmpty, "\(tab.console)")
  }

  private func type(_ text: String) throws {
    try tab.run(
      "const field = document.getElementById('search'); field.value = '\(text)'; field.dispatchEvent(new Event('input'))"
    )
  }

  @Test("a refused request without a title is no empty bubble")
  func refused() throws {
    send(593_987_654_321...593_987_654_321) { _ in true }
    send(body: "no JSON \u{202E}")
    try tab.open(address)
    try tab.wait("\(numbers).length === 2")
    #expect(try tab.text("document.querySelectorAll('.bubble').length") == "0")
    #expect(
      try tab.text("document.querySelector('#messages > li').innerText.split(/\\n+/).slice(0, 2)")
        == "POST /v1/bots/BOT/users/593987654321/flow_message,`title` is empty")
    try tab.run("document.querySelectorAll('details')[1].open = true")
    try tab.wait("document.querySelector('details pre')?.textContent === 'no JSON <U+202E>'")
  }

  @Test("a refused request that is none for a message is no bubble, and says what it was")
  func others() throws {
    for text in ["GET /v1/bots HTTP/1.1\r\nHost: localhost\r\n\r\n", "nothing\r\n"] {
      let client = Client(server)
      client.send(text)
      _ = client.readAnswers(1)
    }
    try tab.open(address)
    try tab.wait("\(numbers).length === 2")
    #expect(try tab.text("document.querySelectorAll('.bubble, details').length") == "0")
    #expect(
      try tab.text("[...document.querySelectorAll('.request')].map(line => line.textContent).join()")
        == "GET /v1/bots,no request that can be read")
    #expect(
      try tab.text("[...document.querySelectorAll('.print b')].map(line => line.textContent).join()") == "404,400")
    #expect(try tab.text("document.querySelectorAll('li.refused .reason').length") == "2")
    #expect(try tab.text("document.getElementById('refused').textContent") == "2")
    #expect(tab.console.isEmpty, "\(tab.console)")
  }

  @Test("bodies and data are what came, digit for digit, and keys keep their places")
  func exact() throws {
    let data = #"{"id":9007199254740993,"10":10.50,"2":1e400,"a":{"b":[true,{"c":"","d":"x\u202e\u05d0"}]},"e":[]}"#
    send(body: body(data: data))
    try tab.open(address)
    try tab.wait("\(numbers).length === 1")
    let cells = "[...document.querySelectorAll('.data th, .data td, .data li')]"
    let leaves = "\(cells).filter(cell => !cell.querySelector('th, td, li')).map(cell => cell.textContent).join(' ')"
    #expect(
      try tab.text(leaves)
        == "name value id 9007199254740993 10 10.50 2 1e400 a b true c \"\" d x<U+202E>\u{5D0} e []")
    let isOwn = "cell => cell.querySelector('bdi') || /^(name|value|\\[\\])$/.test(cell.textContent)"
    #expect(try tab.text("\(cells).every(\(isOwn))") == "true")
    try tab.run("document.querySelector('details').open = true")
    try tab.wait("document.querySelector('details pre') !== null")
    let shown = try tab.text("document.querySelector('details pre').textContent")
    #expect(shown.contains("\n        \"id\": 9007199254740993,\n        \"10\": 10.50,\n        \"2\": 1e400,\n"))
    #expect(shown.contains(#""d": "x\u202e\u05d0""#) && shown.contains("\"e\": []\n"))
    let link = try tab.text("document.querySelector('details a').getAttribute('href')")
    let client = Client(server)
    client.send("GET \(link) HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(client.readAnswers(1).first?.body == body(data: data))
  }

  @Test("what one reads stays in place while messages arrive, and nothing unchanged is written again")
  func stays() throws {
    send(1_000_000...1_000_199)
    try tab.open(address)
    try tab.wait("\(numbers).length === 50")
    try tab.run(
      """
      scrollTo(0, 2000);
      document.querySelectorAll('#messages > li')[20].querySelector('details').open = true;
      getSelection().selectAllChildren(document.querySelectorAll('h2')[20]);
      window.at = () => document.querySelectorAll('h2')[20].getBoundingClientRect().top;
      window.before = window.at();
      window.written = 0;
      new MutationObserver(all => { window.written += all.length; }).observe(document, {
        subtree: true, childList: true, characterData: true, attributes: true
      });
      window.looks = 0;
      const fetched = window.fetch;
      window.fetch = (...all) => { window.looks++; return fetched(...all); }
      """)
    try tab.wait("window.looks > 5")
    // The body that was opened is the one thing that was written.
    #expect(Int(try tab.text("window.written")) ?? 9 <= 2)
    send(2_000_000...2_000_109)
    try tab.wait("document.getElementById('new').textContent === '110 new' && !document.getElementById('new').hidden")
    #expect(try tab.text("window.at() === window.before") == "true")
    #expect(try tab.text("getSelection().toString()") == "Olá")
    try click("#new")
    try tab.wait("\(numbers).at(-1) === '310' && document.getElementById('new').hidden")
  }

  @Test("cookies of other programs on the same host are in nobody's way, and an error is an answer")
  func cookies() throws {
    for name in ["a", "b", "c"] { try tab.setCookie(name, String(repeating: "x", count: 3000), address) }
    try tab.open(address)
    #expect(try tab.text("document.getElementById('state').textContent") == "live")
    send(1_000_000...1_000_000)
    try tab.wait("\(numbers).length === 1")
    try tab.run("window.fetch = async () => new Response('', { status: 431 })")
    try tab.wait("document.getElementById('state').textContent === 'answered with 431'")
    try tab.run("window.fetch = async () => { throw new TypeError('nobody'); }")
    try tab.wait("document.getElementById('state').textContent === 'the sandbox has ended'")
  }

  @Test("a text is shown the way `check` shows it")
  func agrees() throws {
    let texts = [
      "plain", "Olá é\u{301} e\u{301}", "\u{301}x", "a\tb\u{1}\u{7F}", "\u{85}\u{9F}",
      "a\u{202E}b\u{2066}c\u{200B}d\u{FEFF}\u{AD}",
      "a\u{200D}b", "👩\u{200D}💻 👍🏽 🇪🇨", "न\u{94D}\u{200D}ष", "\u{200C}", "x\u{E0041}",
      "\u{1F3F4}\u{E0067}\u{E0062}\u{E007F}",
      "\u{2028}\u{2029}", "שלום עולם", "\u{FE0F}", "❤\u{FE0F}", "\r\n", "\u{600}1",
    ]
    try tab.open(address)
    for text in texts {
      let shown = try tab.text("shown(\(JSONValue.string(text).text(.compact)))")
      #expect(Array(shown.unicodeScalars) == Array(visible(text).unicodeScalars), "\(shown)")
    }
  }
}
