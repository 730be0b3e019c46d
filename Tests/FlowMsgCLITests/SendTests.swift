import FlowMsgCLI
import FlowMsgJSON
import Testing

/// What `send` does with its rows: whom it asks, whom it leaves out, what it writes down.
@Suite("Sending")
struct SendTests {
  @Test("several people need the exact number, or somebody at a terminal who writes it")
  func confirmation() throws {
    let bench = try SendBench()
    let none = bench.send("--recipients", "@people.csv", "--sandbox")
    #expect(none.exit == 2 && none.error.contains("3 people would get the message, and nobody is there to be asked"))
    for wrong in [0, 2, 4] {
      let outcome = bench.sendAll(confirm: wrong)
      #expect(outcome.exit == 2 && outcome.error.contains("if that is right: '--confirm 3'"))
    }
    #expect(bench.taken.isEmpty && !bench.has("people.csv.flowmsg-journal"))
    #expect(bench.sendAll().exit == 0 && bench.taken.count == 3)
  }

  @Test("the number counts what is left after bad rows, exclusions, the shard and the limit")
  func countsWhatIsLeft() throws {
    let bench = try SendBench()
    try bench.folder.add("people.csv", SendBench.people + "1,Bad\n593987000004,Eva\n")
    try bench.folder.add("no.txt", "+593 987 000001\n")
    let outcome = bench.sendAll(
      "--skip-invalid", "--exclude", "@no.txt", "--limit", "2", "--rejects", "@bad.csv", confirm: 2)
    #expect(outcome.exit == 3 && outcome.error.contains("skipped 1 row of 5"), "\(outcome)")
    #expect(outcome.error.contains("leaves out 1 of its 1 person\n1 person beyond '--limit' will be left\n"))
    #expect(bench.taken.sorted() == ["593987000002", "593987000003"])
    #expect(bench.text("bad.csv").hasPrefix("to,name,reason\n1,Bad,"))
  }

  @Test(
    "who is left out stands in a list, a table or lines of JSON",
    arguments: [
      "593987000001\n593987000003\n", "\u{FEFF}\"593987000001\"\r\n\"+593 987 000003\"\r\n",
      "name,to\nx,593987000001\ny,593987000003\n",
      "{\"to\":\"593987000001\"}\n{\"to\":593987000003,\"x\":[1]}\n", "to;a\n593987000003;\n593987000001;\n",
    ])
  func exclusions(_ list: String) throws {
    let bench = try SendBench()
    try bench.folder.add("no", list)
    #expect(bench.sendAll("--exclude", "@no", confirm: 1).exit == 0)
    #expect(bench.taken == ["593987000002"])
  }

  @Test("a list of exclusions that cannot be understood is refused, with its line")
  func badExclusions() throws {
    let bench = try SendBench()
    for (list, words) in [("593987000001\nnobody\n", "line 2"), ("a,b\n1,2\n", "no column 'to'")] {
      try bench.folder.add("no", list)
      let outcome = bench.sendAll("--exclude", "@no")
      #expect(outcome.exit == 2 && outcome.error.contains(words) && bench.taken.isEmpty, "\(outcome)")
    }
    #expect(bench.sendAll("--exclude", "@none").exit == 2)
    try bench.folder.add("no", "")
    #expect(bench.sendAll("--exclude", "@no").exit == 0)
  }

