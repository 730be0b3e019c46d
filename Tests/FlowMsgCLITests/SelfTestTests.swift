import FlowMsgCLI
import Testing

/// A message to oneself first: one row's message, to one's own number, and nothing of it is kept.
struct SelfTestTests {
  @Test("the first row's message, or that of a line, goes to one's own number and counts for nothing")
  func rows() throws {
    let bench = try SendBench()
    let test = { (options: String...) in bench.run(["--test", "+55 11 98765-4321"] + options) }
    let first = test("--recipients", bench.folder("people.csv"))
    #expect(first.exit == 0 && bench.taken == ["5511987654321"], "\(first)")
    #expect(
      first.error
        == "the message of line 2 to •••••••••••21: sent, which means accepted by the API; it counts for nothing\n")
    let printed = test("--recipients", bench.folder("people.csv"), "--line", "4", "--dry-run")
    #expect(printed.output.contains("/users/5511987654321/") && printed.output.contains("Hello Léo"), "\(printed)")
    #expect(!bench.has("people.csv.flowmsg-journal"))
    // The campaign goes to everybody after it, and a journal that is there is no hindrance.
    #expect(bench.sendAll().exit == 0 && bench.taken.count == 4)
    let before = bench.text("people.csv.flowmsg-journal")
    #expect(test("--recipients", bench.folder("people.csv"), "--line", "3").exit == 0 && bench.taken.count == 5)
    #expect(bench.text("people.csv.flowmsg-journal") == before)
  }

  @Test("without recipients the values of '--set' are enough")
  func values() throws {
    let bench = try SendBench()
    #expect(bench.run(["--test", "593987654321", "--set", "name=Ana"]).exit == 0)
    #expect(bench.taken == ["593987654321"])
    #expect(bench.run(["--test", "593987654321"]).error.contains("the message needs 'name'"))
  }

  @Test("the source's example fills the message")
  func example() throws {
    let source = """
      bot shop { provider cloud_api, id "B1" }
      message m(name: string(min: 1, max: 20), kind: "a" | "b" = "a", days: integer) {
        title "Hello {name}", text "One moment", caption "Shop", flow "orders", cta "Open", screen START, bot shop
        payload { kind: kind, days: days }
        example { days: 3, name: "Ana \\"Mia\\"" }
      }

      """
    let bench = try SendBench(source)
    let printed = bench.run(["--test", "593987654321", "--example", "--dry-run"])
    #expect(printed.exit == 0, "\(printed)")
    #expect(
      printed.output.contains(#"Hello Ana \"Mia\""#) && printed.output.contains("/users/593987654321/"), "\(printed)")
    #expect(printed.output.contains(#"{"kind":"a","days":3}"#), "\(printed)")
    let sent = bench.run(["--test", "593987654321", "--example"])
    #expect(sent.exit == 0 && bench.taken == ["593987654321"])
    #expect(sent.error == "the message to ••••••••••21: sent, which means accepted by the API; it counts for nothing\n")
    #expect(try SendBench().run(["--test", "593987654321", "--example"]).error.contains("the message has no example"))
    #expect(bench.run(["--example", "--to", "593987654321"]).error.contains("'--example' is the message that is sent"))
  }

  @Test("what cannot be sent is named, and nothing is sent")
  func refusals() throws {
    let bench = try SendBench()
    try bench.folder.add("people.csv", "to,name\n593987000001,\n593987000002,Zoe\n")
    let list = bench.folder("people.csv")
    for (options, words) in [
      (["--recipients", list], "line 2: 'name' is empty"),
      (["--recipients", list, "--line", "9"], "no row begins on line 9"),
      (["--recipients", list, "--line", "2"], "line 2: 'name' is empty"),
      (["--to", "593987654321"], "do not go together"),
    ] {
      let outcome = bench.run(["--test", "5511987654321"] + options)
      #expect(outcome.exit == 2 && outcome.error.contains(words), "\(outcome)")
    }
    #expect(bench.run(["--test", "12", "--recipients", list]).error.contains("'--test': the phone number '12'"))
    #expect(bench.send("--recipients", "@people.csv", "--line", "2").error.contains("add '--test'"))
    #expect(bench.taken.isEmpty)
    let refused = try SendBench(faults: ["400:100%"])
    let outcome = refused.run(["--test", "5511987654321", "--recipients", refused.folder("people.csv")])
    #expect(outcome.exit == 3 && outcome.error.contains("refused: 400 message_could_not_be_send"), "\(outcome)")
  }
}

extension SendBench {
  /// Runs `send m.flowmsg` against the server.
  fileprivate func run(_ options: [String]) -> Outcome {
    run(["send", folder("m.flowmsg"), "--endpoint", address] + options, FakeConsole(), Self.account)
  }
}
