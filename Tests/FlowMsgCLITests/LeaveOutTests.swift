import FlowMsgCLI
import Testing

/// What `--exclude` says: who was left out, that no one was, and that everybody was.
struct LeaveOutTests {
  private let bench: SendBench

  init() throws {
    bench = try SendBench()
    try bench.list("a.csv", SendBench.numbers(3))
  }

  @Test("what was left out is counted before the question")
  func counted() throws {
    try bench.folder.add("x.txt", "593987000001\n593987000009\n")
    let asked = bench.send(list: "a.csv", ["--exclude", "@x.txt"], confirm: 9)
    #expect(
      asked.exit == 2 && asked.error.contains("x.txt' leaves out 1 of its 2 people\nline 3, to "), "\(asked)")
    #expect(bench.send(list: "a.csv", ["--exclude", "@x.txt"], confirm: 2).exit == 0 && bench.taken.count == 2)
  }

  @Test("a list of which nobody is in the recipients, and one that is empty, are a warning with the counts")
  func warnings() throws {
    try bench.folder.add("other.txt", "11900000001\n")
    try bench.folder.add("empty.csv", "to\n")
    let asked = bench.send(list: "a.csv", ["--exclude", "@other.txt", "--exclude", "@empty.csv"], confirm: 9)
    #expect(asked.exit == 2 && bench.taken.isEmpty)
    #expect(
      asked.error.contains("other.txt' leaves out no one: of its 1 person none is in the 3 rows of the list\n"),
      "\(asked.error)")
    #expect(asked.error.contains("empty.csv' leaves out no one: nobody is in it\n"), "\(asked.error)")
    let place = try #require(asked.error.firstRange(of: "error: '--confirm 9'"))
    #expect(!asked.error[place.lowerBound...].contains("warning"))
  }

  @Test("leaving out everybody is a fault; a shard or a campaign that has nobody left is none")
  func everybody() throws {
    try bench.folder.add("x.txt", SendBench.numbers(3).map { "\($0)\n" }.joined())
    let list = bench.send(list: "a.csv", ["--exclude", "@x.txt"])
    #expect(list.exit == 2 && list.error.contains("'--exclude' leaves out everybody"), "\(list)")
    let one = bench.send(
      "--to", "593987000001", "--set", "name=Ana", "--endpoint", bench.address, "--exclude", "@x.txt")
    #expect(one.exit == 2 && one.error.contains("'--exclude' leaves out everybody"), "\(one)")
    #expect(!bench.has("a.csv.flowmsg-journal"))
    let shard = bench.send(list: "a.csv", ["--exclude", "@x.txt", "--shard", "1/1"])
    #expect(shard.exit == 0 && shard.error.contains("'--exclude' leaves out everybody of the shard 1/1\n"), "\(shard)")
    try bench.list("b.csv", [593_987_000_009])
    #expect(bench.send(list: "b.csv", ["--exclude", "@x.txt"]).exit == 0)
    let none = bench.send(list: "b.csv", ["--exclude", "@x.txt", "--resume"])
    #expect(none.exit == 0 && none.error.contains("nobody is left: everybody in the list has ended\n"), "\(none)")
    try bench.folder.add("c.csv", "to,name\n")
    let empty = bench.send(list: "c.csv")
    #expect(empty.exit == 2 && empty.error.contains("there is nobody in the recipients"), "\(empty)")
    #expect(bench.taken == ["593987000009"])
  }

  @Test("the help for a list whose numbers are in another column works, whatever the recipients call theirs")
  func columns() throws {
    try bench.folder.add("x.csv", "Telefone;motivo\n593987000001;x\n")
    let refused = bench.send(list: "a.csv", ["--exclude", "@x.csv"])
    #expect(refused.exit == 2 && refused.error.contains("'--column to=Telefone'"))
    let sent = bench.send(list: "a.csv", ["--exclude", "@x.csv", "--column", "to=Telefone"])
    #expect(sent.exit == 0 && bench.taken.sorted() == ["593987000002", "593987000003"], "\(sent)")
    try bench.folder.add("b.csv", "Telefone,name\n593987000001,Ana\n593987000005,Ana\n")
    let options = ["--exclude", "@x.csv", "--column", "to=Telefone"]
    #expect(bench.send(list: "b.csv", options).exit == 0 && bench.taken.count == 3)
    // A header that neither has is a mistake.
    let neither = bench.send(list: "a.csv", ["--resume", "--column", "to=Telefon"])
    #expect(neither.exit == 2 && neither.error.contains("the header has no column 'Telefon'"), "\(neither)")
  }

  @Test("our own report leaves out whom it reached")
  func report() throws {
    for name in ["r.json", "r.csv", "r.xml"] {
      let bench = try SendBench()
      try bench.list("a.csv", SendBench.numbers(4))
      #expect(bench.send(list: "a.csv", ["--limit", "2", "--report", "@\(name)"], confirm: 2).exit == 3)
      let sent = bench.send(list: "a.csv", ["--journal", "@new", "--exclude", "@\(name)"])
      #expect(sent.exit == 0 && bench.taken.count == 4 && bench.twice.isEmpty, "\(sent)")
    }
  }
}
