import FlowMsgCLI
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bad input of `send`: a clear error, exit 2, and nothing sent.
@Suite("What send refuses")
struct SendRefusalTests {
  private let bench: SendBench

  init() throws { bench = try SendBench() }

  private func refuses(_ outcome: Outcome, _ words: String, _ place: SourceLocation = #_sourceLocation) {
    #expect(outcome.exit == 2, "\(outcome)", sourceLocation: place)
    #expect(outcome.error.contains(words), "\(outcome.error)", sourceLocation: place)
    #expect(outcome.output.isEmpty && bench.taken.isEmpty, sourceLocation: place)
  }

  @Test(
    "addresses that are none, or would carry credentials in the clear",
    arguments: [
      ("http://example.com", "would send messages and credentials unencrypted to 'example.com'"),
      ("http://127.0.0.1.evil.com", "unencrypted"), ("http://127.0.0.1.evil.com:80/x", "unencrypted"),
      ("http://localhost.evil.com", "unencrypted"), ("http://[::1].evil.com", "names no host"),
      ("http://[::2]", "unencrypted"), ("http://127.0.0.08", "unencrypted"), ("http://127.0.0.+1", "unencrypted"),
      ("http://128.0.0.1", "unencrypted"), ("http://2130706433", "unencrypted"), ("http://0.0.0.0", "unencrypted"),
      ("http://localhost@evil.com", "has a user before its host"), ("https://u:geheim@api.jelou.ai", "has a user"),
      ("u:geheim@api.jelou.ai", "needs an address"), ("api.jelou.ai", "needs an address, found 'api.jelou.ai'"),
      ("ftp://u:geheim@x", "takes https, found 'ftp'"), ("https://", "names no host"),
      ("https://:443", "names no host"),
      ("https://x:", "names no host"), ("https://x:0", "names no host"), ("https://x:65536", "names no host"),
      ("https://x:+80", "names no host"), ("https://x:80:90", "names no host"), ("https://a b", "names no host"),
      ("https://x\\@evil.com", "has a user"), ("https://x?y", "ends with its path"),
      ("https://x/y#z", "ends with its path"),
      ("https://api.jelou.ai/v1", "has the API's own '/v1'"),
      ("https://x/v1/", "help: leave it out: '--endpoint https://x'"),
      ("https://x/v1//", "leave it out: '--endpoint https://x'"), ("https://x/a/v1", "'--endpoint https://x/a'"),
      ("https://x/v1/a/v1", "'--endpoint https://x/v1/a'"),
      ("https://x/v1/bots/B/users/1/flow_message", "leave it out: '--endpoint https://x'"),
      ("https://x/../y", "ends with its path"), ("https://x/a?b=c", "ends with its path"), ("", "needs an address"),
    ])
  func endpoints(_ url: String, _ words: String) {
    let outcome = bench.send("--to", "593987654321", "--set", "name=Ana", "--endpoint", url)
    refuses(outcome, words)
    #expect(!outcome.error.contains("geheim"))
  }

  @Test(
    "addresses that are right, and what requests look like there",
    arguments: [
      ("https://api.example.com", "https://api.example.com/v1/bots/B1/"),
      ("HTTPS://API.Example.com:8443/base/", "https://api.example.com:8443/base/v1/bots/B1/"),
      ("http://127.0.0.1:80", "http://127.0.0.1:80/v1/bots/B1/"), ("http://127.9.9.9", "http://127.9.9.9/v1/"),
      ("https://x/v1/eu", "https://x/v1/eu/v1/bots/B1/"), ("https://v1", "https://v1/v1/bots/B1/"),
      ("https://x/v12", "https://x/v12/v1/bots/B1/"),
      ("http://[::1]:8080/x", "http://[::1]:8080/x/v1/bots/B1/"), ("http://LOCALHOST", "http://localhost/v1/bots/B1/"),
    ])
  func goodEndpoints(_ url: String, _ start: String) {
    let printed = bench.send("--to", "593987654321", "--set", "name=Ana", "--as", "curl", "--endpoint", url)
    #expect(printed.exit == 0 && printed.output.contains("--url '\(start)"), "\(printed)")
  }