  @Test("one bad row keeps all from being sent, and is told by the line that a spreadsheet shows")
  func badRows() throws {
    let bench = try SendBench()
    try bench.folder.add(
      "people.csv", "to,note,name\n593987000001,\"A\nB\",A\n593987000002,,\n593987000001,,C\n593987000003,,D\n")
    let outcome = bench.sendAll("--report", "@r.json")
    #expect(outcome.exit == 2 && bench.taken.isEmpty && !bench.has("r.json"))
    #expect(
      outcome.error.contains("line 3 (line 4 of the file): 'name' is empty and has no default\n"), "\(outcome.error)")
    #expect(outcome.error.contains("line 4 (line 5 of the file): the number '••••••••••01' is on line 2 already\n"))
    #expect(outcome.error.contains("error: 2 rows of 4 cannot be used, and nothing was sent\n"))
    #expect(!outcome.error.contains("593987"))
  }

  @Test("shards are disjoint and together all, whoever else is in the file, and each has a journal of its own")
  func shards() throws {
    let bench = try SendBench()
    let numbers = (0..<200).map { 593_987_000_000 + $0 }
    try bench.folder.add("people.csv", "to,name\n" + numbers.map { "\($0),A\n" }.joined())
    try bench.folder.add("even.csv", "to,name\n" + numbers.filter { $0 % 2 == 0 }.map { "\($0),A\n" }.joined())
    var shares: [Set<Substring>] = []
    for index in 1...4 {
      let share = Self.printed(bench, "people.csv", index)
      shares.append(share)
      #expect(Self.printed(bench, "even.csv", index) == share.filter { Int($0)! % 2 == 0 })
      let count = share.count
      #expect((20...80).contains(count))
      #expect(bench.sendAll("--shard", "\(index)/4", confirm: count).exit == 0)
      #expect(bench.has("people.csv.\(index)-of-4.flowmsg-journal"))
    }
    #expect(shares.reduce(0) { $0 + $1.count } == 200 && Set(shares.joined()).count == 200)
    #expect(bench.taken.count == 200 && Set(bench.taken).count == 200)
  }

  /// The numbers that a dry run of a shard prints.
  private static func printed(_ bench: SendBench, _ file: String, _ index: Int) -> Set<Substring> {
    let outcome = bench.send("--recipients", "@" + file, "--shard", "\(index)/4", "--as", "curl")
    return Set(outcome.output.split(separator: "\n").compactMap { $0.firstMatch(of: /users\/([0-9]+)/)?.1 })
  }

  @Test("a journal is not begun twice, and not gone on with for anything else")
  func journals() throws {
    let bench = try SendBench()
    #expect(bench.sendAll("--limit", "1", confirm: 1).exit == 3)
    let again = bench.sendAll()
    #expect(again.exit == 2 && again.error.contains("this campaign was begun"))
    let resumed = { (options: [String], confirm: Int) in
      bench.sendAll(
        "--resume", "--journal", "@people.csv.flowmsg-journal", options.first ?? "--timeout=9", confirm: confirm)
    }
    for (options, words) in [
      (["--type=x"], "another type"), (["--bot=B2"], "another bot"), (["--shard=1/1"], "another shard"),
    ] {
      let outcome = resumed(options, 2)
      #expect(outcome.exit == 2 && outcome.error.contains(words), "\(options) \(outcome)")
    }
    try bench.folder.add("m.flowmsg", SendBench.message.replacing("Hello", with: "Hi"))
    #expect(resumed([], 2).error.contains("another message"))
    try bench.folder.add("m.flowmsg", SendBench.message)
    try bench.folder.add("people.csv", SendBench.people + "593987000009,Eva\n")
    #expect(bench.taken.count == 1)
    // A list that was corrected is compared by people: who is new is sent, who has the message is not.
    #expect(resumed([], 3).exit == 0 && bench.taken.count == 4 && Set(bench.taken).count == 4)
    try bench.folder.add("people.csv", SendBench.people)
    let last = resumed([], 0)
    #expect(
      last.exit == 0 && bench.taken.count == 4 && last.error.contains("1 person of the journal is not in the list"))
  }

  @Test(
    "a file that is no journal is refused and left as it is", arguments: ["hello", String(repeating: "x", count: 999)])
  func noJournal(_ text: String) throws {
    let bench = try SendBench()
    for option in ["--resume", "--timeout=9"] {
      try bench.folder.add("j", text)
      let outcome = bench.sendAll("--journal", "@j", option)
      #expect(outcome.exit == 2 && outcome.error.contains("j' "), "\(outcome)")
      #expect(bench.text("j") == text && bench.taken.isEmpty)
    }
  }

  @Test("a report has each row once, in the state in which it ended, as JSON, CSV and JUnit")
  func reports() throws {
    let bench = try SendBench(faults: ["400:40%", "reset-after:30%"])
    try bench.folder.add("people.csv", "to,name\n" + (0..<60).map { "\(593_987_000_000 + $0),A\n" }.joined())
    var outcome = bench.sendAll("--limit", "30", "--report", "@r.csv", "--max-failures", "100%", confirm: 30)
    #expect(outcome.exit == 3)
    let csv = bench.text("r.csv").split(separator: "\n").dropFirst()
    #expect(csv.count == 60 && csv.count { $0.hasSuffix(",not tried,,,,limit,") } == 30)
    var counts: [String: Int] = [:]
    for line in csv { counts[String(line.split(separator: ",")[2]), default: 0] += 1 }
    #expect(counts["sent"] ?? 0 > 0 && counts["refused"] ?? 0 > 0 && counts["in doubt"] ?? 0 > 0, "\(counts)")
    let said =
      "\(counts["sent"] ?? 0) sent, \(counts["refused"] ?? 0) refused, \(counts["in doubt"] ?? 0) in doubt, 30 not tried"
    #expect(outcome.error.contains(said), "\(outcome.error)")
    // A row that was sent is in the log as taken; one that was refused does not.
    for line in csv {
      let cells = line.split(separator: ",")
      if cells[2] == "sent" { #expect(bench.taken.contains(String(cells[1]))) }
      if cells[2] == "refused" { #expect(!bench.taken.contains(String(cells[1]))) }
    }
    outcome = bench.sendAll("--resume", "--report", "@r.json", "--max-failures", "0", confirm: 30)
    #expect(outcome.exit == 3 && outcome.error.contains("more rows failed than '--max-failures' allows"))
    let document = JSONReader.read(Array(bench.text("r.json").utf8))
    #expect(
      document.faults.isEmpty && bench.text("r.json").split(separator: "\n").count { $0.contains(#""line":"#) } == 60)
    #expect(bench.text("r.json").contains(#""state":"not tried""#))
  }

  @Test("what leaves no doubt stops everything: credentials that are not taken")
  func stops() throws {
    let bench = try SendBench(faults: ["401:100%"])
    let outcome = bench.sendAll("--concurrency", "1", "--report", "@r.xml")
    #expect(outcome.exit == 3 && outcome.error.contains("401 unauthorized"), "\(outcome)")
    #expect(outcome.error.contains("0 sent, 0 refused, 0 in doubt, 3 not tried"))
    #expect(outcome.error.contains("line 2 (••••••••••01): not tried") && !outcome.error.contains("593987"))
    #expect(bench.text("r.xml").contains(#"tests="3" failures="0" errors="0" skipped="3""#))
  }

  @Test("locales and bots of the rows")
  func columns() throws {
    let bench = try SendBench(
      """
      bot shop { provider cloud_api, id "B1" }
      locales pt-BR, es, es-MX
      message m {
        title "pt", text "B", caption "C", flow "f", cta "Go", screen S, bot shop
        in es { title "es", text "B", cta "Va" }
        in es-MX { title "mx", text "B", cta "Va" }
      }

      """)
    try bench.folder.add(
      "people.csv",
      "to,locale,bot\n593987000001,,\n593987000002,es_MX,\n593987000003,es-CO,B7\n593987000004,ES,shop\n")
    let printed = bench.send("--recipients", "@people.csv", "--as", "curl").output.split(separator: "\n")
    let expected = [("B1", "pt"), ("B1", "mx"), ("B7", "es"), ("B1", "es")]
    #expect(printed.count == 4)
    for (line, (bot, title)) in zip(printed, expected) {
      #expect(line.contains("/bots/\(bot)/users/") && line.contains(#""title":"\#(title)""#), "\(line)")
    }
    try bench.folder.add("people.csv", "to,locale\n593987000001,fr\n")
    #expect(bench.sendAll(confirm: 1).error.contains("line 2: the form has no locale 'fr'"))
  }
}