  @Test(
    "options that are wrong, or do not go together",
    arguments: [
      (["--rate=-1"], "'--rate' needs a whole number"), (["--rate", "1e3"], "'--rate' needs a whole number"),
      (["--limit", "x"], "'--limit' needs"), (["--confirm", "3.0"], "'--confirm' needs"),
      (["--limit", "99999999999999999999"], "'--limit' needs"), (["--shard", "0/4"], "there are the shards 1 to 4"),
      (["--shard", "5/4"], "there are the shards 1 to 4"), (["--shard", "1/0"], "'--shard' needs I/N"),
      (["--shard", "1"], "'--shard' needs I/N"), (["--max-failures", "101%"], "'--max-failures' needs"),
      (["--max-failures=-1"], "'--max-failures' needs"), (["--max-failures", "%"], "'--max-failures' needs"),
      (["--concurrency", "0"], "from 1 to 1000"), (["--timeout", "0"], "from 1 to 3600"),
      (["--retries", "4"], "at most 3"),
      (["--resend-in-doubt"], "add '--resume'"), (["--rejects", "r.csv"], "add '--skip-invalid'"),
      (["--fault", "429:1%"], "is for the sandbox"), (["--to", "593987654321"], "do not go together"),
      (["--sandbox", "--endpoint", "https://x"], "do not go together"), (["--as", "wget"], "'wget'"),
      (["--rat", "1"], "did you mean '--rate'"),
      (["--proxy", "http://p", "--endpoint", "http://127.0.0.1:1"], "no proxy"),
    ])
  func options(_ options: [String], _ words: String) {
    let arguments = ["send", "m.flowmsg", "--recipients", "people.csv"] + options
    let outcome = flowmsg(arguments, files: MemoryFileSystem(["m.flowmsg": SendBench.message]))
    #expect(outcome.exit == 2 && outcome.error.contains(words), "\(outcome.error)")
  }

  @Test("to nobody, and to a single number of which nothing is kept")
  func noRecipients() {
    refuses(bench.send("--sandbox"), "needs to know to whom")
    refuses(bench.send("--to", "593987654321", "--resume", "--sandbox"), "'--to' keeps none")
  }

  @Test("a file that would be written over another one")
  func files() {
    for (option, path) in [
      ("--report", "@people.csv"), ("--report", "@people.csv.flowmsg-journal"), ("--journal", "@m.flowmsg"),
    ] {
      refuses(
        bench.send("--recipients", "@people.csv", "--sandbox", "--confirm", "3", option, path), "would write over")
    }
    #expect(bench.text("people.csv") == SendBench.people)
  }

  @Test("a report that cannot be written is told before anybody gets a message")
  func report() {
    refuses(bench.sendAll("--report", "/none/r.json"), "cannot write '/none/r.json'")
    #expect(!bench.has("people.csv.flowmsg-journal"))
  }

  @Test("credentials that are missing, open to others, or none")
  func credentials() throws {
    let to = { (options: [String], variables: [String: String]) in
      bench.send(
        "--to", "593987654321", "--set", "name=Ana", "--endpoint", bench.address,
        options.isEmpty ? "--rate=1" : "--credentials-file=\(options[0])", variables: variables)
    }
    refuses(to([], [:]), "no FLOWMSG_CLIENT_ID and no FLOWMSG_CLIENT_SECRET")
    refuses(to([], ["FLOWMSG_CLIENT_ID": "a", "FLOWMSG_CLIENT_SECRET": ""]), "no FLOWMSG_CLIENT_SECRET")
    refuses(to([], ["FLOWMSG_CLIENT_ID": "a:b", "FLOWMSG_CLIENT_SECRET": "c"]), "has a ':'")
    refuses(to([], ["FLOWMSG_CLIENT_ID": "a", "FLOWMSG_CLIENT_SECRET": "c\nX-Evil: 1"]), "control characters")
    let path = bench.folder("account")
    refuses(to([path], [:]), "cannot read '\(path)'")
    for (text, words) in [
      ("nonsense\nmore", "not NAME=value"), ("FLOWMSG_CLIENT_ID=a\n", "no FLOWMSG_CLIENT_SECRET"),
      ("", "has no FLOWMSG"),
    ] {
      try bench.folder.add("account", text)
      chmod(path, 0o600)
      refuses(to([path], [:]), words)
    }
    for (mode, isOpen) in [(0o640, true), (0o604, true), (0o602, true), (0o600, false), (0o400, false)] {
      try bench.folder.add("account", "FLOWMSG_CLIENT_ID=a\nFLOWMSG_CLIENT_SECRET=b\n")
      chmod(path, mode_t(mode))
      if isOpen { refuses(to([path], [:]), "others can read '\(path)'") } else { #expect(to([path], [:]).exit == 0) }
      unlink(bench.log)
    }
  }

  @Test(
    "credentials in each form of the file",
    arguments: [
      "a:b:c", "FLOWMSG_CLIENT_ID=a\nFLOWMSG_CLIENT_SECRET=b:c\n",
      "# mine\r\nexport FLOWMSG_CLIENT_ID='a'\r\nFLOWMSG_CLIENT_SECRET=\"b:c\"\r\n",
    ])
  func forms(_ text: String) throws {
    try bench.folder.add("account", text)
    chmod(bench.folder("account"), 0o600)
    let printed = bench.send(
      "--to", "593987654321", "--set", "name=Ana", "--endpoint", bench.address, "--credentials-file", "@account",
      variables: [:])
    #expect(printed.exit == 0 && bench.taken == ["593987654321"], "\(printed)")
  }

  @Test("numbers that are none, twice the same, and a parameter without a value")
  func numbers() {
    let to = { (number: String) in bench.send("--to", "593987654321", "--to", number, "--set", "name=A", "--sandbox") }
    for bad in ["../x", "5939?x", "1#2345678", "12345", "0593987654321", "1234567890123456", "", "59398765432a"] {
      refuses(to(bad), "error: '--to': ")
    }
    refuses(to("+593 (98) 765-4321"), "error: '--to': the number '••••••••••21' is given twice")
    refuses(bench.send("--to", "593987654321", "--sandbox"), "the message needs 'name', and has no default")
    refuses(bench.send("--to", "593987654321", "--set", "nam=A", "--sandbox"), "did you mean 'name'")
  }

  @Test("one bot where several are involved, from the option and the environment, in send and render")
  func bots() throws {
    let source = """
      bot br { provider cloud_api, id "1" }
      bot mx { provider cloud_api, id "2" }
      locales pt-BR, es-MX
      message m {
        title "T", text "B", caption "C", flow "f", cta "Go", screen S, bot br
        in es-MX { bot mx, title "T2", text "B2", cta "Go2" }
      }

      """
    let bench = try SendBench(source)
    for variables in [[:], ["FLOWMSG_BOT": "9"]] {
      let options = variables.isEmpty ? "--bot=9" : "--rate=1"
      let outcome = bench.send("--to", "593987654321", "--sandbox", options, variables: variables)
      #expect(outcome.exit == 2 && outcome.error.contains("several are involved: 'br', 'mx'"), "\(outcome)")
    }
    let rendered = flowmsg(
      "render", "m.flowmsg", files: MemoryFileSystem(["m.flowmsg": source]),
      console: FakeConsole(input: "to\n593987654321\n"),
      variables: ["FLOWMSG_BOT": "9"])
    #expect(rendered.exit == 2 && rendered.error.contains("several are involved"))
  }

  @Test("ids that lead elsewhere, and environments that there are not")
  func ids() {
    for id in ["a/b", "..", "a?b", "a#b", "a b", "%2e%2e"] {
      refuses(
        bench.send("--to", "593987654321", "--set", "name=A", "--sandbox", "--bot", id), "'--bot' needs the id of a bot"
      )
    }
  }
}
